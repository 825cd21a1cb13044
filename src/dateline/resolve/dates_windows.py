"""Durations that end with the day of publication: "the past 24 hours", "the last three days"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.resolve.dates_calendar import Stretch
from dateline.types import DateValue, TimeMention

_PAST = re.compile(r"(?:the\s+)?(?:past|last|previous|preceding)\s", re.IGNORECASE)
_LENGTH = re.compile(r"P(?:T([\dX]+)H|(\d+)([DW]))$")
LONGEST_HOURS = 72
"""More hours than these are told in days."""


def past(text: str, mention: TimeMention, published: date | None) -> DateValue | None:
    """Return the days of "the past few hours", "the last three days": so long before publication; None for another duration."""
    length = _LENGTH.match(mention.timex)
    if published is None or length is None or _PAST.match(mention.span.of(text)) is None:
        return None
    if length[1]:
        hours = 24 if length[1] == "X" else int(length[1])
        days = -(-hours // 24) if hours <= LONGEST_HOURS else 0
    else:
        days = int(length[2]) * (7 if length[3] == "W" else 1)
    if not 0 < days <= 60:
        return None
    return Stretch(published - timedelta(days=days), published, "range").value
