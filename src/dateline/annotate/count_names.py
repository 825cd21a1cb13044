"""Names in phrases that count persons: whether words are one, and the role before it, which alone is kept.

A victim's name is no field of a record (CODEBOOK.md, Care for people).
"""

from __future__ import annotations

from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table

PARTICLES = frozenset({".", "al", "bin", "ibn", "de", "da", "dos", "del", "van", "von", "la", "el", "abu", "ben", "di"})

_OFFICES = frozenset({"minister", "secretary", "bishop", "archbishop", "governor", "senator", "director", "head", "dean"})
"""Whose "of" leads to what they are over: "the minister of Justice and Home Affairs", "the bishop of Bath and Wells"."""
_WHERE = frozenset({"for", "between", "in", "at", "near", "around", "outside", "inside", "across"})
"""Prepositions that name places, never persons who were struck ("the MP for Batley and Spen")."""


def is_found_body(words: Words, at: int, past: int) -> bool:
    """Tell "Smith's body was recovered", "John Smith's body was found" from the body of one who may live."""
    if words.shouted or past - at < 2 or words.word(past - 1) not in ("body", "corpse"):
        return False
    owner = words.tokens[past - 2].span.of(words.text)
    if not words.capital[at] and not (words.kind(at - 1) == "D" and owner.lower()[:-2] in nouns().singular):
        return False
    found = any(words.word(i) in table("count_words")["body_found"].split() for i in range(past + 1, past + 4))
    return owner.endswith(("'s", "’s")) and found and words.kind(past) in ("A", "H")


def without_name(words: Words, inside: int, past: int) -> int:
    """Return where the words of role end: a victim's name is not kept (CODEBOOK.md, Care for people)."""
    if role_before_name(words, inside, past) is None:
        return past
    return max(i for i in range(inside, past) if not words.capital[i] and words.word(i) not in PARTICLES) + 1


def role_before_name(words: Words, at: int, past: int) -> str | None:
    """Return the role in "police officer John Smith": the last lower-case word, if only a name follows and it is a person's."""
    index = past - 1
    while index > at and (words.capital[index] or words.word(index) in PARTICLES):
        index -= 1
    role = words.word(index)
    found = index < past - 1 and not words.capital[index] and not words.shouted and number_of_noun(role) == "singular"
    return role if found else None


def is_first_of_names(words: Words, at: int, past: int) -> bool:
    """Tell the first of the names that a plural leads to: "newsagents John Smith, 29, and Tom Reyes", "officers John Smith and"."""
    index = past
    while index > at and (words.capital[index - 1] or words.word(index - 1) in PARTICLES):
        index -= 1
    if past - index < 2 or index == at:
        return False
    role = words.word(index - 1)
    aged = role.endswith("s") and words.word(past) == "," and words.kind(past + 1) == "#"
    named = number_of_noun(role) == "plural" or aged
    return named and not words.shouted and not words.capital[index - 1] and words.word(past) in (",", "and", "(")


def all_capital(words: Words, at: int, past: int) -> bool:
    """Tell two or more words with capitals, in a sentence that is not all capitals."""
    return past - at > 1 and all(words.capital[at:past]) and not words.shouted


def is_name(words: Words, at: int, past: int) -> bool:
    """Tell whether the words can be a name; a single word that opens the sentence has its capital from there."""
    inner = all(words.capital[i] or words.word(i) in PARTICLES for i in range(at, past))
    head = words.word(past - 1)
    if past - at == 1 and at == 0:
        if head.endswith("ly") and words.word(past) == ",":
            return False
        return inner and not head.endswith(("ing", "ed", "ies", "ers")) and head not in nouns().others
    return inner and head not in nouns().others


def past_home(words: Words, at: int) -> int:
    """Return the token behind "Salem, Ore.," in "a Salem, Ore., man"; `at` where no such home stands there."""
    index = at
    for part in range(2):
        start = index
        while index < len(words.tokens) and index - start < 3 and words.capital[index] and words.kind(index) == "":
            index += 1
        if index == start or words.shouted:
            return at
        index += part and words.word(index) == "."
        if words.word(index) != ",":
            return at
        index += 1
    plain = index < len(words.tokens) and words.kind(index) in ("", "#") and not words.capital[index]
    return index if plain else at


def is_further_place(words: Words, at: int) -> bool:
    """Tell whether the name at `at` is one more of the places that a preposition names.

    "Between Pama and Fada N'Gourma", "killed 12 people in Kano, Zaria and Kaduna"; behind the comma of a place told first other
    words begin ("In Rawa, Tom Hale and Ann Frost were shot").
    """
    index = at - 2
    if words.word(at - 1) != "and" or not words.capital[at]:
        return False
    listed = words.kind(0) not in ("P", "S")
    while index > 0 and (words.capital[index] or words.word(index) in PARTICLES or (listed and words.word(index) == ",")):
        index -= 1
    office = words.word(index) == "of" and words.word(index - 1) in _OFFICES
    return index < at - 2 and (words.word(index) in _WHERE or office)
