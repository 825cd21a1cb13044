"""Denials and claims in the first person: "We do not bomb our own people", told the radio by whoever speaks for the group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.needles import Needled
from dateline.extract.blame_lines import Line, Tie
from dateline.types import ActorMention, Span

REACH = 220
"""Code points back to the group that is named last before a denial whose speaker names none."""
_WE = r"\b(?:we|our\s(?:men|fighters|forces|boys|people|members|soldiers))\s"
_DEEDS = r"(?:attack|bomb|kill|target|shoot|fight|strike|harm|murder|burn|kidnap|abduct|shell|massacre|execute)"
_NOT_US = Needled(
    rf"{_WE}(?:(?:do|did|would|could)\s?n[o’']t|don[’']t|didn[’']t|never)\s(?:ever\s)?(?:{_DEEDS}(?:ed|s)?|(?:do|did)\s(?:it|this|that)|carry\sout)\b|"
    rf"{_WE}(?:are|were)\snot\s(?:guilty|responsible|behind|involved)\b|\bwe\s(?:had|have)\snothing\sto\sdo\swith\b",
    re.IGNORECASE,
)
_WE_DID = re.compile(
    rf"{_WE}(?:(?:have|had|also)\s){{0,2}}(?:carried\sout|did\s(?:this|it|that)\b|claim\s(?:this|the)\b|take\sresponsibility|"
    r"(?:killed|attacked|bombed|targeted|hit|struck|sent|selected|chose|picked|punished|avenged|ambushed|executed|shelled|detonated|"
    r"planted|stormed|kidnapped|abducted)\b)",
    re.IGNORECASE,
)


def first_person(read: Line) -> Iterator[Tie]:
    """Yield the groups whose speaker says in the stretch that "we" did it or did not."""
    for match in _NOT_US.every(read.text, read.span.start, read.span.end):
        actor = _speaker(read, match.start()) or _last(read, match.start())
        if actor is not None:
            yield read.tie("denial", actor.value, match_span(match), match_span(match))
    for match in _WE_DID.finditer(read.text, read.span.start, read.span.end):
        actor = _speaker(read, match.start())
        if actor is not None:
            yield read.tie("claim", actor.value, actor.span, match_span(match))


def match_span(match: re.Match[str]) -> Span:
    """Return where a pattern was found."""
    return Span(*match.span())


def _speaker(read: Line, at: int) -> ActorMention | None:
    """Return the group that the speaker of the words at `at` is of."""
    for item in read.annotated.attributions:
        if item.scope.start <= at < item.scope.end:
            named = [a for a in read.annotated.actors if a.value.kind == "group" and item.speaker.overlaps(a.span)]
            if named:
                return named[0]
    return None


def _last(read: Line, at: int) -> ActorMention | None:
    """Return the group that is named last before `at`, in reach."""
    near = [a for a in read.annotated.actors if a.value.kind == "group" and at - REACH <= a.span.start and a.span.end <= at]
    return near[-1] if near else None
