"""Dates that the page above them completes: the year of a heading, the week of a bulletin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.resolve.dates_calendar import Stretch
from dateline.resolve.dates_discourse import Told
from dateline.resolve.dates_layout import BULLETIN_DAYS, Layout
from dateline.types import TimeMention

_DAY_OF_MONTH = re.compile(r"XXXX-XX-\d\d$")
FORWARD = 2
"""Entries under one heading from which on their order shows."""
_YEARLESS = re.compile(r"XXXX-(?:\d\d|SP|SU|FA|WI)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)(T.*)?$")


def in_page(page: Layout, told: Sequence[Told], mention: TimeMention, published: date | None = None) -> TimeMention:
    """Return a date without year with the year, or month, of the heading above it; a weekday of a bulletin as a day of its week.

    A list that runs forward and then names an earlier month has lost the heading of the next year.
    """
    year = page.under(mention.span.start)
    if not year:
        return _in_bulletin(page, told, mention)
    if mention.timex.startswith("FEST:") and "@" not in mention.timex and "^" not in mention.timex:
        return replace(mention, timex=f"{mention.timex}@{year[:4]}")
    if _DAY_OF_MONTH.match(mention.timex) and len(year) > 4:
        return replace(mention, timex=f"{year}{mention.timex[7:]}")
    if _YEARLESS.match(mention.timex):
        its = _year_of_list(page, told, mention, published) or year[:4]
        return replace(mention, timex=mention.timex.replace("XXXX-", f"{its}-"))
    return mention


def _year_of_list(page: Layout, told: Sequence[Told], mention: TimeMention, published: date | None) -> int | None:
    """Return the year that a list under one heading has come to, where its entries so far run forward over its end."""
    heading = max((start for start in page.starts if start <= mention.span.start), default=0)
    days = [one.stretch.first for one in told if one.entry and one.span.start > heading]
    if published is None or len(days) < FORWARD or days != sorted(days):
        return None
    month = int(mention.timex[5:7]) if mention.timex[5:7].isdigit() else days[-1].month
    year = days[-1].year + (month < days[-1].month)
    return year if (year, month) <= (published.year, published.month) else None


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
