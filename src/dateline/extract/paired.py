"""Two attacks told as one: "the bombings of embassies in Nairobi, Kenya, and Dar es Salaam, Tanzania", "blasts in Paris and Lyon".

A plural that governs places far from each other tells an incident at each (CODEBOOK.md, One incident: not continuous in place).
The group of its units is parted: each keeps what is told of its own place, and what is told of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.compare import same_place
from dateline.extract.group import Group
from dateline.extract.listed import listed
from dateline.extract.units import Unit
from dateline.intervals import compatible
from dateline.types import Annotated, PlaceValue

_THERE = re.compile(r"\bthere(?! (?:is|are|was|were|has|had|have|will)\b)", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?:[a-z]+\s){0,2}(?:in|at|near)\s(?:the\s)?")
"""What leads from persons counted to the place where they were ("10 in Tanzania", "six people died in Leeds")."""


def part(annotated: Annotated, groups: Sequence[Group], rest: Sequence[Group] = ()) -> list[tuple[int, Group]]:
    """Return the groups, each with the number of the one it came from; one told for several places is followed by its others.

    Places that another group of those days is told at are left to it; a sum of places that all are told elsewhere is no incident.
    What was no incident by itself (`rest`: "at least 74 were killed in Nairobi") goes to the one told at its place.
    """
    told = _once(annotated, groups)
    out: list[tuple[int, Group]] = []
    for number, item, sites in told:
        others = [other for at, other, more in told if other is not item and not (more and at > number) and _of_days(item, other)]
        homes = [next((other for other in others if _tells(other, site)), None) for site in sites]
        left = [site for site, home in zip(sites, homes, strict=True) if home is None]
        if sites and not left and len({id(home) for home in homes}) == len(sites):
            _give(item.units, [home for home in homes if home is not None])
            continue
        out.append((number, item))
        halves = [_half(annotated, item, site, [other for other in sites if other is not site]) for site in left]
        if halves and all(half.units for half in halves):
            _fill(halves, left, [other for other in rest if _of_days(item, other)])
            for site, home in zip(sites, homes, strict=True):
                if home is not None:
                    home.add(
                        *(unit for unit in item.units if all(_only(unit, site, other) for other in sites if other is not site))
                    )
            item.restrict(halves[0].units)
            out += [(number, half) for half in halves[1:]]
    return out


def _fill(halves: Sequence[Group], sites: Sequence[PlaceValue], rest: Sequence[Group]) -> None:
    """Give each half what is told of its place alone."""
    for other in rest:
        homes = [half for half, site in zip(halves, sites, strict=True) if _tells(other, site)]
        if len(homes) == 1 and len(halves) > 1:
            homes[0].add(*other.units)


def _once(annotated: Annotated, groups: Sequence[Group]) -> list[tuple[int, Group, Sequence[PlaceValue]]]:
    """Return the groups with their numbers and the places that a plural of theirs lists; a list told again goes to the first."""
    kept: list[tuple[int, Group, Sequence[PlaceValue]]] = []
    for number, item in enumerate(groups):
        sites = next((sites for unit in item.units if (sites := listed(annotated, unit))), ())
        home = next((other for _, other, more in kept if sites and _alike(sites, more) and _of_days(item, other)), None)
        if home is None:
            kept.append((number, item, sites))
        else:
            home.add(*item.units)
    return kept


def _alike(sites: Sequence[PlaceValue], others: Sequence[PlaceValue]) -> bool:
    """Tell whether two lists name the same places, or the towns of one lie in the countries of the other."""
    return len(sites) == len(others) and all(any(_at(site, other) for other in others) for site in sites)


def _of_days(item: Group, other: Group) -> bool:
    return compatible(item.summary().date, other.summary().date) is not False


def _give(units: Sequence[Unit], homes: Sequence[Group]) -> None:
    """Give what sums up incidents told elsewhere to the one told in the same sentence, else to the first."""
    for unit in units:
        beside = (home for home in homes if any(other.sentence is unit.sentence for other in home.units))
        next(beside, homes[0]).add(unit)


def _half(annotated: Annotated, item: Group, own: PlaceValue, others: Sequence[PlaceValue]) -> Group:
    """Return what the group's units tell of one of its places, and of all of them."""
    units = item.units
    for other in others:
        units = [_without(annotated.document.text, unit, other, own) for unit in _of(annotated, units, own, other)]
    return Group(units)


def _mine(value: PlaceValue | None, own: PlaceValue, other: PlaceValue) -> bool:
    """Tell a place that belongs to `own` and not to `other`."""
    if value is None:
        return False
    if own.country != other.country:
        return value.country == own.country
    return same_place(value, own) is True and same_place(value, other) is False


def _of(annotated: Annotated, units: Sequence[Unit], own: PlaceValue, other: PlaceValue) -> list[Unit]:
    """Return the units without those that speak of `other` alone, by name or by "there" right behind one that does."""
    kept: list[Unit] = []
    strange = False
    for unit in units:
        points = strange and not unit.places and _THERE.search(unit.span.of(annotated.document.text)) is not None
        strange = points or _only(unit, other, own)
        if not strange:
            kept.append(unit)
    return kept


def _only(unit: Unit, one: PlaceValue, other: PlaceValue) -> bool:
    """Tell a unit that speaks of `one` alone."""
    values = [place.value for place in unit.places]
    return any(_mine(value, one, other) for value in values) and not any(_mine(value, other, one) for value in values)


def _without(text: str, unit: Unit, one: PlaceValue, other: PlaceValue) -> Unit:
    """Return the unit without the places of `one`, and without whom it counts there ("10 in Tanzania")."""
    strange = [place for place in unit.places if _mine(place.value, one, other)]
    counts = tuple(c for c in unit.counts if not any(_COUNTED.fullmatch(text, c.span.end, place.span.start) for place in strange))
    return replace(unit, places=tuple(place for place in unit.places if place not in strange), counts=counts)


def _tells(item: Group, place: PlaceValue) -> bool:
    """Tell whether another group is told at the place, or in its country."""
    return any(_at(value, place) for value in item.summary().places)


def _at(value: PlaceValue, place: PlaceValue) -> bool:
    return same_place(value, place) is True or ("country" in (value.precision, place.precision) and value.country == place.country)
