"""The hurt told by how they are: "one woman is dead, one person is in critical condition and four are being treated"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.units import Unit
from dateline.types import CountMention

_STATE = re.compile(
    r"[^.;]{0,40}?\b(?:in|with|listed as)\s(?:\w+\s){0,2}?(?:critical|serious|grave|life-threatening)\b[^.;]{0,30}?,?\s"
    r"(?:and|while)\s",
    re.IGNORECASE,
)
"""What stands between those gravely hurt and the others, not "three *of the* wounded"."""


def by_state(text: str, unit: Unit, counts: Sequence[CountMention]) -> tuple[CountMention, ...]:
    """Return the two figures of injured that a sentence tells behind its dead, the gravely hurt and the rest; else nobody.

    Without the dead before them the first are as often some of those told since ("two are in a critical condition and five were
    hurt in all").
    """
    told = tuple(c for c in counts if c.effect == "injured" and c.value.best and c.value.qualifier == "exact")
    if len(told) != 2 or any(c.effect in ("hit", "casualties") and c.value.best for c in unit.counts):
        return ()
    dead = any(c.effect == "killed" and c.value.best and c.span.end < told[0].span.start for c in unit.counts)
    return told if dead and _STATE.fullmatch(text, told[0].span.end, told[1].span.start) else ()
