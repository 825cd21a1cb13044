"""Nouns for persons: one or several, attackers, and nouns that hold an effect in themselves ("the wounded", "12 deaths")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.codebook.tables import table
from dateline.types import Effect

HOW_OLD = ("-year-old", "-years-old", "-month-old", "-week-old", "-day-old")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The noun tables of ``count_words.json``; ``also_adjectives`` name persons or qualify other nouns ("a local council")."""

    singular: frozenset[str]
    plural: frozenset[str]
    suffixes: tuple[str, ...]
    plural_suffixes: tuple[str, ...]
    not_by_suffix: frozenset[str]
    attackers: frozenset[str]
    others: frozenset[str]
    effects: dict[str, Effect]
    adjectives: dict[str, Effect]
    also_adjectives: frozenset[str]


@cache
def nouns() -> Nouns:
    """Return the tables of nouns, read once."""
    data = table("count_words")
    persons = data["persons"]
    return Nouns(
        singular=frozenset(persons["singular"].split()),
        plural=frozenset(persons["plural"].split()),
        suffixes=tuple(persons["suffixes"]),
        plural_suffixes=tuple(persons["plural_suffixes"]),
        not_by_suffix=frozenset(persons["not_by_suffix"].split()),
        attackers=frozenset(data["attackers"].split()),
        others=frozenset(data["not_persons"].split()) | frozenset(data["vehicles"].split()),
        effects={word: effect for effect, words in data["effect_nouns"].items() for word in words},
        adjectives={word: effect for effect, words in data["adjectives"].items() for word in words},
        also_adjectives=frozenset(data["also_adjectives"].split()),
    )


@cache
def number_of_noun(word: str) -> Literal["singular", "plural", "group", ""]:
    """Tell whether `word` names one person, several, a group of persons, or none that the tables know."""
    known = nouns()
    if word in known.plural:
        return "plural"
    if word in known.singular:
        return "singular"
    prefix, hyphen, rest = word.partition("-")
    if hyphen and prefix in table("count_words")["persons"]["prefixes"].split():
        return number_of_noun(rest)
    if word.endswith(HOW_OLD):
        return "singular"
    if word[:1].isdigit() and hyphen and rest.startswith(("year-", "month-", "week-", "day-")):
        return number_of_noun(rest.partition("-")[2])  # "an 11-month-boy"
    if word.endswith("-year-olds"):
        return "plural"
    if word in table("count_words")["groups"]:
        return "group"
    if word in known.others or word in known.not_by_suffix or word in known.effects or len(word) < 5:
        return ""
    if word.endswith(known.plural_suffixes):
        return "plural"
    if word.endswith(known.suffixes) and not word.endswith(("ever", "ther")):
        return "singular"
    return ""
