"""The zero that a sentence beside an incident asserts: "… exploded. No one was killed, police said"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.extract.figures import Figure
from dateline.extract.tolls import Casualty
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention

ZERO_REACH = 2
"""Sentences behind the last that tells of the incident in which "no one was killed" still speaks of it."""

EITHER_REACH = 8
"""Sentences between an incident and the zero that is told of it and the next one together."""
_EITHER = re.compile(
    r"\b(?:either(?:\sof\sthe)?|both(?:\sthe)?|the\stwo)\s"
    r"(?:attacks?|incidents?|blasts?|explosions?|bombings?|strikes?|shootings?|cases?|raids?)\b",
    re.IGNORECASE,
)


def of_either(annotated: Annotated, stories: Sequence[Sequence[Unit]], effect: Casualty) -> dict[int, Figure]:
    """Return the zero of "no one was hurt in either attack", by the numbers of the two of `stories` told right before it."""
    starts = {sentence.span: number for number, sentence in enumerate(annotated.sentences)}
    text = annotated.document.text
    out: dict[int, Figure] = {}
    for count in annotated.counts:
        if count.value.best != 0 or count.effect not in (effect, "casualties") or count.certainty != "stated":
            continue
        at, sentence = next(((n, s) for n, s in enumerate(annotated.sentences) if s.span.covers(count.span)), (0, None))
        if sentence is None or _EITHER.search(text, sentence.span.start, sentence.span.end) is None:
            continue
        last = {
            number: max((starts[unit.sentence.span] for unit in units if starts[unit.sentence.span] <= at), default=-1)
            for number, units in enumerate(stories)
        }
        near = sorted((number for number, end in last.items() if 0 <= at - end <= EITHER_REACH), key=last.__getitem__)
        for number in near[-2:] if len(near) > 1 else ():
            out[number] = Figure(count.value, (count,), stories[number][-1])
    return out


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
