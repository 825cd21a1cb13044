"""Figures of the title beside those of the text: it rounds what the lead counts, and tells the whole that parts do not reach."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.figures import Figure, size

NEARLY = 0.75
"""What share of the whole told at the top an incomplete sum of its parts has at least; a smaller one may be another incident's."""


def counted(title: Figure, found: Sequence[Figure]) -> Figure:
    """Return the exact figure of the lead that a title's figure rounds: 527 for "more than 500"; else the figure itself."""
    if title.unit.sentence.kind != "title" or title.value.qualifier not in ("more_than", "at_least", "about"):
        return title
    for figure in found:
        plain = figure.note is None and figure.value.qualifier == "exact" and len(figure.mentions) == 1
        if plain and figure.unit.lead and _rounds(title, size(figure)):
            return figure
    return title


def _rounds(title: Figure, number: int) -> bool:
    """Tell whether the title's number is another one in round numbers, by the place of its last digit that is not 0."""
    rounded, step = size(title), 1
    while rounded and rounded % (step * 10) == 0:
        step *= 10
    if step == 1:
        return False
    below = title.value.qualifier == "about" and rounded - step / 2 <= number < rounded
    return below or rounded < number < rounded + (step / 2 if title.value.qualifier == "about" else step)


def is_incomplete(figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell a sum of parts that nearly reaches the whole of the title or the lead: "41 died at the first and seven at the second",
    of 49 killed."""
    if len(figure.mentions) < 2 or figure.unit.lead or figure.unit.sentence.kind == "title":
        return False
    tops = (other for other in found if other.unit.lead or other.unit.sentence.kind == "title")
    return any(len(top.mentions) == 1 and NEARLY * size(top) <= size(figure) < size(top) for top in tops)
