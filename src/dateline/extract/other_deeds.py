"""What is claimed may be a row of other deeds, which says nothing of this one: "behind most of the recent attacks"."""

from __future__ import annotations

import re

REACH = 80
"""Code points from the cue within which the row begins."""
_OTHERS = re.compile(
    r"[^.;:]{0,50}?\b(?:claim\w*|responsib\w+|credit|behind)\s(?:responsibility\s)?(?:for\s)?(?:(?:carrying out|staging|in)\s)?"
    r"(?:most|many|dozens|scores|a (?:string|series|number|spate|wave|host)|other|earlier|previous|past|similar|such)\s"
    r"(?:of\s)?(?:(?:the|these|those|its|such|similar|other|earlier|previous|past|recent|deadly|major)\s){0,3}(?:[\w-]+\s){0,2}?"
    r"(?:attacks|bombings|assaults|killings|raids|blasts|strikes|shootings|kidnappings|ambushes|abductions|murders|explosions)\b",
    re.IGNORECASE,
)


def is_of_others(text: str, start: int, end: int) -> bool:
    """Tell whether what is claimed is a row of other deeds ("has claimed responsibility for similar attacks")."""
    return _OTHERS.match(text, start, min(end, start + REACH)) is not None
