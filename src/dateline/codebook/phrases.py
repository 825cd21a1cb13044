"""Phrase tables: find many multi-word patterns in a text in one pass over its tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeVar

from dateline.codebook.tables import table
from dateline.errors import CodebookError
from dateline.types import Span

T = TypeVar("T")
TOKEN = re.compile(r"\w+(?:['’.&/-]\w+)*|[^\w\s]")
"""A token: a word with inner hyphens, apostrophes or points, or one mark of punctuation."""
GAP = 3
"""The most tokens that ``~`` may pass over; it never passes a mark that ends a clause."""
_CLAUSE_ENDS = frozenset('.;:!?()"“”')


class Token(NamedTuple):
    """A token in lower case with its place in the text."""

    word: str
    span: Span


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]``, with spans that count in `text`."""
    row, stop = _row(text), len(text) if end is None else end
    first, past = bisect_left(row.starts, start), bisect_left(row.starts, stop)
    cut = (first and row.ends[first - 1] > start) or (past and row.ends[past - 1] > stop) or text.startswith(".", start)
    return list(_read(text, start, stop) if cut else row.tokens[first:past])


class _Row(NamedTuple):
    """The tokens of a text, and where they start and end."""

    tokens: list[Token]
    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=32)
def _row(text: str) -> _Row:
    """Many layers read the stretches of one document: it is cut once, and kept among the short texts that are read beside it."""
    found = _read(text, 0, len(text))
    return _Row(found, [token.span.start for token in found], [token.span.end for token in found])


def _read(text: str, start: int, stop: int) -> list[Token]:
    """Return the tokens of a stretch read by itself, which may begin or end within one of the whole text."""
    found: list[Token] = []
    for m in TOKEN.finditer(text, start, stop):
        if m[0] != "." or not found or not _abbreviates(text, found[-1], m.end()):
            found.append(Token(m[0].lower().replace("’", "'"), Span(*m.span())))
    return found


def _abbreviates(text: str, last: Token, end: int) -> bool:
    """Tell the point of "Gen. Odeh", "Aug. 7", "U.S. troops", which ends no clause, from a full stop; `end` is where it ends."""
    if last.span.end != end - 1 or not text[last.span.start].isupper():
        return False
    behind = text[end : end + 2]
    if behind[:1] == "," or (behind[:1] == " " and behind[1:].islower()):
        return "." in last.word
    return behind[:1] == " " and last.word in _shortened("months" if behind[1:].isdigit() else "titles")


@cache
def _shortened(kind: str) -> frozenset[str]:
    return frozenset(table("count_words")[kind].split())


class _Node(Generic[T]):
    __slots__ = ("gap", "next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.gap: _Node[T] | None = None
        self.value: T | None = None


class PhraseTable(Generic[T]):
    """Patterns (see ``events.json``: ``a|b`` alternatives, ``~`` a gap) with a value each; the longest match wins.

    ``first`` are the words that can begin one: no pattern begins with a gap, so that where none of them stands there is no match.
    The patterns that begin with a word are spread out when a text first holds it: of most tables a process meets a few.
    """

    def __init__(self, patterns: Iterable[tuple[str, T]]) -> None:
        self._rest: dict[str, list[tuple[str, T]]] = {}
        self._begun: dict[str, _Node[T]] = {}
        for pattern, value in patterns:
            if pattern.startswith("~"):
                raise CodebookError(f"begins with a gap: {pattern!r}", table="phrases")
            first, _, rest = pattern.partition(" ")
            for word in first.split("|"):
                self._rest.setdefault(word, []).append((rest, value))
        self.first = frozenset(self._rest)

    def _begin(self, word: str) -> _Node[T]:
        """Return the node behind the first word of patterns."""
        if word not in self._begun:
            node: _Node[T] = _Node()
            for rest, value in self._rest[word]:
                self._spread(node, rest, value)
            self._begun[word] = node
        return self._begun[word]

    @staticmethod
    def _spread(start: _Node[T], rest: str, value: T) -> None:
        nodes = [start]
        for part in rest.split():
            if part == "~":
                for node in nodes:
                    node.gap = node.gap or _Node()
                nodes = [node.gap for node in nodes if node.gap]
            else:
                nodes = [node.next.setdefault(word, _Node()) for node in nodes for word in part.split("|")]
        for node in nodes:
            if node.value is None:
                node.value = value

    def find(self, words: Sequence[Token]) -> Iterator[tuple[int, int, T]]:
        """Yield (first token, past the last token, value) of each longest match, left to right, without overlaps."""
        first, past = self.first, 0
        for at, token in enumerate(words):
            if at >= past and token.word in first:
                best = self._longest(words, at)
                if best is not None:
                    past = best[0]
                    yield at, past, best[1]

    def _longest(self, words: Sequence[Token], at: int) -> tuple[int, T] | None:
        """Return (past the last token, value) of the longest match of which token `at`, a word of `first`, is the first."""
        best: tuple[int, T] | None = None
        stack: list[tuple[_Node[T], int]] = [(self._begin(words[at].word), at + 1)]
        while stack:
            node, here = stack.pop()
            if node.value is not None and (best is None or here > best[0]):
                best = (here, node.value)
            if here >= len(words):
                continue
            follower = node.next.get(words[here].word)
            if follower is not None:
                stack.append((follower, here + 1))
            if node.gap is not None:
                for skip in range(GAP + 1):
                    if here + skip >= len(words) or words[here + skip].word in _CLAUSE_ENDS:
                        break
                    after = node.gap.next.get(words[here + skip].word)
                    if after is not None:
                        stack.append((after, here + skip + 1))
        return best
