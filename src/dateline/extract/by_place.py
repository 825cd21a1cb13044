"""Figures told place by place: "five died in Husseiniyah and three in Mashtal", "44 dead, 35 of whom were in Tche and 9 in Drodro".

Such a figure is that of the incident at its place, whatever whole it is a part of, where the incident has no figure from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.extract.figures import Figure
from dateline.extract.units import Unit, inside
from dateline.types import Annotated, CountMention, Effect, PlaceMention, PlaceValue

_AT = re.compile(r"(?:\s[\w’'-]+){0,4}?\s(?:in|at|near|outside)\s(?:the\s)?(?:(?:town|village|city|district|area)\sof\s)?")
"""What may stand between a figure and its place."""
LIST = 45
"""How far behind the place of one figure the next may stand: "two in Candelaria in a clash at a market and one in Cali"."""


def told_at(annotated: Annotated, units: Sequence[Unit], place: PlaceValue | None, effect: Effect) -> Figure | None:
    """Return the figure that a sentence of several places tells for `place`; None where none does, or two differ."""
    if place is None:
        return None
    name = place.name.split(",")[0].casefold()
    found = [count for count, where in _pairs(annotated, effect) if where.span.of(annotated.document.text).casefold() == name]
    return Figure(found[0].value, (found[0],), units[0]) if len({count.value for count in found}) == 1 else None


def _pairs(annotated: Annotated, effect: Effect) -> Iterator[tuple[CountMention, PlaceMention]]:
    """Yield each figure of a sentence that tells figures for two places or more, with its place."""
    text = annotated.document.text
    for sentence in annotated.sentences:
        counts = [c for c in inside(annotated.counts, sentence.span) if c.effect == effect and c.value.best and not c.attackers]
        if len(counts) < 2 or sentence.kind == "boilerplate":
            continue
        places = inside(annotated.places, sentence.span)
        found: list[tuple[CountMention, PlaceMention]] = []
        for count, after in zip(counts, (*counts[1:], None), strict=True):
            stop = sentence.span.end if after is None else after.span.start
            where = next((p for p in places if count.span.end < p.span.start < stop), None)
            near = not found or count.span.start - found[-1][1].span.end <= LIST
            if near and where is not None and _AT.fullmatch(text, count.span.end, where.span.start):
                found.append((count, where))
        if len({where.span.of(text) for _, where in found}) > 1:
            yield from found
