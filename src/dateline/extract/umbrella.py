"""Who did what a list tells, where only the sentence above says so: "forces conducted 14 strikes: - Near Mosul, six strikes …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.extract.blame_lines import Tie
from dateline.types import Sentence, Span

LONGEST = 40
"""Sentences below the one that tells of several deeds in which their list may stand."""
_SEVERAL = re.compile(
    r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens of|a series of|multiple)\s"
    r"(?:[\w-]+\s){0,3}(?:strikes|airstrikes|attacks|raids|operations|ambushes|bombings)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*(?:[-–—*•]{1,2}\s?|(?:\(?[a-z\d][.)]\s))?(?:near|in|at|on|outside|around)\s[^.;]{2,60}?,\s", re.IGNORECASE)
_DEED = re.compile(r"\b(?:strikes?|airstrikes?|attacks?|raids?|engagements?|ambush|bomb(?:ing)?s?)\b", re.IGNORECASE)


def is_entry(text: str, span: Span) -> bool:
    """Tell whether a sentence is an entry of a list of deeds: "- Near Mosul, six strikes engaged …"."""
    return _ENTRY.match(text, span.start, span.end) is not None and _DEED.search(text, span.start, span.end) is not None


def umbrella(text: str, sentences: Sequence[Sentence], at: int, ties_of: Iterable[tuple[int, Tie]]) -> list[Tie]:
    """Return the ties that hold for sentence `at`, an entry of a list, of the nearest sentence above that tells several deeds.

    ``ties_of`` are the ties of the document that say who acted, each with the number of its sentence.
    """
    above = [
        (number, tie) for number, tie in ties_of if at - LONGEST <= number < at and _tells_several(text, sentences[number].span)
    ]
    last = max((number for number, _ in above), default=None)
    return [tie for number, tie in above if number == last]


def _tells_several(text: str, span: Span) -> bool:
    return _SEVERAL.search(text, span.start, span.end) is not None
