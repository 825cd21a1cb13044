"""The date of an incident, among all time expressions that its units hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.extract import weigh
from dateline.extract.date_clues import clues, coarser, counted_from, later, of_war, shares
from dateline.extract.entries import entry
from dateline.extract.finer_days import finer
from dateline.extract.units import Unit, nearness
from dateline.intervals import bounds, compatible
from dateline.types import Annotated, DateValue, Scores, TimeMention

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKS_AGO = re.compile(r"(a|one|two|1|2)\s+weeks?\s+ago", re.IGNORECASE)
_LESS = re.compile(r"(?:less|fewer)\s+than\s+(\w+)\s+(day|week)s?\s+ago", re.IGNORECASE)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_APPOSITION = re.compile(r",?\s*(?:in|on|of)?\s*")
UNKNOWN = DateValue(None, "unknown")


def candidates(
    annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None = None
) -> list[tuple[TimeMention, weigh.Features]]:
    """Return every time expression of the units that may be a date, and the dates of the headings above them."""
    first = min((unit.order for unit in units), default=0)
    opening = next((unit.sentence.paragraph for unit in units if not unit.beside and not unit.apart), None)
    told = frozenset(unit.sentence.paragraph for unit in units if not unit.beside and not unit.apart)
    found: list[tuple[TimeMention, weigh.Features]] = [
        (
            time,
            {
                **_features(annotated, unit, time, first, main=main, asked=asked),
                "lone": float(_borrows(time, units)),
                "opening": float(unit.sentence.paragraph == opening),
                "entry": float(unit.sentence.paragraph in told and entry(annotated, time)),
                "strange_entry": float(unit.sentence.paragraph not in told and entry(annotated, time)),
            },
        )
        for unit in units
        for time in unit.times
        if not of_war(annotated.document.text, unit.sentence.span, time.span, opens=unit.order == first)
    ]
    carried = next((unit for unit in units if unit.carried is not None), None)
    if carried is not None and carried.carried is not None:
        found.append((carried.carried, {"carried": 1.0, (carried.carried.value or UNKNOWN).precision: 1.0}))
    passed = {counted_from(annotated, unit, time) for unit in units for time in unit.times}
    found = [(time, features) for time, features in found if time.span not in passed]
    values = [time.value for time, _ in found]
    behind = later(values, [features for _, features in found])
    rows = zip(found, coarser(values), shares(values), behind, strict=True)
    return [
        (time, {**features, "coarser": float(coarse), "share": share, "later": float(late)})
        for (time, features), coarse, share, late in rows
    ]


def _features(
    annotated: Annotated, unit: Unit, time: TimeMention, first: int, *, main: bool, asked: Scores | None = None
) -> dict[str, float]:
    value = time.value or UNKNOWN
    edges, published = bounds(value), annotated.document.published
    words = time.span.of(annotated.document.text)
    today = edges is not None and published is not None and edges[0] == edges[1] == published
    return {
        "anchored": float(time.anchor is not None),
        "year_said": float(_YEAR.search(words) is not None and not today),
        "clock": float(time.kind == "time"),
        "unresolved" if value.value is None else value.precision: 1.0,
        "lead": float(unit.lead),
        "near": nearness(unit, time.span),
        "beside": float(unit.beside and not unit.apart),
        "apart": float(unit.apart),
        "late": min(10, unit.order - first) / 10,
        "after": float(edges is not None and published is not None and edges[0] > published),
        "publication": float(today),
        **clues(annotated, unit, time),
        **weigh.role(annotated, time.span, "date", main=main, asked=asked),
    }


def _borrows(time: TimeMention, units: Sequence[Unit]) -> bool:
    """Tell a time of day whose day stands in a sentence that does not tell of the incident ("shot at 10 p.m.", below a search)."""
    told = (unit.sentence.span for unit in units if not unit.beside and not unit.apart)
    return time.kind == "time" and time.anchor is not None and not any(span.covers(time.anchor) for span in told)


def choose(
    annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None = None
) -> tuple[TimeMention, float] | None:
    """Return the expression that dates the incident best and a score; None where no unit holds one."""
    rows = candidates(annotated, units, main=main, asked=asked)
    found = weigh.best("date", rows)
    if found is None:
        return None
    found = (finer(annotated.document.text, found[0], rows), found[1])
    said = next((time for unit in units for time in unit.times if _apposed(annotated, found[0], time)), found[0])
    return _happened(annotated, said), found[1]


def _happened(annotated: Annotated, time: TimeMention) -> TimeMention:
    """Return the expression with the days on which something that has happened may lie: none after publication.

    "A week ago" and "two weeks ago" are the very day so long ago, as reporters use the words; three weeks or more stay weeks.
    """
    published, edges = annotated.document.published, bounds(time.value)
    if published is None or edges is None:
        return time
    ago = _WEEKS_AGO.fullmatch(time.span.of(annotated.document.text))
    if ago:
        when = published - timedelta(days=14 if ago[1].casefold() in ("two", "2") else 7)
        return replace(time, value=DateValue(when.isoformat(), "day"))
    less = _LESS.fullmatch(time.span.of(annotated.document.text))
    if less and (number := _NUMBERS.get(less[1].casefold(), int(less[1]) if less[1].isdigit() else 0)):
        since = published - timedelta(days=number * (7 if less[2].casefold() == "week" else 1))
        return replace(time, value=DateValue(f"{since.isoformat()}/{published.isoformat()}", "range"))
    if (time.value or UNKNOWN).precision != "range" or not edges[0] <= published < edges[1]:
        return time
    if edges[0] == published:
        return replace(time, value=DateValue(published.isoformat(), "day"))
    return replace(time, value=DateValue(f"{edges[0].isoformat()}/{published.isoformat()}", "range"))


def _apposed(annotated: Annotated, counted: TimeMention, said: TimeMention) -> bool:
    """Tell whether `said` gives right behind `counted` the date it comes to: "two years before that, in 2020"."""
    between = annotated.document.text[counted.span.end : said.span.start]
    near = counted.anchor is not None and 0 <= said.span.start - counted.span.end <= 6
    return near and _APPOSITION.fullmatch(between) is not None and compatible(counted.value, said.value) is True
