"""A deed told again by its day ("Thursday's raids killed three in Hodeidah"): the incident of that day at one of its places.

Such a sentence names its deed as one that is known, and the incident told first draws it where it was dated by no day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.extract.compare import date_of
from dateline.extract.units import Unit
from dateline.intervals import compatible, width
from dateline.types import Span

if TYPE_CHECKING:
    from dateline.extract.group import Group

_WHOSE = re.compile(r"(?:['’]s)?\s(?:\w+\s){0,2}")


def of_that_day(text: str, unit: Unit, groups: Sequence[Group]) -> Group | None:
    """Return the one incident of the day by which a sentence names its deed, where it shares a place with that one alone."""
    own = _names([unit])
    if not own or not any(_names_a_deed(text, unit, time.span) for time in unit.times):
        return None
    day = date_of(unit)
    told = [item for item in groups if (date := item.summary().date) is not None and width(date) == 1 and compatible(date, day)]
    if len(told) != 1 or not own & _names(told[0].units):
        return None
    return None if any(own & _names(item.units) for item in groups if item is not told[0]) else told[0]


def _names_a_deed(text: str, unit: Unit, day: Span) -> bool:
    """Tell whether the day owns the noun of an event ("Thursday's raids")."""
    owned = text[day.start : day.end + 2].endswith(("'s", "’s", "'s ", "’s "))
    nouns = (event.span.start for event in unit.events if event.noun and event.span.start > day.end)
    return owned and any(_WHOSE.fullmatch(text, day.end, start) for start in nouns)


def _names(units: Iterable[Unit]) -> set[str]:
    places = (place.value for unit in units for place in unit.places)
    return {place.name for place in places if place is not None and place.precision in ("town", "site", "region")}
