"""Which stretches of capitalised words can be a place's name: the longest that the gazetteer holds, no part of a longer one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.annotate import place_words
from dateline.annotate.place_words import Token
from dateline.annotate.toponym_bodies import is_located, is_told
from dateline.gazetteer import Gazetteer
from dateline.gazetteer.names import key

LONGEST = 6
"""Words in one name, at most."""
PREFIXES = frozenset(("trans", "anti", "pro", "non", "mid", "post", "pre"))
"""What before a hyphen makes no name longer ("trans-Papua")."""
ARTICLES = ("al", "el", "ul", "as", "ash", "ad", "ar", "at", "az", "an")
_COMPOUND = re.compile(r"(-(?:[a-z]{1,3}-)?| (?:al|el|ul|an|ar|as|ash|at|az|ad)-| El )([A-Z][a-z][\w’']{1,24})(?!\w)")
"""What goes on with a name: "-Peulh", "-i-Sangin", " al-Basir", " El Noura"."""
_LINKED = re.compile(r" (?:de(?: la| las| los)?|del|do|da|dos|das|du|della?) (?=[A-Z])")
_LINKING = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{1,24} (?:de(?: la| las| los)?|del|do|da|dos|das|du|della?) $")
"""What goes on with a name of a Romance language ("San Antonio de Garamendi"), and what stands before its second half."""
HEADS = frozenset(("puerto", "villa", "vila", "san", "santa", "santo", "nueva", "nuevo", "nova", "novo", "sao", "porto"))
"""Words that are half a name before another ("Villa Serrana")."""
FEATURES = frozenset(("mount", "mt", "fort", "ft", "port", "glen"))
"""Words that make another name of the one behind them."""
SHORT = frozenset(
    ("US", "UK", "USA", "UAE", "DRC", "U.S.", "U.K.", "U.S.A.", "U.A.E.", "CAR", "U.S.S.R.", "USSR", "DPRK", "EU", "L.A.", "NYC")
)
"""The names of so few letters that are places; of others in capitals most are not."""
NO_NAMES = (
    "titles", "name_parts", "not_alone", "beside_name", "settlements", "place_nouns", "locative", "connectors", "designators",
    "organisation_tail", "of_nouns", "always_common",
)  # fmt: skip
"""Lists whose words before a name make no other one of it ("Greater Noida", "General Santos")."""
SHORTEST_HEAD, LARGE = 4, 100_000
"""Letters of a word that makes another name of the one behind it, and people of a town that is told so by itself."""
TAIL = 5
"""Letters of the longest small word behind a hyphen that ends a name ("Samcheok-si", "Kokubu-machi")."""
_NAME_ENDS = re.compile(
    r"[,.;:)\"”]|$|['’]s\b| (?:and|in|on|at|near|by|from|to|late|early|was|were|when|while|as|after|before|where|which)\b"
)
"""What stands behind a name that is told whole: no noun that the last word could belong to ("in Dolo Shabaab fighters")."""
_GAP = re.compile(r"^(?:['’]?\s{1,2}|\.\s|-|\s?/\s?|\s['‘’ʿʻ])$")
_OWNED = ("'s ", "’s ")
"""What stands amid a name as it does between an owner and what is owned: "Cox's Bazar", "Ra's al-Ayn", "Smith's County"."""


class Names:
    """The words of one document and the names of the gazetteer among them. ``upper``: the text is in capitals alone."""

    def __init__(self, text: str, words: Sequence[Token], places: Gazetteer) -> None:
        self.text, self.words, self.places = text, words, places
        self.upper = place_words.mostly_upper(words)

    def candidates(self) -> Iterator[tuple[int, int, str]]:
        """Yield the names in the order of the text: first token, the one behind the last, and the key of the name."""
        position = 0
        while position < len(self.words):
            match = self.longest(position) if self.words[position].capital else None
            if match:
                yield position, *match
                position = match[0]
            else:
                position += 1

    def longest(self, first: int) -> tuple[int, str] | None:
        """Return where the longest name that begins at token `first` ends, and its key; None where there is none."""
        last = first + 1
        limit = min(first + LONGEST, len(self.words))
        while last < limit and self._joins(last):
            last += 1
        for end in range(last, first, -1):
            if self.words[end - 1].capital or (end > first + 1 and self._is_tail(end - 1)):
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
        if self._is_half(first, end) or self._is_village_of_two(first, end) or self._is_village_of_two(first - 1, first):
            return True
        before, gap = self.words[first - 1], self.text[self.words[first - 1].end : self.words[first].start]
        if first == 0 or before.first or not before.capital:
            return False
        if gap in (" ", ". ") and before.low in FEATURES:
            return True  # "Mount Auburn", which the gazetteer does not hold, is not in Auburn
        if gap == " " and end == first + 1:
            return self._is_tail_of(first)
        if gap != "-":
            return False
        return not self._is_place(before.word) and before.low not in PREFIXES and before.low not in ARTICLES

    def _is_half(self, first: int, end: int) -> bool:
        """Tell a half of "Rincón de Zaragoza" or "Villa Serrana", where the gazetteer holds no more of it."""
        start, stop = self.words[first].start, self.words[end - 1].end
        if _LINKED.match(self.text, stop) or _LINKING.search(self.text, max(0, start - 40), start):
            return True
        goes_on = end < len(self.words) and self.words[end].capital and not self.words[end].first
        return goes_on and end == first + 1 and self.words[first].low in HEADS and self.text[stop : self.words[end].start] == " "

    def _is_village_of_two(self, first: int, end: int) -> bool:
        """Tell the first half of a village that the gazetteer does not hold: "in the village of Tondi Kaina", "near Tessit Kouna,".

        A large town, a division or a country is no half: "in Kano Ibrahim said"; nor has a village a word of the language, a
        people's or a person's name for its second half, unless it is called a village.
        """
        if first < 1 or end != first + 1 or end >= len(self.words) or self.words[end].first or self._is_large(first):
            return False
        head, tail, before = self.words[first], self.words[end], self.words[first - 1]
        if self.text[head.end : tail.start] != " " or not (head.capital and tail.capital and self.places.known(key(head.word))):
            return False
        called = before.low == "of" and first > 1 and self.words[first - 2].low in place_words.words("settlements")
        after = self.words[end + 1] if end + 1 < len(self.words) else None
        touched = after is not None and after.low in place_words.words("settlements") and not after.capital
        named = touched and after is not None and self.text[tail.end : after.start] == " "
        located = before.low in place_words.words("strong_locative") or before.low == "at"
        if not (called or located) or not tail.word.isalpha() or tail.word.isupper() or len(tail.word) < SHORTEST_HEAD:
            return False
        if not (named or _NAME_ENDS.match(self.text, tail.end)):
            return False
        barred = self._is_large(end) or any(tail.low in place_words.words(name) for name in NO_NAMES)
        person = tail.low in place_words.given() or tail.low in place_words.surnames()
        return not (barred or self.is_demonym(tail.low) or (person and not (called or named)))

    def _is_tail_of(self, first: int) -> bool:
        """Tell the village Kandi of another name: "in Kachari Kandi", where no word of the language and no known name stands
        between the locative and it."""
        before, ahead = self.words[first - 1], self.words[first - 2]
        gap = self.text[ahead.end : before.start]
        if first < 2 or gap != " " or ahead.low not in place_words.words("strong_locative") or before.possessive:
            return False
        if (
            len(before.word) < SHORTEST_HEAD
            or not before.word.isalpha()
            or before.word.isupper()
            or self.places.known(key(before.word))
        ):
            return False
        known = before.low in place_words.given() or self.places.known(key(before.word))
        known = known or any(before.low in place_words.words(name) for name in NO_NAMES)
        return not (known or self.is_demonym(before.low) or self._is_large(first))

    def _is_large(self, first: int) -> bool:
        """Tell whether a word is the name of a country, a division or a large town, which keeps it behind any other."""
        found = self.places.find(key(self.words[first].word))
        return any(
            place.rank < 2 and (place.kind in ("country", "admin1", "region") or place.population >= LARGE) for place in found
        )

    def _is_place(self, word: str) -> bool:
        """Tell whether a word beside a hyphen is a place of its own: the two are no single name ("Sukma-Bijapur border")."""
        low = word.lower()
        listed = any(low in place_words.words(name) for name in ("name_parts", "connectors", "locative"))
        return listed or word.isupper() or self.places.known(key(word)) or self.is_demonym(low)

    def _joins(self, position: int) -> bool:
        word = self.words[position]
        if word.first or not (word.capital or word.low in place_words.words("connectors") or self._is_tail(position)):
            return False
        gap = self.text[self.words[position - 1].end : word.start]
        return bool(_GAP.match(gap)) or gap in _OWNED

    def _is_tail(self, position: int) -> bool:
        """Tell whether a small word hangs on the word before it by a hyphen."""
        word = self.words[position]
        return len(word.word) <= TAIL and self.text[self.words[position - 1].end : word.start] == "-"

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
            return word in SHORT and not self.upper
        return name not in place_words.words("not_alone") or self._is_town(name, first)

    def _is_town(self, name: str, first: int) -> bool:
        """Tell whether a word that is hardly ever a place's name is a town's here, or "in" stands before it and it is one elsewhere
        in the text."""
        places = self.places.find(name)
        if is_told(self.text, self.words[first].end, places, self.places):
            return True
        if not is_located(self.text, self.words[first].start):
            return False
        others = (word for word in self.words if word.capital and word.low == self.words[first].low)
        return any(is_told(self.text, word.end, places, self.places) for word in others)

    def is_demonym(self, low: str) -> bool:
        """Tell whether a word is the name of a people ("Iraqi")."""
        return any(place.rank == 3 for place in self.places.find(key(low)))
