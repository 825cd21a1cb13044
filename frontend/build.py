"""Make the bundled files of the web room from the npm packages beside this script (``npm ci`` first).

Leaflet is copied as it is. The base map is made from world-atlas (Natural Earth, public domain): `countries.json` at 1:50 m for
the map and the locators, `world.svg` at 1:110 m for the small world maps. Rings that cross the antimeridian are unwrapped and
drawn a second time one turn to the west, so that no line runs across the whole map; Antarctica is left out.

    cd frontend && npm ci && python build.py
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

HERE = Path(__file__).parent
STATIC = HERE.parent / "src" / "dateline" / "web" / "static"
PER_DEGREE = 50
"""Steps in a degree of the base map: 0.02° is some 2 km, finer than 1:50 m shows."""
WORLD_PER_DEGREE = 10
ANTARCTICA = "AQ"
WITHOUT_ISO = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Write every bundled file."""
    vendor = STATIC / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copyfile(HERE / "node_modules" / "leaflet" / "dist" / name, vendor / name)
    shutil.copyfile(HERE / "node_modules" / "leaflet" / "LICENSE", vendor / "leaflet.LICENSE.txt")
    fine = [{"code": code, "name": name, "rings": [flat(r) for r in rings]} for code, name, rings in countries("50m")]
    (STATIC / "countries.json").write_text(json.dumps({"per_degree": PER_DEGREE, "countries": fine}, separators=(",", ":")))
    land = "".join(path(ring) for _, _, rings in countries("110m") for ring in rings)
    (STATIC / "world.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -840 3600 1400">'
        f'<symbol id="land" viewBox="-1800 -840 3600 1400"><path d="{land}"/></symbol></svg>\n'
    )


def countries(scale: str) -> Iterator[tuple[str, str, list[Ring]]]:
    """Yield code, name and rings of every country, mended at the antimeridian."""
    topology = json.loads((HERE / "node_modules" / "world-atlas" / f"countries-{scale}.json").read_text())
    arcs = list(unpacked(topology))
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = alpha2(shape.get("id"), name)
        if code != ANTARCTICA:
            yield code, name, [turned for ring in rings_of(shape, arcs) for turned in mended(ring)]


def unpacked(topology: dict[str, Any]) -> Iterator[Ring]:
    """TopoJSON 1.0, section 2.1.3: arcs are delta-encoded integers under a scale and a translation."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def rings_of(shape: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """Yield a polygon's rings, put together from their arcs (TopoJSON 1.0, section 2.1.4)."""
    polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"] or "", [])
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for arc in ring:
                part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                points += part[1:] if points else part
            yield points


def mended(ring: Ring) -> Iterator[Ring]:
    """Yield the ring without a jump at the antimeridian, and once more where it runs over the edge."""
    out = [ring[0]]
    turn = 0
    for (before, _), (x, y) in itertools.pairwise(ring):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        out.append((x + turn, y))
    if max(x for x, _ in out) < -180:
        out = [(x + 360, y) for x, y in out]
    yield out
    for sign in (1, -1):
        if any(sign * x > 180 for x, _ in out):
            yield [(x - sign * 360, y) for x, y in out]


def steps(ring: Ring, per_degree: int) -> list[tuple[int, int]]:
    """The ring on the grid, without points that fall together; y grows southward."""
    grid = [(round(x * per_degree), round(-y * per_degree)) for x, y in ring]
    return [point for at, point in enumerate(grid) if at == 0 or point != grid[at - 1]]


def flat(ring: Ring) -> list[int]:
    """The ring as one list of deltas: x0, y0, dx, dy, ..."""
    out: list[int] = []
    before = (0, 0)
    for x, y in steps(ring, PER_DEGREE):
        out += [x - before[0], y - before[1]]
        before = (x, y)
    return out


def path(ring: Ring) -> str:
    """Return the ring as an SVG path, empty for one of less than four points."""
    points = steps(ring, WORLD_PER_DEGREE)
    if len(points) < 4:
        return ""
    moves = (f"{x - px},{y - py}" for (px, py), (x, y) in itertools.pairwise(points))
    return f"M{points[0][0]},{points[0][1]}l{' '.join(moves)}z"


def alpha2(numeric: str | None, name: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a numeric one."""
    found = pycountry.countries.get(numeric=numeric) if numeric else None
    return found.alpha_2 if found else WITHOUT_ISO.get(name, "")


if __name__ == "__main__":
    main()
