"""The tagger's vocabulary: a text cut into its word pieces, each word only once a process."""

from __future__ import annotations

import re
from typing import Any

Piece = tuple[int, int, int]
"""A token: its id, its start and its end in the text."""
KNOWN = 20_000
"""Words kept at most: with more of them all are forgotten."""
_PLAIN = re.compile(r"[\t\n\r -Z\\-~‘’“”–—…]*")
"""Texts in which words are runs of letters and figures, and every other sign is a word by itself: ASCII and what printers write.
"[" is none of it, since the vocabulary's own marks begin with it."""
_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]")


class WordPieces:
    """Cuts texts as its ``tokenizer`` (BERT's, of the library `tokenizers`) does: words by spaces and marks, a word into pieces."""

    __slots__ = ("_known", "tokenizer")

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        self._known: dict[str, list[Piece]] = {}

    def of(self, text: str, at: int = 0) -> list[Piece]:
        """Return the pieces of a text that begins at `at`."""
        if _PLAIN.fullmatch(text) is None:
            return self._cut(text, at)
        found: list[Piece] = []
        for match in _WORD.finditer(text):
            start = at + match.start()
            for piece, first, past in self._known.get(match[0]) or self._learn(match[0]):
                found.append((piece, start + first, start + past))
        return found

    def _learn(self, word: str) -> list[Piece]:
        if len(self._known) >= KNOWN:
            self._known.clear()
        pieces = self._known[word] = self._cut(word, 0)
        return pieces

    def _cut(self, text: str, at: int) -> list[Piece]:
        """Return what the library makes of a text."""
        read = self.tokenizer.encode(text, add_special_tokens=False)
        return [(piece, at + first, at + past) for piece, (first, past) in zip(read.ids, read.offsets, strict=True)]
