"""The type of an incident, its weapons and its targets, out of the words of its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from dateline.codebook.tables import table
from dateline.extract.units import Unit, gap
from dateline.types import IncidentType, WordMention

LEAD_VOTE = 3.0
"""A word of the lead outweighs three of the body."""
TARGET_REACH = 120


def incident_type(units: Sequence[Unit]) -> IncidentType:
    """Return the type with the most weight; a generic account takes it from the weapon (``codebook/weapon_types.json``)."""
    votes: dict[IncidentType, float] = defaultdict(float)
    for unit in units:
        for event in unit.events:
            if event.type != "other" or event.score == 1.0:
                votes[event.type] += (LEAD_VOTE if unit.lead else 1.0) * event.score
    if votes["suicide_bombing"] and votes["bombing"]:
        votes["suicide_bombing"] += votes["bombing"]
    if votes:
        return max(votes, key=lambda kind: (votes[kind], kind))
    rows: dict[str, str] = table("weapon_types")["types"]
    for word in weapons(units):
        if word.value in rows:
            return cast(IncidentType, rows[word.value])
    return "other"


def weapons(units: Sequence[Unit]) -> list[WordMention]:
    """Return the weapons named in the incident's units, each term once, first words first."""
    return _once([word for unit in units for word in unit.words if word.kind == "weapon"])


def targets(units: Sequence[Unit]) -> list[WordMention]:
    """Return the targets named within reach of an event or a casualty in the incident's first units, each term once."""
    first = min(unit.order for unit in units)
    near = [
        word for unit in units if unit.order - first < 4 for word in unit.words if word.kind == "target" and _in_reach(unit, word)
    ]
    return _once(near)[:4]


def _in_reach(unit: Unit, word: WordMention) -> bool:
    distance = gap(unit, word.span)
    return distance is not None and distance <= TARGET_REACH


def _once(words: Sequence[WordMention]) -> list[WordMention]:
    out: dict[str, WordMention] = {}
    for word in words:
        out.setdefault(word.value, word)
    return list(out.values())
