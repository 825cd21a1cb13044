"""All who were hit, where nobody has died and the words for the injured tell of some: "Five people were shot. … Both men were
treated"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.figures import OTHERS, Figure, size

_OF_MORE = re.compile(
    r"\b(?:weekend|citywide|across the city|since|(?:this|last) (?:year|month|week)|so far|overnight|"
    r"in (?:about )?\w+ (?:hours|days|weeks))\b",
    re.IGNORECASE,
)
"""What says that those hit are those of a city, or of a time."""
MOST = 13
"""The most who are taken for those of one shooting: more are as often those of a weekend, or of a year."""


def all_struck(text: str, chosen: Figure, found: Sequence[Figure]) -> Figure:
    """Return the largest figure of those hit, less nobody, where `chosen` are one of them or a sum of some; else `chosen`.

    `found` are the injured of an incident without any dead. A whole that is said ("four were wounded") stands, and so does a figure
    with "others", who come on top.
    """
    if not _is_some(text, chosen):
        return chosen
    struck = [f for f in found if _is_whole(f) and size(chosen) < size(f) <= MOST and not _OF_MORE.search(f.unit.span.of(text))]
    return max(struck, key=size, default=chosen)


def _is_some(text: str, figure: Figure) -> bool:
    """Tell one person, "both", or persons added up clause by clause."""
    words = figure.span.of(text)
    partial = figure.clauses or any(mention.role == "included" for mention in figure.mentions)
    both = words.lower().split()[0] in ("both", "two") and OTHERS.search(words) is not None
    return size(figure) == 1 or partial or both or words.lower().startswith("both")


def _is_whole(figure: Figure) -> bool:
    """Tell those hit as one phrase or as the parts of one ("shot a girl and a bystander"), not persons told clause by clause."""
    hit = (figure.note or "").startswith("derived: hit less")
    roles = ("whole", "part") if len(figure.mentions) == 1 else ("part",)
    return hit and all(mention.role in roles and mention.value.qualifier == "exact" for mention in figure.mentions)
