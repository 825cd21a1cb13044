"""Datelines: the town and the day before a sentence that are those of the report ("KABUL, Aug 3 (Agency) - A bomb killed …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.types import PlaceMention, Sentence, Span

_TOWN = re.compile(r"\W{0,3}[A-Z][^\W\d_][\w .'’/-]{0,30}(?:, [A-Z][\w .'’-]{2,20})?(?:,| \(| [-–—])? ")
_DASH = re.compile(r"(?:, \d{4})?\)?\s?(?:\([^)\n]{1,40}\)\s?)?(?:--|[-–—])\s")
"""What stands before and behind the day of a dateline."""
_FILED = re.compile(
    r"(?:, [A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14})?(?!\s\d))?(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)"
    r"(?:,? \d{4})?)?\s?(?:\([^)\n]{1,40}\)\s?)?(?:--|[-–—]|:)\s"
)
"""The rest of a dateline behind its town."""


def is_filing_day(text: str, sentence: Span, day: Span) -> bool:
    """Tell the day of the sentence's dateline, which is the report's own ("Mogadishu, 12 March – Eleven died on Tuesday")."""
    return _TOWN.fullmatch(text, sentence.start, day.start) is not None and _DASH.match(text, day.end) is not None


def past_dateline(text: str, sentence: Sentence, places: Sequence[PlaceMention]) -> int:
    """Return where the sentence itself begins, behind its dateline if it has one; `places` are those of the sentence."""
    start = sentence.span.start
    filed = _FILED.match(text, places[0].span.end) if places and places[0].span.start == start else None
    return filed.end() if filed is not None else start
