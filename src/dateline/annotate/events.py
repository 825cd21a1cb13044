"""Event mentions: words that name a violent event, their type, and their mode (actual, negated, hypothetical, …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from dateline.codebook.phrases import PhraseTable, Token, tokens
from dateline.codebook.tables import table
from dateline.types import Annotated, EventMention, IncidentType, Sentence, Span

Mode = Literal["actual", "historical", "future", "hypothetical", "negated", "foiled"]

GENERIC_SCORE = 0.5
"""Score of a word that names violence without a kind ("attack", "killed"), against 1.0 for one that does."""
_CLAUSE = frozenset('.;:!?"“”')
_NARRATIVE = frozenset({"but", "although", "though", "whereas", "after", "when", "before", "because", "who", "which", "that"})
_REFUSED = frozenset({"would", "could", "did", "do", "does", "had", "have", "will", "can"})
_SPEAKERS = frozenset({"he", "she", "it", "they", "that", "whether", "how", "if", "who", "which"})
_OF_DISTANCE = 1
"""An \"after\" cue begins at most this many tokens behind the event."""


_BURSTS = frozenset({"explode", "detonate", "off"})
_OF_HARM = 6
"""Words before an event in which those stand for the harm that it did not do."""


@dataclass(frozen=True, slots=True)
class _Word:
    type: IncidentType | None
    noun: bool
    generic: bool


@cache
def _words() -> PhraseTable[_Word]:
    data = table("events")
    rows: list[tuple[str, _Word]] = [(pattern, _Word(None, False, False)) for pattern in data["none"]]
    for kind, forms in data["specific"].items():
        rows += [(p, _Word(cast(IncidentType, kind), form == "nouns", False)) for form in ("nouns", "verbs") for p in forms[form]]
    rows += [(p, _Word("other", form == "nouns", True)) for form in ("nouns", "verbs") for p in data["generic"][form]]
    return PhraseTable(rows)


@cache
def _modes() -> tuple[tuple[Mode, PhraseTable[bool], PhraseTable[bool]], ...]:
    data = table("modes")["modes"]
    return tuple(
        (cast(Mode, mode), PhraseTable((p, True) for p in cues["before"]), PhraseTable((p, True) for p in cues["after"]))
        for mode, cues in data.items()
    )


@cache
def _unmeant() -> PhraseTable[bool]:
    """What looks like a cue of a mode and is none."""
    return PhraseTable((pattern, True) for pattern in table("modes")["unmeant"])


@cache
def _harmless() -> PhraseTable[bool]:
    """What a negation denies where a deed stands behind it: the harm that it did."""
    return PhraseTable((pattern, True) for pattern in table("modes")["harm"])


@cache
def _story(name: str) -> frozenset[str]:
    return frozenset(table("modes")["story"][name])


@cache
def _mode_words() -> frozenset[str]:
    """The words that can begin a cue of any mode: beside most events there is none."""
    return frozenset().union(*(side.first for _, left, right in _modes() for side in (left, right)))


def events(annotated: Annotated) -> Annotated:
    """Add the event mentions of every sentence that is not boilerplate, in the order of the text."""
    text = annotated.document.text
    dates = _dates(annotated)
    found = [
        event
        for sentence in annotated.sentences
        if sentence.kind != "boilerplate"
        for event in _sentence_events(text, sentence, dates)
    ]
    return replace(annotated, events=tuple(found))


def _sentence_events(text: str, sentence: Sentence, dates: set[int]) -> Iterator[EventMention]:
    words = _undated(_read(text, sentence), dates)
    for first, past, word in _words().find(words):
        if word.type is None:
            continue
        span = Span(words[first].span.start, words[past - 1].span.end)
        if _CAMPAIGN.match(text, span.start):
            continue
        score = GENERIC_SCORE if word.generic else 1.0
        mode = _mode(words, first, past)
        if mode == "negated" and word.noun and not word.generic and _is_survived(words, first):
            mode = "actual"
        yield EventMention(span, word.type, mode, word.noun, score)


_CAMPAIGN = re.compile(r"Operation\s[A-Z][a-z]")
"""The name of a campaign ("Operation Clean Sweep"), which is no deed of one place and day."""


def _is_survived(words: list[Token], first: int) -> bool:
    """Tell the blast of "no one was hurt in the blast", which denies the harm and not the deed."""
    before = words[max(0, first - _OF_HARM) : first]
    return any(True for _ in _harmless().find(before))


def mode_of(annotated: Annotated, sentence: Sentence, span: Span) -> Mode:
    """Return the mode of an event that stands at `span` in a sentence, by the same cues."""
    words = _undated(_read(annotated.document.text, sentence), _dates(annotated))
    inside = [index for index, word in enumerate(words) if word.span.overlaps(span)]
    return _mode(words, inside[0], inside[-1] + 1) if inside else "actual"


def _dates(annotated: Annotated) -> set[int]:
    """The places of time expressions."""
    return {start for time in annotated.times for start in range(time.span.start, time.span.end)}


def _undated(words: list[Token], dates: set[int]) -> list[Token]:
    """The words, those masked that only look like cues: "14 May" is no modal verb, "no fewer than 14" no denial, and in "14 feared
    dead after a blast" nobody fears a blast."""
    masked = {words[first].span.start for first, _, _ in _unmeant().find(words)}
    return [
        Token("<time>" if word.span.start in dates else "<said>", word.span)
        if word.span.start in dates or word.span.start in masked
        else word
        for word in words
    ]


def _read(text: str, sentence: Sentence) -> list[Token]:
    return tokens(text, sentence.span.start, sentence.span.end)


def _mode(words: list[Token], first: int, past: int) -> Mode:
    reach: int = table("modes")["reach"]
    if any(one.word in _story("works") and other.word in _story("begins") for one, other in pairwise(words[:first])):
        return "hypothetical"  # "Her novel begins with a bombing that kills 40 people"
    if words[past - 1].word in _BURSTS and not _undone().isdisjoint([word.word for word in words[first:past]]):
        return "foiled"  # "four devices failed to explode"
    before = _clause_before(words[max(0, first - 2 * reach) : first + 1])[:-1][-reach:]
    after = _clause_after(words[past : past + reach])
    if _mode_words().isdisjoint([word.word for word in (*before, *after)]):
        return "actual"
    for mode, left, right in _modes():
        if any(True for _ in left.find(before)) or any(start <= _OF_DISTANCE for start, _, _ in right.find(after)):
            return mode
    return "actual"


@cache
def _undone() -> frozenset[str]:
    return frozenset(table("modes")["undone"])


def _clause_before(words: list[Token]) -> list[Token]:
    for index in range(len(words) - 1, -1, -1):
        if words[index].word in _CLAUSE or words[index].word == ",":
            return words[index + 1 :]
        if words[index].word in _NARRATIVE:
            return _past_relative(words[index + 1 :]) if words[index].word == "who" else words[index + 1 :]
    return words


def _past_relative(words: list[Token]) -> list[Token]:
    """Leave out what those did not do to whom something was done ("men who would not join them were lined up and shot")."""
    if len(words) < 2 or words[0].word not in _REFUSED or words[1].word != "not":
        return words
    for index in range(len(words) - 1, 2, -1):
        if words[index].word in ("was", "were") and words[index - 1].word not in _SPEAKERS:
            return words[index:]
    return words


def _clause_after(words: list[Token]) -> list[Token]:
    for index, word in enumerate(words):
        if word.word in _CLAUSE or word.word == ",":
            return words[:index]
    return words
