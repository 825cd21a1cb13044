"""A claim by a group that its report names only in the next words: "A dissident group said its gunmen shot him. …, the X said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.needles import Needled
from dateline.extract.blame_cues import subject
from dateline.extract.blame_lines import Line, Tie, word_set
from dateline.extract.units import inside
from dateline.types import Span

BACK = 2
"""Sentences before the name in which the group claims the deed without one."""
_UNNAMED = Needled(
    r"\b(?:an?|one)\s(?:[\w’'-]+\s){0,5}?(?:group|faction|organi[sz]ation|cell|movement|militia|outfit|gang)"
    r"(?:\s(?:in|from)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?\s(?:has\s|have\s)?(?:said|says|claimed|claims|announced|admitted)\s"
    r"(?:(?:on|today|yesterday|late|early|\w+day|that)\s){0,3}(?:responsibility\b|(?:its|their)\s(?:\w+\s)?(?:gunmen|fighters|men|members|units?)\b|"
    r"(?:it|they)\s(?:(?:had|has|have|also)\s){0,2}(?:carried\sout|sent|mailed|planted|placed|laid|posted|shot|killed|attacked|ambushed|bombed|"
    r"staged|executed|fired|detonated|targeted|struck|set|was\sbehind|were\sbehind|was\sresponsible|were\sresponsible)\b)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:not|no|never|nothing|denied|denies|condemned|neither)\b", re.IGNORECASE)


def named_later(read: Line) -> Iterator[Tie]:
    """Yield the claim of the group that speaks in `read`, where a sentence before has an unnamed group say it did the deed."""
    if _OTHERWISE.search(read.text, read.span.start, read.span.end):
        return
    spoken = ((subject(read, word.span.start), word.span) for word in read.words if word.word in word_set("says"))
    who, said = next(((who, said) for who, said in spoken if who is not None and who.value.kind == "group"), (None, None))
    if who is None or said is None:
        return
    sentences = read.annotated.sentences
    at = next((index for index, one in enumerate(sentences) if one.span.covers(read.span)), 0)
    for one in sentences[max(0, at - BACK) : at]:
        unnamed = _UNNAMED.first(read.text, one.span.start, one.span.end) if one.kind != "title" else None
        if unnamed is None:
            continue
        told = bool(inside(read.annotated.events, one.span)) or any(one.span.covers(word.span) for word in read.annotated.words)
        others = [actor for actor in inside(read.annotated.actors, one.span) if actor.span.start >= unnamed.end()]
        if told and not any(actor.value.kind == "group" for actor in others):
            yield replace(read.tie("claim", who.value, who.span, Span(who.span.start, said.end)), subject=True)
            return
