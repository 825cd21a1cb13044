"""Who was hit, by name: two sentences that tell of one person's death speak of one incident.

"Slepian, 52, was shot", "the slaying of Dr. Barnett Slepian" and "Slepian's death" are told by one name, whatever else the sentences
say. The names serve the comparison alone: they are kept in no record (CODEBOOK.md, Care for people).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.types import Annotated, Span

_NAME = r"(?:(?:[A-Z][\w’'-]*\.?|[A-Z]\.)\s){0,4}(?P<last>[A-Z][a-z][\w’'-]*?)"
_DEATH = r"(?:killing|murder|slaying|death|assassination|abduction|kidnapping|stabbing|shooting|beating)"
_DONE = (
    r"(?:shot|killed|stabbed|gunned\sdown|murdered|slain|strangled|beaten|abducted|kidnapped|assassinated|pronounced\sdead|"
    r"found\s(?:dead|shot|fatally\sshot))"
)
_AGED = r"(?:\d{1,3}-year-old\s)?"
_WAYS = (
    re.compile(rf"\b{_DEATH}\sof\s(?:(?:the|a|an)\s[a-z][a-z -]{{2,40}},\s)?{_AGED}{_NAME}\b(?![’'])"),
    re.compile(rf"\b{_NAME}(?:,\s[^.;:!?\n]{{1,60}},)?\s(?:had\sbeen|has\sbeen|was|were)\s(?:[a-z]+ly\s|later\s)?{_DONE}\b"),
    re.compile(rf"\b{_NAME}[’']s?\s(?:(?:shooting|stabbing|violent)\s)?(?:{_DEATH}|killer)\b"),
    re.compile(rf"\b(?:killed|stabbed|murdered|abducted|kidnapped|killing|gunned\sdown|shot\sand\skilled)\s{_AGED}{_NAME}\b(?![’'])"),
)


def named(annotated: Annotated, span: Span) -> frozenset[str]:
    """Return the last names of those whom a stretch of text tells of as killed, hit or taken; one that the text also knows as a
    place, an actor or a common word is none, nor one that it never gives with a first name."""
    text = annotated.document.text
    return frozenset(last for last in _last_names(text, span) if _is_person(annotated, last))


def _last_names(text: str, span: Span) -> Iterator[str]:
    for way in _WAYS:
        for found in way.finditer(text, span.start, span.end):
            yield found["last"]


def _is_person(annotated: Annotated, last: str) -> bool:
    text, word = annotated.document.text, re.escape(last)
    if re.search(rf"\b{word.lower()}\b", text) or not re.search(rf"[A-Z][a-z]+\s(?:[A-Z]\.\s)?{word}\b", text):
        return False
    listed = [place.toponym for place in annotated.places if place.value is not None and place.value.gazetteer_id is not None]
    spans = [*listed, *(actor.span for actor in annotated.actors)]
    return not any(last in re.findall(r"[\w’'-]+", other.of(text)) for other in spans)
