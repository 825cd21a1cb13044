"""Dates as closed intervals of days: what a `DateValue` may mean, and whether two of them can be one day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from dateline.types import DateValue


@lru_cache(maxsize=65536)
def bounds(value: DateValue | None) -> tuple[date, date] | None:
    """Return the first and last day that `value` allows, None where it is unknown or not a calendar date."""
    if value is None or value.value is None:
        return None
    first, _, last = value.value.partition("/")
    try:
        return _edge(first, last=False), _edge(last or first, last=True)
    except ValueError:
        return None


def _edge(iso: str, *, last: bool) -> date:
    parts = [int(part) for part in iso.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


def compatible(a: DateValue | None, b: DateValue | None) -> bool | None:
    """Tell whether two dates can be the same day; None where either is unknown."""
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return None
    return first[0] <= second[1] and second[0] <= first[1]


def width(value: DateValue | None) -> int:
    """Return how many days `value` allows; 10 years' worth for an unknown one, so that it sorts last."""
    edges = bounds(value)
    return 3653 if edges is None else (edges[1] - edges[0]).days + 1


def days_apart(a: DateValue | None, b: DateValue | None) -> int | None:
    """Return the fewest days between two dates (0 where they overlap), None where either is unknown."""
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return None
    if first[0] <= second[1] and second[0] <= first[1]:
        return 0
    return (second[0] - first[1]).days if second[0] > first[1] else (first[0] - second[1]).days
