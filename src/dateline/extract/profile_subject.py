"""What ties words to a group: its name beside them, an apposition, "it" and "the group" (``codebook/profiles.json``)."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.tables import table

LINK = 6
"""A group's name begins within so many code points of the words that point to it."""
PRONOUN = re.compile(
    r"\b(?:the (?:group|movement|organi[sz]ation|militia|insurgents|militants|fighters|faction|gang|cartel|rebels)|"
    r"it|its|they|their)\b",
    re.IGNORECASE,
)


POSSESSOR = re.compile(r"['’]s?$")
"""The end of a name that only says whose: "led by Omar Deen's former aides" is not led by him."""


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return one of the patterns of ``codebook/profiles.json``."""
    return re.compile("|".join(table("profiles")[name]))


def meant(between: str) -> bool:
    """Tell whether words go on with the group named right before `between`: it touches them, or they stand in apposition to it."""
    return len(between) <= LINK or cue("apposition").fullmatch(between) is not None
