"""The date of an incident, among all time expressions that its units hold."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.units import Unit, gap
from dateline.types import DateValue, TimeMention

PRECISION = {"day": 1.2, "range": 0.4, "month": 0.5, "year": 0.0, "unknown": 0.0}
"""A day stands before a month before a year, other things being equal (CODEBOOK.md, Date)."""
UNKNOWN = DateValue(None, "unknown")


def choose(units: Sequence[Unit]) -> TimeMention | None:
    """Return the expression that dates the incident best; None where no unit holds one."""
    first = min(unit.order for unit in units)
    scored: list[tuple[float, int, TimeMention]] = []
    for unit in units:
        for time in unit.times:
            if time.value is not None:
                scored.append((_score(unit, time) - 0.12 * min(10, unit.order - first), -time.span.start, time))
    if scored:
        return max(scored, key=lambda item: item[:2])[2]
    return next((unit.carried for unit in units if unit.carried is not None), None)


def _score(unit: Unit, time: TimeMention) -> float:
    value = PRECISION[time.value.precision if time.value else "unknown"]
    value += 0.5 if unit.lead else 0.0
    distance = gap(unit, time.span)
    return value if distance is None else value + 0.8 / (1.0 + distance / 30.0)
