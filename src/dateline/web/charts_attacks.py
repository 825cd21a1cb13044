"""Attacks over time as geometry: a stem for each, as high as its toll, at its day."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from dateline.web.charts import BOTTOM, LEFT, RIGHT, TOP, Tick, nice_top
from dateline.web.snapshot import PRECISIONS, UNKNOWN, Mask, Rows, Snapshot

WIDTH, HEIGHT = 1120, 260
MOST = 600
"""Attacks drawn one by one; of more, bars tell more than stems that cover each other."""


@dataclass(frozen=True, slots=True)
class Stem:
    """One attack: where its stem stands and how high, whether the group claimed it, whether its toll is known."""

    x: float
    y: float
    known: bool
    claimed: bool
    day: str
    killed: int
    place: str


@dataclass(frozen=True, slots=True)
class AttackChart:
    """Stems over a line of time; ``undated`` are left out."""

    stems: list[Stem]
    days: list[Tick]
    figures: list[Tick]
    undated: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def attack_chart(snapshot: Snapshot, mask: Mask, claimed: Mask) -> AttackChart | None:
    """Return the chart of the attacks in `mask`; None where none has a day, or where they are too many to be told apart."""
    rows: Rows = np.flatnonzero(mask & (snapshot.last != UNKNOWN))
    if not len(rows) or len(rows) > MOST:
        return None
    first, last = int(snapshot.first[rows].min()), int(snapshot.last[rows].max())
    top = nice_top(int(snapshot.killed[rows].max()))
    margin = max(1.0, (last - first) * 0.02)
    start, end = first - margin, last + margin
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    stems = []
    for row in rows[np.argsort(-snapshot.killed[rows], kind="stable")]:
        at = (int(snapshot.first[row]) + int(snapshot.last[row])) / 2
        killed = int(snapshot.killed[row])
        stems.append(
            Stem(
                x=round(LEFT + (at - start) / (end - start) * (right - LEFT), 1),
                y=round(bottom - max(killed, 0) / top * (bottom - TOP), 1),
                known=killed != UNKNOWN,
                claimed=bool(claimed[row]),
                day=_period(snapshot, int(row)),
                killed=killed,
                place=snapshot.names[row] if PRECISIONS[snapshot.precision[row]] != "unknown" or snapshot.names[row] else "",
            )
        )
    figures = [Tick(round(bottom - part * (bottom - TOP), 1), f"{round(top * part):,}") for part in (0, 0.5, 1)]
    return AttackChart(stems, _ticks(first, last, start, end), figures, int(mask.sum()) - len(rows))


def _period(snapshot: Snapshot, row: int) -> str:
    first, last = (date.fromordinal(int(days[row])) for days in (snapshot.first, snapshot.last))
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _ticks(first: int, last: int, start: float, end: float) -> list[Tick]:
    """Years where they span several, else months or days, at most eight."""
    days = _marks(date.fromordinal(first), date.fromordinal(last))
    every = math.ceil(len(days) / 8)
    found = []
    for day, label in list(days.items())[::every]:
        x = LEFT + (day.toordinal() - start) / (end - start) * (WIDTH - RIGHT - LEFT)
        if LEFT <= x <= WIDTH - RIGHT:
            found.append(Tick(round(x, 1), label))
    return found


def _marks(first: date, last: date) -> Mapping[date, str]:
    if last.year - first.year >= 2:
        return {date(year, 1, 1): str(year) for year in range(first.year, min(last.year + 1, date.max.year) + 1)}
    if (last - first).days > 45:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return {date(at // 12, at % 12 + 1, 1): f"{date(at // 12, at % 12 + 1, 1):%b %Y}" for at in months}
    days = [date.fromordinal(at) for at in range(first.toordinal(), last.toordinal() + 1)]
    return {day: f"{day.day} {day:%b}" for day in days}
