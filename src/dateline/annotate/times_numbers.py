"""Figures that look like a year but number a car, a house or a telephone: "a 2008 Ford", "of 1935 Mill Road", "the 1900 block of"
(``codebook/date_words.json``), or that are the year of a copyright."""

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
_BLOCK = re.compile(r"[ -](?:hundred[ -])?bl(?:oc)?k\b", re.IGNORECASE)
"""A stretch of a street between two crossings, as the US police name it ("the 2000 block of Mill Street")."""
_GRID = re.compile(r" (?:North|South|East|West)(?=[),.;]|$)")
"""A street of a town laid out in squares, which has a number for a name ("at Elm Road (1910 West)")."""
_TELEPHONE = re.compile(r"\d{3}[)-]?[ -]?\d{3}[.-]$")
_COPYRIGHT = re.compile(r"(?:\bcopyright|©|\(c\))[\s©,]*(?:by\s)?$", re.IGNORECASE)
BEFORE = 20
"""Code points looked at before the figure."""


def numbers(text: str, before: str | None, end: int) -> bool:
    """Tell whether the figure that ends at `end` is none of a year in which something happened; ``before`` is the word before it,
    in lower case."""
    car, house = _patterns()
    if _BLOCK.match(text, end) or (before not in _YEARS and _GRID.match(text, end)) or _is_marked(text, end):
        return True
    if before not in _YEARS and car.match(text, end, end + REACH):
        return True
    return (before is None or before in _PLACING) and house.match(text, end, end + REACH) is not None


def _is_marked(text: str, end: int) -> bool:
    """Tell the end of a telephone number and the year of a copyright from what stands before the figure."""
    start = end - len("2016")
    before = text[max(0, start - BEFORE) : start]
    return _TELEPHONE.search(before) is not None or _COPYRIGHT.search(before) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    held: dict[str, list[str]] = table("date_words")["no_years"]
    makes, streets = ("|".join(re.escape(word) for word in held[name]) for name in ("makes", "streets"))
    car = re.compile(rf" (?:[a-z]+ )?(?:{makes})(?!\w| City| Street| County)")
    side = r"(?:[NSEW]\.? |(?:North|South|East|West) )?"
    return car, re.compile(rf" {side}(?:[A-Z]\w+ |\d+(?:st|nd|rd|th) ){{1,2}}(?:{streets})(?!\w)")
