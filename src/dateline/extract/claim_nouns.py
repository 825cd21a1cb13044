"""Claims told as a group's noun: "X's claim of responsibility", "the group's claim for the attack"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.needles import Needled
from dateline.extract.antecedent import antecedent
from dateline.extract.blame_lines import Line, Tie
from dateline.extract.other_deeds import is_of_others
from dateline.types import Span

_OWN_CLAIM = Needled(
    r"(?:(?P<whose>\b(?:the\s(?:group|movement|organi[sz]ation|militia|cartel)['’]s|its|their))|[\w)]['’]s?)\s"
    r"(?P<claim>claims?\s(?:of\sresponsibility|(?:for|on)\sthe\s[\w\s-]{0,24}?"
    r"(?:attack|bombing|blast|killing|shooting|ambush|raid|assault|explosion|stabbing)))\b",
    re.IGNORECASE,
)


def owned_claims(read: Line) -> Iterator[Tie]:
    """Yield claims that are a group's noun: "X's claim of responsibility", "the group's claim for the attack"."""
    for found in _OWN_CLAIM.every(read.text, read.span.start, read.span.end):
        actor = next((a for a in read.actors if found.start() <= a.span.end <= found.end() and a.value.kind == "group"), None)
        start = actor.span.start if actor is not None else found.start()
        value = actor.value if actor is not None else antecedent(read.annotated, start) if found["whose"] else None
        if value is not None and value.kind == "group" and not is_of_others(read.text, found.start(), read.span.end):
            yield read.tie("claim", value, Span(start, found.start("claim")), Span(*found.span("claim")))
