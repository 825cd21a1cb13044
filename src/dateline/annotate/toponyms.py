"""Which capitalised words of a document are place names: gazetteer membership weighed against the words around them.

No model is used. Every candidate gets a sum of stated weights (`WEIGHTS`); it is a place name from `THRESHOLD` on. A name that is
accepted once with evidence is accepted more easily elsewhere in the document; one that is seen as a person's is not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, Gazetteer, gazetteer
from dateline.gazetteer.names import key
from dateline.types import Annotated, Sentence, Span

LONGEST = 6
"""Words in one name, at most."""
THRESHOLD = 1.0
WEIGHTS = {
    "country": 3.0, "area": 2.6, "division": 0.6, "multiword": 1.4, "alternate": -1.4, "common": -3.6, "person name": -1.2, "given name": -1.4,
    "strong locative": 2.0, "locative": 1.3, "of": 1.0, "place noun": 3.0, "designator": 2.5, "hierarchy": 4.0, "contained": 1.0, "after place": 1.2,
    "dateline": 4.0, "speech": -1.6, "title": -3.2, "after given name": -4.0, "after capital": -2.2, "before capital": -2.0, "before other capital": -0.8, "organisation": 0.2,
    "media": -4.0, "sentence start": -0.3, "seen": 2.0, "seen as person": -3.0, "lower word": -2.0, "listed": 1.5,
}  # fmt: skip
"""Set by hand on two development sets (docs/decisions/0002); in log-odds, roughly."""

REJECTED = -9.0
SMALLEST_UPPER = 2_000
"""Smallest town recognised in a text of capitals alone."""

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’`ʿʼ‘][^\W_]+)*")
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)-(?=[^\W_a-z])")
_POSSESSIVE = re.compile(r"['’]s?$")
_DATELINE = re.compile(r"\s{0,2}(?:,[^\n()—–]{0,40})?\s{0,2}(?:\((?:[A-Z][A-Za-z/ ,-]{1,30})\)|—|–|--?\s|-\s)")
_LOWER_NEXT = re.compile(r" [a-z]")
_GAP = re.compile(r"^(?:[\s]{1,2}|\.\s|-|\s?/\s?)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text; ``word`` without a possessive's ending, ``low`` its lower case."""

    start: int
    end: int
    word: str
    low: str
    capital: bool
    first: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name found: tokens ``first`` to ``last`` (exclusive), its span and key, and the sum of weights."""

    first: int
    last: int
    span: Span
    key: str
    weight: float


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("place_cues")[name])


@cache
def _common() -> frozenset[str]:
    return frozenset(table("place_common_words")["words"])


@cache
def _rare() -> frozenset[str]:
    return frozenset(table("place_common_words")["rare_words"])


@cache
def _given() -> frozenset[str]:
    return frozenset(name.lower() for name in table("place_people")["given"])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in table("place_people")["surnames"])


@cache
def _abbreviations() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """Return a pattern of all abbreviated divisions, those that count only after a place and a comma, and all of them."""
    content = table("place_abbreviations")
    forms = sorted((form for group in content["divisions"].values() for form in group), key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(re.escape(form) for form in forms) + r")(?!\w)"), frozenset(content["after_comma_only"]), frozenset(forms)


def tokens(text: str, sentences: Sequence[Sentence]) -> list[Token]:
    """Return the words of the sentences that are not boilerplate (of the whole text where there are no sentences)."""
    stretches = [sentence.span for sentence in sentences if sentence.kind != "boilerplate"] or [Span(0, len(text))]
    found: list[Token] = []
    for stretch in stretches:
        first = True
        for match in _TOKEN.finditer(text, stretch.start, stretch.end):
            found.append(_token(text, match[0], match.start(), first))
            first = False
    return found


def _token(text: str, raw: str, start: int, first: bool) -> Token:
    word = _POSSESSIVE.sub("", raw)
    capital = word[0].isupper() or bool(_ARTICLE.match(text, start))
    return Token(start, start + len(word), word, word.lower().replace("’", "'"), capital, first, word != raw)


def find(annotated: Annotated) -> tuple[list[Token], list[Toponym]]:
    """Return the document's words and the place names among them, in the order of the text, none overlapping."""
    text = annotated.document.text
    words = tokens(text, annotated.sentences)
    finder = _Finder(text, words, gazetteer())
    return words, finder.run()


class _Finder:
    def __init__(self, text: str, words: list[Token], places: Gazetteer) -> None:
        self.text, self.words, self.places = text, words, places
        self.upper = _mostly_upper(words)
        self.accepted: set[str] = set()
        self.persons: set[str] = set()
        self.lower_seen = {word.low for word in words if not word.capital}

    def run(self) -> list[Toponym]:
        self._note_persons()
        spans = list(self._candidates())
        for first, last, name in spans:
            if self._weight(first, last, name) >= THRESHOLD + 1.0:
                self.accepted.add(name)
        found = [
            Toponym(first, last, Span(self.words[first].start, self.words[last - 1].end), name, weight)
            for first, last, name in spans
            if (weight := self._weight(first, last, name)) >= THRESHOLD
        ]
        return sorted(found + self._abbreviated(found), key=lambda toponym: toponym.span)

    def _note_persons(self) -> None:
        """Remember the last words of people's names ("John Jackson"), by a given name or a title before them."""
        for before, word in zip(self.words, self.words[1:], strict=False):
            adjacent = self.text[before.end : word.start] in (" ", ". ")
            if adjacent and word.capital and before.capital and not before.possessive and not word.first:
                if before.low in _given() or before.low in _words("titles"):
                    self.persons.add(word.low)

    def _candidates(self) -> Iterator[tuple[int, int, str]]:
        position = 0
        while position < len(self.words):
            match = self._longest(position) if self.words[position].capital else None
            if match:
                yield position, *match
                position = match[0]
            else:
                position += 1

    def _longest(self, first: int) -> tuple[int, str] | None:
        last = first + 1
        limit = min(first + LONGEST, len(self.words))
        while last < limit and not self.words[last - 1].possessive and self._joins(last):
            last += 1
        for end in range(last, first, -1):
            if self.words[end - 1].capital:
                name = key(self.text[self.words[first].start : self.words[end - 1].end])
                if self._may_be(name, first, end) and self.places.known(name):
                    return end, name
        return None

    def _joins(self, position: int) -> bool:
        word = self.words[position]
        if word.first or not (word.capital or word.low in _words("connectors")):
            return False
        return bool(_GAP.match(self.text[self.words[position - 1].end : word.start]))

    def _may_be(self, name: str, first: int, end: int) -> bool:
        if end - first > 1:
            return len(name) > 4 and not (name.startswith("the ") and name[4:] in _words("not_alone"))
        word = self.words[first].word
        after = self.text[self.words[first].end : self.words[first].end + 1]
        if after == "$" or (after == "." and word + "." in _abbreviations()[2]):
            return False
        if len(name) < 3 or (len(word) <= 3 and word.isupper()):
            return word in ("US", "UK", "USA", "UAE", "DRC", "U.S.", "U.K.", "U.S.A.", "U.A.E.", "CAR", "U.S.S.R.", "USSR", "DPRK") and not self.upper
        return name not in _words("not_alone")

    # ---- weights ------------------------------------------------------------------------------------------------

    def _weight(self, first: int, last: int, name: str) -> float:
        found = self.places.find(name)
        demonym = any(place.rank == 3 for place in found) and not any(place.kind == "country" and place.rank != 3 for place in found)
        places = () if demonym else found
        if not places or (self.upper and not self._fits_upper(first, last, places)):
            return REJECTED
        reasons = [*self._prior(first, last, name, places), *self._before(first, last), *self._after(first, last, places)]
        return size(places) + sum(WEIGHTS[reason] for reason in reasons)

    def _fits_upper(self, first: int, last: int, places: Sequence[Candidate]) -> bool:
        """Tell whether a name in a text of capitals alone, where case says nothing, is known well enough."""
        words = self.words[first:last]
        if words[0].low in ("the", "of", "and") or any(word.low in _common() for word in (words[0], words[-1])):
            return False
        if len(words) == 1 and words[0].low in _rare():
            return False
        return any(place.rank < 2 and (place.kind != "town" or place.population >= SMALLEST_UPPER) for place in places)

    def _prior(self, first: int, last: int, name: str, places: Sequence[Candidate]) -> Iterator[str]:
        best = min(place.rank for place in places)
        kinds = {place.kind for place in places if place.rank in (0, 1, 4)}
        if "country" in kinds:
            yield "country"
        elif kinds & {"admin1", "sea", "continent", "region"}:
            yield "area"
        elif kinds & {"admin2", "site"}:
            yield "division"
        if best == 2:
            yield "alternate"
        if last - first > 1 or "-" in self.words[first].word:
            yield "multiword"
        else:
            low = self.words[first].low
            if low in _common():
                yield "common"
            elif low in self.lower_seen:
                yield "lower word"
            if low in _given():
                yield "given name"
            elif low in _surnames() and "country" not in kinds:
                yield "person name"
            if low in self.persons and not ({"country"} & kinds):
                yield "seen as person"
        if self.words[first].first and last - first == 1:
            yield "sentence start"
        if name in self.accepted:
            yield "seen"

    def _before(self, first: int, last: int) -> Iterator[str]:
        if first == 0 or self.words[first].first:
            return
        before, gap = self.words[first - 1], self.text[self.words[first - 1].end : self.words[first].start]
        if gap == "-" and before.capital:
            yield "after capital"
        elif gap in (" ", "\n", ". ", ' "', " “", " '") and not before.possessive:
            if before.low in _words("strong_locative"):
                yield "strong locative"
            elif before.low in _words("locative"):
                yield "locative"
            elif before.low == "of":
                yield "place noun" if first > 1 and self.words[first - 2].low in _words("of_nouns") else "of"
            elif before.low in _words("place_nouns") and not before.capital:
                yield "place noun"
            elif before.low == "the" and first > 1 and self.words[first - 2].low in _words("strong_locative"):
                yield "locative"
            elif before.low in _words("titles"):
                yield "title"
            elif before.capital and not self.upper:
                yield from self._after_capital(first - 1, gap)
        elif gap == ", " and self._place_before(first - 1):
            yield "contained"
        elif gap in (" and ", ", ") and key(before.word) in self.accepted:
            yield "listed"

    def _after_capital(self, position: int, gap: str) -> Iterator[str]:
        low = self.words[position].low
        if gap == ". " and len(low) > 4:
            return
        if low in _given() or (len(low) <= 2 and gap == ". "):
            yield "after given name"
        elif low not in _words("locative") and low not in _words("not_alone") and not self._demonym(low) and low not in _words("organisation_tail"):
            if not self.words[position].first or low not in self.lower_seen | _common():
                yield "after capital"

    def _demonym(self, low: str) -> bool:
        return any(place.rank == 3 for place in self.places.find(key(low)))

    def _place_before(self, position: int) -> bool:
        word = self.words[position]
        return word.capital and (key(word.word) in self.accepted or self.places.known(key(word.word)))

    def _after(self, first: int, last: int, places: Sequence[Candidate]) -> Iterator[str]:
        word = self.words[last - 1]
        tail = self.text[word.end : word.end + 60]
        if self._starts_paragraph(first) and (match := _DATELINE.match(tail)) and (word.word.isupper() or "(" in match[0] or "—" in match[0]):
            yield "dateline"
        elif tail[:2] == ", " and self._inside(last, places):
            yield "hierarchy"
        if last >= len(self.words) or self.words[last].first:
            return
        after, gap = self.words[last], self.text[word.end : self.words[last].start]
        if gap in (" ", "-", "'s ", "’s ", "\n", "' ", "’ "):
            yield from self._next(after, gap, last)

    def _next(self, after: Token, gap: str, position: int) -> Iterator[str]:
        if after.low in _words("designators") and "s" not in gap:
            yield "designator"
        elif after.capital and not self.upper and "s" not in gap:
            if after.low in _words("media_tail"):
                yield "media"
            elif after.low in _words("organisation_tail"):
                yield "organisation"
            elif after.low in self.persons or after.low in _surnames():
                yield "before capital"
            elif not self.places.known(key(after.word)):
                yield "before capital" if self.words[position - 1].low in _given() else "before other capital"
        elif after.low in _words("after_place"):
            yield "after place"
        elif after.low in _words("speech") and gap == " ":
            yield "speech"

    def _inside(self, last: int, places: Sequence[Candidate]) -> bool:
        """Tell whether a comma and a division or country that contains one of `places` follow."""
        if last >= len(self.words):
            return False
        match = self._longest(last) if self.words[last].capital else None
        owners: Sequence[Candidate] = self.places.find(match[1]) if match else ()
        if not owners and (found := _abbreviations()[0].match(self.text, self.words[last].start)):
            owners = self.places.find(key(found[0]))
        codes = {owner.country if owner.kind == "country" else owner.admin1 for owner in owners if owner.kind in ("country", "admin1")}
        return any(place.country in codes or place.admin1 in codes for place in places)

    def _starts_paragraph(self, first: int) -> bool:
        start = self.words[first].start
        return self.words[first].first and (start == 0 or self.text[max(0, start - 2) : start].endswith("\n") or self.words[first].word.isupper())

    def _abbreviated(self, found: Sequence[Toponym]) -> Iterator[Toponym] | list[Toponym]:
        """Find abbreviated states: the ambiguous ones ("Ill.", "OR") only after a place and a comma."""
        pattern, strict, _ = _abbreviations()
        ends = {toponym.span.end for toponym in found}
        taken = [toponym.span for toponym in found]
        added = []
        for match in pattern.finditer(self.text):
            span = Span(match.start(), match.end())
            after_place = any(self.text[span.start - gap : span.start] in (", ", " ", ",") and span.start - gap in ends for gap in (1, 2))
            if self.upper and not match[0].count("."):
                continue
            strong = len(match[0]) > 2 and (match[0] not in strict or _LOWER_NEXT.match(self.text, span.end) is not None)
            if (after_place or (strong and not self.upper)) and not any(span.overlaps(other) for other in taken):
                added.append(Toponym(-1, -1, span, key(match[0]), WEIGHTS["hierarchy"]))
        return added


def size(places: Sequence[Candidate]) -> float:
    """Return what the size of the largest place of the name says: -1 for a hamlet, 2.5 for a metropolis."""
    largest = max((place.population for place in places if place.kind == "town" and place.rank < 2), default=0)
    if largest == 0:
        largest = max((place.population for place in places if place.kind == "town"), default=0) // 4
    return max(-1.0, min(2.5, math.log10(largest + 1) - 3.5)) if largest else -0.5


def _mostly_upper(words: Sequence[Token]) -> bool:
    long = [word for word in words if len(word.word) > 3]
    return len(long) > 5 and sum(word.word.isupper() for word in long) > 0.6 * len(long)
