"""Windows of tokens as the model reads them: the title's first tokens, then a stretch of whole sentences.

The same cut is made at run time (``dateline.annotate.scores``): keep the two alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from labels import COLUMNS, Article
from tokenizers import Tokenizer

TITLE_TOKENS = 24
BODY_TOKENS = 132
CLS, SEP = 101, 102
INDEX = {column: i for i, column in enumerate(COLUMNS)}
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Window:
    """Token ids, targets (tokens × columns, 0/1) and mask (tokens × columns: 1 where the source annotates the column)."""

    ids: np.ndarray
    target: np.ndarray
    mask: np.ndarray
    article: str


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
    title = sentences[0][:TITLE_TOKENS]
    groups: list[list[tuple[int, int, int]]] = [[]]
    for number, sentence in enumerate(sentences):
        while sentence:
            room = BODY_TOKENS - len(groups[-1])
            if (len(sentence) > room and groups[-1]) or (shift and number == shift and groups[-1]):
                groups.append([])
                room = BODY_TOKENS
                shift = 0
            groups[-1] += sentence[:room]
            sentence = sentence[room:]
    return [_window(article, title, group) for group in groups if group]


def _window(article: Article, title: list[tuple[int, int, int]], body: list[tuple[int, int, int]]) -> Window:
    ids = np.array([CLS, *(t[0] for t in title), SEP, *(t[0] for t in body), SEP], dtype=np.int64)
    target = np.zeros((len(ids), len(COLUMNS)), dtype=np.float32)
    mask = np.zeros_like(target)
    known = [INDEX[c] for c in article.known]
    offset = len(title) + 2
    mask[offset : offset + len(body), known] = 1.0
    mask[0, [i for i in known if COLUMNS[i].startswith(("event", "type:"))]] = 1.0
    starts, ends = np.array([t[1] for t in body]), np.array([t[2] for t in body])
    for start, end, column in article.spans:
        if column not in INDEX:
            continue
        hit = np.nonzero((starts < end) & (ends > start))[0]
        target[offset + hit, INDEX[column]] = 1.0
        if len(hit) and column.startswith(("event", "type:")):
            target[0, INDEX[column]] = 1.0
    return Window(ids, target, mask, article.id)
