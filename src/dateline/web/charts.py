"""Charts as geometry for the templates to draw as SVG: the toll over time, the bars of the front page, and dots on a small map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from dateline.web.views.listing import Bar

Json = dict[str, Any]
WIDTH, HEIGHT = 560, 230
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 16, 34


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure said on one day."""

    x: float
    y: float
    point: Json
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Lowered:
    """A day (ISO 8601) whose highest figure is below that of the day before it that gave one."""

    day: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class TollChart:
    """A step line of the highest figure of each day, the band from the lowest to the highest said so far, and all figures."""

    line: str
    band: str
    dots: list[Dot]
    days: list[Tick]
    figures: list[Tick]
    last: Dot | None
    undated: int
    lowered: tuple[Lowered, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class _Day:
    day: int
    settled: int
    low: int
    high: int


def toll_chart(points: Sequence[Json], name: str) -> TollChart | None:
    """Return the chart of one property's toll, None where no dated article gives a figure.

    A day's value is its highest settled figure that is not in doubt, or the figure that stands for an article whose own is in doubt
    (`reconcile.toll`: it carries a revision); the band holds every figure of that day and the day before.
    """
    ours = [p for p in points if p["property"] == name and _number(p) is not None]
    dated = [p for p in ours if p["day"]]
    steps = _steps(dated)
    if not steps:
        return None
    first, last = steps[0].day, max(date.fromisoformat(p["day"]).toordinal() for p in dated)
    first = min(first, *(date.fromisoformat(p["day"]).toordinal() for p in dated))
    top = nice_top(max(n for p in dated if (n := _number(p)) is not None))
    across = _scale(first - 0.25, max(last, first + 1) + 0.4, LEFT, WIDTH - RIGHT)
    up = _scale(0, top, HEIGHT - BOTTOM, TOP)
    dots = [Dot(across(date.fromisoformat(p["day"]).toordinal()), up(_number(p) or 0), p, bool(p["doubtful"])) for p in dated]
    end = WIDTH - RIGHT
    return TollChart(
        line=_step_line(steps, across, up, end),
        band=_step_band(steps, across, up, end),
        dots=sorted(dots, key=lambda dot: not dot.doubtful and bool(dot.point["settled"])),
        days=_day_ticks(first, max(last, first + 1), across),
        figures=[Tick(up(n), f"{n:,}") for n in _figures(top)],
        last=next((d for d in reversed(dots) if not d.doubtful and d.point["settled"]), None),
        undated=len(ours) - len(dated),
        lowered=tuple(
            Lowered(date.fromordinal(now.day).isoformat(), before.settled, now.settled)
            for before, now in pairwise(steps)
            if now.settled < before.settled
        ),
    )


def settled(points: Sequence[Json], name: str) -> list[tuple[str, int, int]]:
    """Return the days (ISO 8601) on which figures stand, with the lowest and the highest of the day, as the chart shows them."""
    dated = [p for p in points if p["property"] == name and p["day"] and _number(p) is not None]
    return [(date.fromordinal(step.day).isoformat(), step.low, step.high) for step in _steps(dated)]


def _steps(dated: Sequence[Json]) -> list[_Day]:
    return _days([p for p in dated if (p["settled"] or p["revision"]) and not p["doubtful"]] or dated)


def _number(point: Json) -> int | None:
    value = point["value"]
    number: int | None = value["best"] if value["best"] is not None else value["low"]
    return number


def _days(points: Sequence[Json]) -> list[_Day]:
    by_day: dict[int, list[int]] = {}
    for point in points:
        number = _number(point)
        if number is not None:
            by_day.setdefault(date.fromisoformat(point["day"]).toordinal(), []).append(number)
    return [_Day(day, max(by_day[day]), min(by_day[day]), max(by_day[day])) for day in sorted(by_day)]


def _scale(low: float, high: float, start: float, end: float) -> Any:
    return lambda value: round(start + (value - low) / (high - low or 1) * (end - start), 1)


def _step_line(steps: Sequence[_Day], across: Any, up: Any, end: float) -> str:
    parts = [f"M{across(steps[0].day)},{up(steps[0].settled)}"]
    parts += [f"H{across(step.day)}V{up(step.settled)}" for step in steps[1:]]
    return "".join([*parts, f"H{end}"])


def _step_band(steps: Sequence[_Day], across: Any, up: Any, end: float) -> str:
    """There along the highest figures, back along the lowest."""
    there = f"M{across(steps[0].day)},{up(steps[0].high)}" + "".join(f"H{across(s.day)}V{up(s.high)}" for s in steps[1:])
    edges = [across(step.day) for step in steps]
    back = f"H{end}V{up(steps[-1].low)}"
    for at in range(len(steps) - 1, 0, -1):
        back += f"H{edges[at]}V{up(steps[at - 1].low)}"
    return f"{there}{back}H{edges[0]}Z"


def nice_top(value: int) -> int:
    """Return the round number at which an axis ends: 1, 2, 4, 5 or 8 times a power of ten, at least 4."""
    if value <= 4:
        return 4
    power: int = 10 ** (len(str(value)) - 1)
    return next(step * power // 2 for step in (2, 3, 4, 5, 6, 8, 10, 12, 16, 20) if step * power // 2 >= value)


def _figures(top: int) -> list[int]:
    step = next((top // parts for parts in (4, 5, 3, 2) if top % parts == 0), top)
    return list(range(0, top + 1, step))


def _day_ticks(first: int, last: int, across: Any) -> list[Tick]:
    """At most five days, whole days apart."""
    step = max(1, math.ceil((last - first) / 4))
    days = [date.fromordinal(day) for day in range(first, last + 1, step)]
    long = last - first > 300
    return [Tick(across(day.toordinal()), day.strftime("%b %Y") if long else f"{day.day} {day:%b}") for day in days]


@dataclass(frozen=True, slots=True)
class BarShape:
    """One bar: its place, its height, and the period it stands for."""

    x: float
    y: float
    width: float
    height: float
    bar: Bar


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of those killed, one a month or year."""

    bars: list[BarShape]
    periods: list[Tick]
    figures: list[Tick]
    width: int = WIDTH
    height: int = 200
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = 200 - BOTTOM


WIDEST_BAR = 44
BARS_AT_LEAST = 5
"""Places on the axis, however few the bars: one bar must not fill the chart."""


def bar_chart(bars: Sequence[Bar]) -> BarChart | None:
    """Return the chart of killed over time, None where nothing is dated."""
    if not bars:
        return None
    chart = BarChart([], [], [])
    top = nice_top(max(bar.killed for bar in bars))
    up = _scale(0, top, chart.bottom, TOP)
    room = (chart.right - chart.left) / max(len(bars), BARS_AT_LEAST)
    start = chart.right - room * len(bars)
    wide = min(WIDEST_BAR, room * 0.72)
    shapes = [
        BarShape(
            round(start + at * room + (room - wide) / 2, 1),
            up(bar.killed),
            round(wide, 1),
            round(chart.bottom - up(bar.killed), 1),
            bar,
        )
        for at, bar in enumerate(bars)
    ]
    return BarChart(shapes, _period_ticks(bars, start, room), [Tick(up(n), f"{n:,}") for n in _figures(top)])


def _period_ticks(bars: Sequence[Bar], start: float, room: float) -> list[Tick]:
    every = max(1, math.ceil(max(len(bars), BARS_AT_LEAST) / 5))
    return [
        Tick(round(start + (at + 0.5) * room, 1), _period(bar.period))
        for at, bar in enumerate(bars)
        if (len(bars) - 1 - at) % every == 0
    ]


def _period(iso: str) -> str:
    return iso if len(iso) == 4 else date.fromisoformat(f"{iso}-01").strftime("%b %Y")


@dataclass(frozen=True, slots=True)
class WorldDot:
    """A dot on the small world map, in tenths of a degree; y grows southward."""

    x: float
    y: float
    r: float
    area: bool
    dot: Json = field(repr=False)


def world_dots(answer: Json) -> list[WorldDot]:
    """Return the map's dots and areas for the small world map, the largest first, so that small ones stay on top."""
    found = [(dot, False) for dot in answer["dots"]] + [(dot, True) for dot in answer["regions"]]
    shapes = [WorldDot(round(d["lon"] * 10, 1), round(-d["lat"] * 10, 1), radius(d["killed"]), area, d) for d, area in found]
    return sorted(shapes, key=lambda shape: -shape.r)


def radius(killed: int) -> float:
    """Return a dot's radius in tenths of a degree: its area grows with the toll, between bounds."""
    return round(min(70.0, 13 + 3.2 * math.sqrt(max(0, killed))), 1)
