"""Dates that the page above them completes: the year of a heading, the week of a bulletin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.resolve.dates_calendar import Stretch
from dateline.resolve.dates_discourse import Told
from dateline.resolve.dates_layout import BULLETIN_DAYS, Layout
from dateline.types import TimeMention

_DAY_OF_MONTH = re.compile(r"XXXX-XX-\d\d$")
_YEARLESS = re.compile(r"XXXX-(?:\d\d|SP|SU|FA|WI)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)(T.*)?$")


def in_page(page: Layout, told: Sequence[Told], mention: TimeMention) -> TimeMention:
    """Return a date without year with the year, or month, of the heading above it; a weekday of a bulletin as a day of its week."""
    year = page.under(mention.span.start)
    if not year:
        return _in_bulletin(page, told, mention)
    if mention.timex.startswith("FEST:") and "@" not in mention.timex and "^" not in mention.timex:
        return replace(mention, timex=f"{mention.timex}@{year[:4]}")
    if _DAY_OF_MONTH.match(mention.timex) and len(year) > 4:
        return replace(mention, timex=f"{year}{mention.timex[7:]}")
    if _YEARLESS.match(mention.timex):
        return replace(mention, timex=mention.timex.replace("XXXX-", f"{year[:4]}-"))
    return mention


def _in_bulletin(page: Layout, told: Sequence[Told], mention: TimeMention) -> TimeMention:
    weekday = _WEEKDAY.match(mention.timex)
    if weekday is None or page.weekdays is None or mention.span.start < page.weekdays:
        return mention
    week = next((date.stretch for date in told if date.span.start < page.weekdays and _is_week(date.stretch)), None)
    if week is None:
        return mention
    when = week.first + timedelta(days=(int(weekday[1]) - week.first.isoweekday()) % 7)
    return replace(mention, timex=f"{when.isoformat()}{weekday[2] or ''}") if when <= week.last else mention


def _is_week(stretch: Stretch) -> bool:
    return stretch.grain in ("W", "range") and (stretch.last - stretch.first).days + 1 in BULLETIN_DAYS
