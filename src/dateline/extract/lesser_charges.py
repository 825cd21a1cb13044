"""Charges that make nobody the one who did the attack: a gun left unlocked, a child left with it, an older case."""

from __future__ import annotations

import re

CHARGED = 90
"""Code points behind a name in which the charge stands."""
_OTHERWISE = re.compile(
    r"\b(?:child neglect|child endanger\w*|endangering (?:the )?(?:welfare|life|lives|a child|children|minors?)|"
    r"neglect of (?:a )?(?:child|minor)\w*|(?:abuse|neglect)(?: and| or) (?:abuse|neglect)|delinquency of|secure a|"
    r"possession of (?:an? )?(?:[\w-]+ )?(?:weapon|firearm|gun|handgun|drugs?|marijuana|heroin|cocaine)s?|"
    r"storage of|family violence|domestic violence|cannabis|before for|"
    r"drug possession|drunk driving|immigration|perjury|obstruct\w*|fraud)\b",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    r"\b(?:murder|homicide|manslaughter|assault|wounding|battery|attempted|capital|terror\w*|shooting (?:at|into))\b", re.IGNORECASE
)
"""Charges of the attack itself, beside which others may stand ("murder and two counts of endangering the welfare of a child")."""
_ENDS = re.compile(r"[.;]\s|\n")


def is_otherwise(text: str, start: int, end: int) -> bool:
    """Tell whether the charge between `start` and `end` is of something else, and none of the attack stands beside it."""
    found = _OTHERWISE.search(text, start, end)
    if found is None:
        return False
    stop = _ENDS.search(text, found.end(), found.end() + CHARGED)
    return _GRAVE.search(text, start, stop.start() if stop is not None else found.end() + CHARGED) is None
