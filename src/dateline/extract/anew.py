"""Signs that a sentence tells an incident not spoken of yet: how it opens, its order words, its determiners.

They are features of the choice "join" (``codebook/weights.json``), beside what `compare` says of date, place, kind and toll.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.compare import places_of
from dateline.extract.units import Unit
from dateline.types import Annotated, PlaceValue, Span

OPENING = 16
"""A date that begins within so many code points of the sentence opens it ("Only in March, …")."""
BEFORE = 24
"""Code points read before an event's words for its article."""
_QUOTES = ('"', "“", "'", "‘")
_INDEFINITE = re.compile(r"\b(?:an?|another|two|three|four|five|six|several|some)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)


def signs(annotated: Annotated, unit: Unit, group: Sequence[Unit]) -> dict[str, float]:
    """Return the features of one sentence beside one incident, whose units are in the order of the text."""
    text = annotated.document.text
    return {
        "sequel": float(_cued(unit, text, "sequel")),
        "ordinal": float(_cued(unit, text, "ordinal")),
        "indefinite": float(indefinite(unit, text)),
        "date_first": float(any(_opens(unit, time.span) for time in unit.times)),
        "place_fresh": float(_fresh(places_of(unit), group)),
        "entry": float(unit.entry and group[-1].sentence.paragraph != unit.sentence.paragraph),
        "title_alone": float(all(other.sentence.kind == "title" for other in group)),
        "quoted": float(unit.span.of(text).lstrip()[:1] in _QUOTES),
        "tolled": float(not unit.events),
        "generic": float(bool(unit.events) and all(event.score < 1.0 for event in unit.events)),
        "coarse": float(any(time.value is not None and time.value.precision in ("year", "month") for time in unit.times)),
    }


def _opens(unit: Unit, span: Span) -> bool:
    return 0 <= span.start - unit.span.start <= OPENING


def _fresh(own: Sequence[PlaceValue], group: Sequence[Unit]) -> bool:
    """Tell whether the sentence names places and none of those that the incident's sentences named."""
    if not own:
        return False
    known = {place.name.casefold() for unit in group for place in places_of(unit)}
    return bool(known) and not any(place.name.casefold() in known for place in own)


def indefinite(unit: Unit, text: str) -> bool:
    """Tell whether a noun that names the unit's event is indefinite ("a second blast", "two shootings"): not spoken of before."""
    nouns = [event.span.start for event in unit.events if event.noun]
    return any(_INDEFINITE.search(text, max(unit.span.start, start - BEFORE), start) is not None for start in nouns)


def _cued(unit: Unit, text: str, kind: str) -> bool:
    return any(value == kind for _, _, value in _cues().find(tokens(text, unit.span.start, unit.span.end)))


@cache
def _cues() -> PhraseTable[str]:
    data = table("grouping")
    return PhraseTable((cue, kind) for kind in ("sequel", "ordinal") for cue in data[f"{kind}_cues"])
