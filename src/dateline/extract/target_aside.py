"""Phrases that stand beside a deed and name nothing that it struck: where victims come from, whose home a town is, a byline."""

from __future__ import annotations

import re

from dateline.types import Span

REACH = 60
"""Code points before a phrase in which the words that set it aside begin."""
_NEARBY = re.compile(r"(?:nearby|neighbou?ring|adjacent|distant)\s", re.IGNORECASE)
_HOME = re.compile(r"\b(?:home ?town|birthplace|home village|home district|power base)\sof\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|of)\s(?:(?:an?|the|two|some)\s)?$", re.IGNORECASE)


def is_a_home(text: str, span: Span) -> bool:
    """Tell whether a phrase is where those who were struck live or learn ("children from a nearby school"), or whose home
    a place is ("the hometown of the prime minister"): nothing that was hit."""
    if _HOME.search(text, max(0, span.start - 40), span.start):
        return True
    told = _NEARBY.match(text, span.start, span.end) or _NEARBY.search(text, max(0, span.start - 13), span.start)
    if told is None:
        return False
    start = min(told.start(), span.start)
    return _FROM.search(text, max(0, start - REACH), start) is not None


_BYLINE = re.compile(r"By\s[^.!?\n]{0,60}\Z")


def signs(text: str, span: Span) -> bool:
    """Tell whether a phrase stands in a line that names the author: "By a staff writer"."""
    start, past = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return _BYLINE.match(text[start : past if past >= 0 else len(text)].strip()) is not None
