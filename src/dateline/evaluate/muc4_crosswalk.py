"""What all rooms of the MUC-4 crosswalk read: its table, and an incident's statements by property."""

from __future__ import annotations

from typing import Any

from dateline.codebook.tables import table
from dateline.evaluate.gold import Json


def crosswalk() -> dict[str, Any]:
    """Return ``codebook/crosswalk_muc4.json``."""
    found: dict[str, Any] = table("crosswalk_muc4")
    return found


def statements_of(own: Json, *properties: str) -> list[Json]:
    """Return the statements of an incident that tell one of the properties, in their order."""
    return [s for s in own["statements"] if s["property"] in properties]
