"""Regular expressions that are tried only where they can match: each needs some word, and looking for a word is cheap.

A table's expression "(?:founded|formed)\\b[^.;]{0,60} in (?P<value>…)" matches nowhere without "founded" or "formed". `needles`
reads such words out of an expression, `Needled` looks for them first: of fifty expressions a sentence holds words of one or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST = 48
"""Words of one expression at most; one that could do with any of more is always tried."""
SHORTEST = 2
"""Letters of a word at least: a single one stands everywhere."""
_ALIKE = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})
"""The letters beyond ASCII that an expression without regard to case takes for one of ASCII."""

Words = frozenset[str]


def folded(text: str) -> str:
    """Return a text in lower case, for `Needled.may_match`."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()


class Needled:
    """An expression and the words of which its matches hold one at least; none where that cannot be told."""

    __slots__ = ("pattern", "words")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.pattern = re.compile(source, flags)
        self.words = tuple(sorted(needles(source, flags), key=lambda word: (len(word), word)))

    def may_match(self, text: str) -> bool:
        """Tell whether the expression may match in a text, which is handed over `folded`."""
        for word in self.words:
            if word in text:
                return True
        return not self.words

    def finditer(self, text: str, start: int, end: int, low: str) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text[start:end]``; `low` is that stretch, `folded`."""
        return self.pattern.finditer(text, start, end) if self.may_match(low) else iter(())

    def search(self, text: str, start: int, end: int, low: str) -> re.Match[str] | None:
        """Return the first match in ``text[start:end]``; `low` is that stretch, `folded`."""
        return self.pattern.search(text, start, end) if self.may_match(low) else None

    def first(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match in ``text[start:end]``, a short stretch that nobody has `folded` yet."""
        end = len(text) if end is None else end
        return self.search(text, start, end, folded(text[start:end]))

    def every(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text[start:end]``, a stretch that nobody has `folded` yet."""
        end = len(text) if end is None else end
        return self.finditer(text, start, end, folded(text[start:end]))


def needles(source: str, flags: int = 0) -> Words:
    """Return words in lower case of which every match of an expression holds one; empty where there are no such words."""
    words = _best(_needed(parser.parse(source, flags))) or frozenset()
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _needed(items: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """Yield sets of words of which what the items match holds one each: runs of letters, and what stands inside of repeats."""
    run: Words = frozenset({""})
    for item in items:
        spelled = _spelled(item)
        longer = None if spelled is None else _followed(run, spelled)
        if longer is not None:
            run = longer
            continue
        yield run
        run = spelled or frozenset({""})
        if spelled is None:
            yield from _inside(item)
    yield run


def _best(sets: Iterable[Words]) -> Words | None:
    """Return the set of the longest words that can be used, four letters being long enough, and then the smallest."""
    usable = [words for words in sets if 0 < len(words) <= MOST and min(map(len, words)) >= SHORTEST]
    return max(usable, key=lambda words: (min(min(map(len, words)), 4), -len(words)), default=None)


def _followed(run: Words, more: Words) -> Words | None:
    made = frozenset(left + right for left in run for right in more)
    return made if len(made) <= MOST else None


def _spelled(item: tuple[Any, Any]) -> Words | None:
    """Return all that an item can match where that is a few spelled words, in lower case; None where it is not."""
    op, value = item
    if op in (code.AT, code.ASSERT, code.ASSERT_NOT):
        return frozenset({""})  # takes no letters
    if op is code.LITERAL:
        return frozenset({chr(value).lower()}) if value < 128 else None
    if op is code.IN:
        letters = {chr(mark).lower() for kind, mark in value if kind is code.LITERAL and mark < 128}
        return frozenset(letters) if all(kind is code.LITERAL and mark < 128 for kind, mark in value) else None
    if op is code.SUBPATTERN:
        return _whole(value[3])
    if op is code.ATOMIC_GROUP:
        return _whole(value)
    if op is code.BRANCH:
        return _any_of([_whole(branch) for branch in value[1]])
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[:2] == (0, 1):
        return _any_of([_whole(value[2]), frozenset({""})])
    return None


def _whole(items: Iterable[tuple[Any, Any]]) -> Words | None:
    run: Words | None = frozenset({""})
    for item in items:
        spelled = _spelled(item)
        run = None if run is None or spelled is None else _followed(run, spelled)
    return run


def _any_of(branches: Sequence[Words | None]) -> Words | None:
    told = [branch for branch in branches if branch is not None]
    made: Words = frozenset().union(*told)
    return made if len(told) == len(branches) and len(made) <= MOST else None


def _inside(item: tuple[Any, Any]) -> Iterator[Words]:
    """Yield what an item that matches more than a few spelled words needs nevertheless."""
    op, value = item
    if op is code.SUBPATTERN:
        yield from _needed(value[3])
    elif op is code.ATOMIC_GROUP:
        yield from _needed(value)
    elif op is code.BRANCH:
        branches = [_best(_needed(branch)) for branch in value[1]]
        told = [branch for branch in branches if branch is not None]
        if len(told) == len(branches):
            yield frozenset().union(*told)
    elif op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[0] > 0:
        yield from _needed(value[2])
