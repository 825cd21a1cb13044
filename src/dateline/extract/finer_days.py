"""The finer or fuller of two expressions that date one incident: "March 9" for "last month", "Monday, May 23" for "Monday night".

What a report opens with is often coarse ("overnight", "earlier this week", "in August"), and its body tells the day. A weekday
alone that stands beside the same weekday with its date is that one: a story goes on after a week with its first words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.weigh import Features
from dateline.intervals import bounds
from dateline.types import DateValue, TimeMention

Row = tuple[TimeMention, Features]
_OTHERS = ("aftermath", "beside", "apart", "later", "bound", "lone", "turned", "after", "tied", "strange_entry")
"""Features of an expression that may be another's."""
LONGEST = 35
"""Days of the coarse expression, at most: a day within a year may be another attack's."""
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_HOURS = re.compile(
    r"(?:(?:about|around|just|only|several|some|a\sfew|few|many)\s)*hours\s(?:earlier|later|before|afterwards?)", re.IGNORECASE
)
_NAMED = re.compile(r"day\b|\d{4}", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d|\d\s(?:of\s)?[A-Z][a-z]{2}", re.IGNORECASE
)


def finer(text: str, said: TimeMention, rows: Sequence[Row]) -> TimeMention:
    """Return the one day among `rows` that `said` is, or holds; `said` itself where there is none, or are several."""
    plain = [time for time, features in rows if _is_day(time) and not any(features.get(name) for name in _OTHERS)]
    ways = (_is_within, _is_same_weekday, _is_about)
    found = [time for time in plain if any(way(text, said, time) for way in ways)]
    return found[0] if found and len({time.value for time in found}) == 1 else said


def _is_day(time: TimeMention) -> bool:
    return time.value is not None and time.value.precision == "day"


def _is_within(_: str, coarse: TimeMention, time: TimeMention) -> bool:
    own, edges = bounds(coarse.value), bounds(time.value)
    if own is None or edges is None or not 0 < (own[1] - own[0]).days <= LONGEST:
        return False
    return own[0] <= edges[0] and edges[1] <= own[1]


def _is_about(text: str, hours: TimeMention, time: TimeMention) -> bool:
    """Tell whether `hours` are some hours from a deed told before, which may pass midnight, and `time` names the day next to it
    ("Hours earlier, a woman was killed. … at 11 p.m. Saturday")."""
    if _HOURS.fullmatch(text, hours.span.start, hours.span.end) is None or not _NAMED.search(text, time.span.start, time.span.end):
        return False
    own, edges = bounds(hours.value), bounds(time.value)
    return own is not None and edges is not None and abs((own[0] - edges[0]).days) == 1


def _is_same_weekday(text: str, bare: TimeMention, time: TimeMention) -> bool:
    """Tell whether `time` names the weekday of `bare` with its date, some weeks earlier."""
    words, more = bare.span.of(text), time.span.of(text)
    one, other = _WEEKDAY.search(words), _WEEKDAY.search(more)
    if one is None or other is None or one[1].casefold() != other[1].casefold() or _DATED.search(words) or not _DATED.search(more):
        return False
    return _earlier(time.value, bare.value)


def _earlier(one: DateValue | None, two: DateValue | None) -> bool:
    first, last = bounds(one), bounds(two)
    return first is not None and last is not None and 0 < (last[0] - first[0]).days <= LONGEST
