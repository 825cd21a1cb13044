"""Which time expressions may date an event: not when something was said or put up, but a heading's for what stands below it."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.extract.units import inside
from dateline.types import Annotated, Sentence, Span, TimeMention

REPORTING_REACH = 30
"""A time expression that begins within so many code points behind a reporting cue says when it was said ("said on Monday")."""
LONGEST_CUE = 60
_ITS_OWN = re.compile(r"['’]s\s(?:(?!(?:on|of|after|over|about|that|in|for|where)\b)[\w-]{1,20}\s){0,2}")
"""What stands between a day and the event that is its own ("Thursday's drone attack")."""
_LIST = re.compile(r"[,:]\s*\n\s*(?:[*•·▪●–—-]|\d{1,2}[.)])\s")
_STAMP = re.compile(r"\b(?:(?:posted|updated|published|modified)(?:\s?:\s?|\s(?:on\s|at\s)?))$", re.IGNORECASE)
STAMP_REACH = 16
"""How far before a time "Updated: " and "(Published " are looked for: such a time is the page's own, not the event's."""


def event_times(annotated: Annotated, sentence: Sentence) -> tuple[TimeMention, ...]:
    """Return the time expressions of a sentence that may date an event."""
    cues = sorted(attribution.cue for attribution in annotated.attributions if sentence.span.overlaps(attribution.cue))
    return may_date(annotated, inside(annotated.times, sentence.span), cues)


def may_date(annotated: Annotated, times: tuple[TimeMention, ...], cues: list[Span]) -> tuple[TimeMention, ...]:
    """Leave out durations that name no days ("three hours"), sets, and times that say when something was said or put up."""
    return tuple(
        time
        for time in times
        if time.kind != "set"
        and time.value is not None
        and not _reporting(annotated, time, cues)
        and not _is_stamp(annotated, time)
    )


def _is_stamp(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the page's own time: "Updated: Friday, June 26, 2015 4:46 AM", "(Published Tuesday, June 7, 2016)"."""
    text, start = annotated.document.text, time.span.start
    return _STAMP.search(text[max(0, start - STAMP_REACH) : start]) is not None


def _reporting(annotated: Annotated, time: TimeMention, cues: list[Span]) -> bool:
    """A day right behind "said" is when it was said; a clock time ("reported at 12:03 a.m. Tuesday") is when it happened.

    So is the day that an event belongs to ("blamed Thursday's attack on rebels").
    """
    text = annotated.document.text
    own = _ITS_OWN.match(text, time.span.end)
    if own is not None and inside(annotated.events, Span(time.span.end, own.end() + 1)):
        return False
    if time.kind == "time" and any(mark.isdigit() for mark in time.span.of(text)):
        return False
    first = bisect_left(cues, time.span.start - REPORTING_REACH - LONGEST_CUE, key=lambda cue: cue.start)
    for cue in cues[first : bisect_left(cues, time.span.start, key=lambda cue: cue.start)]:
        gap = time.span.start - cue.end
        if 0 <= gap <= REPORTING_REACH and not inside(annotated.events, Span(cue.end, time.span.start)):
            between = text[cue.end : time.span.start]
            if not re.search(r"[,;.\"”]|\bthat\b", between):
                return True
    return False


def heading_date(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> TimeMention | None:
    """A heading that is a date ("14 May 2019") dates what stands under it, unless it is the article's own dateline."""
    published = annotated.document.published
    for time in times:
        own = published is not None and time.value is not None and time.value.value == published.isoformat()
        top = sentence.paragraph <= 2 and time.value is not None and time.value.precision == "day"
        if not own and not top:
            return time
    return None


def list_date(text: str, sentence: Sentence, times: tuple[TimeMention, ...]) -> TimeMention | None:
    """Return the day that the words above a list say of all its items ("In other violence on Saturday,\n* gunmen killed …")."""
    end = len(text[: sentence.span.end].rstrip()) - 1
    if sentence.kind == "title" or not _LIST.match(text, end):
        return None
    days = [time for time in times if time.value is not None and time.value.value and time.value.precision == "day"]
    return days[0] if len(days) == 1 else None
