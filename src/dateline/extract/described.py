"""Perpetrators whom the article describes and no grammar knows ("a former driver", "about 50 youths"), by the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.extract.asked import runs
from dateline.types import ActorMention, ActorValue, Annotated, Scores, Span

_HEAD = re.compile(r"(?:[\w’'-]+\s){0,6}?[\w’'-]+(?=\s(?:who|that|which|was|were|is|are|had|has|have|in|on|at|from|and|\w+ed)\b|$)")
_OPENING = frozenset(
    {
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "some",
        "about",
        "armed",
    }
)
"""Words that may open a sentence with a capital and name nobody."""
SHORTEST = 4
"""Code points of a description at least."""


def described(annotated: Annotated, asked: Scores | None, known: Sequence[Span]) -> Iterator[ActorMention]:
    """Yield the words in which the model reads who did it, beside the actors that are `known`.

    Words with a capital are left out, but for an article or a number that opens the sentence: they may name a private person.
    """
    text = annotated.document.text
    for span in runs(asked, "perpetrator"):
        if any(span.overlaps(other) for other in known):
            continue
        match = _HEAD.match(text, span.start, span.end)
        words = match[0] if match is not None else ""
        if len(words) >= SHORTEST and _nameless(words):
            name = " ".join(words.split())
            yield ActorMention(Span(span.start, span.start + len(words)), ActorValue(name, None, "generic", 0.5))


def _nameless(words: str) -> bool:
    """Tell whether no word of a phrase has a capital, an opening article or number apart."""
    first, *rest = words.split()
    lower = first.casefold() in _OPENING or not any(mark.isupper() for mark in first)
    return lower and not any(mark.isupper() for word in rest for mark in word)
