"""All who were hit, where nobody has died and the words for the injured tell of some: "Five people were shot. … Both men were
treated"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.figures import OTHERS, Figure, size

MOST = 13
"""The most who are taken for those of one shooting: more are as often those of a weekend, or of a year."""


def all_struck(text: str, chosen: Figure, found: Sequence[Figure]) -> Figure:
    """Return the largest figure of those hit, less nobody, where `chosen` are one of them or a sum of some; else `chosen`.

    `found` are the injured of an incident without any dead. A whole that is said ("four were wounded") stands, and so does a figure
    with "others", who come on top.
    """
    if not _is_some(text, chosen):
        return chosen
    struck = [f for f in found if _is_whole(f) and size(chosen) < size(f) <= MOST]
    return max(struck, key=size, default=chosen)


def _is_some(text: str, figure: Figure) -> bool:
    """Tell one person, "both", or persons added up clause by clause."""
    words = figure.span.of(text)
    partial = figure.clauses or any(mention.role == "included" for mention in figure.mentions)
    both = words.lower().split()[0] in ("both", "two") and OTHERS.search(words) is not None
    return size(figure) == 1 or partial or both or words.lower().startswith("both")


def _is_whole(figure: Figure) -> bool:
    """Tell those hit as one phrase or as the parts of one ("shot a girl and a bystander"), not persons told clause by clause."""
    hit = (figure.note or "").startswith("derived: hit less") and not figure.clauses
    one = len({mention.role for mention in figure.mentions}) == 1
    return hit and one and all(m.role in ("whole", "part") and m.value.qualifier == "exact" for m in figure.mentions)
