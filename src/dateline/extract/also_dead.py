"""The dead with those who were "also killed": "The minister was murdered. Two of his guards were also killed" tells of three."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.figures import TOO, Figure, size


def also_dead(text: str, chosen: Figure, found: Sequence[Figure]) -> Figure:
    """Return the sum of `chosen` and those told as also killed, where `chosen` are one of the two; else `chosen`."""
    if len(chosen.mentions) != 1 or chosen.note is not None:
        return chosen
    for figure in found:
        first, *rest = figure.mentions
        added = len(rest) == 1 and figure.note is None and TOO.match(text, rest[0].span.end) is not None
        one = chosen.mentions[0] in figure.mentions or (first.value.best == 1 and size(chosen) == 1)
        if added and one and first.value.best == 1:
            return figure
    return chosen
