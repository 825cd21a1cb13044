"""Who was hit, by name: two sentences that tell of one person's death speak of one incident.

"Reed, 52, was shot", "the slaying of Dr. Ann Reed" and "Reed's death" are told by one name, whatever else the sentences say. The
names serve the comparison alone: they are kept in no record (CODEBOOK.md, Care for people).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.codebook.needles import Needled, folded
from dateline.types import Annotated, Span


class Victims(NamedTuple):
    """Last names of those whom a stretch of text tells of as hit, taken or killed, and of those among them who died."""

    hit: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()


NOBODY = Victims()
FIRST = 40
"""Code points before a last name in which the first one stands."""
_FIRST = re.compile(r"\b[A-Z][a-z]+\s(?:[A-Z]\.\s)?$")
_WORD = re.compile(r"[\w’'-]+")
_NAME = r"(?:(?:[A-Z][\w’'-]*\.?|[A-Z]\.)\s){0,4}(?P<last>[A-Z][a-z][\w’'-]*?)"
_DYING = r"(?:killing|murder|slaying|death|assassination)"
_HURTING = r"(?:abduction|kidnapping|stabbing|shooting|beating)"
_SLAIN = (
    r"(?:[a-z]+ly\s|later\s)?(?:(?:shot|stabbed|beaten)\sto\sdeath|killed|gunned\sdown|murdered|slain|strangled|assassinated|"
    r"pronounced\sdead|found\s(?:dead|slain|fatally\sshot))|fatally\s(?:shot|stabbed|wounded)"
)
_HURT = r"(?:[a-z]+ly\s|later\s)?(?:shot|stabbed|beaten|abducted|kidnapped|found\sshot)"
_TRADE = r"(?:[a-z][\w’'-]*\s){1,4}"
"""What somebody is, before his name ("the murder of e-hailing driver Tom Reyes")."""
_AGED = r"(?:\d{1,3}-year-old\s)?"
_BEHIND = r"(?:,\s[^.;:!?\n]{1,120},)?\s(?:had\sbeen|has\sbeen|was|were)\s"
_SINCE = r"\b[^.;:!?\n]{1,60}\b(?:when|before|after|until|that)\s(?:he|she)\s(?:had\sbeen|was)\s"


def _ways(noun: str, done: str, did: str) -> tuple[Needled, ...]:
    return (
        Needled(rf"\b{noun}\sof\s(?:(?:the|a|an)\s[a-z][a-z -]{{2,40}},\s|{_TRADE})?{_AGED}{_NAME}\b(?![’'])"),
        Needled(rf"\b{_NAME}(?:{_BEHIND}|{_SINCE})(?:{done})\b"),
        Needled(rf"\b{_NAME}[’']s?\s(?:(?:shooting|stabbing|violent)\s)?{noun}\b"),
        Needled(rf"\b(?:{did})\s{_AGED}{_NAME}\b(?![’'])"),
    )


_DEAD_WAYS = _ways(rf"(?:{_DYING}|{_HURTING}\sdeath|killer)", _SLAIN, r"killed|murdered|killing|gunned\sdown|assassinated")
_HIT_WAYS = _ways(_HURTING, _HURT, r"stabbed|abducted|kidnapped")


def named(annotated: Annotated, span: Span) -> Victims:
    """Return the victims that a stretch of text names; one whose name the text also knows as a place, an actor or a common word is
    none, nor one that it never gives with a first name."""
    text, low = annotated.document.text, folded(span.of(annotated.document.text))
    dead = frozenset(last for last in _last_names(text, span, low, _DEAD_WAYS) if _is_person(annotated, last))
    hit = frozenset(last for last in _last_names(text, span, low, _HIT_WAYS) if _is_person(annotated, last))
    return Victims(dead | hit, dead)


def _last_names(text: str, span: Span, low: str, ways: Sequence[Needled]) -> Iterator[str]:
    for way in ways:
        for found in way.finditer(text, span.start, span.end, low):
            yield found["last"]


def _is_person(annotated: Annotated, last: str) -> bool:
    text = annotated.document.text
    if last.lower() in _words(text) or not any(_FIRST.search(text, max(0, at - FIRST), at) for at in _places(text, last)):
        return False
    listed = [place.toponym for place in annotated.places if place.value is not None and place.value.gazetteer_id is not None]
    spans = [*listed, *(actor.span for actor in annotated.actors if actor.value.kind != "person")]
    return not any(last in _WORD.findall(other.of(text)) for other in spans)


@lru_cache(maxsize=4)
def _words(text: str) -> frozenset[str]:
    """Return the words of a document, kept while it is read: each of its names is looked for among them."""
    return frozenset(_WORD.findall(text))


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a word begins in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
