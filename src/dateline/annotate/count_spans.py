"""Where a noun phrase ends: its adjectives, participles and nouns, without the verbs that follow; and ordinals."""

from __future__ import annotations

from functools import cache

from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import is_number_word, number_at
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table

_WHEN = frozenset({"night", "day", "moment", "time", "way", "year", "morning", "evening", "week"})


@cache
def _vehicles() -> frozenset[str]:
    """Return the nouns that make "passenger" a word for a thing: "a passenger bus"."""
    return frozenset(table("count_words")["vehicles"].split())


SUFFERS = frozenset({"suffered", "sustained", "received"})
"""Verbs that end like a participle: "three suffered wounds" is not "three wounded soldiers"."""
LONGEST = 9
"""The most words of a noun phrase before its head."""


def ordinal_of(word: str) -> int:
    """Return 3 for "third" and "3rd", 0 for any other word."""
    named: int = table("date_words")["ordinals"].get(word, 0)
    if named:
        return named
    digits = word[:-2]
    return (
        int(digits) if word.endswith(("st", "nd", "rd", "th")) and digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
    )


def noun_phrase(words: Words, at: int, blocked: frozenset[int]) -> int | None:
    """Return where the nouns that begin at `at` end; None where there is none. Trailing verbs are left out."""
    index, seen_person, content = at, False, 0
    while index < len(words.tokens) and index - at < LONGEST:
        word, kind = words.word(index), words.kind(index)
        if kind == "C" and content and not seen_person and word in ("and", "or") and _joins_adjectives(words, index):
            index += 1
            continue
        if kind == "C" and _is_corner(words, index):
            index += 1
            continue
        if kind == "B" and not content and (words.word(index + 1) in nouns().adjectives or words.kind(index + 1) == ""):
            index += 1
            continue
        if word == "no" and content:
            break
        if word == "." and content and _abbreviates(words, index):
            index += 1
            continue
        if word in (",", "-") and not seen_person and content and words.word(index - 1).endswith("old"):
            index += 1
            continue
        if content and (is_number_word(word) or (word == "old" and words.word(index - 1) in ("years", "months", "year"))):
            break
        if kind not in ("", "#") or (kind == "#" and not _counts_nobody(word)):
            break
        participle = (word.endswith("ed") or word in nouns().adjectives) and word not in SUFFERS
        if index in blocked and not (participle and _modifies(words, index)):
            break
        named = words.capital[index] and not words.shouted
        if named and words.word(index - 1) in _WHEN and content:
            break
        adjective = words.word(index - 1) in nouns().also_adjectives and not named
        if seen_person and word in _vehicles() and not named:
            content, index = content + 1, index + 1
            continue
        if seen_person and not adjective and not number_of_noun(word) and not (named and word not in nouns().effects):
            break
        if not named and word.endswith(("ed", "ing")) and content and not _modifies(words, index):
            break
        seen_person = seen_person or number_of_noun(word) in ("singular", "plural")
        content += 1
        index += 1
    while index > at and words.kind(index - 1) in ("B", ",", "-"):
        index -= 1
    return index if content and index > at else None


def _counts_nobody(word: str) -> bool:
    """Tell "23-year-old", "4th", "10-member", "11-month-boy", which begin with a digit and stand in a noun phrase."""
    return word.endswith(("-old", "-olds", "th", "st", "nd", "rd", "-member")) or ("-" in word and number_of_noun(word) != "")


def _abbreviates(words: Words, index: int) -> bool:
    """Tell the full stop of "two U.S. soldiers", "St. Mary deputies" from a sentence's: a word stands behind it."""
    before = words.word(index - 1)
    named = 1 < index < len(words.tokens) - 1 and words.capital[index - 2] and words.capital[index + 1]
    initial = len(before) == 1 and before.isalpha() and named  # "Tom R. Reyes"
    short = initial or "." in before or before in table("count_words")["abbreviations"].split()
    joined = words.tokens[index].span.start == words.tokens[index - 1].span.end
    return short and joined and words.capital[index - 1] and words.kind(index + 1) == "" and index + 1 < len(words.tokens)


def _is_corner(words: Words, index: int) -> bool:
    """Tell the "and" of "a 61st and Peoria apartment", where two streets meet."""
    joined = words.word(index) in ("and", "&") and words.kind(index - 1) == "#" and ordinal_of(words.word(index - 1)) > 0
    return joined and (words.capital[index + 1] if index + 1 < len(words.tokens) else False)


def _joins_adjectives(words: Words, index: int) -> bool:
    """Tell the "and" of "80 foreign and Afghan troops"."""
    plain = words.kind(index + 1) == "" and words.kind(index + 2) == "" and number_of_noun(words.word(index + 1)) != "plural"
    adjective = not number_of_noun(words.word(index - 1)) and not words.word(index - 1).endswith("s")
    return plain and adjective and number_of_noun(words.word(index + 2)) == "plural" and number_at(words, index + 1) is None


def _modifies(words: Words, index: int) -> bool:
    """Tell whether a participle or adjective stands before its noun ("wounded soldiers", "a masked man")."""
    after = index + 1
    if words.kind(after) != "" or number_at(words, after) is not None:
        return False
    return number_of_noun(words.word(after)) != "" or (words.kind(after + 1) == "" and number_of_noun(words.word(after + 1)) != "")
