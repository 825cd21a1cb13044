"""The dead that a genitive tells: "a 17-year-old's shooting death", "the clerk's murder", "charged in the girl's death"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import Number, number_at
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table
from dateline.types import CountMention, CountValue

_ONE = CountValue(1, 1, 1, "exact")
_GENITIVE = re.compile(r"['’]s?$")
MOST_BEFORE = 4
"""Words before the genitive's noun that may still belong to it ("a Toledo high school student's murder")."""


def owned_deaths(words: Words) -> Iterator[CountMention]:
    """Yield the one dead of every genitive before words of a violent death, or before "death" where somebody is charged with it."""
    told = words.sentence.span.of(words.text)
    if "'" not in told and "’" not in told:
        return
    for index in range(len(words.tokens) - 1):
        past = _past_genitive(words, index)
        if past is None:
            continue
        named = number_of_noun(words.word(index)) == ""
        if not (_is_named(words, index) if named else _is_one(words.word(index))):
            continue
        first = _start(words, index)
        end = _violent_death(words, past, first, named=named)
        if end is not None and words.word(end) not in table("count_words")["after_a_crime"].split():
            yield CountMention(words.span(first, end), words.span(index, index + 1), _ONE, effect="killed")


def _past_genitive(words: Words, index: int) -> int | None:
    """Return the token behind "clerk's", "Reyes'", "17-year-old’s" (whose sign is a token of its own), None without a genitive."""
    if _GENITIVE.search(words.tokens[index].span.of(words.text)):
        return index + 1
    if words.word(index + 1) not in ("'", "’") or words.tokens[index + 1].span.start != words.tokens[index].span.end:
        return None
    return index + 3 if words.word(index + 2) == "s" else index + 2 if words.word(index).endswith("s") else None


def owned_number(words: Words, past: int) -> Number | None:
    """Return the number of "the mayor's two bodyguards", whose owner's words end before `past`: they are counted, he is not."""
    end = _past_genitive(words, past - 1)
    return None if end is None else number_at(words, end)


def _is_one(word: str) -> bool:
    """Tell a noun or an age of one person who is no attacker."""
    return word not in nouns().attackers and number_of_noun(word) == "singular"


def _is_named(words: Words, index: int) -> bool:
    """Tell a name of two words or more."""
    pair = index > 0 and words.capital[index] and words.capital[index - 1] and not words.shouted
    return pair and words.kind(index - 1) == ""


def _violent_death(words: Words, at: int, first: int, *, named: bool) -> int | None:
    """Return where "shooting death", "in … death" in a sentence of a charge, or "murder" ("Oak Park's murder" is none) ends."""
    if words.word(at) in ("fatal", "brutal", "apparent", "accidental"):
        at += 1
    if words.word(at) in table("count_words")["violent"].split() and words.word(at + 1) == "death":
        return at + 2
    if words.word(at) in ("murder", "slaying", "homicide") and not named:
        return at + 1
    held = not set(table("count_words")["charged"].split()).isdisjoint(words.lower)
    return at + 1 if held and words.word(at) == "death" and words.word(first - 1) in ("in", "with", "for", "over") else None


def _start(words: Words, index: int) -> int:
    """Return where the noun phrase of the genitive at `index` begins."""
    first = index
    while first > 0 and index - first < MOST_BEFORE and words.kind(first - 1) in ("", "#"):
        first -= 1
    return first - (words.kind(first - 1) == "D")
