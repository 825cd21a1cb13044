"""The place of an incident, among all places that its units name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.units import Unit, gap
from dateline.types import Annotated, PlaceMention, PlaceValue

PRECISION = {"site": 1.6, "town": 1.4, "region": 0.5, "country": -0.8, "unknown": -1.5}
"""The most specific named place stands (CODEBOOK.md, Place)."""
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|on|inside|of|from|around|outskirts of)\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:hospital|medical (?:center|centre)|court|jail|prison|embassy|funeral|capital|native|born|resident|based|flew|"
    r"travel\w*|fled|said|told|officials?|spokes\w+|ministry|minister|president|from)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[^a-z\n]{2,60}(?:\([^)]{1,40}\))?\s*(?:—|–|--|-|:)\s")


def choose(annotated: Annotated, units: Sequence[Unit]) -> tuple[PlaceMention, PlaceValue] | None:
    """Return the mention that names the place best, and its value; None where no unit names one.

    The value of a country or region mention is refined by no other mention: what is not said stays unsaid.
    """
    mentions = [(unit, place) for unit in units for place in unit.places if place.value is not None]
    if not mentions:
        return None
    named = Counter(place.value.name for _, place in mentions if place.value is not None)
    first = min(unit.order for unit in units)
    scored = [
        (_score(annotated, unit, place) + 0.2 * min(3, named[place.value.name]) - 0.1 * min(10, unit.order - first), -index, place)
        for index, (unit, place) in enumerate(mentions)
        if place.value is not None
    ]
    _, _, best = max(scored, key=lambda item: item[:2])
    return best, best.value or replace(PlaceValue(name=""))


def _score(annotated: Annotated, unit: Unit, place: PlaceMention) -> float:
    text = annotated.document.text
    before = text[max(unit.span.start, place.span.start - 60) : place.span.start]
    value = PRECISION[place.value.precision if place.value else "unknown"]
    value += 0.8 if _LOCATIVE.search(before) else 0.0
    value -= 0.9 if _ELSEWHERE.search(before) and place.site is None else 0.0
    value += 0.6 if unit.lead else 0.0
    value += _near_event(unit, place)
    sentence = text[unit.sentence.span.start : place.span.end + 60]
    head = _DATELINE.match(sentence)
    if head is not None and place.span.start < unit.sentence.span.start + head.end():
        value -= 0.6
    return value


def _near_event(unit: Unit, place: PlaceMention) -> float:
    distance = gap(unit, place.span)
    return 0.0 if distance is None else 1.0 / (1.0 + distance / 30.0)
