"""The words of a document as the search for place names sees them, and the word lists it asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.codebook.tables import table
from dateline.types import Sentence, Span

_TOKEN = re.compile(
    r"(?<=\.)com(?=[A-Z][a-z])|(?:[A-Z]\.){2,}|[^\W_]{1,40}?(?<=[a-z\d])(?=[A-Z]{4,30}\b)|[^\W_]+(?:['’`ʿʼ‘][^\W_]+)*"
)
_ARTICLE = re.compile(r"(?:al|el|ul|ad|an|ar|as|ash|at|az|ed|edh|er|es|esh|et|ez|en|e|i)-(?=[^\W_a-z])")
_ELIDED = re.compile(r"[a-z]{1,4}['’`ʿʼ‘](?=[^\W\da-z_])")
"""A small word or letter that goes before a name: "Côte d'Ivoire", "Coeur d'Alene"."""
_POSSESSIVE = re.compile(r"['’][sS]?$")
_INDEFINITE = re.compile(r"\b[Aa]n? $")
_NO_NOUN = re.compile(r"[.;:]|$| (?:and|in|at|near|on|where|when|while|before|after|as|to)\b")


class Token(NamedTuple):
    """A word with its place in the text; ``word`` without a possessive's ending, ``low`` its lower case."""

    start: int
    end: int
    word: str
    low: str
    capital: bool
    first: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name found: tokens ``first`` to ``last`` (exclusive), its span and key, and the sum of weights."""

    first: int
    last: int
    span: Span
    key: str
    weight: float


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of ``codebook/place_cues.json``."""
    return frozenset(table("place_cues")[name])


@cache
def common() -> frozenset[str]:
    """Return the place names that are mostly ordinary words."""
    return frozenset(table("place_common_words")["words"])


@cache
def rare() -> frozenset[str]:
    """Return the place names that are also ordinary words."""
    return frozenset(table("place_common_words")["rare_words"])


@cache
def given() -> frozenset[str]:
    """Return given names, in lower case."""
    return frozenset(name.lower() for name in table("place_people")["given"])


@cache
def surnames() -> frozenset[str]:
    """Return surnames, in lower case."""
    return frozenset(name.lower() for name in table("place_people")["surnames"])


@cache
def abbreviations() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """Return a pattern of all abbreviated divisions, those that count only after a place and a comma, and all of them."""
    content = table("place_abbreviations")
    forms = sorted((form for group in content["divisions"].values() for form in group), key=len, reverse=True)
    return (
        re.compile(rf"(?:{'|'.join(_alone(form) for form in forms)})(?!\w)"),
        frozenset(content["after_comma_only"]),
        frozenset(forms),
    )


def _alone(form: str) -> str:
    """Return an expression for a form with no letter or point before it; its first letter first, which is looked for fastest."""
    return rf"{form[0]}(?<![\w.]{form[0]}){re.escape(form[1:])}"


@lru_cache(maxsize=2)
def tokens(text: str, sentences: tuple[Sentence, ...]) -> tuple[Token, ...]:
    """Return the words of the sentences that are not boilerplate (of the whole text where there are no sentences); kept for the
    second look, at places that are not listed."""
    stretches = [sentence.span for sentence in sentences if sentence.kind != "boilerplate"] or [Span(0, len(text))]
    found: list[Token] = []
    for stretch in stretches:
        first = True
        for match in _TOKEN.finditer(text, stretch.start, stretch.end):
            found.append(_token(text, match[0], match.start(), first))
            first = False
    return tuple(found)


def _token(text: str, raw: str, start: int, first: bool) -> Token:
    word = raw if raw.isalpha() else _POSSESSIVE.sub("", raw)
    led = (not word.isalpha() and _ELIDED.match(word)) or (text.startswith("-", start + len(raw)) and _ARTICLE.match(text, start))
    capital = word[0].isupper() or bool(led)
    return Token(
        start,
        start + len(word),
        word,
        word.lower() if word.isalpha() else word.lower().replace("’", "'"),
        capital,
        first,
        word != raw,
    )


def mostly_upper(words: Sequence[Token]) -> bool:
    """Tell whether a text is written in capitals, as wire copy was until the 1990s."""
    long = [word for word in words if len(word.word) > 3]
    return len(long) > 5 and sum(word.word.isupper() for word in long) > 0.6 * len(long)


def around(span: Span, taken: Sequence[Span]) -> list[Span]:
    """Return those of the sorted, disjoint spans `taken` that overlap `span`."""
    first = max(0, bisect_left(taken, Span(span.start, 0)) - 1)
    last = bisect_left(taken, Span(span.end, 0))
    return [other for other in taken[first:last] if other.overlaps(span)]


def is_a_kind(text: str, span: Span) -> bool:
    """Tell the name of a kind of thing, "a" before it and no noun behind ("at a Talmara and a bakery"), from a place's."""
    return _INDEFINITE.search(text, max(0, span.start - 4), span.start) is not None and _NO_NOUN.match(text, span.end) is not None
