"""Publication dates as pages and files write them. What is not a whole calendar date is no date."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from dateline.errors import SettingsError

EARLIEST = 1900
LATEST = 2100
"""Years outside are errors of a template (0001-01-01, 9999-12-31), not dates."""

_MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])|(\d{4})(\d{2})(\d{2})(?=T|$)")
_DAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
    r"(?:\d{4}-\d{2}-\d{2}|[a-z]{3,9}\.?\s{1,3}\d{1,2},?\s{1,3}\d{4}|\d{1,2}\s{1,3}[a-z]{3,9}\.?,?\s{1,3}\d{4})"
)
_LINE = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|issued|date|date published|release date)(?: on| at)?\s{0,3}:?\s{1,3})?"
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?:(?P<month>[a-z]{3,9})\.?\s{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?|"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?: of)?\s{1,3}(?P<month2>[a-z]{3,9})\.?,?)\s{1,3}(?P<year>\d{4}))"
    r"(?:,?\s{0,3}(?:at |[-–—|T] ?)?\d{1,2}[:.]\d{2}(?::\d{2})?\s{0,2}(?:[ap]\.?m\.?)?\s{0,2}\(?[a-z+:0-9]{0,9}\)?)?\s{0,5}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\s{0,3}(?:(?:first |originally )?(?:published|posted)(?: on)?|date published|release date|date):?\s{1,3}"
    rf"(?P<day>{_DAY})(?![\w-])",
    re.IGNORECASE,
)
_URL = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)|[/-]((?:19|20)\d{2})-(\d{2})-(\d{2})(?=[/.]|$)", re.IGNORECASE
)


def given(value: str | date | None) -> date | None:
    """Return the date that a caller gave.

    Raises:
        SettingsError: it is not written YYYY-MM-DD.
    """
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise SettingsError(f"publication date {value!r} is not a day written YYYY-MM-DD") from error


def iso(value: object) -> date | None:
    """Return the day of an ISO 8601, RFC 2822 or written date; None for anything else. The day is the source's own local one."""
    if not isinstance(value, str):
        return None
    match = _ISO.match(value.strip())
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        return _day(year, month, day)
    return written(value) or _mail(value)


def _mail(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value[:60]).date()
    except ValueError:
        return None


def written(line: str) -> date | None:
    """Return the day if the line is a whole date ("Monday, January 28, 2019", "Published 5 March 2022, 3:18 PM", "2019-01-28").

    A weekday that does not belong to the day is a contradiction: None.
    """
    line = line.strip()
    match = _LINE.fullmatch(line) if len(line) < 100 else None
    if not match:
        return None
    if match["iso"]:
        found = _day(*(int(part) for part in match["iso"].split("-")))
    else:
        month = _MONTHS.get((match["month"] or match["month2"]).lower())
        found = _day(int(match["year"]), month or 0, int(match["day"] or match["day2"]))
    if found and match["weekday"] and _WEEKDAYS[found.weekday()] != match["weekday"].lower():
        return None
    return found


def under_title(text: str, lines: int = 4) -> date | None:
    """Return the date that stands alone on one of the first lines, or behind a label that opens one: the page's own date."""
    head = [line for line in text[:2000].split("\n") if line.strip()][:lines]
    return next((found for line in head if (found := written(line) or _labelled(line))), None)


def _labelled(line: str) -> date | None:
    """Return the day of "Published: Nov. 9, 2022 at 2:11 PM PST|Updated: 45 minutes ago", " date 2022-04-10 TRACY, Calif. - …"."""
    match = _LABELLED.match(line)
    return written(match["day"]) if match else None


def in_url(url: str | None) -> date | None:
    """Return the day in an address (``/2024/03/22/``, ``/2024/feb/24/``, ``-2023-04-25/``); publishers put the day there."""
    match = _URL.search(url or "")
    if not match:
        return None
    year, month, day = (part for part in match.groups() if part)
    return _day(int(year), int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0), int(day))


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
