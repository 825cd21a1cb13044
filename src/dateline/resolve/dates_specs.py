"""Underspecified values (``annotate/times.py``) to stretches of the calendar, given a publication date and a date in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from dateline.resolve import dates_calendar as calendar
from dateline.resolve.dates_calendar import Stretch
from dateline.resolve.dates_festivals import hijri_stretch
from dateline.resolve.dates_yearless import FIELD, WEEKDAY, Frame, in_year, inside_month, inside_year, near, yearless

NIGHT_ENDS = 6
"""A clock time before this hour that follows an evening in the text belongs to the next day."""
_PART = re.compile(r"T(?:MO|AF|EV|NI|DT|\d\d(?::\d\d(?::\d\d)?)?(?:MO|AF|EV|NI|DT)?(?:Z|[+-]\d\d:?\d\d)?)$")
_SHIFTED = re.compile(r"(.+)\^([-+])(\d+|X)(D|W|M|Q|Y|WE|F|s|m|h|y)$")
_OFFSET = re.compile(r"@(pub|ctx)([-+])(\d+|X)(s|m|h|D|WE|W|M|Q|Y|E|C|F|d|c)(?::(.+))?$")
_NEAR = re.compile(r"@(pub|ctx)([<>=~])(.+)$")
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
        return yearless(core, frame)
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
    field = FIELD.match(core)
    if field:
        return inside_year(int(field[1]), field[2])
    if re.match(r"\d{4}$", core):
        return calendar.months(int(core), 1, "Y")
    if re.match(r"\d{3}$", core):
        return calendar.months(int(core) * 10, 1, "E")
    return None


def _same_quarter(year: str, frame: Frame) -> Stretch | None:
    """Return "the 1988 period" of a report on a quarter: that quarter of 1988, the year where no quarter is in reach."""
    quarter = frame.context if frame.context is not None and frame.context.grain == "Q" else None
    return calendar.months(int(year), quarter.first.month, "Q") if quarter else calendar.months(int(year), 1, "Y")


def _relative(core: str, frame: Frame) -> Stretch | None:
    offset = _OFFSET.match(core)
    if offset:
        return _offset(offset, frame)
    toward = _NEAR.match(core)
    if toward is None:
        return None
    base = _base(toward[1], toward[3], frame)
    return near(base, toward[2], toward[3], frame) if base else None


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
    if anchor == "ctx" and base.grain == "M" and unit in ("s", "m", "h", "D", "W"):
        return _about_month(base, int(sign + number) if number != "X" else 0, unit)
    if unit in "smh":
        return _clock_shift(base, int(sign + number) if number != "X" else 0, unit)
    count = int(sign + number)
    if anchor == "ctx" and unit == "Q" and count == 0 and frame.context is None:
        count = -1  # "the quarter" of a report that names none is the one that has ended
    if unit == "WE" and anchor == "ctx" and count == 0 and base.last - base.first > timedelta(days=7):
        return base  # "the same weekend" of "January 2016": no more is known
    if unit == "WE":
        weekend = calendar.weekend(base.first)
        if number == "0" and (frame.future is not True if sign == "-" else frame.future is False) and weekend.first > base.first:
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


def _about_month(base: Stretch, count: int, unit: str) -> Stretch | None:
    """Return what is known of a day so far from one of a month: the month where it is two days or less, else the month shifted."""
    if unit in "smh" or (unit == "D" and abs(count) <= 2):
        return base
    days = timedelta(days=count * (7 if unit == "W" else 1))
    return Stretch(base.first + days, base.last + days, "range")


def _within(whole: Stretch, unit: str, field: str) -> Stretch | None:
    if unit == "W":
        return calendar.day(calendar.week(whole.first).first + timedelta(days=int(field) - 1)) if field.isdigit() else None
    if unit == "M":
        year, month = whole.first.year, whole.first.month
        return calendar.on(year, month, int(field)) if field.isdigit() else inside_month(year, month, field)
    return in_year(field if field.startswith("FEST:") else f"XXXX-{field}", whole.first.year) if unit == "Y" else None


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
    hour = 0 if match[1] == "24" and count >= 0 else int(match[1])  # ten minutes (or "hours") after midnight is that day
    minutes = hour * 60 + int(match[2]) + count * (60 if unit == "h" else 1)
    moved = timedelta(days=minutes // 1440)
    return Stretch(base.first + moved, base.last + moved, "D", f"T{minutes % 1440 // 60:02d}:{minutes % 60:02d}")


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
    return yearless(readings.pop(), frame) if len(readings) == 1 else None


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
    weekday = WEEKDAY.match(core)
    if weekday:
        return calendar.weekday(end.first, int(weekday[1]), "-")
    if core.startswith("XXXX-") and FIELD.match(core):
        around = [stretch for years in (-1, 0) if (stretch := in_year(core, end.first.year + years))]
        return next((stretch for stretch in reversed(around) if stretch.first <= end.last), None)
    return resolve(left, frame)
