"""Kinds of people of which one cannot be part of the other: "two soldiers, a policeman and a civilian were killed" counts four."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.codebook.demonyms import demonyms
from dateline.codebook.tables import table


@cache
def _kinds() -> dict[str, frozenset[tuple[int, int]]]:
    """Return the kinds of each head noun: in which row of ``apart`` it stands, and in which of its kinds."""
    out: dict[str, set[tuple[int, int]]] = {}
    for number, row in enumerate(table("count_words")["apart"]):
        for kind, words in enumerate(row):
            for word in words.split():
                out.setdefault(word, set()).add((number, kind))
    return {word: frozenset(kinds) for word, kinds in out.items()}


def apart(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Tell whether one of `parts` is of a kind that `whole` does not hold."""
    return any(_excludes(whole.head, part.head) for part in parts)


def _excludes(one: str, other: str) -> bool:
    mine = dict(_kinds().get(one, ()))
    if any(mine.get(row, kind) != kind for row, kind in _kinds().get(other, ())):
        return True
    peoples = demonyms().get(one.capitalize()), demonyms().get(other.capitalize())
    return None not in peoples and peoples[0] != peoples[1]


def is_of_two_roles(words: Words, group: Sequence[Phrase]) -> bool:
    """Tell the one person of "the murder of writer and blogger Ali Odeh" from "the murder of husband and wife Ali and Ana"."""
    if len(group) != 2 or words.shouted or any(phrase.value.best != 1 or phrase.head in _kin() for phrase in group):
        return False
    role, name = group
    bare = all(words.kind(phrase.first) == "" and not words.capital[phrase.first] for phrase in group)
    bare = bare and not words.capital[role.past - 1]
    named = words.capital[name.past - 1] and words.kind(name.past) != "C"
    return bare and words.word(role.past) == "and" and name.first == role.past + 1 and named


@cache
def _kin() -> frozenset[str]:
    return word_set("male") | word_set("female")
