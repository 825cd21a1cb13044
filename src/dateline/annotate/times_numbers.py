"""Figures that look like a year but number a car or a house: "a 2008 Ford", "of 1935 Mill Road" (``codebook/date_words.json``)."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.tables import table

REACH = 60
"""Code points looked at behind the figure: the name of a street takes two words at most."""
_YEARS = frozenset({"in", "since", "by", "until", "till", "during", "from", "before", "after", "early", "late", "of"})
"""Words before a figure that make it a year before a car's name ("in 2008 Ford closed a plant")."""
_PLACING = frozenset({"of", "at", "to", "near", "outside", "from", ",", "inside"})
"""What stands before a house's number."""


def numbers(text: str, before: str | None, end: int) -> bool:
    """Tell whether the figure that ends at `end` numbers a car or a house; ``before`` is the word before it, in lower case."""
    car, house = _patterns()
    if before not in _YEARS and car.match(text, end, end + REACH):
        return True
    return (before is None or before in _PLACING) and house.match(text, end, end + REACH) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    held: dict[str, list[str]] = table("date_words")["no_years"]
    makes, streets = ("|".join(re.escape(word) for word in held[name]) for name in ("makes", "streets"))
    car = re.compile(rf" (?:[a-z]+ )?(?:{makes})(?!\w| City| Street| County)")
    side = r"(?:[NSEW]\.? |(?:North|South|East|West) )?"
    return car, re.compile(rf" {side}(?:[A-Z]\w+ |\d+(?:st|nd|rd|th) ){{1,2}}(?:{streets})(?!\w)")
