"""Names that a text shows to be people's: behind a given name, a title or an age, or where a death or kin is told of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.annotate import place_words
from dateline.annotate.place_words import Token

_AGED = re.compile(r", \d{1,2}(?:,| (?:was|is|who|had|said|died)\b)")
_SOMEBODY = re.compile(
    r"\b\d{1,3}[- ](?:year|month|week)s?[- ]old (?:[A-Z][\w’'-]+ ){1,2}(?P<aged>[A-Z][\w’'-]*\w)\b"
    r"(?! (?:man|woman|boy|girl|teen\w*|resident|native|student|male|female|mother|father|police|suspect)\b)"
    r"|\b(?P<owner>[A-Z]\w+)['’]s? (?:(?:\d{1,2}-(?:year|month)-old |young |own )?"
    r"(?:death(?! toll)|body|mother|father|parents|wife|husband|girlfriend|boyfriend|sister|brother|son|daughter|funeral|"
    r"murder(?! (?:rate|toll|total|count|capital|record)))\b)"
    r"|\b(?P<called>[A-Z]\w+) [\"“][A-Z][\w’' -]{1,14}[\"”] [A-Z]"
)
"""A name behind an age, of whom a death or kin is told, or with a nickname: "34-year-old Anna Ponce", "Oldham’s death"."""
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


def somebodies(text: str) -> frozenset[str]:
    """Return the names, in small letters, that are surely somebody's: a town of that name needs more than "of" before it."""
    return frozenset(match[match.lastgroup or 0].lower() for match in _SOMEBODY.finditer(text))
