"""Phrases of a table found in a text: one pass over folded tokens, longest match first, without regard to hyphens and accents.

Folding: case, diacritics and apostrophes inside a word are dropped ("Al-Qa'ida" is ``al qaida``), a possessive ``'s`` belongs to no
token, hyphens part tokens, letters part from digits ("M19" is ``m 19``), dotted initials are one token ("U.S." is ``us``), and the
Arabic and Persian particle before a hyphen is one key however it is spelled ("ash-Sham", "Jaish-e-Mohammed").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,12}|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*|\d+")
_APOSTROPHES = frozenset("'’ʼ‘`")
_PARTICLES = frozenset(
    ("al", "el", "ul", "il", "ar", "ash", "as", "ad", "at", "an", "az", "us", "ud", "ur", "ush", "e", "i", "wal")
)
_PLAIN_GAPS = frozenset(("", " ", "-", "\n", "/", "–", "‑", "‐"))
_GAP_CHARACTERS = frozenset(" \n\t\r\u00a0-–—‐‑/()[]'\"“”‘’")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"})
LONGEST_GAP = 4
"""Code points between two tokens of one phrase: " (", "- ", a hard line break."""


def fold(word: str) -> str:
    """Return the key of one token: lower case, without diacritics, apostrophes and dots."""
    if word.isascii():
        key = word.lower()
    else:
        parts = unicodedata.normalize("NFKD", word.casefold())
        key = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)
    return key if key.isalnum() else "".join(c for c in key if c.isalnum())


class Token(NamedTuple):
    """A token: ``start`` and ``end`` in the text without possessive, ``stop`` with it, its words and their key."""

    start: int
    end: int
    stop: int
    raw: str
    key: str


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text` in its order; offsets are code points."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        raw = match.group()
        end = stop
        if stop - start > 2 and raw[-1] in "sS" and raw[-2] in _APOSTROPHES:
            raw, end = raw[:-2], stop - 2
        key = fold(raw)
        if key in _PARTICLES and text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isalpha():
            key = "al"
        found.append(Token(start, end, stop, raw, key))
    return found


def keys(phrase: str) -> tuple[str, ...]:
    """Return the folded keys of a phrase, as `tokens` would give them."""
    return tuple(token.key for token in tokens(phrase))


def joined(text: str, left: Token, right: Token) -> bool:
    """Tell whether two neighbouring tokens can belong to one phrase: no comma, full stop or blank line between them."""
    gap = text[left.stop : right.start]
    if gap in _PLAIN_GAPS:
        return True
    return len(gap) <= LONGEST_GAP and gap.count("\n") < 2 and all(c in _GAP_CHARACTERS for c in gap)


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: tokens ``first`` to ``last`` (exclusive) and the table's value."""

    first: int
    last: int
    value: T


class Lexicon(Generic[T]):
    """A table of phrases; building it is linear in its size, a scan linear in the text."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._phrases: dict[tuple[str, ...], list[T]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, value in entries:
            sequence = keys(phrase)
            if sequence:
                self._phrases.setdefault(sequence, []).append(value)
                lengths.setdefault(sequence[0], set()).add(len(sequence))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    def get(self, phrase: str) -> list[T]:
        """Return the values of exactly this phrase, in the order of the table."""
        return list(self._phrases.get(keys(phrase), ()))

    def at(
        self, text: str, row: list[Token], position: int, accept: Callable[[int, int, T], bool] | None = None
    ) -> Iterator[Hit[T]]:
        """Yield what stands at token `position`, longest first; `accept` is asked (first, last, value)."""
        for size in self._lengths.get(row[position].key, ()):
            last = position + size
            if last > len(row):
                continue
            values = self._phrases.get(tuple([token.key for token in row[position:last]]))
            if values is None or not all(joined(text, row[i], row[i + 1]) for i in range(position, last - 1)):
                continue
            for value in values:
                if accept is None or accept(position, last, value):
                    yield Hit(position, last, value)

    def first(self, text: str, row: list[Token], position: int) -> Hit[T] | None:
        """Return the longest match at token `position`, None if there is none."""
        if row[position].key not in self._lengths:
            return None
        return next(self.at(text, row, position), None)

    def scan(self, text: str, row: list[Token], accept: Callable[[int, int, T], bool] | None = None) -> Iterator[list[Hit[T]]]:
        """Yield the longest match at each place, left to right and without overlap: all values of that phrase."""
        lengths = self._lengths
        end = 0
        for position, token in enumerate(row):
            if token.key not in lengths or position < end:
                continue
            hits = list(self.at(text, row, position, accept))
            if hits:
                best = [hit for hit in hits if hit.last == hits[0].last]
                yield best
                end = best[0].last
