"""Datelines: the town and the day before a sentence that are those of the report ("KABUL, Aug 3 (Agency) - A bomb killed …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.types import PlaceMention, Sentence

_FILED = re.compile(
    r"(?:, [A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14})?(?!\s\d))?(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)"
    r"(?:,? \d{4})?)?\s?(?:\([^)\n]{1,40}\)\s?)?(?:--|[-–—]|:)\s"
)
"""The rest of a dateline behind its town."""


def past_dateline(text: str, sentence: Sentence, places: Sequence[PlaceMention]) -> int:
    """Return where the sentence itself begins, behind its dateline if it has one; `places` are those of the sentence."""
    start = sentence.span.start
    filed = _FILED.match(text, places[0].span.end) if places and places[0].span.start == start else None
    return filed.end() if filed is not None else start
