"""What ties words to a group: its name beside them, an apposition, "it" and "the group" (``codebook/profiles.json``)."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.tables import table

LINK = 6
"""A group's name begins within so many code points of the words that point to it."""
_KIND = (
    r"(?:Islamist|Islamic|jihadist|Salafist|Shiite|Shia|Sunni|Marxist|Maoist|leftist|far-right|Kurdish|Tamil|Baloch|Somali|Palestinian|"
    r"Lebanese|separatist|secessionist|militant|armed|terror|terrorist|rebel|insurgent|guerrilla|extremist|dissident|radical|banned|"
    r"outlawed|shadowy|secretive|little-known|criminal|republican)"
)
PRONOUN = re.compile(
    rf"\b(?:the (?:{_KIND} ){{0,2}}(?:group|movement|organi[sz]ation|militia|insurgents|militants|fighters|faction|gang|"
    r"cartel|rebels|outfit|sect|guerrillas|guerillas|jihadists|separatists|insurgency)|it|its|they|their)\b",
    re.IGNORECASE,
)
"""What stands for the group named last: "it", "the gang", "the Shiite movement"."""


POSSESSOR = re.compile(r"['’]s?$")
"""The end of a name that only says whose: "led by Omar Deen's former aides" is not led by him."""


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return one of the patterns of ``codebook/profiles.json``."""
    return re.compile("|".join(table("profiles")[name]))


def meant(between: str) -> bool:
    """Tell whether words go on with the group named right before `between`: it touches them, or they stand in apposition to it."""
    return len(between) <= LINK or cue("apposition").fullmatch(between) is not None
