"""The bundled base map on the server's side: a small map of the surroundings of one place (Natural Earth, 1:50 m)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"
WIDTH, HEIGHT = 480, 300
SPAN = {"site": 9.0, "town": 9.0, "region": 13.0, "country": 16.0, "unknown": 13.0}
"""Degrees of latitude that a small map shows, by precision."""
REGION_KM = 90
"""Radius of the ring around a region's middle: the median first-order division's is some 90 km across its shorter half."""
KM_PER_DEGREE = 111.2
Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A country on the small map: its code, and the path in pixels."""

    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Locator:
    """The small map: countries, where the place is in pixels, and the ring's radius where only a region is known."""

    shapes: tuple[Shape, ...]
    x: float
    y: float
    ring: float
    whole: str | None
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    rings: tuple[tuple[Box, Ring], ...]


@cache
def _countries() -> tuple[_Country, ...]:
    data = json.loads((STATIC / "countries.json").read_text(encoding="utf-8"))
    return tuple(_Country(one["code"], tuple(_rings(one["rings"], data["per_degree"]))) for one in data["countries"])


def _rings(packed: list[list[int]], per_degree: int) -> Iterator[tuple[Box, Ring]]:
    """Undo the deltas: x0, y0, dx, dy, ...; y grows southward in the file."""
    for flat in packed:
        x = y = 0
        points = []
        for at in range(0, len(flat), 2):
            x, y = x + flat[at], y + flat[at + 1]
            points.append((x / per_degree, -y / per_degree))
        if points:
            lons, lats = [p[0] for p in points], [p[1] for p in points]
            yield (min(lons), min(lats), max(lons), max(lats)), tuple(points)


def locator(place: dict[str, Any] | None) -> Locator | None:
    """Return the small map around a place of the record, None for one without a point."""
    if not place or place["lat"] is None or place["lon"] is None:
        return None
    return _locator(place["lat"], place["lon"], place["precision"], place["country"])


@lru_cache(maxsize=512)
def _locator(lat: float, lon: float, precision: str, country: str | None) -> Locator:
    tall = SPAN.get(precision, 13.0)
    if precision == "country":
        lat, lon, tall = _frame(country) or (lat, lon, tall)
    narrow = max(0.2, math.cos(math.radians(lat)))
    wide = tall * WIDTH / HEIGHT / narrow
    box = (lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)
    shapes = tuple(Shape(one.code, path) for one in _countries() if (path := _path(one, box)))
    ring = REGION_KM / KM_PER_DEGREE / tall * HEIGHT if precision in ("region", "unknown") else 0.0
    whole = country if precision == "country" else None
    return Locator(shapes, WIDTH / 2, HEIGHT / 2, round(ring, 1), whole)


def _frame(code: str | None) -> tuple[float, float, float] | None:
    """The middle of a country's largest ring and the height that shows it whole."""
    boxes = [box for one in _countries() if one.code == code for box, _ in one.rings]
    if not boxes:
        return None
    west, south, east, north = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    lat = (south + north) / 2
    across = (east - west) * math.cos(math.radians(lat)) * HEIGHT / WIDTH
    return lat, (west + east) / 2, max(north - south, across, 4.0) * 1.25


def _path(country: _Country, box: Box) -> str:
    west, south, east, north = box
    sx, sy = WIDTH / (east - west), HEIGHT / (north - south)
    parts = []
    for (left, low, right, high), ring in country.rings:
        if left < east and right > west and low < north and high > south:
            parts.append(_draw([((x - west) * sx, (north - y) * sy) for x, y in ring]))
    return "".join(parts)


def _draw(points: list[tuple[float, float]]) -> str:
    """A ring as a path; points far outside are pulled to the margin, those that fall together are dropped."""
    out: list[tuple[int, int]] = []
    for x, y in points:
        point = (round(min(max(x, -60), WIDTH + 60)), round(min(max(y, -60), HEIGHT + 60)))
        if not out or out[-1] != point:
            out.append(point)
    return "M" + "L".join(f"{x},{y}" for x, y in out) + "Z" if len(out) > 2 else ""
