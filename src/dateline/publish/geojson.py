"""GeoJSON (RFC 7946): a feature an incident; the point is null where no place finer than a country is known."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dateline.publish.arrow import is_located
from dateline.publish.table import Row


def feature_collection(rows: Iterable[Row]) -> str:
    """Return the rows as a feature collection; positions are longitude, latitude."""
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if is_located(row) else None,
            "properties": {name: value for name, value in row.items() if name not in ("id", "latitude", "longitude")},
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=True, indent=1) + "\n"
