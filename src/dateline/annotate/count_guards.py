"""What looks like persons counted and is none: years, days, ages, money, clock times, parts of a body."""

from __future__ import annotations

import re

from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import Number, number_at
from dateline.annotate.count_spans import noun_phrase
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table

_YEARS = range(1900, 2100)
_CALIBRE = re.compile(r"[\d.]+-?(?:bore|gauge|calib(?:re|er)|mm|millimet(?:re|er)s?|inch(?:es)?|kg|kilo|kilograms?)")
"""What says of a gun or a device how large it is, behind their number ("two 12-bore guns")."""
_EMERGENCY = frozenset({911, 999, 112})
"""Numbers that are called, not counted: "two survivors, one of whom called 911, were taken to a hospital"."""
_LATE_YEARS = frozenset(range(1950, 2050)) - {2000}
"""A year that news speaks of without saying so; 2000 is as often a round figure."""


def is_year_before_a_number(words: Words, number: Number) -> bool:
    """Tell the year in "in August 2012 five were killed", the day in "on February 14 two people were killed"."""
    month = words.kind(number.core - 1 - (words.word(number.core - 1) == ".")) == "T"
    day = words.kind(number.core) == "#" and month and (number.value.best or 99) <= 31
    if day and number.first == number.core and number_at(words, number.past) is not None:
        return True
    year = words.kind(number.core) == "#" and (number.value.low or 0) in _YEARS and "," not in words.word(number.core)
    return year and (words.kind(number.core - 1) == "T" or number_at(words, number.past) is not None)


def is_year(words: Words, number: Number) -> bool:
    """Tell "2012" from "2,012" and "at least 2012"."""
    plain = number.first == number.core and number.past == number.core + 1 and words.kind(number.core) == "#"
    return plain and (number.value.best or 0) in _LATE_YEARS and "," not in words.word(number.core)


def is_year_of_a_thing(words: Words, number: Number, blocked: frozenset[int]) -> bool:
    """Tell the year of "2014 Isla Vista killings" and "2014 killings"; "2012 people" are counted."""
    if not is_year(words, number):
        return False
    past = noun_phrase(words, number.past, blocked)
    return past is not None and number_of_noun(words.word(past - 1)) != "plural"


_SHARES = frozenset({"%", "percent", "cent", "part", "parts", "most", "half", "side", "sides", "portion", "area", "areas"})
"""What of a body may be hit: "in other parts of the body", "the left side of her body"."""


def is_body_part(words: Words, at: int, past: int) -> bool:
    """Tell the head of "shot in the head" from "the head of the council"."""
    before = at - 1 if words.kind(at) == "D" else at - 2
    if words.word(past - 1) == "body" and (
        words.word(past - 2) in ("lower", "upper") or (past - at == 2 and words.word(at) in ("his", "her", "their", "the"))
    ):
        share = words.word(before) == "of" and words.word(before - 1) in _SHARES
        whole = words.word(before) in ("throughout", "through")
        limb = words.word(before) in ("in", "to", "on", "into", "along") and words.word(at) != "the"
        if words.word(past - 2) in ("lower", "upper") or share or whole or limb:
            return True
    if words.word(past - 1) == "body" and past - at == 2 and words.word(before) in ("to", "in"):  # "graze wounds to the body"
        return words.word(before - 1) in table("count_words")["wounds"].split()
    if words.word(past - 1) == "body" and words.word(past - 2) in table("count_words")["society_bodies"].split():
        return True
    if words.word(past - 1) not in table("count_words")["body_parts"].split() or words.word(past) == "of":
        return False
    beside = words.word(at - 1) in ("and", ",") and words.word(at - 2) in table("count_words")["hit_parts"].split()
    return beside or words.word(before) in ("in", "to", "on", "into", "through", "had", "have", "has")


def is_page_of_more(words: Words, at: int) -> bool:
    """Tell the numbers of a gallery's captions, "Image 3 of 5", "photo 2 of 7"."""
    pages = table("count_words")["pages"].split()
    first = words.word(at - 1) in pages and words.word(at + 1) == "of" and words.kind(at + 2) == "#"
    last = words.word(at - 1) == "of" and words.kind(at - 2) == "#" and words.word(at - 3) in pages
    return words.kind(at) == "#" and (first or last)


def is_address(words: Words, number: Number, past: int) -> bool:
    """Tell the house of "at the Copper Kettle, 12 W. Mill St.", a number behind a comma before the name of a street."""
    digits = words.kind(number.core) == "#" and words.word(number.first - 1) == ","
    streets = table("count_words")["streets"].split()
    named = number.past < len(words.tokens) and words.capital[number.past] and not words.shouted
    return (
        digits
        and named
        and any(words.word(i) in streets and words.capital[i] for i in range(number.past, min(past + 4, len(words.tokens))))
    )


def is_how_far(words: Words, number: Number, past: int) -> bool:
    """Tell "two days earlier", "30 miles away"."""
    return words.word(past - 1) in ("earlier", "later", "ago", "away", "apart") and words.word(number.past) in nouns().others


def closes_quotation(words: Words, at: int) -> bool:
    """Tell whether a quotation of a few words opens at `at`: 35 "puppet soldiers"."""
    return any(words.word(i) in ('"', "”") for i in range(at + 2, at + 5))


def is_no_count(words: Words, at: int, number: Number, blocked: frozenset[int] = frozenset()) -> bool:
    """Tell a bare number that is a year, a date, an age, a clock time, money or a share, "Route 9 in", not "Bomb Kills 9 in"."""
    before, after = words.word(at - 1), words.word(number.past)
    digits = words.kind(number.core) == "#"
    low = number.value.low
    some_of = before.endswith("day") and after == "of"  # "said on Monday three of its men …"
    counted = before == "number" and (words.word(at - 2) in ("now", "to", ",") or words.word(at - 2) in nouns().adjectives)
    if before == "than" and words.word(at - 2) in ("younger", "older"):
        return True
    if not counted and before in (
        "$", "£", "€", "rs", "tk", "aged", "age", "ages", "no", "route", "highway", "level", "number", "#",
    ):  # fmt: skip
        return True
    if words.kind(number.past) == "#" and _CALIBRE.fullmatch(after):
        return True
    if digits and low in _EMERGENCY and before.startswith(("call", "dial", "phon")):
        return True
    if (
        (words.kind(at - 1) == "T" and words.kind(at) != "D" and words.kind(number.past) not in ("A", "H") and not some_of)
        or words.kind(number.past) == "T"
        or after in ("%", "°", "/", "am", "pm", "a.m", "p.m", "a", "o'clock", "o’clock")
    ):
        return before != "killed" or after != "a"
    if digits and low in _YEARS and "," not in words.word(number.core):
        return True
    named = digits and number.core > 1 and words.capital[number.core - 1] and not words.shouted and not some_of
    numbered_place = named and number.core - 1 not in blocked
    if numbered_place and number.first == number.core and (after in (",", ".") or words.kind(number.past) == "P"):
        return True
    return bool(digits and after == ":" and words.kind(number.past + 1) == "#")
