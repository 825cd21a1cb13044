"""What a page's layout says of dates: headings that name the year or month of what stands under them, lists of clock times,
bulletins of one week.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from dateline.types import Annotated, Sentence, TimeMention

FEWEST_CLOCKS = 3
"""Lines that begin with a clock time from which on a page is a list of them (a live page, the log of one night)."""
FEWEST_WEEKDAYS = 2
"""Lines that begin with a weekday from which on a page is the bulletin of a week."""
BULLETIN_DAYS = range(4, 11)
"""How many days the week of a bulletin may have ("3 to 9 October", "September 18 to 24")."""

_LENGTHS = 2
"""Times that a line of the page begins with run up and down so often where they are the lengths of its videos, not of one night."""
_HEADING = re.compile(r"(\d{4})(?:-(\d\d))?$|XXXX-(\d\d)$")
_CLOCK = re.compile(r"XXXX-XX-XXT\d\d")
_WEEKDAY = re.compile(r"XXXX-WXX-\d|XXXX-XX-\d\d")
_MARKS = re.compile(r"[\s*•·#>|_=\[\](){}.,:;–—-]*(?:\d{1,2}[.)]\s)?[\s*•·#>|_=\[\](){}–—-]*")
_ENTRY = re.compile(r"[*_)\]]*(?:[ \t]*[:–—|-]|\.)[*_]*[ \t]+\S")
_AFTER = re.compile(r"[\s*•·#>|_=\[\](){}.,:;–—-]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """``starts`` and ``years`` run in step: from that offset on, the year (``2013``) or month (``2013-05``) in force, or ""."""

    starts: tuple[int, ...] = ()
    years: tuple[str, ...] = ()
    clocks: int | None = None
    """Where the first entry of a list of clock times stands, None where the page is no such list."""
    weekdays: int | None = None
    """Where the first entry of a week's bulletin stands, None where the page is none."""

    lengths: frozenset[int] = frozenset()
    """Where figures like clock times stand that are the lengths of videos ("0:50 Have you seen this robber? Pause")."""

    def under(self, offset: int) -> str:
        """Return the year or month whose heading stands above `offset`, "" where none does."""
        at = bisect_right(self.starts, offset) - 1
        return self.years[at] if at >= 0 else ""


def leads(text: str, mention: TimeMention) -> bool:
    """Tell whether a mention is the first thing in its line, after the mark of a list."""
    start = text.rfind("\n", 0, mention.span.start) + 1
    return _MARKS.fullmatch(text, start, mention.span.start) is not None


def opens(text: str, mention: TimeMention) -> bool:
    """Tell whether a mention heads an entry of a list: it leads its line, and a mark parts it from what follows."""
    return leads(text, mention) and _ENTRY.match(text, mention.span.end) is not None


def alone(text: str, mention: TimeMention) -> bool:
    """Tell whether a mention is all that its line says."""
    end = text.find("\n", mention.span.end)
    return leads(text, mention) and _AFTER.fullmatch(text, mention.span.end, len(text) if end < 0 else end) is not None


def layout(annotated: Annotated) -> Layout:
    """Return what the page's lines say of its dates. The mentions are those of `annotate.times`, not resolved yet."""
    text, times = annotated.document.text, annotated.times
    found = sorted([*_headings(text, times), *_breaks(annotated.sentences, times)])
    clocks = [time.span.start for time in times if _CLOCK.match(time.timex) and leads(text, time)]
    lengths = _lengths(text, [time for time in times if time.span.start in clocks])
    clocks = [] if lengths else clocks
    weekdays = [time.span.start for time in times if _WEEKDAY.match(time.timex) and leads(text, time)]
    return Layout(
        tuple(start for start, _ in found),
        tuple(_filled([year for _, year in found])),
        clocks[0] if len(clocks) >= FEWEST_CLOCKS else None,
        weekdays[0] if len(weekdays) >= FEWEST_WEEKDAYS else None,
        lengths,
    )


def _lengths(text: str, clocks: list[TimeMention]) -> frozenset[int]:
    """Return where the lengths of a page's videos stand: figures at the heads of lines that run in no order."""
    bare = [time for time in clocks if re.fullmatch(r"\d{1,2}:\d\d(?:\s\w+)?", time.span.of(text))]
    steps = [(one.timex, two.timex) for one, two in pairwise(bare)]
    up, down = sum(one < two for one, two in steps), sum(one > two for one, two in steps)
    return frozenset(time.span.start for time in bare) if min(up, down) >= _LENGTHS else frozenset()


def _headings(text: str, times: tuple[TimeMention, ...]) -> list[tuple[int, str]]:
    return [(time.span.start, time.timex) for time in times if _HEADING.match(time.timex) and alone(text, time)]


def _breaks(sentences: tuple[Sentence, ...], times: tuple[TimeMention, ...]) -> list[tuple[int, str]]:
    """A heading that says no date ends what stands under the one before."""
    starts = [time.span.start for time in times]
    return [
        (sentence.span.start, "")
        for sentence in sentences
        if sentence.kind == "heading" and bisect_right(starts, sentence.span.end) == bisect_right(starts, sentence.span.start - 1)
    ]


def _filled(years: list[str]) -> list[str]:
    """Give a heading that is a month alone the year of the heading above it."""
    out: list[str] = []
    year = ""
    for heading in years:
        if heading.startswith("XXXX"):
            out.append(year + heading[4:] if year else "")
            continue
        year = heading[:4]
        out.append(heading)
    return out
