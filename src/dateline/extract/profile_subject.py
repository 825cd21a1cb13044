"""Of which group a sentence tells something: the one named beside the words, or what "it" and "the group" stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.antecedent import aside
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span

LINK = 6
"""A group's name begins within so many code points of the words that point to it."""
CLOSE = 80
"""A group stands at most so many code points from the words that tell something of it, or a name or pronoun of it stands nearer."""
PRONOUN = re.compile(
    r"\b(?:the (?:group|movement|organi[sz]ation|militia|insurgents|militants|faction|gang|cartel|rebels)|it|its|they|their)\b",
    re.IGNORECASE,
)


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return one of the patterns of ``codebook/profiles.json``."""
    return re.compile("|".join(table("profiles")[name]))


def meant(between: str) -> bool:
    """Tell whether words go on with the group named right before `between`: it touches them, or they stand in apposition to it."""
    return len(between) <= LINK or cue("apposition").fullmatch(between) is not None


def whom(
    annotated: Annotated, sentence: Sentence, words: Span, local: Sequence[ActorMention], groups: Sequence[ActorMention]
) -> ActorValue | None:  # fmt: skip
    """The group of which the words speak: named before them in the sentence, else in it, else the last one before it."""
    text = annotated.document.text
    left = [g for g in local if g.span.end <= words.start + 1]
    if left:
        return _nearer(text, left, words)
    if PRONOUN.search(text, sentence.span.start, words.start + 4):
        return _topic(annotated, sentence, groups)
    if local and local[0].span.start - words.end <= CLOSE:
        return local[0].value
    return _topic(annotated, sentence, groups) if PRONOUN.search(text, sentence.span.start, sentence.span.end) else None


def _nearer(text: str, left: Sequence[ActorMention], words: Span) -> ActorValue:
    """Of several groups before the words, the one they go on with ("Y, a group that broke away …"), else the first."""
    last = left[-1]
    between = text[last.span.end : words.start]
    return last.value if meant(between) else left[0].value


def _topic(annotated: Annotated, sentence: Sentence, groups: Sequence[ActorMention]) -> ActorValue | None:
    """What "the group" or "it" stands for: the first group named, and not as a rival or an ally, in the nearest sentence before
    that names one (its subject)."""
    for other in reversed([s for s in annotated.sentences if s.span.end <= sentence.span.start]):
        named = [g for g in groups if other.span.covers(g.span) and not aside(annotated.document.text, g.span)]
        if named:
            return named[0].value
    return None
