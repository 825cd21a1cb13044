"""Those told as alive behind their wounds: they were hurt, however unsure the weights are.

"The man had a wound to the chest and was in stable condition", of a shooting that left three dead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract import weigh
from dateline.extract.figures import Figure, size

_LIVES = re.compile(
    r"[^.;]{0,140}?\b(?:in\s(?:a\s)?(?:\w+\s(?:but|and)\s)?(?:stable|fair|good)\scondition|(?:was|were|is|are)\sstable\b|"
    r"treated\s(?:\w+\s){0,6}?and\s(?:later\s)?released|"
    r"(?:is|are|was|were)\sexpected\sto\s(?:survive|recover|live|be\sok)|(?:non|not)[-\s]life[-\s]threatening|is\srecovering|"
    r"out\sof\ssurgery|released\sfrom\s(?:the\s|a\s)?hospital)",
    re.IGNORECASE,
)
"""What is said of the living alone; "critical" and "serious" are said of some who died."""
DOUBT = -1.6
"""How far under none a figure may score that is told as alive."""


def lives(text: str, figure: Figure) -> bool:
    """Tell whether the sentence says behind the figure that those counted live."""
    return _LIVES.match(text, figure.span.end, figure.unit.sentence.span.end) is not None


def told_alive(text: str, found: Sequence[tuple[Figure, weigh.Features]]) -> Figure | None:
    """Return the largest figure told as alive, where the weights choose none; None where there is none."""
    none = weigh.score("injured", {"none": 1.0})
    alive = [
        figure
        for figure, row in found
        if figure.note is None
        and size(figure)
        and not (row["dead"] or row["apart"] or row["vague"] or row["fighters"])
        and weigh.score("injured", row) - none > DOUBT
        and lives(text, figure)
    ]
    return max(alive, key=size, default=None)
