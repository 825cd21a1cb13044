"""Numbers as news says them: digits, spelled numbers, dozens and scores, ranges, and the qualifier before them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.annotate.count_tokens import Words
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import CountValue, Qualifier

LARGEST = 10_000_000
"""A larger number never counts the dead of an incident."""
_UNIT_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: number for number, word in enumerate(_UNIT_WORDS.split(), 1)}
_TENS = {word: number * 10 for number, word in enumerate(_TENS_WORDS.split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000}
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: tokens ``first`` to before ``past``, with its qualifier.

    ``core`` is the first token of the number itself; ``vague`` a word such as "dozens" (then "of" may follow).
    """

    first: int
    past: int
    core: int
    value: CountValue
    vague: bool = False


REACHES = frozenset({"gone", "goes", "went", "going", "crept", "climbed", "toll", "number", "count", "tally"})
"""Words behind which "up to seven" is what a toll has come to, and no bound."""


@cache
def _qualifiers() -> CueTable[str]:
    return CueTable((phrase, name) for name, phrases in table("count_words")["qualifiers"].items() for phrase in phrases)


@cache
def _after() -> CueTable[str]:
    return CueTable((phrase, name) for name, phrases in table("count_words")["after"].items() for phrase in phrases)


def number_at(words: Words, at: int) -> Number | None:
    """Return the number that begins at token `at`, with its qualifier, or None."""
    if not _may_begin(words, at):
        return None
    first, qualifier = at, "exact"
    for _ in range(3):
        found = _qualifier(words, at)
        if found is None:
            break
        at = found[0]
        if words.word(at) in ("the", "a") and words.word(at + 1) in ("other", "total"):
            at += 1
        reached = found[1] == "up_to" and words.word(first - 1) in REACHES
        qualifier = found[1] if qualifier == "exact" and not reached else qualifier
    if words.word(at) in ('"', "“") and at > first:
        at += 1
    bounds = _bounds(words, at, between=words.word(at) == "between")
    if bounds is None:
        return None
    low, high, past, vague = bounds
    past, qualifier = _qualified_after(words, past, qualifier)
    if low is not None and low > LARGEST:
        return None
    return Number(first, past, at, count_value(low, high, qualifier, vague=vague), vague=vague)


@cache
def _beginnings() -> frozenset[str]:
    articles = ("a", "an", "the", "half", "between")
    return frozenset({*_qualifiers().first, *_UNITS, *_TENS, *table("count_words")["vague"], *articles})


def _may_begin(words: Words, at: int) -> bool:
    """Tell at one look whether a number can begin at token `at`; most tokens are neither digits nor a number's first word."""
    word = words.word(at)
    return word in _beginnings() or words.kind(at) == "#" or "-" in word or word in ('"', "“")


def _qualifier(words: Words, at: int) -> tuple[int, str] | None:
    if words.word(at) not in _qualifiers().first:
        return None
    match = _qualifiers().match(words.tokens, at)
    return None if match is None else (match[1], match[2])


def _qualified_after(words: Words, past: int, qualifier: str) -> tuple[int, str]:
    match = _after().match(words.tokens, past) if words.word(past) in _after().first else None
    return (past, qualifier) if match is None else (match[1], match[2])


def count_value(low: int | None, high: int | None, qualifier: str, *, vague: bool = False) -> CountValue:
    """Return the value of a number with its qualifier; two different bounds are a range, whose best is its lower bound.

    The lower bound is ACLED's "most conservative figure"; GTD's third rule takes the lowest too.
    """
    if vague:
        return CountValue(low, None, None, "vague")
    if low != high:
        return CountValue(low, low, high, "range")
    if qualifier in ("at_least", "more_than"):
        return CountValue(low, low, None, cast(Qualifier, qualifier))
    if qualifier in ("up_to", "fewer_than"):
        return CountValue(None, None, low, cast(Qualifier, qualifier))
    return CountValue(low, low, low, cast(Qualifier, qualifier))


def _bounds(words: Words, at: int, *, between: bool) -> tuple[int | None, int | None, int, bool] | None:
    """Return (low, high, past, vague) of a number or a range at `at`."""
    if between:
        at += 1
    single = cardinal(words, at)
    if single is None:
        return None if between else _vague(words, at)
    low, past = single
    joint = words.word(past)
    spaced = joint in _DASHES and words.tokens[past].span.start == words.tokens[past - 1].span.end
    if (between and joint == "and") or joint in ("to", "or") or spaced:
        second = cardinal(words, past + 1)
        if second is not None and low < second[0] <= low * 20 and _same_kind(words, at, past):
            return low, second[0], second[1], False
    return None if between else (low, low, past, False)


def _same_kind(words: Words, at: int, past: int) -> bool:
    """Tell whether the number at `at` can open a range: not the figure left behind in "from 9 to 12"."""
    return words.word(at - 1) != "from" and past > at


def _vague(words: Words, at: int) -> tuple[int | None, int | None, int, bool] | None:
    word = words.word(at)
    if word in ("a", "an", "the") and words.word(at + 1) in ("number", "handful", "few", "score"):
        at += 1
        word = words.word(at)
    elif word in ("some", "an", "unknown", "large", "small", "the"):
        return None
    entry = table("count_words")["vague"].get(word)
    if entry is None or (word == "number" and words.word(at + 1) != "of"):
        return None
    low, past = entry["low"], at + 1
    if word == "number" and words.word(at - 1) not in ("a", "an"):
        return None
    if word in ("several", "many", "tens") and words.word(past) in ("hundred", "thousand", "dozen"):
        low, past = low * {"hundred": 100, "thousand": 1000, "dozen": 12}[words.word(past)], past + 1
    elif words.word(past) == "of" and words.word(past + 1) in ("hundreds", "thousands") and word in ("tens", "hundreds", "dozens"):
        low, past = low * {"hundreds": 100, "thousands": 1000}[words.word(past + 1)], past + 2
    return low, None, past, True


def cardinal(words: Words, at: int) -> tuple[int, int] | None:
    """Return (value, past) of a cardinal number at `at`: digits or spelled, with dozen, hundred, lakh; None otherwise."""
    start = at
    article = words.word(at) in ("a", "half")
    if article:
        at += 1
        if words.word(start) == "half" and words.word(at) == "a":
            at += 1
        if words.word(at) not in ("dozen", "hundred", "thousand", "couple", "pair", "score", "lakh", "million"):
            return None
    total, current, seen = 0, 1 if article else 0, article
    while True:
        word = words.word(at)
        small = _small(word, words.kind(at))
        if small is not None and (not seen or (current % 100 == 0 and current and small < 100) or (current == 0 and total)):
            current += small
        elif word in _SCALES and (seen or article):
            current, total = _scale(current, total, _SCALES[word])
        elif word in ("dozen", "couple", "pair", "score") and seen:
            current = current * {"dozen": 12, "couple": 2, "pair": 2, "score": 20}[word]
            if words.word(start) == "half":
                current //= 2
            at += 1
            if word in ("couple", "pair") and words.word(at) != "of":
                return None
            break
        elif word == "and" and seen and (current % 100 == 0) and _small(words.word(at + 1), "") and current + total >= 100:
            at += 1
            continue
        else:
            break
        seen = True
        at += 1
    return (total + current, at) if seen else None


def _scale(current: int, total: int, scale: int) -> tuple[int, int]:
    if scale == 100:
        return (current or 1) * 100, total
    return 0, total + (current or 1) * scale


def is_number_word(word: str) -> bool:
    """Tell a spelled number or a vague one ("two", "dozens") that begins a new count inside a row of nouns."""
    return word in _UNITS or word in _TENS or (word in table("count_words")["vague"] and word not in ("number", "few", "tens"))


def _small(word: str, kind: str) -> int | None:
    if kind == "#" and (word.isdigit() or "," in word):
        digits = word.replace(",", "")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    tens, _, unit = word.partition("-")
    if tens in _TENS and _UNITS.get(unit, 10) < 10:
        return _TENS[tens] + _UNITS[unit]
    return None
