"""Figures inside the name of a deed: "a double homicide" tells of two dead, "a quadruple shooting" of four who were hit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table
from dateline.types import CountMention, CountValue, Effect


@cache
def _deeds() -> dict[str, Effect]:
    rows = table("count_words")["multiple_deeds"].items()
    return {word: cast(Effect, effect) for effect, nouns in rows for word in nouns.split()}


def multiples(words: Words) -> Iterator[CountMention]:
    """Yield the figure of every "double murder" and "triple fatal shooting"; not of "two double murders", which tell of more."""
    sizes: dict[str, int] = table("count_words")["multiples"]
    for first, word in enumerate(words.lower):
        if word not in sizes:
            continue
        fatal = words.word(first + 1) in ("fatal", "deadly")
        past = first + 2 + fatal
        effect = _deeds().get(words.word(past - 1))
        if effect is None or words.word(past) in ("charge", "charges", "suspect", "suspects"):
            continue
        value = CountValue(sizes[word], sizes[word], sizes[word], "exact")
        number = words.span(first, first + 1)
        yield CountMention(words.span(first, past), number, value, effect="killed" if fatal else effect)
