"""The type of an incident, its weapons and its targets, out of the words of its units."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.units import Unit, gap
from dateline.types import Annotated, IncidentType, WordMention

LEAD_VOTE = 3.0
"""A word of the lead outweighs three of the body."""
MODEL_VOTE = 1.5
WEAPON_VOTE = 0.5
TARGET_REACH = 120


def incident_type(annotated: Annotated, units: Sequence[Unit]) -> IncidentType:
    """Return the type with the most weight: the words' own types, and what the model makes of each event word.

    A generic account ("an attack with rifles") takes it from the weapon (``codebook/weapon_types.json``).
    """
    votes: dict[IncidentType, float] = defaultdict(float)
    for unit in units:
        for event in unit.events:
            weight = LEAD_VOTE if unit.lead else 1.0
            if event.type != "other" or event.score == 1.0:
                votes[event.type] += weight * event.score
            for kind in _kinds(annotated):
                votes[kind] += weight * MODEL_VOTE * likely(weigh.model(annotated, event.span, f"type:{kind}"))
    if votes["suicide_bombing"] >= 1.0 and votes["bombing"]:
        votes["suicide_bombing"] += votes["bombing"]
    rows: dict[str, str] = table("weapon_types")["types"]
    for word in weapons(units):
        if word.value in rows:
            votes[cast(IncidentType, rows[word.value])] += WEAPON_VOTE
    return max(votes, key=lambda kind: (votes[kind], kind), default="other")


def _kinds(annotated: Annotated) -> tuple[IncidentType, ...]:
    """The types that the model has a column for."""
    if annotated.scores is None:
        return ()
    return tuple(cast(IncidentType, name[5:]) for name in annotated.scores.names if name.startswith("type:"))


def likely(logit: float) -> float:
    """The logistic function; 0.0 where the model is undecided or absent, so that it does not vote."""
    return 0.0 if logit == 0.0 else 1.0 / (1.0 + math.exp(-logit))


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
