"""The opening of a round-up that became an incident of its own: "Five people were killed in shootings across Dover this weekend".

An aggregate is no incident (CODEBOOK.md, One incident). The opening of a report that tells of several deeds together, and then
tells two or more of them with those killed in each, only adds these up: it has no day, place or toll of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.combined import tells_several
from dateline.extract.group import Group
from dateline.extract.units import CASUALTY, Unit
from dateline.intervals import bounds
from dateline.types import IncidentReport

FEWEST = 2
"""Incidents of which an opening is the sum, at least."""
DAYS = 7
"""Days between an opening's and an incident that it adds in, at most."""


def only_sums(text: str, groups: Sequence[Group], reports: Sequence[IncidentReport]) -> list[int]:
    """Return the numbers of the incidents that only add up what others tell."""
    return [
        number
        for number, (item, report) in enumerate(zip(groups, reports, strict=True))
        if _opens_with_several(text, item) and _is_sum(report, [other for other in reports if other is not report])
    ]


def _opens_with_several(text: str, item: Group) -> bool:
    """Tell whether an incident is told in the opening alone, and in sums further down, of several deeds and at no site."""
    told = [unit for unit in item.units if not unit.apart]
    lead = [unit for unit in told if unit.lead]
    return bool(lead) and all(unit.lead or _is_count(unit) for unit in told) and all(_of_several(text, unit) for unit in lead)


def _is_count(unit: Unit) -> bool:
    counts = [count for count in unit.counts if count.effect in CASUALTY]
    return bool(counts) and all(count.role == "cumulative" for count in counts)


def _of_several(text: str, unit: Unit) -> bool:
    sited = any(place.value is not None and place.value.precision == "site" for place in unit.places)
    return tells_several(text, unit.span) and not sited


def _is_sum(report: IncidentReport, others: Sequence[IncidentReport]) -> bool:
    """Tell whether the dead of several other incidents of those days are among those that the report counts."""
    whole = report.killed.best if report.killed is not None else None
    dead = [other.killed.best or 0 for other in others if other.main and _within(report, other) and other.killed is not None]
    dead = [number for number in dead if number]
    return whole is not None and len(dead) >= FEWEST and sum(dead) <= whole


def _within(report: IncidentReport, other: IncidentReport) -> bool:
    """Tell whether another incident lies in the country and the days of a sum."""
    mine, its = bounds(report.date), bounds(other.date)
    near = mine is None or (its is not None and (mine[0] - its[1]).days <= DAYS and (its[0] - mine[1]).days <= DAYS)
    countries = {place.country for place in (report.place, other.place) if place is not None and place.country is not None}
    return near and len(countries) <= 1
