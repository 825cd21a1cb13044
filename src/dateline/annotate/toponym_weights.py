"""What the words around a name say for or against its being a place's: a sum of stated weights."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from dateline.annotate import place_words
from dateline.annotate.place_words import Token
from dateline.annotate.toponym_bodies import has_police
from dateline.annotate.toponym_names import ARTICLES, Names
from dateline.annotate.toponym_persons import persons, somebodies
from dateline.codebook.labels import is_label
from dateline.codebook.tables import table
from dateline.gazetteer import Candidate
from dateline.gazetteer.names import key
from dateline.types import Span

WEIGHTS: dict[str, float] = table("place_weights")["recognition"]
"""Stated in the codebook (docs/decisions/0002 tells how they were set)."""
REJECTED = -9.0
SAID = frozenset(
    ("strong locative", "locative", "of", "place noun", "designator", "hierarchy", "contained", "after place", "dateline", "listed")
)
"""What the words beside a name can say for its being a place's."""
SMALLEST_UPPER = 2_000
"""Smallest town recognised in a text of capitals alone."""
LARGE = 50_000
"""A town of so many people is meant before a division of its name."""
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
AMID = 3
"""Words on either side that are looked at for small letters, and how many of them must have them."""
_DATELINE = re.compile(r"\s{0,2}(?:,[^\n()—–]{0,40})?\s{0,2}(?:\((?:[A-Z][\w/ ,.-]{1,30})\)|—|–|--?\s|-\s)")
_WORD = re.compile(r"\w+")
_WITHIN = re.compile(r",? in (?:the )?(?:far )?(?:(?:north|south|east|west|centr)\w*(?:-\w+)? )?(?=[A-Z])")
"""What stands between a name and the country or division that it lies in: "Ancuabe in northern Mozambique"."""
_GROUP = re.compile(r"\bIslamic (?:State|Emirate) (?:of|in) (?:the )?[A-Z]\w{1,20}(?: and (?:the |al-)?[A-Z]\w{1,20})?")
"""Groups with a country in their name are no places."""
_IN_THE_AIR = frozenset({"up", "down", "apart", "exploded", "downed", "bombed", "crashed", "disintegrated", "destroyed", "bombing"})
"""What an aircraft did, or what befell it, "over" a place."""
_FEAST = re.compile(r"['’]s (?:Day|Eve)\b")
"""What is behind the name of a saint whose day it is."""
_BODY = re.compile(r"(?:Regional|Metropolitan|Metro|City) (?:Police|police)\b")


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


class Evidence:
    """What one document says of its names. ``accepted``: keys of the names that were found to be places with evidence."""

    def __init__(self, names: Names) -> None:
        self.names, self.text, self.words, self.places = names, names.text, names.words, names.places
        self.upper = names.upper
        self.accepted: set[str] = set()
        self.persons = persons(self.text, self.words)
        self.somebodies = somebodies(self.text)
        self.groups = sorted(Span(*match.span()) for match in _GROUP.finditer(self.text))
        self.lower_seen = {word.low for word in self.words if not word.capital}

    def weight(self, first: int, last: int, name: str) -> float:
        """Return the sum of weights for the name `name`, whose tokens are `first` to before `last`."""
        if self.groups and place_words.around(Span(self.words[first].start, self.words[last - 1].end), self.groups):
            return REJECTED
        if place_words.is_a_kind(self.text, Span(self.words[first].start, self.words[last - 1].end)):
            return REJECTED
        if _FEAST.match(self.text, self.words[last - 1].end):
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
            *self._owned(first, last),
            *self._after(first, last, places),
        ]
        if {"common", "strong locative"} <= set(reasons) and last - first == 1 and self._is_amid_small(first):
            reasons.append("amid small letters")
        if self.upper and self._is_unsaid(last - first, name, places, reasons):
            return REJECTED
        return size(places) + sum(WEIGHTS[reason] for reason in reasons)

    def _is_unsaid(self, length: int, name: str, places: Sequence[Candidate], reasons: Sequence[str]) -> bool:
        """Tell whether nothing but its size says of a town's name, where case tells no names, that it is no person's ("PONCE
        SAID", "COLONEL PONCE'S")."""
        kinds = {place.kind for place in places if place.rank < 2}
        wide = not kinds.isdisjoint(("country", "sea", "continent", "region")) or ("admin1" in kinds and "town" not in kinds)
        return length == 1 and not wide and name not in self.accepted and not SAID.intersection(reasons)

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
            if low in self.somebodies and "country" not in kinds:
                yield "somebody"
            elif low in self.persons and "country" not in kinds:
                yield "seen as person"
        if self.words[first].first and last - first == 1:
            yield "sentence start"
        if is_label(self.text, Span(self.words[first].start, self.words[last - 1].end)):
            yield "place noun"
        if name in self.accepted:
            yield "seen"

    def _is_amid_small(self, first: int) -> bool:
        """Tell whether a word is written with a capital among words without ("an attack in Nice killed"): it is a name, then."""
        near = [word for word in self.words[max(0, first - AMID) : first + AMID + 1] if word is not self.words[first]]
        behind = self.text[self.words[first].end : self.words[first].end + 2]
        named = behind[:1] == " " and (behind[1:].isupper() or behind[1:].isdigit())
        return not named and sum(not word.capital for word in near) >= AMID

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
            elif before.low == "over" and first > 1 and self.words[first - 2].low in _IN_THE_AIR:
                yield "locative"  # "shot down over Lockerbie"
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
        elif key(before.word) in self.accepted:
            owned = gap in ("'s ", "’s ") and not self._names_a_site(first)
            if gap in (" and ", ", ") or owned:
                yield "listed"

    def _owned(self, first: int, last: int) -> Iterator[str]:
        """Yield what says that a name is that of a part of the place before it: "Kalu's Zayo district"."""
        if first == 0 or last >= len(self.words) or self.words[first].first or not self.words[first - 1].possessive:
            return
        before, gap = self.words[last - 1], self.text[self.words[first - 1].end : self.words[first].start]
        noun, named = self.words[last], gap.lstrip("'’s") == " " and self._place_before(first - 1)
        designated = noun.low in place_words.words("designators") and not noun.capital and self.text[before.end : noun.start] == " "
        if named and designated:
            yield "strong locative"

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
        if not (ordinary or opening or self.names.is_demonym(low)):
            yield "after capital"

    def _names_a_site(self, first: int) -> bool:
        """Tell the name in "Mogadishu's Medina hospital", which may be of anything, from the place of "Bolan's Kolpur"."""
        after = self.words[first + 1].low if first + 1 < len(self.words) else ""
        return self.words[first].word.isupper() or after in table("place_site_nouns")["nouns"]

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
        if tail[:2] == ", " and self._inside(last, places):
            yield "hierarchy"
        elif (within := _WITHIN.match(tail)) and self._inside(last + len(_WORD.findall(within[0])), places):
            yield "within"
        if not self.upper and has_police(self.text, word.end, places):
            yield "its police"
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
        elif after.low in _WEEKDAYS and gap == " ":  # "was shot in Dover Saturday"
            return
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
        """Tell whether the token `last` begins the name of a division or country that contains one of `places`."""
        if last >= len(self.words):
            return False
        match = self.names.longest(last) if self.words[last].capital else None
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
