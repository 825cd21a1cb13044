"""Figures inside other words: "a double homicide" tells of two dead, "a quadruple shooting" of four who were hit, "boy among 12
wounded" of twelve.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table
from dateline.types import CountMention, CountValue, Effect

AMONG = 3
"""How many words may stand between the number and what befell them in "among 12 factory workers killed"."""


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


def amongst(words: Words) -> Iterator[CountMention]:
    """Yield the whole of "police officers among seven dead" and "child among 3 injured", whose verb tells of the part alone."""
    befell: dict[str, Effect] = table("count_words")["among_befell"]
    for first, word in enumerate(words.lower):
        number = number_at(words, first + 1 + (words.word(first + 1) == "the")) if word in ("among", "amongst") else None
        if number is None or not number.value.best:
            continue
        for at in range(number.past, min(number.past + AMONG + 1, len(words.lower))):
            if words.word(at) in befell:
                span, numbered = words.span(number.first, at + 1), words.span(number.first, number.past)
                yield CountMention(span, numbered, number.value, effect=befell[words.word(at)])
                break
            if words.kind(at) != "":
                break
