"""A group's own news outlet speaks for the group: "Amaq said that IS had carried it out" is a claim, no accusation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.extract.blame_lines import Line, Tie, word_set

DEED_REACH = 8
"""Tokens behind the group's name in which its deed stands."""
_SAYS = re.compile(
    r"\b(?:A?amaq|[Aa]l-Naba|[Nn]ashir|A'?amaq)\b(?:['’]s)?(?:\s(?:news|media|agency|channel|newsletter|website|outlet)){0,3}\s"
    r"(?:has\s|had\s|later\s|also\s)?(?:said|says|reported|reports|announced|added|wrote)\b",
    re.IGNORECASE,
)


def mouthpieces(read: Line) -> Iterator[Tie]:
    """Yield the claim that such an outlet makes for the group which it names as the doer."""
    said = _SAYS.search(read.text, read.span.start, read.span.end)
    if said is None:
        return
    actor = next((one for one in read.actors if one.span.start >= said.end() and one.value.kind == "group"), None)
    if actor is None:
        return
    behind = [word for word in read.words if word.span.start >= actor.span.end][:DEED_REACH]
    deed = next((word for word in behind if word.word in word_set("deeds")), None)
    if deed is not None and not any(word.word in word_set("negations") for word in behind):
        yield read.tie("claim", actor.value, actor.span, deed.span)
