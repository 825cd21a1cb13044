"""What happened and was said, in the order of days: of one incident, and of the attacks of a group or of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from dateline.web import charts

Json = dict[str, Any]
Figures = tuple[int, int]
TOLD = (
    "killed", "injured", "casualties", "missing", "abducted", "hit", "perpetrator", "claim", "denial", "arrested", "motive",
    "outcome",
)  # fmt: skip
"""What a timeline quotes of each report; what else it says stands on the incident's page."""
ATTACKS_SHOWN = 100


@dataclass(slots=True)
class Told:
    """What one article says: the article, its statements, and what else it speaks of."""

    report: Json
    said: list[Json] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Day:
    """One day: whether the attack began or ended on it, the figures that stand from then on, the reports, the judgements.

    ``day`` is an ISO 8601 prefix, None for what has no date. ``figures`` maps a property to what stood before and what stands from
    this day, each as the lowest and the highest settled figure.
    """

    day: str | None
    happened: bool = False
    figures: dict[str, tuple[Figures | None, Figures]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    judged: list[Json] = field(default_factory=list)


def course(shown: Json) -> list[Day]:
    """Return an incident's days from what its page shows, the earliest first, what has no date last."""
    incident = shown["incident"]
    days: dict[str | None, Day] = {}

    def at(day: str | None) -> Day:
        return days.setdefault(day, Day(day))

    first = (incident["date"]["value"] or "").partition("/")[0]
    if first:
        at(first).happened = True
    for report in shown["report"].values():
        at(report["published"]).told.append(_told(report, incident["statements"]))
    for name in ("killed", "injured"):
        before: Figures | None = None
        for day, low, high in charts.settled(incident["toll"], name):
            if (low, high) != before:
                at(day).figures[name] = (before, (low, high))
            before = (low, high)
    for one in shown["judgements"]:
        at(one["judgement"].made[:10]).judged.append(one)
    for each in days.values():
        each.told.sort(key=lambda told: told.report["id"])
    return sorted(days.values(), key=lambda one: (one.day is None, one.day or ""))


def _told(report: Json, statements: Iterable[Json]) -> Told:
    """Each value once for each quote: the same words may stand behind several accounts."""
    told, met = Told(report), set()
    for said in sorted((s for s in statements if s["document"] == report["id"]), key=_place):
        key = (said["property"], said["start"], said["end"])
        if said["property"] not in TOLD:
            if said["property"] not in told.beside:
                told.beside.append(said["property"])
        elif key not in met:
            told.said.append(said)
        met.add(key)
    return told


def _place(said: Mapping[str, Any]) -> tuple[int, int]:
    name = said["property"]
    return (TOLD.index(name) if name in TOLD else len(TOLD), said["start"])


def by_year(incidents: Iterable[Json]) -> list[tuple[str | None, list[Json]]]:
    """Return incidents in their order under their years; None is the year of those without a date."""
    found = groupby(incidents, key=lambda one: (one["date"]["value"] or "")[:4] or None)
    return [(year, list(ones)) for year, ones in found]
