"""Sentences beside an incident's units: they tell no event themselves, but say when or where ("It happened about 3 a.m. Sunday.").

They give candidates for the incident's date and place, marked as such, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.cut import loose
from dateline.extract.group import Group
from dateline.extract.units import Unit
from dateline.types import Annotated

REACH = 3
"""A sentence belongs to the unit that stands at most so many sentences before it."""


def attach(annotated: Annotated, groups: Sequence[Group], found: Sequence[Unit]) -> None:
    """Give every group the loose sentences that follow its units; those before the first unit go to the first group.

    A sentence that stands before its own paragraph's first unit, and behind another paragraph's, goes to the unit ahead
    ("2024, June 22. The old market. A bomb went off").
    """
    if not groups:
        return
    owner = {unit.span: item for item in reversed(groups) for unit in item.units}  # of two that share a sentence the first
    index = {sentence.span: number for number, sentence in enumerate(annotated.sentences)}
    told = [unit for unit in found if unit.span in owner]
    for unit in loose(annotated, found):
        at = index[unit.sentence.span]
        before = [other for other in told if index[other.sentence.span] < at]
        ahead = next((other for other in told if index[other.sentence.span] > at), None)
        own = unit.sentence.paragraph
        if before and ahead and ahead.sentence.paragraph == own != before[-1].sentence.paragraph:
            owner[ahead.span].beside.append(replace(unit, order=ahead.order))
        elif not before:
            owner[told[0].span].beside.append(replace(unit, order=told[0].order))
        elif at - index[before[-1].sentence.span] <= REACH:
            owner[before[-1].span].beside.append(replace(unit, order=before[-1].order))
