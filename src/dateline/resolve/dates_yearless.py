"""Days and parts of a year that is not named: weekdays, days of the month, seasons and feasts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.resolve import dates_calendar as calendar
from dateline.resolve.dates_calendar import Grain, Stretch
from dateline.resolve.dates_festivals import festival, nth_weekday

NEARNESS: dict[bool | None, float] = {True: 1 / 3, None: 4, False: 12}
"""A date without year is the coming one when it is so many times nearer than the last one, by the tense of the nearest verb.
Set on TimeBank and AQUAINT: what lies eleven months back is hardly ever named without its year."""
WEEKDAY = re.compile(r"XXXX-WXX-(\d)$")
_WEEKDAY_AND_DAY = re.compile(r"XXXX-WXX-(\d):(\d\d)$")
FIELD = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d|\d\d:.+|\d\d|W\d\d?|Q\d|H\d|SP|SU|FA|WI)$")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a value is resolved from. ``future`` is the tense of the nearest verb, None where there is none.

    ``day_first`` is the order of figures where the outlet's country tells it.
    """

    published: date | None
    context: Stretch | None
    future: bool | None
    day_first: bool | None = None


def inside_year(year: int, field: str) -> Stretch | None:
    """Return a part of one year: ``10-23``, ``10``, ``Q3``, ``H1``, ``FA``, ``03:w1`` (a week), ``05:d1nL`` (the last Monday)."""
    if field in calendar.SEASONS:
        return calendar.season(year, field)  # type: ignore[arg-type]
    if field[0] == "W":
        return calendar.iso_week(year, int(field[1:]))
    if field[0] in "QH":
        number = int(field[1])
        width = 3 if field[0] == "Q" else 6
        grain: Grain = "Q" if field[0] == "Q" else "H"
        return calendar.months(year, (number - 1) * width + 1, grain) if 1 <= number <= 12 // width else None
    month = int(field[:2])
    if len(field) == 2:
        return calendar.months(year, month, "M") if 1 <= month <= 12 else None
    if field[2] == "-":
        return calendar.on(year, month, int(field[3:]))
    return inside_month(year, month, field[3:])


def inside_month(year: int, month: int, field: str) -> Stretch | None:
    """Return a part of one month: ``w1`` (its first week), ``eL`` (its last weekend), ``d1n2`` (its second Monday)."""
    weekend = re.match(r"e(\d|L)$", field)
    if weekend:
        saturday = nth_weekday(year, month, 6, -1 if weekend[1] == "L" else int(weekend[1]))
        return calendar.weekend(saturday.first) if saturday else None
    weekday = re.match(r"d(\d)n(\d|L)$", field)
    if weekday:
        return nth_weekday(year, month, int(weekday[1]), -1 if weekday[2] == "L" else int(weekday[2]))
    whole = calendar.months(year, month, "M")
    if whole is None or not re.match(r"w([1-5]|L)$", field):
        return None
    if field == "wL":
        return replace(whole, first=whole.last - timedelta(days=6), grain="range")
    first = whole.first + timedelta(days=7 * (int(field[1]) - 1))
    return Stretch(first, min(first + timedelta(days=6), whole.last), "range")


def near(base: Stretch, order: str, target: str, frame: Frame) -> Stretch | None:
    """Return a weekday or yearless target before (``<``), behind (``>``), nearest to (``~``) or in the year (``=``) of `base`."""
    weekday = WEEKDAY.match(target)
    if weekday:
        if order == "=" and frame.future is False:
            order = "-"
        return calendar.weekday(base.first, int(weekday[1]), order)
    around = [in_year(target, base.first.year + years) for years in (-1, 0, 1)]
    found = [stretch for stretch in around if stretch]
    if order == "=":
        return next((stretch for stretch in found if stretch.first.year == base.first.year), None)
    if order == "~":
        return min(found, key=lambda stretch: abs((stretch.first - base.first).days), default=None)
    if order == ">":
        return next((stretch for stretch in found if stretch.first > base.last), None)
    return next((stretch for stretch in reversed(found) if stretch.last < base.first), None)


def in_year(target: str, year: int) -> Stretch | None:
    """Return the yearless `target`, a feast or a part of a year, in `year`."""
    if target.startswith("FEST:"):
        return festival(target[5:].partition("@")[0], year)
    return inside_year(year, target[5:])


def yearless(core: str, frame: Frame) -> Stretch | None:
    """Return a weekday, or a part of an unnamed year: the last one begun by publication, the coming one where the tense says so."""
    if core.startswith("FEST:") and "@" in core:
        name, _, year = core[5:].partition("@")
        return festival(name, int(year))
    if core == "FEST:9/11":
        return festival("9/11", 2001)
    weekday = WEEKDAY.match(core)
    if weekday:
        return calendar.weekday(frame.published, int(weekday[1]), "=" if frame.future else "-") if frame.published else None
    both = _WEEKDAY_AND_DAY.match(core)
    if both:
        return _that_weekday(int(both[1]), int(both[2]), frame)
    if re.match(r"XXXX-XX-\d\d$", core):
        return _day_of_month(int(core[8:]), frame)
    if not core.startswith("FEST:") and not FIELD.match(core):
        return None
    if frame.context is not None and (frame.published is not None or not core.startswith("FEST:")):
        found = in_year(core, frame.context.first.year)
        if frame.published is None or found is None or found.first <= frame.published or frame.future:
            return found
    if frame.published is None:
        return None
    return _season_of_the_year(core, frame, frame.published)


def _day_of_month(number: int, frame: Frame) -> Stretch | None:
    """Return such a day nearest to the date told before; else the last one by publication, the coming one if the tense says so."""
    if frame.context is not None and frame.future is not True:
        return _day_near(number, frame.context, frame.published)
    if frame.published is None:
        return None
    at = frame.published.year * 12 + frame.published.month - 1
    days = [found for month in range(at - 2, at + 3) if (found := calendar.on(month // 12, month % 12 + 1, number))]
    coming = [found for found in days if found.first >= frame.published]
    past = [found for found in days if found.first <= frame.published]
    return coming[0] if frame.future and coming else past[-1] if past else None


def _that_weekday(weekday: int, number: int, frame: Frame) -> Stretch | None:
    """Return the last day of that number by publication which is that day of the week ("Monday 18"); the next one before it where
    the tense says so."""
    if frame.published is None:
        return None
    at = frame.published.year * 12 + frame.published.month - 1
    days = [found for month in range(at - 12, at + 3) if (found := calendar.on(month // 12, month % 12 + 1, number))]
    named = [found for found in days if found.first.isoweekday() == weekday]
    past = [found for found in named if found.first <= frame.published]
    coming = [found for found in named if found.first > frame.published]
    return coming[0] if frame.future and coming else past[-1] if past else None


def _day_near(number: int, told: Stretch, published: date | None) -> Stretch | None:
    """Return the day `number` of the month told of, or of the one before or after where that is nearer to a day told of."""
    at = told.first.year * 12 + told.first.month - 1
    around = (at,) if told.grain == "M" else (at - 1, at, at + 1)
    days = [found for month in around if (found := calendar.on(month // 12, month % 12 + 1, number))]
    known = [found for found in days if published is None or found.first <= published]
    return min(known, key=lambda found: abs((found.first - told.first).days), default=None)


def _season_of_the_year(core: str, frame: Frame, published: date) -> Stretch | None:
    """Choose among last, this and next year's: what has begun, unless the coming one is far nearer than the tense allows."""
    around = [stretch for years in (-1, 0, 1) if (stretch := in_year(core, published.year + years))]
    past = [stretch for stretch in around if stretch.first <= published]
    coming = [stretch for stretch in around if stretch.first > published]
    if not past or not coming:
        return (past or coming or [None])[-1 if past else 0]  # type: ignore[list-item]
    if past[-1].last >= published or past[-1].grain in ("Q", "H"):
        return past[-1]
    back, ahead = (published - past[-1].last).days, (coming[0].first - published).days
    patience = NEARNESS[frame.future]
    if past[-1].grain != "D" and frame.future is False:
        return past[-1]
    return coming[0] if ahead * patience <= back else past[-1]
