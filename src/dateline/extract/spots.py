"""Two incidents of one day that have come out at one spot: the words of one name the other's place as well.

"The acts against the embassies in Nairobi and Dar es Salaam" offers both towns to both. Whatever is told apart on one day was
mostly done at two places (CODEBOOK.md, One incident); where another town speaks for the one that the spot suits less, it has that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from dateline.extract import date, place
from dateline.extract.compare import same_place
from dateline.extract.group import Group
from dateline.types import Annotated, IncidentReport, PlaceMention, PlaceValue

CLOSE = 1.5
"""Another town speaks almost as much for the incident as the spot: told twice, an incident has no other that does (those right lay
within 1.3, those wrong beyond 2)."""
Where = tuple[PlaceMention, PlaceValue, float] | None


def shared(reports: Sequence[IncidentReport]) -> bool:
    """Tell whether two incidents are told at one town or site on one day."""
    return any(
        one.date.precision == "day" and one.date.value == other.date.value and _one_spot(one.place, other.place)
        for one, other in combinations(reports, 2)
    )


def apart(annotated: Annotated, groups: Sequence[Group], places: Sequence[Where]) -> list[Where]:
    """Return the places, with another town that its units name for the incident which the spot it shares suits less."""
    days = [_day(annotated, item) for item in groups]
    out = list(places)
    for one, other in combinations(range(len(groups)), 2):
        a, b = out[one], out[other]
        if a is None or b is None or days[one] is None or days[one] != days[other] or not _one_spot(a[1], b[1]):
            continue
        less, kept = (one, b[1]) if a[2] < b[2] else (other, a[1])
        item = groups[less]
        found = place.choose(annotated, [*item.units, *item.beside, *item.apart], main=item.main, asked=item.asked, but=kept)
        if found is not None and found[2] >= min(a[2], b[2]) - CLOSE:
            out[less] = found
    return out


def _day(annotated: Annotated, item: Group) -> str | None:
    when = date.choose(annotated, [*item.units, *item.beside, *item.apart], main=item.main, asked=item.asked)
    return when[0].value.value if when and when[0].value and when[0].value.precision == "day" else None


def _one_spot(one: PlaceValue | None, other: PlaceValue | None) -> bool:
    if one is None or other is None or not {one.precision, other.precision} <= set(place.FINE):
        return False
    return same_place(one, other) is True
