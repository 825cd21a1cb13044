"""Recognizers-Text's English cases (MIT), as far as they concern dates and date ranges.

What is compared, because those extractors serve an assistant's calendar and ours reads news:

- Extents: every expected expression overlaps one of ours (theirs hold prepositions); where none is expected none of ours stands.
- Values: theirs come as a future and a past resolution; ours must be one of the two (``equal``), or, where its words are the same,
  hold it, because ours keeps the unit that the words name ("two years ago" is a year, "late this month" a month; ``holds``). A
  range of theirs ends on the day after the last; the hull of our mentions inside the expected extent may stand for a range. "The
  next two days" is a TIMEX3 duration with us: the same length counts (``as duration``). ``since``, ``before`` and their like are
  open-ended there; the date that they hold is compared. Figures are read in the American order, theirs.
- Cases that their own Python version does not support count like all others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.evaluate.result import Row
from dateline.intervals import bounds
from dateline.resolve.dates import dates
from dateline.types import Annotated, Document, Span, TimeMention

EXTRACTORS = ("DateExtractor", "DatePeriodExtractor", "HolidayExtractor")
PARSERS = ("DateParser", "DatePeriodParser", "HolidayParser")
FILES = (*EXTRACTORS, *PARSERS)
ANY_DAY = date(2016, 11, 7)
"""The extractors' cases carry no reference date; the parsers' usual one serves."""

AMERICAN = "https://example.us/"
"""The cases are written for an American reader; an address tells our resolver the order of figures."""

Edges = tuple[date, date]


def recognizers(folder: Path, errors: list[dict[str, object]], limit: int | None) -> tuple[list[Row], list[Path]]:
    """Return one row for all cases and one a file; no row where the folder is absent."""
    paths = [folder / f"{name}.json" for name in FILES if (folder / f"{name}.json").exists()]
    rows: list[Row] = []
    total = Counter[str]()
    for path in paths:
        tally = Counter[str]()
        for case in json.loads(path.read_text(encoding="utf-8-sig"))[:limit]:
            outcome = _outcome(case, path.stem in PARSERS)
            tally[outcome] += 1
            if outcome not in RIGHT:
                errors.append(_error(path.stem, outcome, case))
        rows.append(_row(f"Recognizers: {path.stem}", tally))
        total += tally
    return [_row("Recognizers: dates and ranges", total), *rows] if rows else [], paths


def _row(name: str, tally: Counter[str]) -> Row:
    n = sum(tally.values())
    kinds = {kind: float(count) for kind, count in tally.most_common() if kind != "equal"}
    right = sum(tally[kind] for kind in RIGHT)
    return Row(name, {"n": float(n), "accuracy": 100 * right / max(1, n), "equal": 100 * tally["equal"] / max(1, n), **kinds})


def _mentions(case: dict[str, Any]) -> tuple[tuple[TimeMention, ...], date]:
    reference = str(case.get("Context", {}).get("ReferenceDateTime", ""))[:10]
    published = date.fromisoformat(reference) if reference else ANY_DAY
    return dates(times(sentences(Annotated(Document("case", case["Input"], url=AMERICAN, published=published))))).times, published


RIGHT = ("equal", "holds", "as duration")


def _outcome(case: dict[str, Any], parser: bool) -> str:
    """Return the worst outcome of a case's expected expressions."""
    found, _ = _mentions(case)
    ours = [mention for mention in found if mention.kind in ("date", "time") or mention.timex.startswith("P")]
    if not case["Results"]:
        return "spurious" if any(mention.kind == "date" for mention in ours) else "equal"
    outcomes = []
    for result in case["Results"]:
        near = [mention for mention in ours if mention.span.overlaps(_span(result))]
        outcomes.append("missed" if not near else _compared(near, result) if parser else "equal")
    return next((outcome for outcome in outcomes if outcome not in RIGHT), max(outcomes, key=lambda outcome: outcome != "equal"))


def _span(result: dict[str, Any]) -> Span:
    return Span(result["Start"], result["Start"] + result["Length"])


def _wanted(result: dict[str, Any]) -> Iterator[Edges]:
    """Yield the first and last day of each resolution."""
    value = result.get("Value") or {}
    for resolution in (value.get("PastResolution") or {}, value.get("FutureResolution") or {}):
        if "date" in resolution:
            yield date.fromisoformat(resolution["date"][:10]), date.fromisoformat(resolution["date"][:10])
        elif "startDate" in resolution and "endDate" in resolution:
            first, after = date.fromisoformat(resolution["startDate"][:10]), date.fromisoformat(resolution["endDate"][:10])
            yield first, after - timedelta(days=1)
            yield first, after
        elif "startDate" in resolution or "endDate" in resolution:
            edge = date.fromisoformat((resolution.get("startDate") or resolution["endDate"])[:10])
            yield edge, edge


def _compared(near: list[TimeMention], result: dict[str, Any]) -> str:
    wanted = list(_wanted(result))
    edges = [found for mention in near if (found := bounds(mention.value))]
    if not wanted or all(first == date.min for first, _ in wanted):
        return "equal" if not wanted or not edges else "other value"
    if not edges:
        timex = str((result.get("Value") or {}).get("Timex"))
        timex = str((result.get("Value") or {}).get("Timex"))
        same = any(f",{mention.timex})" in timex for mention in near if mention.kind == "duration")
        return "as duration" if same else "unresolved"
    hull = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    if hull in wanted or any(edge in wanted for edge in edges):
        return "equal"
    open_ended = any(first == last for first, last in wanted)
    if open_ended and any(first in (hull[0], hull[1], hull[1] + timedelta(days=1)) for first, _ in wanted):
        return "equal"
    covered = sum(mention.span.end - mention.span.start for mention in near) >= 0.6 * result["Length"]
    return "holds" if covered and any(hull[0] <= first and last <= hull[1] for first, last in wanted) else "other value"


def _error(name: str, outcome: str, case: dict[str, Any]) -> dict[str, object]:
    found, published = _mentions(case)
    text = case["Input"]
    resolutions = ("PastResolution", "FutureResolution")
    wanted = [(result.get("Text"), *((result.get("Value") or {}).get(name) for name in resolutions)) for result in case["Results"]]
    ours = [(mention.span.of(text), mention.value.value if mention.value else mention.timex) for mention in found]
    return {"file": name, "error": outcome, "text": text, "published": published.isoformat(), "value": wanted, "ours": ours}
