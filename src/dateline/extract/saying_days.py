"""Days on which something was said ("said on Monday"), told from those of what was said ("police say a man on Monday shot").

The first stand right behind a verb of saying in the past, or between it and who speaks. A verb in the present ("police say") says
when nothing; a verb between it and the day ("said the bodies were found Wednesday") has the day for itself, and so has a deed that
the day names ("believe the Saturday shooting"). A day long before the report that opens what was said ("said on Feb. 12, a boy got
hold of") is the deed's.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.extract.units import inside
from dateline.intervals import bounds
from dateline.types import Annotated, Span, TimeMention

REACH = 30
"""A time expression that begins within so many code points behind a cue says when it was said."""
LONGEST_CUE = 60
OLD = 7
"""Days before publication from which on a day that opens what was said is not that of the saying."""
_NAMES = re.compile(r"(?:['’]s)?\s(?:(?!(?:on|of|after|over|about|that|in|for|where|with|who|when|and)\b)[\w-]{1,20}\s){0,2}")
"""What stands between a day and the event that it names ("Thursday's drone attack", "the Saturday shooting")."""
_ARTICLE = re.compile(r"\b(?:the|an?|this|that|another)\s$", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:say|says|believe|believes|think|suspect|allege|alleges)$", re.IGNORECASE)
_THAT = re.compile(r"\sthat\b", re.IGNORECASE)
_CLOSED = re.compile(r"[,;.\"”\n]|\bthat\b", re.IGNORECASE)
_VERB = re.compile(r"(?<!\ba )(?<!\ban )(?<!\bthe )\b(?:was|were|had|been|being|called|began|took|came|[a-z]{3,}ed)\b")
_SAYING = re.compile(r"\s?(?:in|at|during|through|via|to|by|from|on|of)\s")
"""What goes on with the saying ("in a prepared statement Monday")."""
_OPENS = re.compile(r",\s(?!(?:who|which|according|adding|that|in|at|and|but|as|when|while|after|before|citing)\b)\S")
_AHEAD = re.compile(
    r"\s(?:said|announced|reported|confirmed|stated|disclosed|declared|revealed|told\s\w+)\s(?:in\s[^,.;]{3,40}\s)?"
    r"(?:that|it|they|the|an?)\b",
    re.IGNORECASE,
)
"""A verb of saying whose day stands before it ("officials on Tuesday announced that")."""
_SPEAKER = re.compile(
    r"\b(?:police|officials?|authorities|sources?|spokes(?:man|men|woman|person)|minister|president|chief|commander|army|ministry|"
    r"government|sheriff|office)\s(?:late\s|early\s)?(?:on\s)?$",
    re.IGNORECASE,
)
BEFORE = 40
"""Code points before a day in which the one stands who speaks."""
_ON = re.compile(r"\s(?:on\s)?", re.IGNORECASE)


def of_saying(annotated: Annotated, time: TimeMention, cues: list[Span]) -> bool:
    """Tell a day right behind "said", one of `cues`; a clock time ("reported at 12:03 a.m. Tuesday") is when it happened."""
    text = annotated.document.text
    if _is_name(annotated, time) or (time.kind == "time" and any(mark.isdigit() for mark in time.span.of(text))):
        return False
    if _AHEAD.match(text, time.span.end) and _SPEAKER.search(text, max(0, time.span.start - BEFORE), time.span.start):
        return True
    first = bisect_left(cues, time.span.start - REACH - LONGEST_CUE, key=lambda cue: cue.start)
    for cue in cues[first : bisect_left(cues, time.span.start, key=lambda cue: cue.start)]:
        gap = time.span.start - cue.end
        if 0 <= gap <= REACH and _says(annotated, time, cue):
            return True
    return False


def _is_name(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the day that an event belongs to ("blamed Thursday's attack on rebels")."""
    text, span = annotated.document.text, time.span
    own = _NAMES.match(text, span.end)
    if own is None or not inside(annotated.events, Span(span.end, own.end() + 1)):
        return False
    return own[0].startswith(("'", "’")) or _ARTICLE.search(text, max(0, span.start - 8), span.start) is not None


def _says(annotated: Annotated, time: TimeMention, cue: Span) -> bool:
    """Tell whether the day is when the verb of `cue` was spoken."""
    text = annotated.document.text
    between = text[cue.end : time.span.start]
    if inside(annotated.events, Span(cue.end, time.span.start)) or _CLOSED.search(between):
        return False
    if _PRESENT.search(cue.of(text)) and _THAT.match(text, time.span.end) is None:
        return False
    told = "told" in cue.of(text).casefold()  # "told reporters gathered in Dover on Tuesday"
    if not told and _VERB.search(between) and _SAYING.match(between) is None:
        return False
    return not (_ON.fullmatch(between) and _OPENS.match(text, time.span.end) and _is_old(annotated, time))


def _is_old(annotated: Annotated, time: TimeMention) -> bool:
    edges, published = bounds(time.value), annotated.document.published
    return edges is not None and published is not None and (published - edges[1]).days > OLD
