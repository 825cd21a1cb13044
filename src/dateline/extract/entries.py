"""Entries of a list: paragraphs that a date heads ("14 May: A shell fell", "2024, June 22. The old market. A bomb went off")."""

from __future__ import annotations

import re

from dateline.types import Annotated, TimeMention

_ENTRY = re.compile(r"[*_)\]]*\s*(?:[:–—|.-]|,\s)")
_MARKS = re.compile(r"[\s*•·#>–—-]*(?:\d{1,2}[.)]\s)?[\s*•·#>–—-]*")


def entry(annotated: Annotated, time: TimeMention) -> bool:
    """Tell whether a time expression heads its line, after the mark of a list, with a mark behind it."""
    text = annotated.document.text
    start = text.rfind("\n", 0, time.span.start) + 1
    return _MARKS.fullmatch(text, start, time.span.start) is not None and _ENTRY.match(text, time.span.end) is not None
