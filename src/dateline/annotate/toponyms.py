"""Which capitalised words of a document are place names: gazetteer membership weighed against the words around them.

No model is used. Every candidate gets a sum of stated weights (`WEIGHTS`); it is a place name from `THRESHOLD` on. A name that is
accepted once with evidence is accepted more easily elsewhere in the document; one that is seen as a person's is not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from dateline.annotate import place_words
from dateline.annotate.place_gaps import unlisted
from dateline.annotate.place_words import Token, Toponym
from dateline.codebook.labels import is_label
from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, Gazetteer, gazetteer
from dateline.gazetteer.names import key
from dateline.types import Annotated, Span

_BODY = re.compile(r"(?:Regional|Metropolitan|Metro|City) (?:Police|police)\b")
LONGEST = 6
"""Words in one name, at most."""
THRESHOLD = 1.0
WEIGHTS: dict[str, float] = table("place_weights")["recognition"]
"""Stated in the codebook (docs/decisions/0002 tells how they were set)."""
REJECTED = -9.0
PREFIXES = frozenset(("trans", "anti", "pro", "non", "mid", "post", "pre"))
"""What before a hyphen makes no name longer ("trans-Papua")."""
ARTICLES = ("al", "el", "ul", "as", "ash", "ad", "ar", "at", "az", "an")
SMALLEST_UPPER = 2_000
"""Smallest town recognised in a text of capitals alone."""

LARGE = 50_000
"""A town of so many people is meant before a division of its name."""

_DATELINE = re.compile(r"\s{0,2}(?:,[^\n()—–]{0,40})?\s{0,2}(?:\((?:[A-Z][\w/ ,.-]{1,30})\)|—|–|--?\s|-\s)")
_GROUP = re.compile(r"\bIslamic (?:State|Emirate) (?:of|in) (?:the )?[A-Z]\w{1,20}(?: and (?:the |al-)?[A-Z]\w{1,20})?")
"""Groups with a country in their name are no places."""
_LOWER_NEXT = re.compile(r" [a-z]")
_COMPOUND = re.compile(r"(-(?:[a-z]{1,3}-)?| (?:al|el|ul|an|ar|as|ash|at|az|ad)-)([A-Z][a-z][\w’']{1,24})(?!\w)")
"""What goes on with a name: "-Peulh", "-i-Sangin", " al-Basir"."""
_GAP = re.compile(r"^(?:[\s]{1,2}|\.\s|-|\s?/\s?)$")


def find(annotated: Annotated) -> tuple[Sequence[Token], list[Toponym]]:
    """Return the document's words and the place names among them, in the order of the text, none overlapping."""
    text = annotated.document.text
    words = place_words.tokens(text, annotated.sentences)
    finder = _Finder(text, words, gazetteer())
    return words, finder.run()


def size(places: Sequence[Candidate]) -> float:
    """Return what the size of the largest place of the name says: -1 for a hamlet, 2.5 for a metropolis."""
    largest = max((place.population for place in places if place.kind == "town" and place.rank < 2), default=0)
    if largest == 0:
        largest = max((place.population for place in places if place.kind == "town"), default=0) // 4
    return max(-1.0, min(2.5, math.log10(largest + 1) - 3.5)) if largest else -0.5


def _is_area(places: Sequence[Candidate]) -> bool:
    """Tell whether a name is a country's or a division's and no large town's: "Vermont Knolls" is no part of it."""
    towns = any(place.kind == "town" and place.rank < 2 and place.population >= LARGE for place in places)
    return not towns and any(place.kind in ("country", "admin1") and place.rank < 2 for place in places)


class _Finder:
    def __init__(self, text: str, words: Sequence[Token], places: Gazetteer) -> None:
        self.text, self.words, self.places = text, words, places
        self.upper = place_words.mostly_upper(words)
        self.accepted: set[str] = set()
        self.persons: set[str] = set()
        self.groups = sorted(Span(*match.span()) for match in _GROUP.finditer(text))
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
        found += self._abbreviated(found)
        if not self.upper:
            found += unlisted(self.text, self.words, found)
        return sorted(found, key=lambda toponym: toponym.span)

    def _note_persons(self) -> None:
        """Remember the last words of people's names ("John Jackson"), by a given name or a title before them."""
        for before, word in zip(self.words, self.words[1:], strict=False):
            adjacent = self.text[before.end : word.start] in (" ", ". ") and not before.possessive and not word.first
            named = before.low in place_words.given() or before.low in place_words.words("titles")
            if adjacent and named and word.capital and before.capital:
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
        while last < limit and self._joins(last) and (not self.words[last - 1].possessive or self.words[last].word == "County"):
            last += 1
        for end in range(last, first, -1):
            if self.words[end - 1].capital:
                name = key(self.text[self.words[first].start : self.words[end - 1].end])
                if self._may_be(name, first, end) and self.places.known(name):
                    return None if self._part(first, end) else (end, name)
        return None

    def _part(self, first: int, end: int) -> bool:
        """Tell whether a known name is a part of a longer one that is not ("Kologo-Peulh", "Wad al-Basir")."""
        if match := _COMPOUND.match(self.text, self.words[end - 1].end):
            if match[1] != "-" or key(match[2]) == key(self.words[first].word):
                return True
            return not self._is_place(match[2])
        before, gap = self.words[first - 1], self.text[self.words[first - 1].end : self.words[first].start]
        if first == 0 or before.first or not before.capital or gap != "-":
            return False
        return not self._is_place(before.word) and before.low not in PREFIXES and before.low not in ARTICLES

    def _is_place(self, word: str) -> bool:
        """Tell whether a word beside a hyphen is a place of its own: the two are no single name ("Sukma-Bijapur border")."""
        low = word.lower()
        listed = any(low in place_words.words(name) for name in ("name_parts", "connectors", "locative"))
        return listed or word.isupper() or self.places.known(key(word)) or self._demonym(low)

    def _joins(self, position: int) -> bool:
        word = self.words[position]
        if word.first or not (word.capital or word.low in place_words.words("connectors")):
            return False
        gap = self.text[self.words[position - 1].end : word.start]
        return bool(_GAP.match(gap)) or (word.word == "County" and gap in ("'s ", "’s "))

    def _may_be(self, name: str, first: int, end: int) -> bool:
        if end - first > 1:
            if name.startswith("the ") and any(place.kind not in ("town", "admin2") for place in self.places.find(name[4:])):
                return False
            return len(name) > 4 and not (name.startswith("the ") and name[4:] in place_words.words("not_alone"))
        word = self.words[first].word
        after = self.text[self.words[first].end : self.words[first].end + 1]
        if after == "$" or (after == "." and word + "." in place_words.abbreviations()[2]):
            return False
        if len(name) < 3 or (len(word) <= 3 and word.isupper()):
            return (
                word
                in (
                    "US",
                    "UK",
                    "USA",
                    "UAE",
                    "DRC",
                    "U.S.",
                    "U.K.",
                    "U.S.A.",
                    "U.A.E.",
                    "CAR",
                    "U.S.S.R.",
                    "USSR",
                    "DPRK",
                    "EU",
                    "L.A.",
                    "NYC",
                )
                and not self.upper
            )
        return name not in place_words.words("not_alone")

    # ---- weights ------------------------------------------------------------------------------------------------

    def _weight(self, first: int, last: int, name: str) -> float:
        if self.groups and place_words.around(Span(self.words[first].start, self.words[last - 1].end), self.groups):
            return REJECTED
        found = self.places.find(name)
        demonym = any(place.rank == 3 for place in found) and not any(
            place.kind == "country" and place.rank != 3 for place in found
        )
        places = () if demonym else found
        if not places or (self.upper and not self._fits_upper(first, last, places)):
            return REJECTED
        reasons = [
            *self._prior(first, last, name, places),
            *self._before(first, any(place.kind == "country" and place.rank != 3 for place in places)),
            *self._after(first, last, places),
        ]
        return size(places) + sum(WEIGHTS[reason] for reason in reasons)

    def _fits_upper(self, first: int, last: int, places: Sequence[Candidate]) -> bool:
        """Tell whether a name in a text of capitals alone, where case says nothing, is known well enough."""
        words = self.words[first:last]
        if words[0].low in ("the", "of", "and") or any(word.low in place_words.common() for word in (words[0], words[-1])):
            return False
        if len(words) == 1 and words[0].low in place_words.rare():
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
            if low in place_words.common():
                yield "common"
            elif low in self.lower_seen:
                yield "lower word"
            if low in place_words.given():
                yield "given name"
            elif low in place_words.surnames() and "country" not in kinds:
                yield "person name"
            if low in self.persons and not ({"country"} & kinds):
                yield "seen as person"
        if self.words[first].first and last - first == 1:
            yield "sentence start"
        if is_label(self.text, Span(self.words[first].start, self.words[last - 1].end)):
            yield "place noun"
        if name in self.accepted:
            yield "seen"

    def _before(self, first: int, country: bool) -> Iterator[str]:
        if first == 0 or self.words[first].first:
            return
        before, gap = self.words[first - 1], self.text[self.words[first - 1].end : self.words[first].start]
        if gap == "-":
            if before.word in ("D", "R"):
                yield "strong locative"
            elif before.low in ARTICLES and first > 1:
                yield from self._before_article(self.words[first - 2])
            elif before.capital and not country:
                yield "after capital"
        elif gap in (" ", "\n", ". ", ' "', " “", " '") and not before.possessive:
            if before.low in place_words.words("strong_locative"):
                yield "strong locative"
            elif before.low in place_words.words("locative"):
                yield "locative"
            elif before.low == "of":
                yield "place noun" if first > 1 and self.words[first - 2].low in place_words.words("of_nouns") else "of"
            elif before.low in place_words.words("place_nouns") and not before.capital:
                yield "place noun"
            elif before.low == "the" and first > 1 and self.words[first - 2].low in place_words.words("strong_locative"):
                yield "locative"
            elif before.low in place_words.words("titles"):
                yield "title"
            elif before.capital and not self.upper:
                yield from self._after_capital(first - 1, gap)
        elif gap == ", " and self._place_before(first - 1):
            yield "contained"
        elif gap in (" and ", ", ") and key(before.word) in self.accepted:
            yield "listed"

    def _before_article(self, before: Token) -> Iterator[str]:
        """Yield what the word before "al-" says: "near al-Shuhayl" is a place, "Muhammad al-Tikriti" is none."""
        if before.capital:
            yield "after given name"
        elif before.low in place_words.words("strong_locative"):
            yield "strong locative"
        elif before.low in place_words.words("locative"):
            yield "locative"
        elif before.low == "of":
            yield "of"

    def _after_capital(self, position: int, gap: str) -> Iterator[str]:
        low = self.words[position].low
        if gap == ". " and len(low) > 4:
            return
        if low in place_words.given() or (len(low) <= 2 and gap == ". "):
            yield "after given name"
            return
        ordinary = any(low in place_words.words(group) for group in ("locative", "not_alone", "organisation_tail"))
        opening = self.words[position].first and low in self.lower_seen | place_words.common()
        if not (ordinary or opening or self._demonym(low)):
            yield "after capital"

    def _demonym(self, low: str) -> bool:
        return any(place.rank == 3 for place in self.places.find(key(low)))

    def _place_before(self, position: int) -> bool:
        word = self.words[position]
        return word.capital and (key(word.word) in self.accepted or self.places.known(key(word.word)))

    def _after(self, first: int, last: int, places: Sequence[Candidate]) -> Iterator[str]:
        word = self.words[last - 1]
        tail = self.text[word.end : word.end + 60]
        if (
            self._starts_paragraph(first)
            and (match := _DATELINE.match(tail))
            and (word.word.isupper() or "(" in match[0] or "—" in match[0])
        ):
            yield "dateline"
        elif tail[:2] == ", " and self._inside(last, places):
            yield "hierarchy"
        if last >= len(self.words) or self.words[last].first:
            return
        after, gap = self.words[last], self.text[word.end : self.words[last].start]
        if gap == " " and after.capital and after.low in place_words.words("tails") and _is_area(places):
            yield "longer"
        elif gap in (" ", "-", "'s ", "’s ", "\n", "' ", "’ "):
            yield from self._next(after, gap, last)

    def _next(self, after: Token, gap: str, position: int) -> Iterator[str]:
        if after.low in place_words.words("designators") and "s" not in gap:
            yield "designator"
        elif after.capital and not self.upper and "s" not in gap:
            if after.low in place_words.words("media_tail") or self._paper(after, position):
                yield "media"
            elif after.low in place_words.words("local_body"):
                yield "local body"
            elif after.low in place_words.words("organisation_tail"):
                yield "local body" if _BODY.match(self.text, after.start) else "organisation"
            elif after.low in self.persons or after.low in place_words.surnames():
                yield "before capital"
            elif not self.places.known(key(after.word)):
                yield "before capital" if self.words[position - 1].low in place_words.given() else "before other capital"
        elif after.low in place_words.words("after_place"):
            yield "after place"
        elif after.low in place_words.words("speech") and gap == " ":
            yield "speech"

    def _paper(self, after: Token, position: int) -> bool:
        """Tell whether a name opens a newspaper's: "the Newark Advocate", "The Fresno Bee"."""
        at = position - 1
        while at > 0 and self.words[at - 1].capital and not self.words[at].first and self.words[at - 1].low != "the":
            at -= 1
        return at > 0 and self.words[at - 1].low == "the" and after.low in place_words.words("papers")

    def _inside(self, last: int, places: Sequence[Candidate]) -> bool:
        """Tell whether a comma and a division or country that contains one of `places` follow."""
        if last >= len(self.words):
            return False
        match = self._longest(last) if self.words[last].capital else None
        owners: Sequence[Candidate] = self.places.find(match[1]) if match else ()
        if not owners and (found := place_words.abbreviations()[0].match(self.text, self.words[last].start)):
            owners = self.places.find(key(found[0]))
        codes = {
            owner.country if owner.kind == "country" else owner.admin1 for owner in owners if owner.kind in ("country", "admin1")
        }
        return any(place.country in codes or place.admin1 in codes for place in places)

    def _starts_paragraph(self, first: int) -> bool:
        start = self.words[first].start
        return self.words[first].first and (
            start == 0 or self.text[max(0, start - 2) : start].endswith("\n") or self.words[first].word.isupper()
        )

    def _abbreviated(self, found: Sequence[Toponym]) -> list[Toponym]:
        """Find abbreviated states: the ambiguous ones ("Ill.", "OR") only after a place and a comma."""
        pattern, strict, _ = place_words.abbreviations()
        ends = {toponym.span.end for toponym in found}
        taken = [toponym.span for toponym in found]
        added = []
        for match in pattern.finditer(self.text):
            span = Span(match.start(), match.end())
            after_place = any(
                self.text[span.start - gap : span.start] in (", ", " ", ",") and span.start - gap in ends for gap in (1, 2)
            )
            if self.upper and not match[0].count("."):
                continue
            strong = len(match[0]) > 2 and (match[0] not in strict or _LOWER_NEXT.match(self.text, span.end) is not None)
            if (after_place or (strong and not self.upper)) and not place_words.around(span, taken):
                added.append(Toponym(-1, -1, span, key(match[0]), WEIGHTS["hierarchy"]))
        return added
