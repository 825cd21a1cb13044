"""The map's answer: dots sized by toll, near ones joined on a grid of the zoom level, and areas where only a region is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from dateline.errors import SettingsError
from dateline.web.snapshot import KINDS, PRECISIONS, UNKNOWN, Mask, Rows, Snapshot

Json = dict[str, Any]
Box = tuple[float, float, float, float]
CELL_PIXELS = 56
"""Width of a grid cell: a little more than the largest cluster's circle."""
WORLD_PIXELS = 256
"""Pixels of the world at zoom 0 (the web map convention)."""
SINGLE_ZOOM = 13
"""From here on nothing is joined: what still falls together stands at one place, and the list under it tells."""
REGION_ZOOM = 5
"""From here on each region has its own ring; below, rings that lie close are one with their number."""
WIDEST = 85.05113
"""Latitude at which the web map ends."""
JOINED_AT_MOST = 1_500
"""Cells that are held against each other; a screen has some 500."""
LISTED = 12
"""Incidents named in a cluster's list."""


@dataclass(frozen=True, slots=True)
class View:
    """What the map shows: west, south, east, north in degrees, and the zoom level 0..19."""

    box: Box
    zoom: int


def view(bbox: str, zoom: int) -> View:
    """Read a view from the address.

    Raises:
        SettingsError: the box is not four numbers in order.
    """
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
    except ValueError as error:
        raise SettingsError(f"bbox: {bbox!r} is not west,south,east,north") from error
    if not (south <= north and west <= east) or not all(map(math.isfinite, (west, south, east, north))):
        raise SettingsError(f"bbox: {bbox!r} is not west,south,east,north")
    return View((west, south, east, north), min(19, max(0, zoom)))


def answer(snapshot: Snapshot, mask: Mask, at: View, *, listed: int = LISTED) -> Json:
    """Return dots and areas of the incidents in `mask` inside the view; ``beyond`` counts those that have no place.

    Up to `listed` incidents are named in each.
    """
    placed = mask & ~np.isnan(snapshot.lat)
    west, south, east, north = at.box
    inside = placed & (snapshot.lon >= west) & (snapshot.lon <= east) & (snapshot.lat >= south) & (snapshot.lat <= north)
    exact = snapshot.precision >= PRECISIONS.index("town")
    whole = snapshot.precision == PRECISIONS.index("country")
    region = ~exact & ~whole
    rings = at.zoom if at.zoom < REGION_ZOOM else SINGLE_ZOOM
    return {
        "dots": [_dot(snapshot, found, listed) for found in _cells(snapshot, np.flatnonzero(inside & exact), at.zoom)],
        "regions": [_dot(snapshot, found, listed) for found in _cells(snapshot, np.flatnonzero(inside & region), rings)],
        "countries": _countries(snapshot, np.flatnonzero(placed & whole), listed),
        "total": int(mask.sum()),
        "beyond": int((mask & np.isnan(snapshot.lat)).sum()),
    }


def _cells(snapshot: Snapshot, found: Rows, zoom: int) -> list[Rows]:
    """Group rows by the cell of the grid they fall in; each group has those with the most killed first."""
    if not len(found):
        return []
    x, y = _mercator(snapshot, found, zoom)
    size = CELL_PIXELS if zoom < SINGLE_ZOOM else 1
    cells = (x // size).astype(np.int64) * 2**32 + (y // size).astype(np.int64)
    if zoom < SINGLE_ZOOM:
        cells = _joined(cells, x, y, snapshot.killed[found])
    order = np.lexsort((-snapshot.killed[found], cells))
    edges = np.flatnonzero(np.diff(cells[order])) + 1
    return list(np.split(found[order], edges))


def _joined(cells: Rows, x: Any, y: Any, killed: Rows) -> Rows:
    """Join cells whose middles lie closer than a cell: a grid alone parts what stands on both sides of a line."""
    names, place = np.unique(cells, return_inverse=True)
    if len(names) > JOINED_AT_MOST:
        return cells
    weights = np.maximum(killed, 0) + 1.0
    sums = np.bincount(place, weights)
    middles = np.stack([np.bincount(place, weights * x) / sums, np.bincount(place, weights * y) / sums], axis=1)
    home = np.full(len(names), -1)
    for cell in np.argsort(-sums, kind="stable"):
        if home[cell] < 0:
            near = (np.abs(middles - middles[cell]) < 0.8 * CELL_PIXELS).all(axis=1)
            home[near & (home < 0)] = cell
    return home[place]


def _mercator(snapshot: Snapshot, found: Rows, zoom: int) -> tuple[Any, Any]:
    """Pixels of the spherical Mercator projection (EPSG:3857) at a zoom level."""
    scale = WORLD_PIXELS * 2.0**zoom
    lat = np.radians(np.clip(snapshot.lat[found], -WIDEST, WIDEST))
    y = (1 - np.log(np.tan(lat) + 1 / np.cos(lat)) / math.pi) / 2
    return (snapshot.lon[found] + 180) / 360 * scale, y * scale


def _dot(snapshot: Snapshot, found: Rows, listed: int) -> Json:
    """One circle: at the middle of its incidents, each weighed by its toll."""
    weights = np.maximum(snapshot.killed[found], 0) + 1.0
    return {
        "lat": round(float(np.average(snapshot.lat[found], weights=weights)), 5),
        "lon": round(float(np.average(snapshot.lon[found], weights=weights)), 5),
        **_sum(snapshot, found, listed),
    }


def _sum(snapshot: Snapshot, found: Rows, listed: int) -> Json:
    return {
        "incidents": len(found),
        "killed": int(np.maximum(snapshot.killed[found], 0).sum()),
        "precision": PRECISIONS[int(snapshot.precision[found].min())],
        "listed": [_row(snapshot, int(row)) for row in found[:listed]],
    }


def _row(snapshot: Snapshot, row: int) -> Json:
    killed = int(snapshot.killed[row])
    return {
        "id": snapshot.ids[row],
        "type": KINDS[snapshot.kind[row]],
        "place": snapshot.names[row],
        "day": period(int(snapshot.first[row]), int(snapshot.last[row])),
        "killed": None if killed == UNKNOWN else killed,
    }


def period(first: int, last: int) -> str | None:
    """Return two ordinals as the shortest ISO 8601 form that says them: a day, a month, a year, or two days with a slash."""
    if first == UNKNOWN or last == UNKNOWN:
        return None
    start, end = date.fromordinal(first), date.fromordinal(last)
    if first == last:
        return start.isoformat()
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and (last - first) >= 27:
        return start.isoformat()[:7]
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    return f"{start}/{end}"


def _countries(snapshot: Snapshot, found: Rows, listed: int) -> list[Json]:
    """Whole countries: what is known no better is shown as the country's outline, never as a dot."""
    codes = snapshot.country[found]
    shown = []
    for code in np.unique(codes):
        ours = found[codes == code]
        ours = ours[np.argsort(-snapshot.killed[ours], kind="stable")]
        shown.append({"country": str(code), **_sum(snapshot, ours, listed)})
    return shown


def span(snapshot: Snapshot) -> tuple[str, str] | None:
    """Return the first and the last day of the record, None where nothing is dated."""
    days = snapshot.last[snapshot.last != UNKNOWN]
    if not len(days):
        return None
    return date.fromordinal(int(days.min())).isoformat(), date.fromordinal(int(days.max())).isoformat()


def by_month(snapshot: Snapshot, mask: Mask) -> Json:
    """Return how many incidents each month has, for the slider's histogram."""
    days = snapshot.last[mask & (snapshot.last != UNKNOWN)]
    stamps = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[M]")
    months, counts = np.unique(stamps, return_counts=True)
    return {str(month): int(count) for month, count in zip(months, counts, strict=True)}
