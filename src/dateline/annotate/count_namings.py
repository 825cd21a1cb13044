"""Words beside a person that count nobody more: "his wife, Leola Brandt,", "a father of three"."""

from __future__ import annotations

from dateline.annotate.count_names import PARTICLES
from dateline.annotate.count_nouns import HOW_OLD
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table


def names(words: Words, before: Phrase, phrase: Phrase) -> bool:
    """Tell the name of the one person just told: "his wife, Leola Brandt,", "a clerk, 34-year-old Ana Ruiz,"."""
    beside = before.past == phrase.first - 1 and words.word(before.past) == ","
    person = before.value.best == 1 and before.person == "yes" and not before.named and not before.inherent
    determined = words.kind(before.first) == "D" and words.word(before.first) != "another"
    return beside and person and determined and _is_name(words, phrase) and words.kind(phrase.past) in _ENDS


def _is_name(words: Words, phrase: Phrase) -> bool:
    """Tell a name, with an age before it or not, of one person."""
    first = phrase.first + words.word(phrase.first).endswith(HOW_OLD)
    capital = all(words.capital[i] or words.word(i) in PARTICLES for i in range(first, phrase.past))
    return phrase.value.best == 1 and first < phrase.past and capital and not words.shouted and phrase.person != "no"


_ENDS = frozenset({",", ".", ";", ")", "C", "A", "H", "B", "P", "S", ""})


def opens_name(words: Words, at: int) -> bool:
    """Tell whether a list of names goes on at token `at`: "Ana Ruiz, 34, Tom Ruiz, 36, and"."""
    if at + 1 >= len(words.tokens) or words.shouted:
        return False
    return words.capital[at] and words.capital[at + 1] and words.kind(at) == "" and words.kind(at + 1) == ""


def past_naming(words: Words, phrase: Phrase) -> int:
    """Return the token after a name, its age and the comma that closes the aside; a comma of a list stays."""
    past = phrase.past
    if words.word(past) == "," and words.kind(past + 1) == "#" and words.word(past + 2) == ",":
        past += 2
    closes = words.word(past) == "," and words.word(phrase.first - 1) == "," and words.kind(past + 1) in ("C", "A", "H", "B", "R")
    return past + closes


def counts_children(words: Words, before: Phrase, phrase: Phrase) -> bool:
    """Tell the number of "a father of three", of whom nothing happened to the three."""
    parents = table("count_words")["parents"].split()
    of = before.past == phrase.first - 1 and words.word(before.past) == "of"
    return of and before.head in parents and phrase.bare and not phrase.partitive and phrase.value.best is not None
