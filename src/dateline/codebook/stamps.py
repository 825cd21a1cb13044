"""Times that are the page's own: when it was posted or updated, how long its videos last, what a caption is dated.

"Updated: Mar 15, 2016 - 7:21 PM", "UPDATE 12:11 a.m. — Two are dead", "A suspect in court, July 18, 2016 (an agency)": none of them
dates a deed, and nothing is counted from them.
"""

from __future__ import annotations

import re

from dateline.types import Span

REACH = 60
"""Code points before a time in which the words stand that make it the page's own."""
_LABELLED = re.compile(
    r"(?:\b(?:posted|updated|published|modified)(?:\s?:\s?|\s(?:on\s|at\s)?)|(?:\A|\n)\s{0,3}date:?\s)$", re.IGNORECASE
)
_UPDATE = re.compile(
    r"(?:(?:\A|\n)\W{0,3}(?i:update|latest|original\s(?:post|story))|\b(?:UPDATE|LATEST|ORIGINAL\s(?:POST|STORY)))\b"
)
_MARKS = re.compile(r"(?:\s#?\d)?[\s:|(–—-]{1,5}$")
_MINUTE_BEHIND = re.compile(r"(?:\s[-–—|]|,|\sat)?\s(?:at\s)?")
"""What parts the day of a stamp from its minute, where they are two expressions ("Mar 15, 2016 - 7:21 PM")."""
_CREDIT = re.compile(r"\s\([^()\n]{2,60}\)\s*(?:\n|$)")
_APPOSED = re.compile(r"[\w.’'\"”)],\s$")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")


def of_page(text: str, time: Span) -> bool:
    """Tell whether a time is the page's own, from the words before it and behind it."""
    before = text[max(0, time.start - REACH) : time.start]
    return _is_labelled(before) or _is_minute(text, time, before) or _is_caption(text, time, before)


def _is_labelled(before: str) -> bool:
    """Tell what stands right behind "Posted:", or behind "UPDATE" and a mark."""
    if _LABELLED.search(before):
        return True
    return any(_MARKS.fullmatch(before, found.end()) for found in _UPDATE.finditer(before))


def _is_minute(text: str, time: Span, before: str) -> bool:
    """Tell the minute behind the day of a stamp."""
    if not text[time.start].isdigit() or ":" not in text[time.start : time.end]:
        return False
    label = re.search(r"\b(?:posted|updated|published|modified)\b:?\s", before, re.IGNORECASE)
    if label is None:
        return False
    day = re.search(r"(?:19|20)\d\d", before[label.end() :])
    return day is not None and _MINUTE_BEHIND.fullmatch(before, label.end() + day.end()) is not None


def _is_caption(text: str, time: Span, before: str) -> bool:
    """Tell the whole date that ends a caption, before the credit of its picture."""
    if _YEAR.search(text, time.start, time.end) is None or _APPOSED.search(before) is None:
        return False
    return _CREDIT.match(text, time.end) is not None
