"""What stands inside a reason ("revenge for the killing of a leader"): another event's dead and target, not the incident's own."""

from __future__ import annotations

import re

from dateline.types import Span

REACH = 110
"""Code points before the words in which the reason must begin."""
_REASON = re.compile(
    r"\b(?:revenge|retaliation|reprisals?|retribution|aveng(?:e|ed|es|ing)|in response)\b[^.;,]{0,40}"
    r"\b(?:killings?|deaths?|assassinations?|murders?|executions?|slayings?)\s+of\s+(?:[^\s.;,]+\s+){0,3}\Z"
)


def inside_reason(text: str, span: Span) -> bool:
    """Tell whether `span` is whom somebody killed before, whose killing is given as the reason."""
    return _REASON.search(text[max(0, span.start - REACH) : span.start]) is not None
