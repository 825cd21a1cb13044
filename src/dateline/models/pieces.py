"""The tagger's vocabulary: a text cut into its word pieces, as the library `tokenizers` does it, in a third of the time."""

from __future__ import annotations

import re
from typing import Any

Piece = tuple[int, int, int]
"""A token: its id, its start and its end in the text."""
LONGEST = 100
"""Letters of a word that is cut at most: the library takes longer ones for unknown."""
_PLAIN = re.compile(r"[\t\n\r -Z\\-~‘’“”–—…]*")
"""Texts in which words are runs of letters and figures, and every other sign is a word by itself: ASCII and what printers write.
"[" is none of it, since the vocabulary's own marks begin with it."""
_WORD = re.compile(r"[a-z0-9]+|[^a-z0-9\s]")


class WordPieces:
    """Cuts texts as its ``tokenizer`` (BERT's) does: words by spaces and marks, a word into the longest pieces from the left."""

    __slots__ = ("_known", "tokenizer")

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        self._known: dict[str, int] = tokenizer.get_vocab()

    def of(self, text: str, at: int = 0) -> list[Piece]:
        """Return the pieces of a text that begins at `at`."""
        if _PLAIN.fullmatch(text) is None:
            return self._cut(text, at)
        found: list[Piece] = []
        for match in _WORD.finditer(text.lower()):
            whole = self._known.get(match[0])
            if whole is not None:
                found.append((whole, at + match.start(), at + match.end()))
            else:
                found += self._split(match[0], at + match.start())
        return found

    def _split(self, word: str, at: int) -> list[Piece]:
        """Return the pieces of a word in lower case that is none by itself; those behind the first are written "##ing"."""
        found: list[Piece] = []
        start = 0
        while start < len(word) <= LONGEST:
            lead = "##" if start else ""
            past = next((past for past in range(len(word), start, -1) if lead + word[start:past] in self._known), start)
            if past == start:
                break
            found.append((self._known[lead + word[start:past]], at + start, at + past))
            start = past
        return found if start == len(word) else self._cut(word, at)

    def _cut(self, text: str, at: int) -> list[Piece]:
        """Return what the library makes of a text."""
        read = self.tokenizer.encode(text, add_special_tokens=False)
        return [(piece, at + first, at + past) for piece, (first, past) in zip(read.ids, read.offsets, strict=True)]
