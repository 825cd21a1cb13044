"""Underspecified values (``annotate/times.py``) to stretches of the calendar, given a publication date and a date in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.resolve import dates_calendar as calendar
from dateline.resolve.dates_calendar import Grain, Stretch
from dateline.resolve.dates_festivals import festival, hijri_stretch, nth_weekday

NEARNESS: dict[bool | None, float] = {True: 1 / 3, None: 4, False: 12}
"""A date without year is the coming one when it is so many times nearer than the last one, by the tense of the nearest verb.
Set on TimeBank and AQUAINT: what lies eleven months back is hardly ever named without its year."""
NIGHT_ENDS = 6
"""A clock time before this hour that follows an evening in the text belongs to the next day."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a value is resolved from. ``future`` is the tense of the nearest verb, None where there is none.

    ``day_first`` is the order of figures where the outlet's country tells it.
    """

    published: date | None
    context: Stretch | None
    future: bool | None
    day_first: bool | None = None


_PART = re.compile(r"T(?:MO|AF|EV|NI|DT|\d\d(?::\d\d(?::\d\d)?)?(?:MO|AF|EV|NI|DT)?(?:Z|[+-]\d\d:?\d\d)?)$")
_SHIFTED = re.compile(r"(.+)\^([-+])(\d+|X)(D|W|M|Q|Y|WE|F|s|m|h|y)$")
_WEEKDAY_AND_DAY = re.compile(r"XXXX-WXX-(\d):(\d\d)$")
_OFFSET = re.compile(r"@(pub|ctx)([-+])(\d+|X)(s|m|h|D|WE|W|M|Q|Y|E|C|F|d|c)(?::(.+))?$")
_NEAR = re.compile(r"@(pub|ctx)([<>=~])(.+)$")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)$")
_FIELD = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d|\d\d:.+|\d\d|W\d\d?|Q\d|H\d|SP|SU|FA|WI)$")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")


def part_of(spec: str) -> tuple[str, str]:
    """Return (value without its time of day, time of day)."""
    match = _PART.search(spec)
    return (spec[: match.start()], match[0]) if match else (spec, "")


def resolve(spec: str, frame: Frame) -> Stretch | None:
    """Return the stretch that a value denotes, None where it stays unresolved."""
    if "/" in spec and not spec.startswith("FEST"):
        return _range(spec, frame)
    before, part = part_of(spec) if "^" in spec else (spec, "")
    shifted = _SHIFTED.match(before)
    if shifted:
        base = resolve(shifted[1], frame)
        moved = _shifted(base, shifted[2] + shifted[3], shifted[4]) if base else None
        return replace(moved, part=part) if moved and part else moved
    if spec.endswith(("^W", "^E")):
        base = resolve(spec[:-2], frame)
        around = calendar.week if spec.endswith("W") else calendar.long_weekend
        return around(base.first) if base else None
    core, part = part_of(spec)
    found = _resolve(core, part, frame)
    return replace(found, part=part) if found and part and found.grain == "D" else found


def _shifted(base: Stretch, count: str, unit: str) -> Stretch | None:
    if "X" in count:
        return replace(base, part="") if unit in "smh" else None
    if unit in "smh":
        return _clock_shift(base, int(count), unit)
    return calendar.years_back(base, -int(count)) if unit == "y" else calendar.shift(base, int(count), unit)


def _resolve(core: str, part: str, frame: Frame) -> Stretch | None:
    if core == "XXXX-XX-XX":
        return _clock_only(part, frame.context)
    if core.startswith("@"):
        return _relative(core, frame)
    if core.startswith(("FEST:", "XXXX-")):
        return _yearless(core, frame)
    if core.startswith("HIJRI:"):
        year, month, number = [*core[6:].split("-"), ""][:3]
        months = {"ramadan": "09", "muharram": "01"}
        return hijri_stretch(int(year), int(months.get(month, month)), int(number) if number else None)
    if core.startswith("NUM:"):
        return _figures(core[4:], frame)
    if core.endswith(":cQ"):
        return _same_quarter(core[:-3], frame)
    if core.startswith("CENT:"):
        return calendar.months(int(core[5:]) * 100, 1, "C") if core[5:].isdigit() else None
    return _absolute(core)


def _absolute(core: str) -> Stretch | None:
    exact = _DAY.match(core)
    if exact:
        return calendar.on(int(exact[1]), int(exact[2]), int(exact[3]))
    field = _FIELD.match(core)
    if field:
        return _inside_year(int(field[1]), field[2])
    if re.match(r"\d{4}$", core):
        return calendar.months(int(core), 1, "Y")
    if re.match(r"\d{3}$", core):
        return calendar.months(int(core) * 10, 1, "E")
    return None


def _same_quarter(year: str, frame: Frame) -> Stretch | None:
    """Return "the 1988 period" of a report on a quarter: that quarter of 1988, the year where no quarter is in reach."""
    quarter = frame.context if frame.context is not None and frame.context.grain == "Q" else None
    return calendar.months(int(year), quarter.first.month, "Q") if quarter else calendar.months(int(year), 1, "Y")


def _inside_year(year: int, field: str) -> Stretch | None:
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
    return _inside_month(year, month, field[3:])


def _inside_month(year: int, month: int, field: str) -> Stretch | None:
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


def _relative(core: str, frame: Frame) -> Stretch | None:
    offset = _OFFSET.match(core)
    if offset:
        return _offset(offset, frame)
    near = _NEAR.match(core)
    if near is None:
        return None
    base = _base(near[1], near[3], frame)
    return _near(base, near[2], near[3], frame) if base else None


def _base(anchor: str, unit: str, frame: Frame) -> Stretch | None:
    """Return the stretch that a relative value starts from; a year or quarter without one in the text starts from publication."""
    if anchor == "ctx" and frame.context is not None:
        return frame.context
    if frame.published is None or (anchor == "ctx" and unit not in ("Y", "Q")):
        return None
    return calendar.day(frame.published)


def _offset(match: re.Match[str], frame: Frame) -> Stretch | None:
    anchor, sign, number, unit, inside = match.groups()
    unit = {"d": "E", "c": "C"}.get(unit, unit)
    base = _base(anchor, unit, frame)
    if base is None or (number == "X" and unit not in "smh"):
        return None
    if unit in "smh":
        return _clock_shift(base, int(sign + number) if number != "X" else 0, unit)
    count = int(sign + number)
    if unit == "WE":
        weekend = calendar.weekend(base.first)
        if number == "0" and (sign == "-" or frame.future is False) and weekend.first > base.first:
            count = -1
        return calendar.shift(weekend, count, "W")
    if anchor == "pub":
        if unit == "W":
            base = calendar.week(base.first)
    elif count == 0 and unit == "W":
        base = calendar.week(base.first)
    elif count == 0 and not inside and unit != "D" and base.grain in ("M", "Q", "H"):
        return calendar.months(base.first.year, base.first.month, unit if unit in calendar.MONTHS_OF else "Y")  # type: ignore[arg-type]
    if inside:
        base = replace(base, grain="W" if unit == "W" else "D")
    elif unit == "Y" and anchor == "ctx" and count not in (0, -1):
        base = replace(base, grain="D")
    found = calendar.shift(base, count, unit)
    return _within(found, unit, inside) if found and inside else found


def _within(whole: Stretch, unit: str, field: str) -> Stretch | None:
    if unit == "W":
        return calendar.day(calendar.week(whole.first).first + timedelta(days=int(field) - 1)) if field.isdigit() else None
    if unit == "M":
        year, month = whole.first.year, whole.first.month
        return calendar.on(year, month, int(field)) if field.isdigit() else _inside_month(year, month, field)
    return _inside_year(whole.first.year, field) if unit == "Y" else None


def _clock_shift(base: Stretch, count: int, unit: str) -> Stretch | None:
    """Return the day some hours or minutes away: reckoned where a clock time is known, else the same day."""
    match = re.match(r"T(\d\d):(\d\d)$", base.part)
    if base.grain != "D":
        return None
    if match is None or unit == "s":
        hours = count if unit == "h" else 0
        return replace(
            base, first=base.first + timedelta(days=int(hours / 24)), last=base.last + timedelta(days=int(hours / 24)), part=""
        )
    minutes = int(match[1]) * 60 + int(match[2]) + count * (60 if unit == "h" else 1)
    moved = timedelta(days=minutes // 1440)
    return Stretch(base.first + moved, base.last + moved, "D", f"T{minutes % 1440 // 60:02d}:{minutes % 60:02d}")


def _near(base: Stretch, order: str, target: str, frame: Frame) -> Stretch | None:
    weekday = _WEEKDAY.match(target)
    if weekday:
        if order == "=" and frame.future is False:
            order = "-"
        return calendar.weekday(base.first, int(weekday[1]), order)
    around = [_in_year(target, base.first.year + years) for years in (-1, 0, 1)]
    found = [stretch for stretch in around if stretch]
    if order == "=":
        return next((stretch for stretch in found if stretch.first.year == base.first.year), None)
    if order == "~":
        return min(found, key=lambda stretch: abs((stretch.first - base.first).days), default=None)
    if order == ">":
        return next((stretch for stretch in found if stretch.first > base.last), None)
    return next((stretch for stretch in reversed(found) if stretch.last < base.first), None)


def _in_year(target: str, year: int) -> Stretch | None:
    if target.startswith("FEST:"):
        return festival(target[5:].partition("@")[0], year)
    return _inside_year(year, target[5:])


def _yearless(core: str, frame: Frame) -> Stretch | None:
    """Return a weekday, or a part of an unnamed year: the last one begun by publication, the coming one where the tense says so."""
    if core.startswith("FEST:") and "@" in core:
        name, _, year = core[5:].partition("@")
        return festival(name, int(year))
    if core == "FEST:9/11":
        return festival("9/11", 2001)
    weekday = _WEEKDAY.match(core)
    if weekday:
        return calendar.weekday(frame.published, int(weekday[1]), "=" if frame.future else "-") if frame.published else None
    both = _WEEKDAY_AND_DAY.match(core)
    if both:
        return _that_weekday(int(both[1]), int(both[2]), frame)
    if re.match(r"XXXX-XX-\d\d$", core):
        return _day_of_month(int(core[8:]), frame)
    if not core.startswith("FEST:") and not _FIELD.match(core):
        return None
    if frame.context is not None and (frame.published is not None or not core.startswith("FEST:")):
        return _in_year(core, frame.context.first.year)
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
    around = [stretch for years in (-1, 0, 1) if (stretch := _in_year(core, published.year + years))]
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


def _clock_only(part: str, context: Stretch | None) -> Stretch | None:
    if context is not None and context.grain == "range" and context.last - context.first == timedelta(days=1):
        return calendar.day(context.last if _before_noon(part) else context.first)
    if context is None or context.grain not in ("D", "M", "Y"):
        return None
    hour = re.match(r"T(\d\d)", part)
    late = context.part in ("TNI", "TEV") or (context.part[1:3].isdigit() and int(context.part[1:3]) >= 18)
    early = hour is not None and int(hour[1]) < NIGHT_ENDS and part != "T24:00"
    if late and early:
        return calendar.day(context.first + timedelta(days=1))
    return replace(context, part="")


def _before_noon(part: str) -> bool:
    """Tell whether a time of day belongs to the second of two days ("in the night from Tuesday to Wednesday … after midnight")."""
    return part == "TMO" or part == "T24:00" or (part[1:3].isdigit() and int(part[1:3]) < 12)


def _figures(figures: str, frame: Frame) -> Stretch | None:
    """Return the day of ``05.06.2019``: None where the order of day and month is open. ``5/6`` has no year of its own."""
    if "/" in figures:
        return _day_and_month(figures, frame)
    first, second, year = (int(number) for number in figures.split("."))
    if first == second or frame.day_first:
        return calendar.on(year, second, first)
    return calendar.on(year, first, second) if frame.day_first is False else None


def _day_and_month(figures: str, frame: Frame) -> Stretch | None:
    first, second = (int(number) for number in figures.split("/"))
    orders = (
        [(first, second)]
        if frame.day_first
        else [(second, first)]
        if frame.day_first is False
        else [(first, second), (second, first)]
    )
    readings = {f"XXXX-{month:02d}-{number:02d}" for number, month in orders if 1 <= month <= 12 and 1 <= number <= 31}
    return _yearless(readings.pop(), frame) if len(readings) == 1 else None


def _range(spec: str, frame: Frame) -> Stretch | None:
    """Return the days from one end to the other; the right end is resolved first, the left is the last one before it."""
    left, _, right = spec.partition("/")
    end = resolve(right, frame)
    if end is None:
        return None
    core, _ = part_of(left)
    if core == "XXXX-XX-XX":
        return end
    start = _before(left, core, end, frame)
    if start is None or start.first > end.last:
        return None
    if start.first == end.first and start.grain == end.grain == "D":
        return replace(end, part="")
    if start.grain == end.grain == "Y" or start.grain == end.grain == "M":
        return Stretch(start.first, end.last, "range")
    return Stretch(start.first, end.last, "range")


def _before(left: str, core: str, end: Stretch, frame: Frame) -> Stretch | None:
    weekday = _WEEKDAY.match(core)
    if weekday:
        return calendar.weekday(end.first, int(weekday[1]), "-")
    if core.startswith("XXXX-") and _FIELD.match(core):
        around = [stretch for years in (-1, 0) if (stretch := _in_year(core, end.first.year + years))]
        return next((stretch for stretch in reversed(around) if stretch.first <= end.last), None)
    return resolve(left, frame)
