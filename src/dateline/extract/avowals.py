"""Claims and denials told as speech about oneself: "X said its fighters had stormed the town", "… that it had not fired"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.phrases import Token
from dateline.extract.blame_cues import Ground, Line, Tie, subject, word_set
from dateline.types import Span

SPEECH_REACH = 18
"""Tokens from "said" to "it" or "its fighters", and from there to the deed."""
CHANNEL_REACH = 14
"""Tokens before the reporting verb in which a channel ("in a message on Telegram") may stand."""
DEED_REACH = 10
_SUFFERED = re.compile(r"(?:died|lost|was|were|been|being|perished|succumbed)\b", re.IGNORECASE)
"""Events that befall one's own: "the army said two of its soldiers died"."""


def avowals(read: Line) -> Iterator[Tie]:
    """Yield claims and denials told as speech about oneself: "X said its fighters had stormed the town", "… had not fired".

    Where a group speaks through a channel ("in a message on Telegram"), the deed need not be called its own.
    """
    words = read.words
    for index, token in enumerate(words):
        if token.word not in word_set("says"):
            continue
        actor = subject(read, token.span.start)
        if actor is None or actor.value.kind == "generic":
            continue
        deed = _deed(read, index, channelled=actor.value.kind == "group")
        if deed is not None and not any(word.word in word_set("ahead") for word in words[index + 1 : deed]):
            ground: Ground = "denial" if _denies(words[index + 1 : deed]) else "claim"
            if ground == "denial" or not any(w.word in word_set("nays") for w in words[max(0, index - 4) : index]):
                yield read.tie(ground, actor.value, actor.span, words[deed].span)
            return


def _denies(words: list[Token]) -> bool:
    return any(word.word in word_set("negations") or word.word.endswith("n't") for word in words)


def _deed(read: Line, said: int, *, channelled: bool) -> int | None:
    """Return the token of the deed that is told of oneself behind the reporting verb at token `said`."""
    words = read.words
    own = next((i for i in range(said + 1, min(len(words), said + SPEECH_REACH)) if words[i].word in word_set("own")), None)
    if own is not None and words[own + 1 : own + 2] and words[own + 1].word in ("was", "is", "were"):
        past = own + 8
        return next((i for i in range(own + 1, min(len(words), past)) if words[i].word in ("behind", "responsible")), None)
    if own is not None and not any(w.word in (".", ";") for w in words[said:own]):
        return _first_deed(read, own + 1, own + DEED_REACH)
    spoken = [w.word for w in words[max(0, said - CHANNEL_REACH) : said + SPEECH_REACH]]
    if channelled and any(w in word_set("channel_words") for w in spoken):
        return _first_deed(read, said + 1, said + 2 * SPEECH_REACH)
    return None


def _first_deed(read: Line, first: int, past: int) -> int | None:
    words = read.words
    found = (i for i in range(first, min(len(words), past)) if words[i].word in word_set("deeds") or _is_event(read, words[i].span))
    return next(found, None)


def _is_event(read: Line, span: Span) -> bool:
    return any(event.span.overlaps(span) and not _SUFFERED.match(event.span.of(read.text)) for event in read.events)
