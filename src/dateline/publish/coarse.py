"""Coarse coordinates: every position of a record moved to the middle of a grid cell, for exports that must not point at a house.

Names of places and quotes stay: who must not be found by a place's name leaves the place out (docs/threat-model.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.errors import SettingsError

KM_A_DEGREE = 111.32
"""Kilometres of a degree of latitude, and of longitude at the equator."""
WIDEST = 1_000.0
EXACT = ("gazetteer_id", "runner_up", "reason")
"""Keys of a place that lead to its exact position, or to another's."""


def coarse(records: Iterable[Mapping[str, Any]], km: float) -> Iterator[dict[str, Any]]:
    """Yield the records with every position moved to the middle of its cell of `km` by `km` kilometres.

    Raises:
        SettingsError: `km` is not above 0 and at most 1,000.
    """
    if not 0 < km <= WIDEST:
        raise SettingsError(f"--coarse: {km:g} is not above 0 and at most {WIDEST:g} kilometres")
    return (_moved(record, km) for record in records)


def cell(lat: float, lon: float, km: float) -> tuple[float, float]:
    """Return the middle of the cell that holds a position, in degrees; rows of cells are as high everywhere, and as wide in km."""
    step = km / KM_A_DEGREE
    middle = max(-90.0, min(90.0, (math.floor(lat / step) + 0.5) * step))
    wide = min(360.0, step / max(math.cos(math.radians(middle)), 1e-6))
    across = (math.floor((lon + 180.0) / wide) + 0.5) * wide - 180.0
    return round(middle, 4), round(min(180.0, across), 4)


def _moved(value: Any, km: float) -> Any:
    """Return JSON with every object that holds a position moved."""
    if isinstance(value, list | tuple):
        return [_moved(one, km) for one in value]
    if not isinstance(value, Mapping):
        return value
    out = {name: _moved(one, km) for name, one in value.items()}
    if isinstance(out.get("lat"), int | float) and isinstance(out.get("lon"), int | float):
        out["lat"], out["lon"] = cell(out["lat"], out["lon"], km)
        out |= {name: None for name in EXACT if name in out}
    return out
