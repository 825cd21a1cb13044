"""Days that a follow-up counts back from its own: "three weeks after gunmen shot ten people", "the second anniversary of the raid".

A report of a search, a trial or a memorial often dates the deed by its distance alone. What opens a sentence ("Two years after …,
a court …") counts back from the report, unless an older day stands before it that it may count on from; an anniversary that falls
on a day which its sentence names counts back from that day, else the year is all that is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from dateline.resolve.dates_cues import future
from dateline.resolve.dates_discourse import LIVE, Told
from dateline.types import Annotated, Span, TimeMention

RECENT = timedelta(days=14)
"""A day so shortly before publication is one of the report's own, from which nothing is counted on."""
CLAUSE = 120
"""Code points behind such words in which the deed must be named."""
_AFTER = re.compile(r"@ctx\+(\d+)([DWMY])$")
_ANNIVERSARY = re.compile(r"@ctx-(\d+)Y$")
_OPENS = re.compile(
    r"\W*(?:(?:just|only|barely|nearly|almost|exactly|about|some|around|over|more than|less than|at least|precisely|roughly)\s)?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\b(?:mark|commemorat)(?:s|ed|es|e|ing)?\s(?:the\s)?$", re.IGNORECASE)
_TIED = re.compile(r"\s(?:after|from)\s")
_EXACT = re.compile(r"\bto the day$", re.IGNORECASE)
_EXACTLY = re.compile(r"\b(?:exactly|precisely)\s$", re.IGNORECASE)
_DAY = re.compile(r"XXXX-\d\d-\d\d(?:T.*)?$")
_ANOTHER_VERB = re.compile(
    r"[.;:,\n]|\b(?:to|will|would|until|till|for|is|are|be|by|was|were|has|have|had|which|who|that|and|before|set|\w+ed)\b"
)
_WEEKDAY = re.compile(r"XXXX-WXX-\d(?:T.*)?$")
_STOPS = re.compile(r"[.;:,\n]|\b(?:to|for)\b")
_LENGTH = re.compile(r"P(\d+)([DWMY])$")
_HAS_BEEN = re.compile(
    r"\bit(?:['’]s|\shas)\s(?:now\s)?been\s(?:(?:just|only|barely|nearly|almost|exactly|about|some|over|more\sthan)\s)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\ssince\s", re.IGNORECASE)
BEHIND = 90
"""Code points between the deed's words and its day, at most."""
_ENDS = re.compile(r"[,.;:\n]")


def counts_back(annotated: Annotated, told: Sequence[Told], mention: TimeMention, number: int, found: Told | None) -> TimeMention:
    """Return the mention with a value counted back from the report, or from the day of the anniversary; else as it was.

    ``found`` is the date in the text that it would count from, ``number`` that of its sentence.
    """
    text, published = annotated.document.text, annotated.document.published
    year = _ANNIVERSARY.match(mention.timex)
    if year is not None and _marks(text, mention):
        own = next((one for one in reversed(told) if one.sentence == number and one.stretch.grain == "D"), None)
        held = own is not None and published is not None and abs(published - own.stretch.first) <= RECENT
        day = own.stretch.first.isoformat() if own is not None and held else None
        return replace(mention, timex=f"{day}^-{year[1]}y" if day else f"@pub-{year[1]}Y")
    back = re.match(r"@ctx-(\d+)Y$", mention.timex)
    if back is not None and (_EXACT.search(mention.span.of(text)) or _EXACTLY.search(text[: mention.span.start][-12:])):
        return replace(mention, timex=f"@ctx+0D^-{back[1]}y")
    after = _AFTER.match(mention.timex)
    if after is None or published is None or not _opens(annotated, mention, number):
        return mention
    if found is not None and _older(annotated, told, published):
        return mention
    exact = after[2] == "Y" and _EXACT.search(mention.span.of(text)) is not None
    return replace(mention, timex=f"@pub+0D^-{after[1]}y" if exact else f"@pub-{after[1]}{after[2]}")


def so_long_since(annotated: Annotated, mention: TimeMention) -> TimeMention:
    """Return "it has been four days since the killing" as the day so long before publication."""
    length = _LENGTH.match(mention.timex)
    if mention.kind != "duration" or length is None or annotated.document.published is None:
        return mention
    text, span = annotated.document.text, mention.span
    if _HAS_BEEN.search(text, max(0, span.start - CLAUSE), span.start) is None or _SINCE.match(text, span.end) is None:
        return mention
    return replace(mention, kind="date", timex=f"@pub-{length[1]}{length[2]}") if of_deed(annotated, span) else mention


def of_the_past(annotated: Annotated, mention: TimeMention) -> TimeMention:
    """Return a day of no year right behind the verb of a deed that took place ("opened fire in a class on Dec. 4") as the last one
    before publication, however near the next one is; so a weekday that the verb of the deed has for its own ("A boy shot while
    sitting in a car Tuesday is expected to recover")."""
    if _WEEKDAY.match(mention.timex) and _ends_a_deed(annotated, mention):
        return replace(mention, timex=f"@pub<{mention.timex}")
    if _DAY.match(mention.timex) is None or annotated.document.published is None:
        return mention
    text, start = annotated.document.text, mention.span.start
    deeds = [event for event in annotated.events if start - BEHIND <= event.span.start and event.span.end <= start]
    if not deeds or deeds[-1].noun or deeds[-1].mode not in LIVE or _ANOTHER_VERB.search(text, deeds[-1].span.end, start):
        return mention
    return replace(mention, timex=f"@pub<{mention.timex}")


def _ends_a_deed(annotated: Annotated, mention: TimeMention) -> bool:
    """Tell whether the verb before a weekday, in its sentence, is that of a deed, and no word of the future stands between."""
    text, start = annotated.document.text, mention.span.start
    deeds = [event for event in annotated.events if start - 2 * BEHIND <= event.span.start and event.span.end <= start]
    if not deeds or deeds[-1].noun or deeds[-1].mode not in LIVE or _STOPS.search(text, deeds[-1].span.end, start):
        return False
    return future(text, Span(start, start), Span(deeds[-1].span.end, start), weekday=True) is None


def is_anniversary(mention: TimeMention, text: str) -> bool:
    """Tell words for an anniversary, which say when a deed was only where they name one (`of_deed`)."""
    return _ANNIVERSARY.match(mention.timex) is not None and _marks(text, mention)


def _marks(text: str, mention: TimeMention) -> bool:
    """Tell "the tenth anniversary", "to mark 20 years since"."""
    said = mention.span.of(text).lower().endswith(("anniversary", "years"))
    return said and (
        "anniversary" in mention.span.of(text).lower()
        or _MARKS.search(text[max(0, mention.span.start - 20) : mention.span.start]) is not None
    )


def of_deed(annotated: Annotated, span: Span) -> bool:
    """Tell whether a deed that took place is named behind `span`, in the same clause."""
    text = annotated.document.text
    end = _ENDS.search(text, span.end, span.end + CLAUSE)
    past = end.start() if end is not None else span.end + CLAUSE
    return any(event.mode in LIVE and span.end <= event.span.start < past for event in annotated.events)


def _opens(annotated: Annotated, mention: TimeMention, number: int) -> bool:
    text = annotated.document.text
    if number < 0 or mention.span.of(text)[:4].lower() == "the " or not _TIED.match(text, mention.span.end):
        return False
    opens = _OPENS.fullmatch(text, annotated.sentences[number].span.start, mention.span.start) is not None
    return opens and of_deed(annotated, mention.span)


def _older(annotated: Annotated, told: Sequence[Told], published: Day) -> bool:
    """Tell whether the text has spoken of an older day, below its title, from which a story may count on."""
    below = [date for date in told if not annotated.sentences or annotated.sentences[date.sentence].kind != "title"]
    return any(not date.saying and not date.aside and published - date.stretch.last > RECENT for date in below)
