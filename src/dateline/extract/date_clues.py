"""What the words around a time expression say of it as an incident's date: features of the choice in `extract/date.py`.

``codebook/date_cues.json`` holds the words of what comes after an attack ("was found", "died in hospital", "was charged").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.units import Unit, inside
from dateline.intervals import bounds, compatible, width
from dateline.types import Annotated, DateValue, Span, TimeMention

REACH = 70
"""Code points before or behind a time expression in which the verb it belongs to is looked for."""
_TIE = re.compile(r"\s+(?:after|before)\s")
_BREAK = re.compile(r"[;:.!?\"”]\s|,\s(?:and|but|while|when|after|before|who|which)\s|\s(?:after|before|while|when|but)\s")


@cache
def _aftermath() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("date_cues")["aftermath"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def clues(annotated: Annotated, unit: Unit, time: TimeMention) -> dict[str, float]:
    """Return the features that the sentence gives to one of its time expressions, each 0.0 or 1.0."""
    text, span = annotated.document.text, time.span
    return {
        "tied": float(_TIE.match(text, span.end) is not None and time.anchor is not None),
        "aftermath": float(_is_aftermath(annotated, unit, span)),
    }


def _is_aftermath(annotated: Annotated, unit: Unit, span: Span) -> bool:
    """Tell whether the verb that the expression belongs to is one of what comes after an attack, and no event stands nearer."""
    text, sentence = annotated.document.text, unit.sentence.span
    start = max(sentence.start, span.start - REACH)
    cues = list(_aftermath().finditer(text, start, span.start))
    if cues:
        between = Span(cues[-1].end(), span.start)
        return not inside(annotated.events, between) and not _BREAK.search(text, between.start, between.end)
    ahead = _aftermath().search(text, span.end, min(sentence.end, span.end + REACH))
    if ahead is None or _BREAK.search(text, span.end, ahead.start()):
        return False
    return not inside(annotated.events, Span(start, ahead.end()))


def coarser(values: Sequence[DateValue | None]) -> list[bool]:
    """Tell of each value whether another of them is narrower and lies within it ("1981" beside "14 June 1981")."""
    known = [(value, bounds(value)) for value in values]
    return [
        edges is not None
        and any(
            other is not None and edges[0] <= other[0] and other[1] <= edges[1] and width(more) < width(value)
            for more, other in known
        )
        for value, edges in known
    ]


def shares(values: Sequence[DateValue | None]) -> list[float]:
    """Return of each value how many of the others it agrees with, as a share of them; 0.0 where it is unknown or alone."""
    return [
        sum(compatible(value, other) is True for at, other in enumerate(values) if at != index) / max(1, len(values) - 1)
        for index, value in enumerate(values)
    ]
