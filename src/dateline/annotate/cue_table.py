"""Phrase tables that are asked at single tokens too, where the grammar of counts stands at one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dateline.codebook.phrases import PhraseTable, Token

T = TypeVar("T")


class CueTable(PhraseTable[T]):
    """A `PhraseTable` that tells the match at one token."""

    def match(self, words: Sequence[Token], at: int) -> tuple[int, int, T] | None:
        """Return the longest match that begins at token `at`, None where there is none."""
        if words[at].word not in self.first:
            return None
        best = self._longest(words, at)
        return None if best is None else (at, *best)
