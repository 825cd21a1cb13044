"""Two attacks told as one: "the bombings of embassies in Nairobi, Kenya, and Dar es Salaam, Tanzania", "blasts in Paris and Lyon".

A plural that governs two places far from each other tells two incidents (CODEBOOK.md, One incident: not continuous in place). The
group of its units becomes two: each keeps what is told of its own place, and what is told of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.extract.compare import same_place
from dateline.extract.group import Group
from dateline.extract.opening import plural_aggregate
from dateline.extract.place_elsewhere import is_attributive, is_bound
from dateline.extract.units import LIVE, Unit
from dateline.types import Annotated, EventMention, PlaceMention, PlaceValue, TimeMention

_AND = re.compile(r",?\sand\s(?:in\s|at\s|near\s)?(?:the\s)?")
_SITES = re.compile(r"\s(?:of|on|at|against)\s(?:the\s)?(?:[\w.'’-]+\s){0,3}[a-z]{4,}(?<!s)s\s(?:in|at|near)\s(?:the\s)?")
_THERE = re.compile(r"\bthere(?! (?:is|are|was|were|has|had|have|will)\b)", re.IGNORECASE)
_WITHIN = re.compile(r",\s")
Pair = tuple[PlaceValue, PlaceValue]


def part(annotated: Annotated, groups: Sequence[Group]) -> list[tuple[int, Group]]:
    """Return the groups, each with the number of the one it came from; one told for two places is followed by its other half."""
    out: list[tuple[int, Group]] = []
    for number, item in enumerate(groups):
        pair = _pair(annotated, item)
        told = pair is not None and any(_tells(other, pair[1]) for at, other in enumerate(groups) if at != number)
        out.append((number, item))
        if pair is not None and not told:
            second = Group([_without(unit, pair[0], pair[1]) for unit in _of(annotated, item, pair[1], pair[0])])
            first = [_without(unit, pair[1], pair[0]) for unit in _of(annotated, item, pair[0], pair[1])]
            if first and second.units:
                item.restrict(first)
                out.append((number, second))
    return out


def _pair(annotated: Annotated, item: Group) -> Pair | None:
    """Return the two places that one of the group's plurals governs; None where none does, or three are listed."""
    text = annotated.document.text
    for unit in item.units:
        plural = [event for event in unit.events if event.noun and event.mode in LIVE]
        places = [place for place in unit.places if place.value is not None and not is_attributive(text, place)]
        plural = [event for event in plural if _is_plural(event, text, unit.times) or _strikes_many(event, text, places)]
        for event in plural:
            behind = [place for place in places if place.span.start >= event.span.end]
            if (
                behind
                and is_bound(text, [event], behind[0])
                and (pair := _joined(text, behind, title=unit.sentence.kind == "title")) is not None
            ):
                return pair
    return None


def _strikes_many(event: EventMention, text: str, places: Sequence[PlaceMention]) -> bool:
    """Tell one noun for attacks on several sites ("the bombing of the U.S. embassies in Kenya and Tanzania")."""
    first = next((place for place in places if place.span.start >= event.span.end), None)
    return first is not None and _SITES.fullmatch(text, event.span.end, first.span.start) is not None


def _is_plural(event: EventMention, text: str, times: Sequence[TimeMention]) -> bool:
    words = event.span.of(text)
    return words.endswith("s") and not words.endswith("ss") and not plural_aggregate(event, text, times)


def _joined(text: str, places: Sequence[PlaceMention], *, title: bool) -> Pair | None:
    """Return the first place and the one that "and" joins to it, over the country of each; both towns, or both countries.

    In a title a comma does so too ("Explosions rock U.S. embassies in Tanzania, Kenya").
    """
    first = places[0].value
    for before, place in pairwise(places):
        between = text[before.span.end : place.span.start]
        if first is None or place.value is None:
            return None
        if _AND.fullmatch(between) or (title and _WITHIN.fullmatch(between) and before is places[0] and place is places[-1]):
            return (first, place.value) if _two(first, place.value) and not _listed(text, places, place) else None
        inside = place.value.precision in ("country", "region") and place.value.country == first.country
        if not (_WITHIN.fullmatch(between) and inside and first.precision != "country"):
            return None
    return None


def _two(one: PlaceValue, other: PlaceValue) -> bool:
    fine = [value.precision in ("town", "site") for value in (one, other)]
    return same_place(one, other) is False and (all(fine) or {one.precision, other.precision} == {"country"})


def _listed(text: str, places: Sequence[PlaceMention], last: PlaceMention) -> bool:
    """Tell whether a third place is joined behind the second."""
    behind = [place for place in places if place.span.start >= last.span.end]
    return bool(behind) and _AND.fullmatch(text, last.span.end, behind[0].span.start) is not None


def _mine(value: PlaceValue | None, own: PlaceValue, other: PlaceValue) -> bool:
    """Tell a place that belongs to `own` and not to `other`."""
    if value is None:
        return False
    if own.country != other.country:
        return value.country == own.country
    return same_place(value, own) is True and same_place(value, other) is False


def _of(annotated: Annotated, item: Group, own: PlaceValue, other: PlaceValue) -> list[Unit]:
    """Return the group's units without those that speak of `other` alone, by name or by "there" right behind one that does."""
    kept: list[Unit] = []
    strange = False
    for unit in item.units:
        points = strange and not unit.places and _THERE.search(unit.span.of(annotated.document.text)) is not None
        strange = points or _only(unit, other, own)
        if not strange:
            kept.append(unit)
    return kept


def _only(unit: Unit, one: PlaceValue, other: PlaceValue) -> bool:
    """Tell a unit that speaks of `one` alone."""
    values = [place.value for place in unit.places]
    return any(_mine(value, one, other) for value in values) and not any(_mine(value, other, one) for value in values)


def _without(unit: Unit, one: PlaceValue, other: PlaceValue) -> Unit:
    """Return the unit without the places of `one`."""
    return replace(unit, places=tuple(place for place in unit.places if not _mine(place.value, one, other)))


def _tells(item: Group, place: PlaceValue) -> bool:
    """Tell whether another group is told at the place, or in its country."""
    return any(
        same_place(value, place) is True or ("country" in (value.precision, place.precision) and value.country == place.country)
        for value in item.summary().places
    )
