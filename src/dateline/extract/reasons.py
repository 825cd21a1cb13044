"""What stands inside a reason ("revenge for the killing of a leader"): another event's dead and target, not the incident's own."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.needles import Needled
from dateline.codebook.tables import table
from dateline.types import Span

REACH = 110
"""Code points before the words in which the reason must begin."""

REVENGE = r"(?:in (?:revenge|retaliation|retribution|reprisal) for|to avenge|avenging|avenged)\s"
_BEFORE = re.compile(rf"\b{REVENGE}$")


def opens_reason(text: str, span: Span) -> bool:
    """Tell whether a stretch of text begins right behind "in revenge for": what it tells is the other event itself."""
    return _BEFORE.search(text[max(0, span.start - 30) : span.start + 1]) is not None


def inside_reason(text: str, span: Span) -> bool:
    """Tell whether `span` is whom somebody killed before, whose killing is given as the reason."""
    return _reason().first(text[max(0, span.start - REACH) : span.start]) is not None


def tells_why(text: str, span: Span) -> bool:
    """Tell whether `span` stands behind a killing that is the reason given: its place and day are not the incident's ("revenge for
    the death of a leader near Rawa last month")."""
    return _avenged().first(text[max(0, span.start - REACH) : span.start]) is not None


@cache
def _avenged() -> Needled:
    avenged, killing = ("|".join(table("motives")[name]) for name in ("avenged", "killing"))
    return Needled(rf"\b(?:{avenged})\b[^.;,]{{0,40}}\b(?:{killing})\s+of\s+[^.;,]{{1,70}}\Z", re.IGNORECASE)


@cache
def _reason() -> Needled:
    avenged, killing = ("|".join(table("motives")[name]) for name in ("avenged", "killing"))
    return Needled(rf"\b(?:{avenged})\b[^.;,]{{0,40}}\b(?:{killing})\s+of\s+(?:[^\s.;,]+\s+){{0,3}}\Z", re.IGNORECASE)
