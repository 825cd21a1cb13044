"""When a warning was given: the time beside its act, or days counted back from the attack that the report is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from dateline.extract.units import inside
from dateline.types import Annotated, DateValue, IncidentReport, Sentence, Span, TimeMention

_COUNTED = re.compile(
    r"\s(?:before|ahead\sof|prior\sto)\s(?:the|this|that)\s(?:[a-z-]+\s){0,2}(?:attack|assault|raid|bombing|blast|explosion|shooting|"
    r"massacre|killing|siege|ambush|strike|abduction|kidnapping|hijacking|stabbing)s?\b",
    re.IGNORECASE,
)
"""What follows a number of days that is counted back from an attack."""
_DAYS = re.compile(r"(?:(?:about|some|just|only|barely|exactly)\s)?(?P<number>[\w-]+)\s(?P<unit>day|week)s?", re.IGNORECASE)
_SMALL = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {"one": 1, **{word: number for number, word in enumerate(_SMALL, 1)}}
MOST = 99
"""Days or weeks counted back at most."""
_ADVICE = re.compile(r"(?:all|avoid|stay|keep|leave|travel|remain|refrain|not|against|non-essential)\b", re.IGNORECASE)
_LAST = re.compile(r"(?:last|earlier|early|late)\b", re.IGNORECASE)
_AGAIN = re.compile(r",?\s")


def given_on(
    annotated: Annotated, sentence: Sentence, cue: Span, what: Span | None, incidents: Sequence[IncidentReport]
) -> tuple[DateValue, Span] | None:
    """Return the day of a warning and the words that say it: those nearest to the act outside what it is of.

    What stands beside another day in apposition only says it again ("On Friday, two days before the attack, …").
    """
    text = annotated.document.text
    times = [time for time in inside(annotated.times, sentence.span) if time.kind != "set"]
    again = {
        two.span for one, two in pairwise(times) if _AGAIN.fullmatch(text[one.span.end : two.span.start]) and _counted(text, two)
    }
    able = [time for time in times if time.span not in again]
    free = [time for time in able if what is None or not what.overlaps(time.span) or _ends(annotated, time, what)]
    valued = [(value, time.span) for time in free if (value := _value(annotated, time, sentence, incidents)) is not None]
    return min(valued, key=lambda pair: max(pair[1].start - cue.end, cue.start - pair[1].end), default=None)


def _ends(annotated: Annotated, time: TimeMention, what: Span) -> bool:
    """Tell the day of the warning from one of what it is of: a day gone by that ends advice to keep away, or "two days earlier"."""
    text = annotated.document.text
    if text[time.span.end : what.end].strip(" .").casefold() in ("earlier", "before", "beforehand"):
        return True
    counted = _COUNTED.match(text, time.span.end)
    if counted is not None and counted.end() >= what.end - 1:
        return True  # "of the threat two days before the attack"
    advice = _ADVICE.match(text, what.start) is not None
    return advice and time.span.end >= what.end - 1 and _LAST.match(text, time.span.start) is not None


def _counted(text: str, time: TimeMention) -> bool:
    return _COUNTED.match(text, time.span.end) is not None


def _value(annotated: Annotated, time: TimeMention, sentence: Sentence, incidents: Sequence[IncidentReport]) -> DateValue | None:
    if _counted(annotated.document.text, time) and (back := _back(annotated, time, sentence, incidents)) is not None:
        return back
    return time.value if time.kind in ("date", "time") else None


def _back(annotated: Annotated, time: TimeMention, sentence: Sentence, incidents: Sequence[IncidentReport]) -> DateValue | None:
    """The day counted back from the report's attack; None where the paragraph tells of another deed's day, which may be meant."""
    text = annotated.document.text
    days = {i.date.value for i in incidents if i.main and i.date is not None and i.date.precision == "day" and i.date.value}
    match = _DAYS.fullmatch(time.span.of(text))
    start = min(s.span.start for s in annotated.sentences if s.paragraph == sentence.paragraph)
    deeds = [s.span for s in annotated.sentences if any(e.mode == "actual" for e in inside(annotated.events, s.span))]
    dates = (t for t in inside(annotated.times, Span(start, time.span.start)) if t.kind == "date" and not _counted(text, t))
    others = [t for t in dates if any(deed.covers(t.span) for deed in deeds)]
    if len(days) != 1 or match is None or others:
        return None
    word = match["number"].casefold()
    number = int(word) if word.isdecimal() else _NUMBERS.get(word)
    if number is None or number > MOST:
        return None
    back = date.fromisoformat(days.pop()) - timedelta(days=number * (7 if match["unit"].casefold() == "week" else 1))
    return DateValue(back.isoformat(), "day")
