"""Second mentions: groups that grouping kept apart and that speak of one incident, by what the model reads in each of the other."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract import weigh
from dateline.extract.anew import indefinite, separate
from dateline.extract.asked import joined, same
from dateline.extract.combined import announces_several
from dateline.extract.compare import LONG_AGO, definite, places_of, relations, tolls_of, types_agree
from dateline.extract.group import Group, cut_off, items_apart, join_features, side
from dateline.extract.headline_halves import halves_apart
from dateline.extract.pairs import MERGE, products
from dateline.extract.second_mentions import without_headlines
from dateline.extract.sites import second_street
from dateline.extract.victims import Victims
from dateline.intervals import bounds, compatible, days_apart, width
from dateline.types import Annotated

REPORT_DAYS = 3
"""A day so shortly before publication may be that of an arrest or a court, not of the deed."""


def merge(annotated: Annotated, groups: list[Group]) -> list[Group]:
    """Join each group to the earlier one that it speaks of most likely (``codebook/weights.json``, choice "merge"), or keep it."""
    kept: list[Group] = []
    for item in groups:
        best = weigh.best("merge", candidates(annotated, kept, item))
        home = best[0] if best is not None else next((other for other in kept if _one_victim(annotated, other, item)), None)
        if home is None:
            kept.append(item)
        else:
            home.add(*item.units)
            home.asked = joined(home.asked, item.asked)
    return without_headlines(_under_the_title(kept), annotated.document.text)


def _under_the_title(groups: list[Group]) -> list[Group]:
    """Give an explainer's title, which tells no more than a country ("What lies behind the massacre in Honduras"), the incident of
    which its body tells the day and the toll first, in that country."""
    if not groups or groups[0].units[0].sentence.kind != "title":
        return groups
    a = groups[0].summary()
    countries = {place.country for place in a.places}
    if a.date is not None or a.tolls or a.weekdays or not a.places or any(place.precision != "country" for place in a.places):
        return groups
    for other in groups[1:]:
        b = other.summary()
        if (b.date is not None or b.weekdays) and b.tolls:
            if countries & {place.country for place in b.places} and types_agree(a.types, b.types) is not False:
                groups[0].add(*other.units)
                groups[0].asked = joined(groups[0].asked, other.asked)
                return [item for item in groups if item is not other]
            return groups
    return groups


def _one_victim(annotated: Annotated, one: Group, other: Group) -> bool:
    """Tell whether both tell by name of one person's death, or of one who was hit, unless on two days of which none is a report's.

    Nobody dies twice, whatever days of a search or a trial stand beside.
    """
    if _named(one).dead & _named(other).dead:
        return True
    if not _named(one).hit & _named(other).hit:
        return False
    a, b = one.summary().date, other.summary().date
    if compatible(a, b) is not False:
        return True
    published = annotated.document.published
    edges = [bounds(date) for date in (a, b)]
    return published is not None and any(edge is not None and (published - edge[1]).days <= REPORT_DAYS for edge in edges)


def _named(item: Group) -> Victims:
    hit, dead = (frozenset(name for unit in item.units for name in unit.victims[at]) for at in (0, 1))
    return Victims(hit, dead)


def candidates(annotated: Annotated, kept: Sequence[Group], item: Group) -> list[tuple[Group, weigh.Features]]:
    """Return the groups of which one was read for the other, with their features; only they can speak of one incident."""
    found: list[tuple[Group, weigh.Features]] = []
    several = announces_several(annotated)
    for index, other in enumerate(kept):
        text = annotated.document.text
        if (
            _cut_apart(text, other, item)
            or halves_apart(text, other, item)
            or (several and second_street(annotated, item.units[0], other.units))
        ):
            continue
        ways = [value for value in (same(other.asked, item.units), same(item.asked, other.units)) if value is not None]
        if ways:
            found.append((other, features(annotated, other, item, ways, first=not index)))
    return found


def _cut_apart(text: str, one: Group, other: Group) -> bool:
    """Tell whether the later of two was cut off from a sentence of the first (`seams`) and counts others at another place, or is
    told there as another ("…, hours after gunmen killed nine")."""
    opener = other.units[0]
    if separate(opener, text) or items_apart(one.units, other.units) or cut_off(text, one.units, opener):
        return True
    here = next((unit for unit in one.units if unit.sentence is opener.sentence), None)
    if here is None or set(relations(places_of(opener), places_of(here))) != {False}:
        return False
    return bool(tolls_of(opener)) and bool(tolls_of(here)) and not tolls_of(opener) & tolls_of(here)


def features(annotated: Annotated, one: Group, other: Group, ways: Sequence[float], *, first: bool) -> dict[str, float]:
    """Return the features of "both groups speak of one incident"; ``ways`` are the scores of each in the other."""
    text, opener = annotated.document.text, other.units[0]
    sides = [side(annotated, [event for unit in item.units for event in unit.events]) for item in (one, other)]
    fit = weigh.score("join", join_features(annotated, opener, one, main=first)) - weigh.score("join", {"none": 1.0})
    a, b = one.summary(), other.summary()
    dates, places, types = compatible(a.date, b.date), relations(a.places, b.places), types_agree(a.types, b.types)
    apart = (days_apart(a.date, b.date) or 0) if dates is False else 0
    effects = {effect for effect, _ in a.tolls} & {effect for effect, _ in b.tolls}
    plain = {
        "bias": 1.0,
        "first": float(first),
        "same": sum(ways) / len(ways),
        "least": min(ways),
        "date_agrees": float(dates is True and width(a.date) <= 3 and width(b.date) <= 3),
        "date_differs": float(dates is False),
        "date_long_ago": float(apart > LONG_AGO),
        "place_same": float(True in places),
        "place_differs": float(set(places) == {False}),
        "type_differs": float(types is False),
        "toll_same": float(bool(a.tolls & b.tolls)),
        "toll_differs": float(bool(effects) and not a.tolls & b.tolls),
        "units": min(5, len(other.units)) / 5,
        "fit": max(-1.0, min(1.0, fit / weigh.CAP)),
        "sides": sides[0] * sides[1],
        "definite": float(definite(opener, text)),
        "indefinite": float(indefinite(opener, text)),
    }
    return plain | products(plain, MERGE)
