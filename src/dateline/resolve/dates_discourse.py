"""Which date of the text a relative one counts from: "two days later", "the same night", "that Thursday", "at 9 p.m."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day

from dateline.resolve.dates_calendar import Stretch, on
from dateline.resolve.dates_layout import Layout
from dateline.types import Annotated, Sentence, Span, TimeMention

REACH = 12
"""Sentences back in which a date may stand that "two days later" counts from."""
CLOCK_REACH = 8
"""Sentences back in which the day of a lone clock time may stand."""
QUARTER_REACH = 10
"""Sentences back in which the quarter may stand that a business report compares with another."""
YEAR_REACH = 3
"""Sentences back in which a year holds for a month without one, in a text without publication date."""
YEAR_FAR = 20
"""Sentences back in which the year may stand that "that year" means."""
MONTH_REACH = 3
"""Sentences back in which a month holds for "on the 27th"."""
LIVE = frozenset({"actual", "historical", "foiled"})
DAYS = ("D", "WE", "W", "range")

FOLLOWS = 45
"""Days within which a day without a year goes on from one with its year."""
YEAR_HOLDS = 2
"""Sentences back in which that one stands."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(r"@ctx~XXXX-WXX-(\d)")
_NAMED_DAY = re.compile(r"(?:WXX-|@pub[-+]\dW:)(\d)")
_DAY = re.compile(r"XXXX-\d\d-\d\d$")
_SAME = re.compile(r"@ctx(?:\+0D|[-+][\dX]+[hm])")
_SAME_PART = re.compile(r"@ctx\+0DT(MO|AF|EV|NI)$")
_SHIFT = re.compile(r"@ctx[-+][\dX]+[smhDW]$")
_A_DAY_ON = re.compile(r"@ctx[-+][1-9]\d*D")
_THAT_YEAR = re.compile(r"@ctx\+0Y")
_THAT_MONTH = re.compile(r"@ctx\+0M$")
_PARTS: dict[str, tuple[int, int]] = {"MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}
"""The hours of a part of the day; a night goes on to six in the morning."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text has spoken of: where, in which sentence, and whether it is only that of the saying."""

    span: Span
    sentence: int
    stretch: Stretch
    saying: bool
    derived: bool
    """True when it was itself counted from another date by years or quarters ("a year earlier")."""
    named: bool = True
    """False for a lone clock time, which names no day itself."""
    event: bool = False
    """Whether its sentence tells of an attack."""
    weekday: int = 0
    """The day of the week (1 Monday) that its words name, 0 for none."""
    entry: bool = False
    """Whether it is the first thing in its line, as the entry of a list is."""
    aside: bool = False
    """Whether it only bounds a comparison ("the deadliest since 29 June")."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a mention stands: the numbers of its sentence and of the first one of its paragraph; ``clocks`` is where the list of
    clock times begins that it stands in, None for none."""

    sentence: int
    paragraph: int
    clocks: int | None = None


def here(annotated: Annotated, page: Layout, mention: TimeMention, number: int) -> Here:
    """Return where a mention stands; ``number`` is that of its sentence, -1 for none."""
    first = number
    while first > 0 and annotated.sentences[first - 1].paragraph == annotated.sentences[number].paragraph:
        first -= 1
    listed = page.clocks is not None and mention.span.start >= page.clocks
    return Here(number, first, page.clocks if listed else None)


def telling(annotated: Annotated) -> frozenset[int]:
    """Return the numbers of the sentences that tell of an event which took place."""
    starts = [sentence.span.start for sentence in annotated.sentences]
    return frozenset(bisect_left(starts, event.span.start + 1) - 1 for event in annotated.events if event.mode in LIVE)


def context(annotated: Annotated, told: Sequence[Told], mention: TimeMention, at: Here) -> Told | None:
    """Return the date in the text that a mention counts from, None where it needs none or none is in reach."""
    spec, published = mention.timex, annotated.document.published
    if published is not None and (spec.startswith("XXXX-XX-XX") or _SAME.match(spec)):
        told = [date for date in told if date.stretch.first <= published or date.sentence == at.sentence]
    if spec.startswith("XXXX-XX-XX"):
        return _of_list(told, at.clocks) if at.clocks is not None else _of_clock(told, at)
    if re.match(r"XXXX-XX-\d\d", spec):
        return next((date for date in _back(told, at, MONTH_REACH) if date.stretch.grain in ("D", "M", "range")), None)
    if compares(spec):
        plain = [date for date in told if not date.derived and at.sentence - date.sentence <= QUARTER_REACH]
        quarters = [date for date in plain if date.stretch.grain == "Q"]
        ago = mention.span.of(annotated.document.text).endswith("ago")  # counts from publication, "a year earlier" from the text
        return quarters[-1] if quarters else None if ago else _of_year(spec, plain)
    weekday = _WEEKDAY.match(spec)
    if weekday:
        return _of_weekday(told, at, int(weekday[1]))
    if _THAT_YEAR.match(spec) and (year := _other_year(told, at, annotated.document.published)):
        return year
    if _THAT_MONTH.match(spec) and (month := next((date for date in _back(told, at, REACH) if date.stretch.grain == "M"), None)):
        return month
    if _SAME.match(spec) and "same" in mention.span.of(annotated.document.text) and (month := _of_month(told, at)):
        return month
    part = _SAME_PART.match(spec)
    if part and "same" in mention.span.of(annotated.document.text) and (same := _of_part(told, at, part[1])):
        return same
    if _SHIFT.match(spec) and told and told[-1].sentence == at.sentence and told[-1].stretch.grain == "M" and not told[-1].saying:
        return told[-1]  # "In November they stopped a bus, and ten days later a quarry": no day stands nearer
    if _SHIFT.match(spec) and spec[-1] == "W":
        found = last(told, at, REACH, days=True)
        if found is None or found.saying:  # "freed on Friday, he said. They were seized in January 2016 … Three weeks later"
            months = (date for date in _back(told, at, REACH) if date.stretch.grain == "M" and not date.saying)
            return next(months, found)
    if _A_DAY_ON.match(spec):
        told = [date for date in told if date.stretch.grain != "W"]  # no day of it is known to count from
    if "@ctx" in spec:
        return last(told, at, REACH, days=_needs_day(spec), event=_SAME.match(spec) is not None)
    if spec.startswith("XXXX-") and "WXX" not in spec and annotated.document.published is None:
        return last([date for date in told if not date.aside], at, YEAR_REACH, days=False)  # "since 2021" is no year told of
    if (spec.startswith("XXXX-") and "WXX" not in spec) or (spec.startswith("FEST:") and "@" not in spec):
        day = _DAY.match(spec) is not None
        if day and (before := _goes_on(annotated, told, spec, at)):
            return before
        return _year_of_the_sentence(annotated.document.text, annotated.sentences, told, at.sentence, day=day)
    return None


def _goes_on(annotated: Annotated, told: Sequence[Told], spec: str, at: Here) -> Told | None:
    """Return the day, told with its year a sentence or two before, that a day without one follows within `FOLLOWS` days ("On
    1 September 2004 they seized a school. … The siege ended on 3 September"); None where the day is as well one of these weeks."""
    published, month, day = annotated.document.published, int(spec[5:7]), int(spec[8:10])
    for date in _back(told, at, YEAR_HOLDS):
        if date.stretch.grain != "D" or not _YEAR.search(date.span.of(annotated.document.text)):
            continue
        meant, now = on(date.stretch.first.year, month, day), on(published.year, month, day) if published else None
        recent = now is not None and published is not None and 0 <= (published - now.first).days <= FOLLOWS
        if meant is not None and not recent and 0 < (meant.first - date.stretch.first).days <= FOLLOWS:
            return date
    return None


def _year_of_the_sentence(text: str, sentences: Sequence[Sentence], told: Sequence[Told], number: int, *, day: bool) -> Told | None:
    """Return the bare year that a sentence opens with ("In 2015, a man … on New Year's Eve"; "Last year, … on May 3")."""
    first = next((date for date in told if date.sentence == number), None) if number >= 0 else None
    if first is None or first.stretch.grain != "Y":
        return None
    before = text[sentences[number].span.start : first.span.start].strip().casefold()
    return first if before == "in" or (day and not before) else None


def weekday_of(spec: str) -> int:
    """Return the day of the week (1 Monday) that a value before resolving names, 0 for none."""
    named = _NAMED_DAY.search(spec)
    return int(named[1]) if named and "/" not in spec else 0


def compares(spec: str) -> bool:
    """Tell whether a value is a comparison of business reports: "a year earlier", "the quarter", "the 1988 period"."""
    return spec in ("@ctx-1Y", "@ctx+0Q") or spec.endswith(":cQ")


def _of_year(spec: str, plain: list[Told]) -> Told | None:
    return next((date for date in reversed(plain) if date.stretch.grain in ("Y", "M", "H")), None) if spec == "@ctx-1Y" else None


def _of_clock(told: Sequence[Told], at: Here) -> Told | None:
    """Return the day of a lone clock time; a month or year of the same sentence is all that is known where it stands behind."""
    wide = told and told[-1].sentence == at.sentence and told[-1].stretch.grain not in DAYS
    if wide and not told[-1].saying and not told[-1].aside:  # not "has voted here since 1958, leaving at 7 a.m."
        return told[-1]
    found = last(told, at, CLOCK_REACH, days=True, event=True)
    if found is None or not found.saying:
        return found
    deeds = (date for date in reversed(told) if date.event and not date.saying and not date.aside and date.stretch.grain in DAYS)
    return next(deeds, found)  # "…, the group said on Sunday. … The men came in at about 9.20 pm"


def _of_list(told: Sequence[Told], start: int) -> Told | None:
    """Return the day of a list of clock times: the last entry's that names one, else the one told before the list."""
    days = [date for date in told if date.stretch.grain in DAYS and not date.saying and not date.derived]
    entries = [date for date in days if date.entry and date.span.start >= start and date.named]
    above = [date for date in days if date.span.start < start]
    found = entries or [date for date in above if date.event] or above
    return found[-1] if found else None


def _of_weekday(told: Sequence[Told], at: Here, weekday: int) -> Told | None:
    """Return the date told last that was said to be that day of the week, however far back, or was one; else the last one."""
    days = [date for date in told if date.stretch.grain == "D" and date.stretch.first.isoweekday() == weekday]
    named = [date for date in days if date.weekday] or days
    return named[-1] if named else last(told, at, REACH, days=True, event=True)


def _of_month(told: Sequence[Told], at: Here) -> Told | None:
    """Return the month or year that the sentence before dates its deed by: "In July, a bomb killed six. The same night …"."""
    before = next((date for date in reversed(told) if not date.saying and not date.aside), None)
    if before is None or not before.event or not at.paragraph <= before.sentence == at.sentence - 1:
        return None
    return before if before.stretch.grain in ("M", "Y") else None


def _of_part(told: Sequence[Told], at: Here, part: str) -> Told | None:
    """Return the date told last that names that part of a day: "the same night" is "Sunday night", not "early Monday"."""
    named = [
        date
        for date in _back(told, at, REACH)
        if not date.saying and not date.aside and date.stretch.grain == "D" and _in_part(date.stretch.part, part)
    ]
    return named[0] if named else None


def _in_part(said: str, part: str) -> bool:
    """Tell whether a time of day ("TNI", "T23:30") lies in a part of the day; a night's hours before six are the day after."""
    if not said[1:3].isdigit():
        return said[1:] == part
    first, end = _PARTS[part]
    return first <= int(said[1:3]) < end


def _other_year(told: Sequence[Told], at: Here, published: Day | None) -> Told | None:
    """Return the date told last that is of another year than publication: "that year" is not this one."""
    now = published.year if published else None
    return next((date for date in _back(told, at, YEAR_FAR) if not date.saying and date.stretch.first.year != now), None)


def _needs_day(spec: str) -> bool:
    return not any(spec.find(unit, 5) >= 0 for unit in ("Y", "M", "Q", "E", "C")) or "WXX" in spec


def _back(told: Sequence[Told], at: Here, reach: int) -> Iterator[Told]:
    return (date for date in reversed(told) if at.sentence - date.sentence <= reach)


def last(told: Sequence[Told], at: Here, reach: int, *, days: bool, event: bool = False) -> Told | None:
    """Return the date told last within `reach` sentences, one of the same paragraph where there is any.

    With ``event`` a date farther up is rather one of a sentence that tells of an attack. A date that only says when something was
    said is passed over where there is another.
    """
    near = [date for date in _back(told, at, reach) if not days or date.stretch.grain in DAYS]
    plain = [date for date in near if not date.saying and not date.aside]
    beside = [date for date in plain if date.sentence >= at.paragraph]
    telling = [date for date in plain if date.event and event]
    return next(iter(beside or telling or plain or near), None)
