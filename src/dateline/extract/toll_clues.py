"""Signs that a figure is not the incident's own toll: another incident's reading sees it more surely; those who died "more"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.figures import Figure
from dateline.extract.weigh import asked_of
from dateline.types import Effect, Scores

_MORE = re.compile(r"\bmore\b(?!\sthan)|\b(?:an)?others?\b|\badditional\b|\bfurther\b", re.IGNORECASE)


def elsewhere(figure: Figure, effect: Effect, asked: Scores | None, others: Sequence[Scores]) -> float:
    """Return by how much (0.0 to 2.0) the reading of another incident sees the figure more surely than this incident's.

    0.0 where its sentence tells an event: grouping has weighed the two incidents there.
    """
    if figure.note is not None or figure.unit.events:
        return 0.0
    span = figure.mentions[0].span
    there = max((value for other in others if (value := asked_of(other, span, effect)) is not None), default=-1.0)
    return max(0.0, there - (asked_of(asked, span, effect) or 0.0))


def is_further(text: str, figure: Figure) -> bool:
    """Tell "three more", "five other civilians", "another two", who come on top of a figure told elsewhere."""
    return figure.note is None and _MORE.search(figure.mentions[0].span.of(text)) is not None
