"""Calendar arithmetic: stretches of days with their grain, written as TIMEX3 and as `DateValue`."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateline.types import DateValue

Grain = Literal["D", "W", "WE", "M", "Q", "H", "Y", "E", "C", "SP", "SU", "FA", "WI", "range"]

SEASONS: dict[str, tuple[int, int]] = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of a meteorological season on the northern half of the earth, where most of the press measured stands."""
MONTHS_OF: dict[str, int] = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
EARLIEST, LATEST = 2, 9998
"""Years outside are no news; `datetime` itself ends at 1 and 9999."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` to ``last``, both included, of one grain; ``part`` is a TIMEX3 time of day (``TMO``, ``T18:30``)."""

    first: date
    last: date
    grain: Grain
    part: str = ""

    @property
    def timex(self) -> str:
        """The value as TIMEX3 writes it; a free range as ISO 8601 does."""
        return _timex(self)

    @property
    def value(self) -> DateValue:
        """The value as a `DateValue`: day, month and year are prefixes, everything else is a range."""
        match self.grain:
            case "D":
                return DateValue(self.first.isoformat(), "day")
            case "M":
                return DateValue(self.first.isoformat()[:7], "month")
            case "Y":
                return DateValue(self.first.isoformat()[:4], "year")
            case "Q" | "H" | "SP" | "SU" | "FA" | "WI":
                return DateValue(f"{self.first.isoformat()[:7]}/{self.last.isoformat()[:7]}", "range")
            case "E" | "C":
                return DateValue(f"{self.first.year:04d}/{self.last.year:04d}", "range")
            case _:
                return DateValue(f"{self.first.isoformat()}/{self.last.isoformat()}", "range")


def _timex(stretch: Stretch) -> str:
    iso = stretch.first.isoformat()
    year = iso[:4]
    match stretch.grain:
        case "D":
            return iso + stretch.part
        case "W" | "WE":
            week = stretch.first.isocalendar()
            return f"{week.year:04d}-W{week.week:02d}" + ("-WE" if stretch.grain == "WE" else "")
        case "M":
            return iso[:7]
        case "Q":
            return f"{year}-Q{(stretch.first.month + 2) // 3}"
        case "H":
            return f"{year}-H{1 if stretch.first.month < 7 else 2}"
        case "Y":
            return year
        case "E":
            return year[:3]
        case "C":
            return f"{stretch.last.year // 100 - 1:02d}"
        case "range":
            return f"{iso}/{stretch.last.isoformat()}"
        case season:
            return f"{year}-{season}"


def day(when: date, part: str = "") -> Stretch:
    """Return one day."""
    return Stretch(when, when, "D", part)


def week(when: date) -> Stretch:
    """Return the ISO week (Monday to Sunday) of a day."""
    monday = when - timedelta(days=when.weekday())
    return Stretch(monday, monday + timedelta(days=6), "W")


def iso_week(year: int, number: int) -> Stretch | None:
    """Return a week by its ISO number, None where the year has no such week."""
    try:
        return week(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def weekend(when: date) -> Stretch:
    """Return Saturday and Sunday of a day's ISO week."""
    saturday = when + timedelta(days=5 - when.weekday())
    return Stretch(saturday, saturday + timedelta(days=1), "WE")


def long_weekend(when: date) -> Stretch:
    """Return the Saturday and Sunday nearest to a feast, with the feast and the days between ("Memorial Day weekend")."""
    ahead = (5 - when.weekday()) % 7
    saturday = when + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    first, last = min(when, saturday), max(when, saturday + timedelta(days=1))
    return Stretch(first, last, "WE" if last - first == timedelta(days=1) else "range")


def months(year: int, month: int, grain: Grain) -> Stretch | None:
    """Return the month, quarter, half-year, year, decade or century that holds a month; None beyond the calendar."""
    width = MONTHS_OF[grain]
    count = year * 12 + month - 1
    shift = 12 if grain == "C" else 0
    first = (count - shift) // width * width + shift
    last = first + width - 1
    if not EARLIEST <= first // 12 <= last // 12 <= LATEST:
        return None
    end_year, end_month = last // 12, last % 12 + 1
    return Stretch(date(first // 12, first % 12 + 1, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]), grain)


def season(year: int, name: Grain) -> Stretch | None:
    """Return a season; the winter of a year begins in December of it."""
    if not EARLIEST <= year < LATEST:
        return None
    start, stop = SEASONS[name]
    stop_year = year + (stop < start)
    return Stretch(date(year, start, 1), date(stop_year, stop, monthrange(stop_year, stop)[1]), name)


def on(year: int, month: int, number: int, part: str = "") -> Stretch | None:
    """Return a day of the calendar, None where there is none (30 February)."""
    try:
        return day(date(year, month, number), part)
    except ValueError:
        return None


def shift(base: Stretch, count: int, unit: str) -> Stretch | None:
    """Return the stretch `count` units away, at the grain of the unit; a week from a day is a day again.

    The grain of months, quarters and years is kept where the base has it ("a year earlier" than a quarter is a quarter).
    """
    if unit in ("D", "W", "WE") and base.grain in ("D", "W", "WE", "range"):
        return _shift_days(base, count, unit)
    if unit in ("D", "W", "WE"):
        return None
    if unit == "F":
        return _shift_days(base, 2 * count, "W")
    grain: Grain = base.grain if unit == "Y" and base.grain in ("M", "Q", "H") else unit  # type: ignore[assignment]
    if unit == "Y" and base.grain in SEASONS:
        return season(base.first.year + count, base.grain)
    if unit not in MONTHS_OF:
        return None
    moved = base.first.year * 12 + base.first.month - 1 + count * MONTHS_OF[unit]
    return months(moved // 12, moved % 12 + 1, grain)


def years_back(base: Stretch, count: int) -> Stretch | None:
    """Return the same days, or month, of `count` years before ("nine years ago today")."""
    if base.grain == "M":
        return months(base.first.year - count, base.first.month, "M")
    try:
        first = base.first.replace(year=base.first.year - count)
    except ValueError:
        return None
    return Stretch(first, first + (base.last - base.first), "D" if first == first + (base.last - base.first) else "range")


def _shift_days(base: Stretch, count: int, unit: str) -> Stretch | None:
    try:
        moved = timedelta(days=count * (1 if unit == "D" else 7))
        return replace(base, first=base.first + moved, last=base.last + moved, part="" if unit == "D" else base.part)
    except OverflowError:
        return None


def weekday(base: date, number: int, order: str) -> Stretch:
    """Return the weekday `number` (1 Monday): ``<`` before, ``>`` after, ``=`` at or after, ``-`` at or before, ``~`` nearest."""
    ahead = (number - 1 - base.weekday()) % 7
    match order:
        case "<":
            moved = ahead - 7
        case ">":
            moved = ahead or 7
        case "=":
            moved = ahead
        case "~":
            moved = ahead if ahead <= 3 else ahead - 7
        case _:
            moved = ahead - 7 if ahead else 0
    return day(base + timedelta(days=moved))
