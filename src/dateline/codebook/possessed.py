"""Whose forces "its soldiers" and "its jets" are: those of the state or group that the sentence named last ("police said their
drones" too).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.types import ActorMention, ActorValue

REACH = 160
"""Code points before "its" within which the owner is named."""
_ITS = re.compile(r"\b(?:[Ii]ts|(?:said|says|confirmed|announced|admitted)\s(?:that\s)?their)\s(?:own\s)?$")
_BREAK = re.compile(r"[.;!?\n](?:\s|$)")


def owner(text: str, start: int, actors: Sequence[ActorMention]) -> ActorValue | None:
    """Return the state or group before the "its" that ends at `start`, None where no "its" does or nobody is named before it."""
    its = _ITS.search(text, max(0, start - 28), start)
    if its is None:
        return None
    named = [
        a for a in actors if a.span.end <= its.start() and its.start() - a.span.end <= REACH and a.value.kind in ("group", "state")
    ]
    if not named or _BREAK.search(text, named[-1].span.end, its.start()):
        return None
    return named[-1].value
