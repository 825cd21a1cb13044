"""Who hurt himself by accident and nobody else: no attacker but the one who was hurt ("a boy found the gun and shot himself in the
hand")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.codebook.tables import table
from dateline.extract.figures import Figure
from dateline.extract.units import Unit

_SELF = re.compile(r"\b(?:him|her)self$", re.IGNORECASE)
_CHILD = re.compile(r"\b(?:\d|1[0-3])[- ](?:year|month)[- ]old\b", re.IGNORECASE)


def self_hurt(text: str, units: Sequence[Unit]) -> Iterator[Figure]:
    """Yield those told as hit or hurt by their own hand, where the report tells of an accident or the one is a child."""
    by_accident = not set(table("count_words")["accident"].split()).isdisjoint(re.findall(r"[a-z]+", text.lower()))
    for unit in units:
        child = _CHILD.search(text, unit.sentence.span.start, unit.sentence.span.end) is not None
        for count in unit.counts:
            own = count.effect in ("hit", "injured") and count.value.best == 1 and _SELF.search(text, *count.span) is not None
            if own and count.role in ("whole", "part") and (by_accident or child):
                yield Figure(count.value, (count,), unit)
