"""The day of a round-up: what is told without a date of its own happened when the report's other news did.

"Attacks across Iraq killed 31 people on Tuesday. … Gunmen shot dead a policeman in Ghazaliyah." An undated main incident takes the
day on which the opening says that several things happened, else the date of the main incident told before it, else of the next one;
its statement says that it was inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extract.datelines import is_filing_day
from dateline.extract.speaker import say
from dateline.extract.units import Unit
from dateline.types import Annotated, DateValue, IncidentReport, Statement

SURE = 0.93
"""Score from which a date that an incident was given holds against the day of the round-up."""
FAR = 60
"""Code points from an incident's events to a date that may be another's."""


def dated(annotated: Annotated, reports: Sequence[IncidentReport], found: Sequence[Unit]) -> Iterator[IncidentReport]:
    """Yield the reports, undated main ones with the day of the round-up or of the main one before them."""
    opening = _opening(annotated, found)
    last = opening or next((day for report in reports if report.main and (day := _day(report))), None)
    for report in reports:
        own = _day(report) if report.main else None
        if opening is not None and own is not None and own.score < SURE and _elsewhere(report, own):
            own = None
        if own is not None:
            last = opening or own
        if report.main and own is None and last is not None and isinstance(last.value, DateValue):
            kept = (one for one in report.statements if one.property != "date")
            yield replace(report, date=last.value, statements=(*kept, say(annotated, last)))
        else:
            yield report


def _elsewhere(report: IncidentReport, day: Statement) -> bool:
    """Tell whether a date stands apart from all words of the incident's events: it may be another's."""
    return all(abs(day.span.start - event.start) > FAR for event in report.mentions)


def _day(report: IncidentReport) -> Statement | None:
    """Return what dates an incident, as a statement for another one."""
    said = next((one for one in report.statements if one.property == "date"), None)
    return None if said is None else replace(said, note="inferred")


def _opening(annotated: Annotated, found: Sequence[Unit]) -> Statement | None:
    """Return the day of several things that the opening tells together ("attacks in and around the capital on Tuesday")."""
    for unit in found:
        if unit.lead and any(event.noun and event.span.of(annotated.document.text).endswith("s") for event in unit.events):
            for time in unit.times:
                if time.kind != "date" or time.value is None or time.value.precision != "day":
                    continue
                if not is_filing_day(annotated.document.text, unit.sentence.span, time.span):
                    return Statement("date", time.value, time.span, note="inferred")
    return None
