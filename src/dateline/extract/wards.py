"""Sentences that count the victims where they are treated: "a nurse in Ayorou said she had seen 11 bodies", "three are in Memphis".

The town of the hospital is no place of an attack. A unit that tells of no deed, and whose places all stand behind words of a
hospital, opens no incident: it belongs to one told before, or to none.
"""

from __future__ import annotations

import re

from dateline.extract.units import CASUALTY, Unit
from dateline.types import PlaceMention

BEFORE = 70
"""Code points before a place in which words of a hospital say that it is one of treatment."""
NEAR = 25
"""Code points before those words in which an event's words make them a target ("killed two nurses in", "shot at a hospital in")."""
_WARD = re.compile(
    r"\b(?:(?:nurse|doctor|medic|surgeon|coroner)s?\s(?:in|at|from)|hospitals?|clinics?|medical (?:cent(?:er|re)s?|college)|"
    r"infirmary|mortuary|morgue|intensive care|trauma cent(?:er|re)|treated|evacuated|airlifted|rushed|medevaced)\b",
    re.IGNORECASE,
)


def treats(unit: Unit, text: str) -> bool:
    """Tell whether the unit only counts victims, at places where they are treated."""
    if any(event.score == 1.0 for event in unit.events) or not any(count.effect in CASUALTY for count in unit.counts):
        return False
    places = [place for place in unit.places if place.value is None or place.value.precision != "country"]
    return bool(places) and all(_of_a_ward(unit, place, text) for place in places)


def _of_a_ward(unit: Unit, place: PlaceMention, text: str) -> bool:
    start = max(unit.span.start, place.span.start - BEFORE)
    words = text[start : place.span.end].rpartition(";")[2]
    first = place.span.end - len(words)
    found = _WARD.search(words)
    if found is None:
        return False
    at = first + found.start()
    return not any(0 <= at - event.span.end <= NEAR for event in unit.events)
