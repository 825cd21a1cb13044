"""Who did it, under a head that asks: "Who is the suspect? A 24-year-old Somali who had lived in a hostel."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.extract.blame_lines import Ground, Line, Tie
from dateline.extract.clause_subjects import PHRASE
from dateline.extract.described import SCORE, opening_phrase
from dateline.extract.wanted import NAME
from dateline.types import ActorValue, Span

ABOVE = 90
"""Code points before a sentence in which the question stands."""
_ASKED = re.compile(
    r"\b(?:Who|What do we know about)\s(?:(?:is|was|are|were)\s)?(?:the\s)?(?:[a-z]+\s){0,2}?"
    r"(?P<who>suspects?|attackers?|gunm[ae]n|shooter|driver|perpetrators?|killer|bombers?|assailants?|knifeman)\?\s*$"
)
_NAMED = re.compile(rf"({NAME})(?:,\s\d{{1,2}},?|\s\(\d{{1,2}}\))")
_AGED = re.compile(
    r"(?:an?|the)\s\d{1,2}-year-old\b|an?\s(?:[\w-]+\s){0,4}(?:m[ae]n|woman|teenager|youth|national|student|citizen)\b",
    re.IGNORECASE,
)


def answers(read: Line) -> Iterator[Tie]:
    """Yield whom the first sentence below the question names or describes; of a minor no name is taken."""
    start = read.span.start
    asked = _ASKED.search(read.text, max(0, start - ABOVE), start)
    if asked is None:
        return
    ground: Ground = "suspected" if asked["who"].startswith("suspect") else "stated"
    named = _NAMED.match(read.text, start, read.span.end)
    if named is not None:
        mention = Span(*named.span(1))
        yield read.tie(ground, ActorValue(named[1], None, "person", 0.8), mention, mention)
        return
    found = opening_phrase(read.annotated, Span(start, min(read.span.end, start + PHRASE)))
    if found is not None and _AGED.match(read.text, start):
        name = " ".join(found.of(read.text).split())
        yield read.tie(ground, ActorValue(name, None, "generic", SCORE), found, found)
