"""Phrase tables that are looked up only where one of their first words stands: most sentences hold none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from dateline.codebook.phrases import PhraseTable, Token

T = TypeVar("T")
LONGEST = 16
"""The most tokens that a phrase of the tables can cover, its gaps included."""


class CueTable(PhraseTable[T]):
    """A `PhraseTable` that is asked at single tokens too; a sentence without its first words costs one look a token."""

    def find(self, words: Sequence[Token]) -> Iterator[tuple[int, int, T]]:
        """Yield (first token, past the last token, value) of each longest match, left to right, without overlaps."""
        at, first = 0, self.first
        for index, token in enumerate(words):
            if token.word in first and index >= at:
                match = self.match(words, index)
                if match is not None:
                    at = match[1]
                    yield match

    def match(self, words: Sequence[Token], at: int) -> tuple[int, int, T] | None:
        """Return the longest match that begins at token `at`, None where there is none."""
        if words[at].word not in self.first:
            return None
        best = self._longest(list(words[at : at + LONGEST]), 0)
        return None if best is None else (at, at + best[0], best[1])
