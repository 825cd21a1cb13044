"""Ages beside persons, which count nobody: "Smith, 34,", "a girl of 14", "two boys, 4 and 6,", "aged nine and twelve"."""

from __future__ import annotations

import re

from dateline.annotate.count_nouns import HOW_OLD, nouns
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_persons import MANY, Phrase
from dateline.annotate.count_tokens import Words
from dateline.types import CountValue

_DECADE = re.compile(r"(?:mid-)?[2-9]0s|teens|(?:twen|thir|for|fif|six|seven|eigh)ties")
OLDEST = 110
"""A bare number up to this after a name or a singular noun, between commas, is an age."""

_LEADS_IN = frozenset(("in", "at", "near", "on", "outside", "inside", "around", "across", "during"))
NAMED_REACH = 8
"""Tokens from a place to its preposition: "in Datu Odin Sinsuat, Maguindanao"."""
_GAPS = {
    (",",),
    ("(",),
    (".", ","),
    *((",", "who", verb) for verb in ("was", "is", "turned")),
    *((",", adverb) for adverb in ("then", "now", "just", "also", "aged")),
}
"""What stands between a person and his age: "Smith, 34", "a man (68)", "Smith Jr., 34", "Smith, who was 34,"."""


_ONE_OF_THEM = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "other", "latter", "former"))


def _are_between(words: Words, phrase: Phrase, before: Phrase) -> bool:
    """Tell "seven policemen, all between 18 and 28,"."""
    opened = words.word(before.past) == "," and phrase.first == before.past + 1 and words.word(phrase.first) in ("all", "both")
    return opened and words.word(phrase.first + 1) == "between" and words.word(phrase.past) in (",", ".", ")", "years")


def _stands_for_one(words: Words, phrase: Phrase) -> bool:
    """Tell "The second, 19, died": behind an ordinal that stands for one of those told before."""
    the, which, comma = (words.word(phrase.first + step) for step in (-3, -2, -1))
    return comma == "," == words.word(phrase.past) and the == "the" and which in _ONE_OF_THEM


def is_age_word(words: Words, phrase: Phrase, blocked: frozenset[int]) -> bool:
    """Tell "eighteen-years-old" standing alone behind a person; in the title "Teen, 4-year-old shot" it is another one."""
    another = words.sentence.kind == "title" and phrase.past in blocked
    return phrase.past - phrase.first == 1 and words.word(phrase.first).endswith(HOW_OLD) and not another


def is_age(words: Words, phrase: Phrase, before: Phrase | None) -> bool:
    """Tell whether a bare number beside a person is an age: "Smith, 34," and "a man (68)", "a girl of 14", "aged nine"."""
    low = phrase.value.best
    if phrase.bare and low is not None and 0 < low <= OLDEST and _stands_for_one(words, phrase):
        return True
    if before is not None and phrase.bare and before.person == "yes" and _are_between(words, phrase, before):
        return True
    about = phrase.value.qualifier == "about" and before is not None and words.word(before.past) == ","
    if phrase.others or not (phrase.value.qualifier == "exact" or about):
        return False
    if (
        before is None
        or not phrase.bare
        or (phrase.partitive and not _lives_in(words, phrase, before))
        or low is None
        or not 0 < low <= OLDEST
        or before.value.best not in (1, 2, None)
    ):
        return False
    gap = [words.word(i) for i in range(before.past, phrase.first)]
    after = words.word(phrase.past)
    if not gap and words.kind(phrase.first) == "#" and (before.head or before.others) and before.person == "yes":
        # "two men 37 —", "two others 37 —", "a guard 52,"
        return after in (",", ")", ".", ";", "-", "–", "—")
    if gap == ["of"]:
        return (
            before.value.best != 2
            and before.person == "yes"
            and not before.inherent
            and not before.head.startswith(("mother", "father", "famil", "parent"))
        )
    if gap == [","] and _opens_a_clause(words, before, phrase):
        return False
    several = before.person == "yes" and gap == [","] == [after] and words.kind(phrase.first) == "#"  # "Brothers, 19, shot"
    return (
        (before.value.best == 1 or several or _is_full_name(words, before, phrase))
        and tuple(gap) in _GAPS
        and (
            after in (",", ")", ".", ";", "", "of", "from", "-", "–", "—", "who")
            or words.kind(phrase.past) in ("A", "H", "V")
            or (after in ("and", "&") and words.kind(phrase.first) == "#" and number_at(words, phrase.past + 1) is None)
        )
    )


def _opens_a_clause(words: Words, before: Phrase, phrase: Phrase) -> bool:
    """Tell the subject of "In Bama, six were killed", "At the mosque in Bama, Borno, 12 have died" from the age of a person."""
    after = words.word(phrase.past)
    if words.word(before.first - 1) in _LEADS_IN:
        return after != "was" and words.kind(phrase.past) in ("A", "H", "V")
    at = before.first - 1
    while at > 0 and (words.capital[at] or words.word(at) == ",") and before.first - at < NAMED_REACH:
        at -= 1
    return (words.word(at) in _LEADS_IN or before.person == "no") and after in ("were", "are", "have")


def _lives_in(words: Words, phrase: Phrase, before: Phrase) -> bool:
    """Tell the age of "Jo Smith, 23 of Oldmar", "Smith, 17 of 12 Mill St": behind one person's name, before where he lives."""
    at = phrase.number[1] + 1
    named = before.value.best == 1 and before.named and not words.shouted and words.kind(phrase.number[0]) == "#"
    lives = words.word(at - 1) == "of" and at < len(words.tokens) and (words.capital[at] or words.kind(at) == "#")
    phrase.past = phrase.number[1] if named and lives else phrase.past
    return named and lives


def _is_full_name(words: Words, before: Phrase, age: Phrase) -> bool:
    """Tell "Dana Fields, 33,", a name whose last word is a thing's."""
    name = all(words.capital[before.first : before.past]) and before.past - before.first > 1 and not words.shouted
    return name and before.value == MANY and words.word(age.past) == ","


def lists_ages(words: Words, index: int) -> bool:
    """Tell ", 4 and 6," behind "two boys"."""
    first = number_at(words, index + 1) if words.word(index) in (",", "(") else None
    if first is None or words.word(first.past) != "and":
        return False
    second = number_at(words, first.past + 1)
    young = all(n is not None and 0 < (n.value.best or 0) <= OLDEST for n in (first, second))
    return young and second is not None and words.word(second.past) in (",", ")", ".")


def ages_of(words: Words, index: int, before: Phrase, blocked: frozenset[int]) -> bool:
    """Tell "of 61 and 24" behind "two men": as many ages as persons, before no noun ("two men of 3 and 4 Brigade")."""
    if words.word(index) != "of" or before.person != "yes" or before.inherent:
        return False
    told, at, joined = 0, index + 1, False
    while (number := number_at(words, at)) is not None and 0 < (number.value.best or 0) <= OLDEST:
        told, at = told + 1, number.past
        if joined or words.word(at) not in (",", "and"):
            break
        joined = words.word(at) == "and"
        at += 1
    many = before.value.best == told or (before.value == MANY and before.head in nouns().plural)
    return told > 1 and joined and many and (at in blocked or words.kind(at) not in ("", "#"))


def past_ages(words: Words, index: int) -> int:
    """Return the token after "aged nine and twelve"."""
    index += 1 + (words.word(index + 1) == "of")
    while number_at(words, index) is not None or words.word(index) in ("between", "under", "over", "from"):
        number = number_at(words, index)
        index = number.past if number is not None else index + 1
        if words.word(index) == "," and words.word(index + 1) == "and" and number_at(words, index + 2) is not None:
            index += 2
        elif words.word(index) in ("and", ",", "to", "or") and number_at(words, index + 1) is not None:
            index += 1
    return index


def past_how_old(words: Words, index: int) -> int | None:
    """Return the token after "about 20 years old", "in her 20s", "in his late teens" behind one person; None where none stands."""
    if words.word(index) == "in" and words.word(index + 1) in ("his", "her", "their"):
        at = index + 2 + (words.word(index + 2) in ("early", "mid", "late", "mid-to-late"))
        at += words.word(index + 2) == "mid" and words.word(at) == "-"
        return at + 1 if _DECADE.fullmatch(words.word(at)) else None
    number = number_at(words, index)
    if number is None:
        return None
    years = words.word(number.past) in ("years", "months") and words.word(number.past + 1) in ("old", "of")
    of_age = words.word(number.past + 1) == "old" or words.word(number.past + 2) == "age"
    return number.past + 2 + (words.word(number.past + 1) == "of") if years and of_age else None


def persons_by_age(words: Words, first: int, past: int) -> CountValue | None:
    """Return how many persons the ages in tokens `first` to before `past` are of: "ages 3, 4 and 9" are three; None for a range."""
    told = [i for i in range(first, past) if number_at(words, i) is not None and words.word(i) != "between"]
    listed = "and" in words.lower[first:past] and not {"between", "under", "over", "from", "to", "or"} & set(
        words.lower[first:past]
    )
    return CountValue(len(told), len(told), len(told), "exact") if listed and len(told) > 1 else None
