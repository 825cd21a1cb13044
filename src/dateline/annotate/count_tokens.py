"""Tokens of one sentence with their grammatical class, for the grammar of counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.annotate.count_nouns import number_of_noun
from dateline.codebook.phrases import Token
from dateline.codebook.tables import table
from dateline.types import Sentence, Span

_UNITS_OF_AGE = r"(?:year|yr|month|week|day)"
_SPELLED_AGE = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
_AGE = (
    rf"(?i:(?<![\w-])(?:\d{{1,3}}|{_SPELLED_AGE})"  # 2 year-old, five-year old, 16- year-old, 9 -year-old
    rf"(?: {_UNITS_OF_AGE}[ -]|-{_UNITS_OF_AGE} | ?- ?{_UNITS_OF_AGE}[ -])olds?\b"
    r"|(?<![\w-])\d{1,2} ?y/?o\b)"  # 4 yo, 4 y/o
)
_PLAIN = (
    r"\d+(?:-[^\W\d]\w*){1,3}"  # 23-year-old, 10-member
    r"|\d{1,3}(?:,\d{3}){1,3}(?!\d)"  # 1,500
    r"|\d+(?:[.:]\d+){0,3}(?:[^\W\d]\w*)?"  # 12, 2.5, 10:40pm, 9mm
    r"|[^\W\d]\w*(?:['’.&/-]\w+){0,6}|[^\w\s]"
)
_TOKEN, _TOKEN_OR_AGE = re.compile(_PLAIN), re.compile(f"{_AGE}|{_PLAIN}")
_NOUNS_TOO = frozenset({"attack", "attacks", "fire", "report", "reports", "claims", "count", "cost", "fall", "used"})
_OTHER_HYPHENS = ("‑", "‐")
_SHORT_AGE = re.compile(r"(?<=\d)-?y/?o$|(?<=\d-)yr-old(?=s?$)")
LONGEST_INITIALS = 8


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as tokens, with the class of each.

    ``classes`` holds one letter a token: the keys of ``count_words.json`` "words", ``,`` and other marks as themselves, ``#`` a
    token that begins with a digit, and an empty string for a content word. ``capital`` tells an upper-case initial; ``shouted``
    that the whole sentence is upper case, so that capitals say nothing. ``lower`` are the tokens' words.
    """

    text: str
    tokens: tuple[Token, ...]
    classes: tuple[str, ...]
    capital: tuple[bool, ...]
    shouted: bool
    sentence: Sentence
    lower: tuple[str, ...]

    def word(self, index: int) -> str:
        """Return the token in lower case, an empty string outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def kind(self, index: int) -> str:
        """Return the class of a token, ``.`` outside the sentence."""
        return self.classes[index] if 0 <= index < len(self.classes) else "."

    def span(self, first: int, past: int) -> Span:
        """Return the span of the tokens from `first` to before `past`."""
        return Span(self.tokens[first].span.start, self.tokens[past - 1].span.end)


@cache
def word_classes() -> dict[str, str]:
    """Return the class of every function word and common verb (``count_words.json``, "words")."""
    return {word: letter for letter, words in reversed(table("count_words")["words"].items()) for word in words.split()}


@lru_cache(maxsize=512)
def read(text: str, sentence: Sentence) -> Words:
    """Return the tokens of `sentence` with their classes; kept for the layer that reads the same sentence next."""
    found: list[Token] = []
    kinds: list[str] = []
    capital: list[bool] = []
    told = sentence.span.of(text).lower()
    aged = "old" in told or " yo" in told or "y/o" in told
    for match in (_TOKEN_OR_AGE if aged else _TOKEN).finditer(text, sentence.span.start, sentence.span.end):
        if match[0] == "." and found and _abbreviates(text, found[-1], match.start(), sentence.span.end):
            found[-1] = Token(found[-1].word, Span(found[-1].span.start, match.end()))
            continue
        word, kind, upper = _known(match[0])
        found.append(Token(word, Span(match.start(), match.end())))
        capital.append(upper)
        kinds.append(kind)
    for index in reversed(range(1, len(found) - 3)):
        if found[index].word == "(" and capital[index - 1] and _initials_before_persons(text, found[index : index + 4]):
            del found[index : index + 3], kinds[index : index + 3], capital[index : index + 3]
    letters = [c for c, k in zip(capital, kinds, strict=True) if k == "" or k.isalpha()]
    shouted = len(letters) > 4 and sum(letters) > 0.9 * len(letters) and text[sentence.span.start : sentence.span.end].isupper()
    classes_here = tuple(_contextual(found, kinds, capital, shouted))
    return Words(text, tuple(found), classes_here, tuple(capital), shouted, sentence, tuple(token.word for token in found))


def _initials_before_persons(text: str, row: list[Token]) -> bool:
    """Tell the "(CRPF)" of "five Central Reserve Police Force (CRPF) men": the number counts the men."""
    short = row[1].span.of(text)
    named = short.isalpha() and short.isupper() and 2 <= len(short) <= LONGEST_INITIALS
    return named and row[2].word == ")" and row[3].word.islower() and number_of_noun(row[3].word) != ""


def _abbreviates(text: str, last: Token, point: int, end: int) -> bool:
    """Tell the point of "on Aug. 7", "Amherst, N.Y., home" from a full stop: it is part of the word before it."""
    if last.span.end != point or not text[last.span.start].isupper():
        return False
    behind = text[point + 1 : min(end, point + 3)].lstrip()
    if last.word in _months():
        return behind[:1].isdigit()
    return behind[:1] == "," and (last.word in _shortened() or "." in last.word)


@cache
def _months() -> frozenset[str]:
    return frozenset(table("count_words")["months"].split())


@cache
def _shortened() -> frozenset[str]:
    forms = (form for group in table("place_abbreviations")["divisions"].values() for form in group)
    return frozenset(form.removesuffix(".").lower() for form in forms if form.endswith("."))


@lru_cache(maxsize=20_000)
def _known(raw: str) -> tuple[str, str, bool]:
    """Return a token's word, class and whether its initial is upper case; kept, since a few thousand forms make up most texts."""
    word = _plain(raw)
    return word, _class(word, raw, word_classes()), raw[0].isupper()


def _plain(raw: str) -> str:
    word = raw.lower().replace(" -", "-").replace("- ", "-").replace(" ", "-")
    if not raw.isascii():
        word = word.replace("’", "'")
        for hyphen in _OTHER_HYPHENS:
            word = word.replace(hyphen, "-")
    if word[0].isdigit():
        word = _SHORT_AGE.sub(lambda age: "year-old" if age[0].startswith("yr") else "-year-old", word)
    return word.removesuffix("'s") if "'" in word and len(word) > 2 else word


def _class(word: str, raw: str, classes: dict[str, str]) -> str:
    if word in classes:
        return classes[word]
    if raw[0].isdigit():
        return "#"
    if not raw[0].isalnum():
        return raw
    if word.endswith("n't"):
        return "N"
    if word.endswith("ly") and len(word) > 4 and not raw[0].isupper() and word not in ("family", "elderly"):
        return "B"
    return ""


def _contextual(found: list[Token], kinds: list[str], capital: list[bool], shouted: bool) -> list[str]:
    """Mend classes by context: "May" the month, "has since died", "the attack"."""
    for index, token in enumerate(found):
        here, before = token.word, kinds[index - 1] if index else "."
        if here == "may" and (kinds[index + 1 : index + 2] == ["#"] or (capital[index] and index and not shouted)):
            kinds[index] = "T"
        elif capital[index] and not shouted and ((kinds[index] == "V" and index) or here == "us"):
            kinds[index] = ""
        elif here == "since" and before == "H":
            kinds[index] = "B"
        elif here == "that" and before == "" and index + 1 < len(found) and kinds[index + 1] in ("A", "H", "M", "V"):
            kinds[index] = "R"
        elif kinds[index] == "V" and (before == "D" or (before == "P" and here in _NOUNS_TOO)):
            kinds[index] = ""
    return kinds
