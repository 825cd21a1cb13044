"""The ages of those whom a figure counts, by which a person told in several sentences is known again."""

from __future__ import annotations

import re

from dateline.types import CountMention

_OLD = re.compile(r"\b([a-z]+|\d{1,3})[\s-](year|month|week|day)s?[\s-]olds?\b", re.IGNORECASE)
_BEHIND = re.compile(
    r",?\s(?:aged?\s|ages\s)?((?:\d{1,3}(?:,\s|,?\sand\s))*\d{1,3})(?=[,.;)—–]|\s(?:and|of|from|was|were|who)\b|$)"
)
_DIGITS = re.compile(r"\d{1,3}")
OLDEST = 110
"""A higher number is no age."""


def years_old(words: str) -> frozenset[str]:
    """Return the ages of "a 14-year-old", "the 21-month-old": "14", "21month"."""
    return frozenset(number.lower() + (unit.lower() if unit.lower() != "year" else "") for number, unit in _OLD.findall(words))


def ages(text: str, count: CountMention) -> frozenset[str]:
    """Return the ages of whom a mention counts: "a 14-year-old girl", "two men, ages 20 and 24"; empty where it tells none."""
    told = set(years_old(count.span.of(text)))
    if not told and (behind := _BEHIND.match(text, count.span.end)):
        told = {number for number in _DIGITS.findall(behind[1]) if 0 < int(number) <= OLDEST}
    return frozenset(told)
