"""Who claims a deed by a participle at the head of a sentence: "Claiming the attack on the convoy, X said that …"."""

from __future__ import annotations

from dateline.extract.blame_lines import Line
from dateline.types import ActorMention, Span

REACH = 30
"""Code points behind the comma within which the subject begins."""


def fronted(read: Line, cue: Span) -> ActorMention | None:
    """Return the subject to which a participle at the head of the stretch belongs ("Claiming the attack on …, X said")."""
    if cue.start != read.words[0].span.start or not cue.of(read.text).lower().startswith(("claiming", "taking", "admitting")):
        return None
    comma = next((word.span.end for word in read.words if word.word == "," and word.span.start >= cue.end), None)
    near = [a for a in read.actors if comma is not None and comma <= a.span.start <= comma + REACH]
    return near[0] if near and near[0].value.kind == "group" else None
