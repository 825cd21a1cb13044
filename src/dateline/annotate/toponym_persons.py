"""Names that a document's words show to be people's: behind a given name or a title, or before an age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.annotate import place_words
from dateline.annotate.place_words import Token

_AGED = re.compile(r", \d{1,2}(?:,| (?:was|is|who|had|said|died)\b)")
_LOCATED = re.compile(r"\b(?:in|at|near|of|from|on|to|for)\s(?:\w+\s)?$")


def persons(text: str, words: Sequence[Token]) -> frozenset[str]:
    """Return the last words of people's names ("John Jackson"), by a given name or a title before them, and those of an age
    ("Milan, 15, was one of six")."""
    aged = (
        word
        for word in words
        if word.capital and _AGED.match(text, word.end) and not _LOCATED.search(text, max(0, word.start - 24), word.start)
    )
    found = {word.low for word in aged}
    for before, word in pairwise(words):
        adjacent = text[before.end : word.start] in (" ", ". ") and not before.possessive and not word.first
        named = before.low in place_words.given() or before.low in place_words.words("titles")
        if adjacent and named and word.capital and before.capital:
            found.add(word.low)
    return frozenset(found)
