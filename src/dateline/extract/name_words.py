"""Words and names: how a text is cut into words, and which words with a capital are no name by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dateline.codebook.tables import table
from dateline.types import Span

WORD = re.compile(r"[^\W\d_](?:[^\W_]|[’'-](?=[^\W_]))*")
_HYPHENED = re.compile(r"(?:al|el|ul|an|as|ash|ar|at|az|bin|abu)-(?=[^\W\d_])", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one list of ``care.json``."""
    return frozenset(table("care")[name].split())


def word_spans(text: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the words of a text or of a stretch of it, without a possessive ending."""
    for match in WORD.finditer(text, *(within or ())):
        start, end = match.span()
        yield Span(start, end - 2 if text.endswith(("'s", "’s"), start, end) else end)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a word as it is compared: small, without "'s", without a leading "al-". Kept: few forms make up most texts."""
    bare = _POSSESSIVE.sub("", word).casefold()
    return _HYPHENED.sub("", bare)


@lru_cache(maxsize=20_000)
def is_capital(word: str) -> bool:
    """Tell whether a word is written with a capital, a leading "al-" aside."""
    return _HYPHENED.sub("", word)[:1].isupper()


def is_lead(word: str) -> bool:
    """Tell a folded word that is no name by itself even with a capital: a role, a title, a nationality, a day."""
    return word in _roles() or word.split("-")[0] in words_of("numbers") or word.endswith(("-year-old", "-month-old"))


@cache
def _roles() -> frozenset[str]:
    """Words with a capital that are no name by themselves: roles, titles, nationalities, words that open a sentence."""
    lists = ("not_names", "kin", "private", "offices", "honorifics", "told_of", "dead", "deaths", "organisations")
    persons = table("count_words")
    roles = f"{persons['persons']['singular']} {persons['persons']['plural']} {persons['attackers']}".split()
    demonyms = [form.casefold() for forms in table("place_country_names")["demonyms"].values() for form in forms]
    plurals = [f"{form}s" for form in demonyms]
    peoples = [word.casefold() for word in table("means")["peoples"]]
    return frozenset().union(*(words_of(name) for name in lists), roles, demonyms, plurals, peoples)
