"""Festivals and the Islamic calendar: the day of a named feast in a given year (``codebook/date_festivals.json``)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.codebook.tables import table
from dateline.resolve.dates_calendar import EARLIEST, LATEST, Stretch, day, on

ISLAMIC_EPOCH = 227_015
"""Ordinal of 1 Muharram 1 AH, 16 July 622 Julian (the civil epoch), in the proleptic Gregorian calendar."""
MOON = timedelta(days=1)
"""How far the sighting of the moon may move a feast from the tabular calendar."""


@cache
def _entries() -> dict[str, dict[str, Any]]:
    festivals = table("date_festivals")["festivals"]
    return {key.split("|")[0].replace(" ", "_"): entry for key, entry in festivals.items()}


def festival(name: str, year: int) -> Stretch | None:
    """Return the feast's day in `year`; a range where the moon decides; None where the table has no rule for it."""
    entry = _entries().get(name)
    if entry is None or not EARLIEST <= year <= LATEST:
        return None
    if "fixed" in entry:
        return on(year, int(entry["fixed"][:2]), int(entry["fixed"][3:]))
    if "absolute" in entry:
        return day(date.fromisoformat(entry["absolute"]))
    if "easter" in entry:
        return day(easter(year) + timedelta(days=entry["easter"]))
    if "orthodox" in entry:
        return day(orthodox_easter(year) + timedelta(days=entry["orthodox"]))
    if "nth" in entry:
        return _nth_entry(entry, year)
    if "hijri" in entry:
        return _moon_feast(entry["hijri"], year)
    return None


def _nth_entry(entry: dict[str, Any], year: int) -> Stretch | None:
    if entry.get("after"):
        thursday = nth_weekday(year, 11, 4, 4)
        return day(thursday.first + timedelta(days=1 if entry["nth"][1] == 5 else 4)) if thursday else None
    month, number, which = entry["nth"]
    found = nth_weekday(year, month, number, which)
    if found and found.first.day < entry.get("from", 1):
        return day(found.first + timedelta(days=7))
    return found


def nth_weekday(year: int, month: int, number: int, which: int) -> Stretch | None:
    """Return the `which`-th weekday (1 Monday) of a month, the last for -1; None where the month has no fifth one."""
    if which < 0:
        after = date(year + (month == 12), month % 12 + 1, 1)
        last = after - timedelta(days=1)
        return day(last - timedelta(days=(last.isoweekday() - number) % 7))
    first = date(year, month, 1)
    found = first + timedelta(days=(number - first.isoweekday()) % 7 + 7 * (which - 1))
    return day(found) if found.month == month else None


def easter(year: int) -> date:
    """Return Western Easter Sunday (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, number = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, number + 1)


def orthodox_easter(year: int) -> date:
    """Return Eastern Easter Sunday as a Gregorian date (Meeus' Julian algorithm)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(days=year // 100 - year // 400 - 2)


def hijri(year: int, month: int, number: int) -> date:
    """Return the Gregorian day of a date in the tabular Islamic calendar (leap years 2 5 7 10 13 16 18 21 24 26 29 of 30)."""
    days = number + (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(ISLAMIC_EPOCH - 1 + days)


def hijri_stretch(year: int, month: int, number: int | None) -> Stretch | None:
    """Return a Hijri day or month, a day wider on both sides for the sighting of the moon."""
    if not (1 <= year <= 2000 and 1 <= month <= 12 and (number is None or 1 <= number <= 30)):
        return None
    first = hijri(year, month, number or 1)
    last = first if number else hijri(year, month, 29)
    return Stretch(first - MOON, last + MOON, "range")


def _moon_feast(entry: list[int], year: int) -> Stretch | None:
    month, number, length = entry
    guess = int((year - 622) * 33 / 32)
    for candidate in range(guess - 1, guess + 3):
        first = hijri(candidate, month, number)
        if first.year == year:
            return Stretch(first - MOON, first + timedelta(days=length - 1) + MOON, "range")
    return None
