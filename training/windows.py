"""Windows of tokens as the model reads them: the title's first tokens, then a stretch of whole sentences.

The same cut is made at run time (``dateline.annotate.scores``): keep the two alike.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from labels import ARGUMENTS, LABELS, STATUSES, Article, Event
from tokenizers import Tokenizer

TITLE_TOKENS = 24
BODY_TOKENS = 132
LEAD_TOKENS, LEAD_BEFORE = 36, 10
"""Tokens that stand before a window to say which event is asked for, and how many of them come before its first word."""
TRAPS = 0.4
"""Share of the traps read in an epoch."""
Piece = tuple[int, int, int]
"""A token: its id, its start and its end in the text."""
CLS, SEP = 101, 102
INDEX = {column: i for i, column in enumerate(LABELS)}
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Window:
    """Token ids, targets (tokens × columns, 0/1) and mask (tokens × columns: 1 where the source annotates the column)."""

    ids: np.ndarray
    target: np.ndarray
    mask: np.ndarray
    article: str
    marks: np.ndarray | None = None
    """Token types: 1 on the tokens that name the event that is asked for; None where none is."""


def pieces(text: str, tokenizer: Tokenizer) -> list[list[tuple[int, int, int]]]:
    """Return the text's sentences as lists of (token id, start, end)."""
    out, at = [], 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[at:end].strip():
            encoded = tokenizer.encode(text[at:end], add_special_tokens=False)
            out.append([(i, at + s, at + e) for i, (s, e) in zip(encoded.ids, encoded.offsets, strict=True)])
        at = match.end() if match else end
    return out


def windows(article: Article, tokenizer: Tokenizer, *, shift: int = 0) -> list[Window]:
    """Cut an article; ``shift`` sentences go into the first window alone, so that epochs see different cuts."""
    sentences = pieces(article.text, tokenizer)
    if not sentences:
        return []
    return [_window(article, sentences[0][:TITLE_TOKENS], group) for group in _groups(sentences, shift)]


def stretches(article: Article, tokenizer: Tokenizer) -> list[list[Piece]]:
    """Return the stretches of text that `windows` reads after one another."""
    sentences = pieces(article.text, tokenizer)
    return _groups(sentences, 0) if sentences else []


def _groups(sentences: list[list[Piece]], shift: int) -> list[list[Piece]]:
    groups: list[list[Piece]] = [[]]
    for number, sentence in enumerate(sentences):
        while sentence:
            room = BODY_TOKENS - len(groups[-1])
            if (len(sentence) > room and groups[-1]) or (shift and number == shift and groups[-1]):
                groups.append([])
                room = BODY_TOKENS
                shift = 0
            groups[-1] += sentence[:room]
            sentence = sentence[room:]
    return [group for group in groups if group]


def asked(article: Article, tokenizer: Tokenizer, rng: random.Random, *, shift: int = 0, sure: bool = False) -> list[Window]:
    """Cut an article once for each of its events: the words that name it lead the window and are marked in it.

    Of every event those windows that name it or say something of it, and a few others, which say nothing. At run time one mention
    alone is marked, and by the grammar, whose words are shorter: mentions are left out and cut short, unless ``sure``.
    """
    sentences = pieces(article.text, tokenizer)
    groups = _groups(sentences, shift) if sentences else []
    out = []
    for event in article.events:
        if not event.mentions or (not event.incident and not sure and rng.random() > TRAPS):
            continue
        marks = [at if sure or rng.random() < 0.5 else _part(at, rng) for at in _some(event.mentions, rng, sure=sure)]
        first = marks[0]
        lead = lead_of(sentences, first[0])
        said = [(s, e) for s, e, _ in event.spans] + list(event.mentions)
        for group in groups:
            start, end = group[0][1], group[-1][2]
            if any(s < end and e > start for s, e in said) or (event.incident and rng.random() < 0.15):
                out.append(_asked(article, event, lead, group, marks))
    return out


def _some(mentions: Sequence[tuple[int, int]], rng: random.Random, *, sure: bool) -> list[tuple[int, int]]:
    """Return the mention told first, most often alone, as at run time; else one of the others, or several."""
    told = sorted(mentions)
    if sure or rng.random() < 0.45:
        return told[:1]
    if rng.random() < 0.5:
        return [rng.choice(told)]
    return sorted(rng.sample(told, rng.randrange(1, len(told) + 1)))


def _part(at: tuple[int, int], rng: random.Random) -> tuple[int, int]:
    """Return a stretch of some 8 to 30 code points of a mention."""
    start, end = at
    if end - start < 12:
        return at
    length = rng.randrange(8, min(30, end - start))
    first = rng.randrange(start, end - length + 1)
    return first, first + length


def lead_of(sentences: list[list[Piece]], at: int) -> list[Piece]:
    """Return the tokens that say which event is meant: its first mention with what stands around it."""
    for sentence in sentences:
        if sentence and sentence[-1][2] > at:
            index = next((i for i, piece in enumerate(sentence) if piece[2] > at), 0)
            first = max(0, min(index - LEAD_BEFORE, len(sentence) - LEAD_TOKENS))
            return sentence[first : first + LEAD_TOKENS]
    return []


def _asked(article: Article, event: Event, lead: list[Piece], body: list[Piece], marked: list[tuple[int, int]]) -> Window:
    ids = np.array([CLS, *(t[0] for t in lead), SEP, *(t[0] for t in body), SEP], dtype=np.int64)
    offset = len(lead) + 2
    target = np.zeros((len(ids), len(LABELS)), dtype=np.float32)
    mask = np.zeros_like(target)
    mask[offset : offset + len(body), [INDEX[f"asked:{role}"] for role in ARGUMENTS]] = 1.0
    mask[0, [INDEX["asked:incident"], INDEX["asked:main"]]] = 1.0
    target[0, INDEX["asked:incident"]], target[0, INDEX["asked:main"]] = event.incident, event.main
    starts, ends = np.array([t[1] for t in body]), np.array([t[2] for t in body])
    for start, end, column in event.blank:
        mask[offset + np.nonzero((starts < end) & (ends > start))[0], INDEX[column]] = 0.0
    for start, end, column in event.spans:
        hit = offset + np.nonzero((starts < end) & (ends > start))[0]
        target[hit, INDEX[column]] = 1.0
        mask[hit, INDEX[column]] = 1.0
        if column.count(":") == 2:
            mask[np.ix_(hit, [INDEX[f"asked:perpetrator:{status}"] for status in STATUSES])] = 1.0
    marks = np.zeros(len(ids), dtype=np.int64)
    for row, pieces_ in ((1, lead), (offset, body)):
        for number, (_, start, end) in enumerate(pieces_):
            if any(s < end and e > start for s, e in marked):
                marks[row + number] = 1
    return Window(ids, target, mask, article.id, marks)


def _window(article: Article, title: list[tuple[int, int, int]], body: list[tuple[int, int, int]]) -> Window:
    ids = np.array([CLS, *(t[0] for t in title), SEP, *(t[0] for t in body), SEP], dtype=np.int64)
    target = np.zeros((len(ids), len(LABELS)), dtype=np.float32)
    mask = np.zeros_like(target)
    known = [INDEX[c] for c in article.known]
    offset = len(title) + 2
    mask[offset : offset + len(body), known] = 1.0
    mask[0, [i for i in known if LABELS[i].startswith(("event", "type:"))]] = 1.0
    starts, ends = np.array([t[1] for t in body]), np.array([t[2] for t in body])
    for start, end, column in article.spans:
        if column not in INDEX:
            continue
        hit = np.nonzero((starts < end) & (ends > start))[0]
        target[offset + hit, INDEX[column]] = 1.0
        if len(hit) and column.startswith(("event", "type:")):
            target[0, INDEX[column]] = 1.0
    return Window(ids, target, mask, article.id)
