"""Weapons and possible targets: words of the codebook's tables, each with its term (``weapons.json``, ``targets.json``).

Every noun that can name a target is marked; which of them was attacked is the extractor's to say. A weapon's word that is common
outside violence ("mine", "shell", "club") counts only in a sentence with a word of attack.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dateline.annotate.reading import Reading, reading
from dateline.codebook.lexicon import Hit, Lexicon, keys
from dateline.codebook.tables import table
from dateline.types import Annotated, Sentence, WordMention


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a table: its term, its words as the table spells them, and whether it needs a word of attack near."""

    kind: Literal["weapon", "target"]
    value: str
    word: str
    contextual: bool


@cache
def _lexicon(kind: Literal["weapon", "target"]) -> Lexicon[Term]:
    data = table(f"{kind}s")
    contextual = frozenset(data.get("contextual", ()))
    terms = ((value, word) for value, words in data["terms"].items() for word in words)
    return Lexicon((word, Term(kind, value, word, word in contextual)) for value, word in terms)


@cache
def _context_words() -> frozenset[str]:
    return frozenset(key for word in table("weapons")["context_words"] for key in keys(word))


def words(annotated: Annotated) -> Annotated:
    """Add the words layer, in the order of the text; a weapon and a target may share words ("tanks"), else no overlap.

    A weapon's word inside the longer name of a place or of people ("gold mine", "gun shop") names no weapon.
    """
    read = reading(annotated.document.text)
    context = _Context(read, annotated.sentences)
    targets = _mentions(read, context, "target")
    longer = [target.span for target in targets]
    weapons = [w for w in _mentions(read, context, "weapon") if not any(span != w.span and span.covers(w.span) for span in longer)]
    found = [*weapons, *targets]
    found.sort(key=lambda mention: (mention.span.start, mention.kind))
    return replace(annotated, words=tuple(found))


def _mentions(read: Reading, context: _Context, kind: Literal["weapon", "target"]) -> list[WordMention]:
    def accept(first: int, last: int, term: Term) -> bool:
        if term.contextual and (not context.is_violent(first) or _is_shaken(read, first, term) or _is_pit(read, first, term)):
            return False
        return _is_written(read, first, last, term)

    def mention(hit: Hit[Term]) -> WordMention:
        return WordMention(read.span(hit.first, hit.last), kind, hit.value.value)

    return [mention(hits[0]) for hits in _lexicon(kind).scan(read.text, read.row, accept)]


def _is_written(read: Reading, first: int, last: int, term: Term) -> bool:
    """Tell whether capitals agree: an acronym ("IED", "MPs") stands in capitals, and "US shell" is no "Shell" company's."""
    raw = read.row[first].raw
    if last - first == 1 and term.word[:2].isupper():
        return raw[:2].isupper() and not (term.word[-1] == "s" and raw[-1] == "S" and not raw.isupper())
    if last - first == 1 and term.contextual and raw[0].isupper() and raw[1:].islower():
        return first == 0 or read.text[read.row[first - 1].stop : read.row[first].start].strip(" -") != ""
    return True


def _is_shaken(read: Reading, first: int, term: Term) -> bool:
    """Tell the verb of headlines from stones: what stands right before it is a word of attack ("Blast rocks market")."""
    if term.word != "rocks" or first == 0:
        return False
    before = read.row[first - 1]
    return before.key in _context_words() and read.text[before.stop : read.row[first].start] == " "


def _is_pit(read: Reading, first: int, term: Term) -> bool:
    """Tell a mine with a name, where ore is dug ("the Boungou mine"), from one that blows up; not "Soviet mines"."""
    if term.word not in ("mine", "mines") or first == 0:
        return False
    before = read.row[first - 1]
    named = before.raw[0].isupper() and read.text[before.stop : read.row[first].start] == " "
    return (
        named
        and not before.raw.isupper()
        and not before.raw.endswith(("ian", "ish", "ese", "ench", "can", "Soviet", "Claymore", "The"))
    )


class _Context:
    """Which sentences hold a word of attack, found once for those that ask."""

    def __init__(self, read: Reading, sentences: tuple[Sentence, ...]) -> None:
        self._read = read
        self._ends = [sentence.span.end for sentence in sentences]
        self._violent: dict[int, bool] = {}

    def is_violent(self, position: int) -> bool:
        """Tell whether the sentence of token `position` has a word of attack besides that token."""
        token = self._read.row[position]
        number = bisect_right(self._ends, token.start)
        if number not in self._violent:
            self._violent[number] = self._look(position, number)
        return self._violent[number]

    def _look(self, position: int, number: int) -> bool:
        row = self._read.row
        first = position
        while first > 0 and bisect_right(self._ends, row[first - 1].start) == number:
            first -= 1
        last = position
        while last < len(row) and bisect_right(self._ends, row[last].start) == number:
            last += 1
        return any(token.key in _context_words() for token in row[first:last])
