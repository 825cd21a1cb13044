"""The zero that a sentence beside an incident asserts: "… exploded. No one was killed, police said"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline.extract.figures import Figure
from dateline.extract.tolls import Casualty
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention

ZERO_REACH = 2
"""Sentences behind the last that tells of the incident in which "no one was killed" still speaks of it."""


def nobody(
    annotated: Annotated, units: Sequence[Unit], effect: Casualty, *, reach: int, taken: Collection[CountMention] = ()
) -> tuple[Figure, float] | None:
    """Return the zero that a sentence right behind the incident's words asserts ("… exploded. No one was killed, police said.").

    Such a sentence tells no event of its own, so that it is in no unit; its figure counts where the units give none. It stands
    within `reach` sentences; its lead is 0, a little less the farther off it stands.
    """
    sentences = [s for s in annotated.sentences if s.kind != "boilerplate"]
    told = {unit.sentence.span for unit in units}
    ends = [number for number, s in enumerate(sentences) if s.span in told] or [len(sentences)]
    for distance in range(reach + 1):
        for sentence in (sentences[end + distance] for end in ends if end + distance < len(sentences)):
            for count in annotated.counts:
                said = count.value.best == 0 and count.effect in (effect, "casualties") and count.certainty == "stated"
                if said and count.role == "whole" and count not in taken and sentence.span.covers(count.span):
                    return Figure(count.value, (count,), units[-1]), -0.01 * distance
    return None
