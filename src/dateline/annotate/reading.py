"""A text read once as folded tokens, shared by the layers that look words up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from dateline.annotate.sentences import hard_wrapped
from dateline.codebook.lexicon import Token, joined, tokens
from dateline.types import Span

SHOUTING_WINDOW = 6
"""Tokens looked at on each side to tell capitals for emphasis (a wire file, a headline) from an acronym."""
SHOUTING_SHARE = 0.85
LONG_WORD, FEWEST_LONG = 4, 3
"""Letters from which a headline in title case gives a word a capital, and how many such words tell one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text, its tokens, running totals of words and of words in capitals, and whether its lines break amid sentences."""

    text: str
    row: list[Token]
    words: list[int]
    capitals: list[int]
    wrapped: bool = False

    def shouting(self, first: int, last: int) -> bool:
        """Tell whether the words around tokens ``first:last`` are all capitals."""
        left, right = max(0, first - SHOUTING_WINDOW), min(len(self.row), last + SHOUTING_WINDOW)
        words = self._between(self.words, left, first) + self._between(self.words, last, right)
        capitals = self._between(self.capitals, left, first) + self._between(self.capitals, last, right)
        if words >= 2:
            return capitals >= SHOUTING_SHARE * words
        return self.capitals[-1] >= SHOUTING_SHARE * max(self.words[-1], 4)

    def titled(self, index: int) -> bool:
        """Tell whether the line of token `index` is a headline in title case ("Hooded Men Raid Mine"): its verb has a capital."""
        start, end = self.text.rfind("\n", 0, self.row[index].start) + 1, self.text.find("\n", self.row[index].start)
        return _in_title_case(self.text[start : end if end >= 0 else len(self.text)])

    @staticmethod
    def _between(totals: list[int], left: int, right: int) -> int:
        return totals[right] - totals[left]

    def span(self, first: int, last: int) -> Span:
        """Return the span of tokens ``first:last``, with a bracket that closes inside or right behind it."""
        start, end = self.row[first].start, self.row[last - 1].end
        inside = self.text[start:end]
        if inside.count("(") > inside.count(")") and self.text[end : end + 1] == ")":
            end += 1
        return Span(start, end)

    def words_of(self, first: int, last: int) -> str:
        """Return the words of tokens ``first:last`` on one line."""
        return " ".join(self.span(first, last).of(self.text).split())

    def joined(self, index: int) -> bool:
        """Tell whether token `index` and the next can belong to one phrase."""
        return (
            index + 1 < len(self.row)
            and joined(self.text, self.row[index], self.row[index + 1])
            and (self.wrapped or "\n" not in self.text[self.row[index].stop : self.row[index + 1].start])
        )

    def spaced(self, index: int) -> bool:
        """Tell whether only white space stands between token `index` and the next."""
        if index < 0 or index + 1 >= len(self.row):
            return False
        left = self.row[index]
        gap = self.text[left.stop : self.row[index + 1].start]
        return gap == " " or (gap.isspace() and gap.count("\n") < (2 if self.wrapped else 1))

    def capital(self, index: int) -> bool:
        """Tell whether token `index` begins with a capital letter."""
        return self.row[index].raw[0].isupper()


@lru_cache(maxsize=64)
def _in_title_case(line: str) -> bool:
    long = [word for word in line.split() if len(word) >= LONG_WORD and word[0].isalpha()]
    return len(long) >= FEWEST_LONG and all(word[0].isupper() for word in long)


@lru_cache(maxsize=2)
def reading(text: str) -> Reading:
    """Return the text read as tokens; the last two texts are kept."""
    row = tokens(text)
    counted = [len(token.raw) > 1 and token.raw[0].isalpha() for token in row]
    words = [0, *accumulate(int(is_word) for is_word in counted)]
    capitals = [0, *accumulate(int(is_word and token.raw.isupper()) for is_word, token in zip(counted, row, strict=True))]
    return Reading(text, row, words, capitals, hard_wrapped(text))
