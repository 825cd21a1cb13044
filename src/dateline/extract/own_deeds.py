"""What a speaker tells of his own: the words that speak of oneself, the deed behind them, and what befell one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.phrases import Token
from dateline.extract.blame_lines import Line, word_set
from dateline.types import Span

SPEECH_REACH, DEED_REACH = 18, 10
"""Tokens from "said" to "it" or "its fighters", and from there to the deed."""
_SUFFERED = re.compile(r"(?:died|lost|was|were|been|being|perished|succumbed)\b", re.IGNORECASE)
"""Events that befall one's own: "the army said two of its soldiers died"."""
_AIMED_AT = frozenset(("target", "targets", "objective", "objectives"))
"""What one's own men hit: "its targets had been destroyed"."""
BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))


def owns(words: list[Token], said: int) -> Iterator[int]:
    """Yield the words behind the verb at `said` that speak of oneself: "it", "its fighters", "his men"; not "its newsletter"."""
    for index in range(said + 1, min(len(words), said + SPEECH_REACH)):
        follow = {word.word for word in words[index + 1 : index + 3]}
        of_person = words[index].word in ("his", "her") and follow & word_set("followers")
        if (words[index].word in word_set("own") or of_person) and not follow & word_set("outlets") and not of_nobody(words, index):
            yield index


def of_nobody(words: list[Token], index: int) -> bool:
    """Tell the "it" of "it did not appear that", and the "its" of "its capacity to attack": neither is a deed of one's own."""
    behind = words[index + 1 : index + 4]
    if words[index].word == "it":
        return any(word.word in word_set("expletive") for word in behind)
    return words[index].word in ("its", "their", "our") and any(word.word in word_set("able") for word in behind[:2])


def is_thing(words: list[Token], first: int) -> bool:
    """Tell whether what "it might" is about is the deed and no doer: "it might have been retaliation", "it may be linked to X"."""
    return not {"be", "been"}.isdisjoint(word.word for word in words[first : first + 2])


def first_deed(read: Line, first: int, past: int) -> int | None:
    """Return the first token from `first` to before `past` that is a deed: a word of the table, or an event."""
    words = read.words
    found = (i for i in range(first, min(len(words), past)) if words[i].word in word_set("deeds") or _event(read, words[i].span))
    return next(found, None)


def _event(read: Line, span: Span) -> bool:
    return any(event.span.overlaps(span) for event in read.events)


def loss(read: Line, said: int) -> int | None:
    """Return the token of what befell one's own behind the reporting verb at token `said` ("said its office had been hit")."""
    own = next((i for i in owns(read.words, said) if read.words[i].word == "its"), None)
    deed = first_deed(read, own + 1, own + DEED_REACH) if own is not None else None
    by_itself = deed is not None and any(word.word in word_set("own") for word in read.words[deed + 1 : deed + 4])
    return deed if deed is not None and not by_itself and befalls(read, deed) else None


def befalls(read: Line, deed: int) -> bool:
    """Tell whether the deed befalls the speaker's own ("two of its soldiers died", "its office had been destroyed")."""
    word, before = read.words[deed], {token.word for token in read.words[max(0, deed - 2) : deed]}
    if word.word in ("behind", "responsible", "work", "operation", "revenge", "retaliation"):
        return False
    events = [event.span.of(read.text) for event in read.events if event.span.overlaps(word.span)]
    harmed = word.word in word_set("harmed") and not {token.word for token in read.words[max(0, deed - 4) : deed]} & _AIMED_AT
    return any(_SUFFERED.match(text) for text in events) or (bool(before & BE) and (bool(events) or harmed))
