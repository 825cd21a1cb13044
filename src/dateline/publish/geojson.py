"""GeoJSON (RFC 7946): a feature an incident; the point is null where no place finer than a country is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from dateline.publish.arrow import is_located
from dateline.publish.table import Row


def feature_collection(rows: Iterable[Row]) -> str:
    """Return the rows as a feature collection; positions are longitude, latitude."""
    return "".join(feature_parts(rows))


def feature_parts(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the same feature by feature, for a map that must not stand in memory whole."""
    yield '{\n "type": "FeatureCollection",\n "features": ['
    at = -1
    for at, row in enumerate(rows):
        yield ("," if at else "") + "\n" + indent(json.dumps(_feature(row), ensure_ascii=True, indent=1), "  ")
    yield "]\n}\n" if at < 0 else "\n ]\n}\n"


def _feature(row: Row) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if is_located(row) else None,
        "properties": {name: value for name, value in row.items() if name not in ("id", "latitude", "longitude")},
    }
