"""What the later half of a headline announces ("Strike kills five in Rafah; rocket fired at Ashkelon") is told again in the body.

The half alone is no incident, and a body sentence that names no day and no toll of its own would join the incident told before it.
The town says which it is: one that the half names and no other incident does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.extract.settlements import settlement, sited
from dateline.extract.units import Unit
from dateline.types import Sentence, Span

if TYPE_CHECKING:
    from dateline.extract.group import Group


def announced(text: str, unit: Unit, groups: Sequence[Group]) -> Group | None:
    """Return the incident of a headline's later half alone whose town a sentence names that puts nothing into another town."""
    if unit.sentence.kind != "body" or not unit.events or not unit.places:
        return None
    scenes = {place.value.name for place in unit.places if place.value is not None and sited(place, text)}
    for item in groups:
        others = {town for other in groups if other is not item for town in _towns(other.units)}
        fresh = _towns(item.units) - others
        if all(next_headline(one, text) for one in item.units) and fresh & _towns([unit]) and not scenes & others:
            return item
    return None


def halves_apart(text: str, one: Group, other: Group) -> bool:
    """Tell whether `other` is what the later half of a headline announces at a town that `one` does not name, told in the body."""
    opener = other.units[0]
    return next_headline(opener, text) and len(other.units) > 1 and not _towns([opener]) <= _towns(one.units)


def next_headline(unit: Unit, text: str) -> bool:
    """Tell the later part of a title that a seam cut at a semicolon ("…; mayor killed in Arauca"): the next story's headline."""
    return unit.sentence.kind == "title" and text.startswith(";", unit.span.start)


def in_later_half(text: str, sentence: Sentence, span: Span) -> bool:
    """Tell whether words stand behind the semicolon of a title, which need no place to tell the next story ("…; mayor slain")."""
    return sentence.kind == "title" and text.find("; ", sentence.span.start, span.start) >= 0


def _towns(units: Iterable[Unit]) -> set[str]:
    places = (place.value for unit in units for place in unit.places)
    return {place.name for place in places if place is not None and settlement(place)}
