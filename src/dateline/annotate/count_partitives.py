"""Some of more: "three of them", "two of the injured", "four of his colleagues", "one of the two victims"."""

from __future__ import annotations

from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_spans import noun_phrase
from dateline.annotate.count_tokens import Words

OF_THEM = frozenset({"them", "whom", "which", "these", "those", "us"})
"""Words behind "of" for persons told before."""


def with_partitive(words: Words, phrase: Phrase, blocked: frozenset[int]) -> Phrase:
    """Take in "of them", "of the injured", "of his colleagues"."""
    at = phrase.past
    if words.word(at) != "of" or phrase.person == "no":
        return phrase
    inside = at + 1
    inside += (
        words.kind(inside) == "D" and words.word(inside + 1) in ('"', "“") and words.word(inside) not in ("the", "those", "these")
    )
    inside += words.word(inside) in ('"', "“")
    hurt = inside + 1 + (words.kind(inside + 1) == "B")  # "one of the critically injured"
    if words.word(inside) in ("the", "those", "these") and words.word(hurt) in nouns().effects:
        phrase.inherent = nouns().effects[words.word(hurt)]
        noun = words.word(hurt) in nouns().adjectives and number_of_noun(words.word(hurt + 1)) == "plural"
        phrase.past, phrase.partitive = hurt + 1 + noun, True
    elif words.word(inside) in OF_THEM and not (words.word(inside) in ("these", "those") and words.kind(inside + 1) == ""):
        phrase.past, phrase.partitive = inside + 1, True
    elif phrase.bare and (words.kind(inside) in ("D", "") or number_at(words, inside) is not None):
        number = number_at(words, inside + (words.kind(inside) == "D"))
        start = number.past if number is not None else inside + (words.kind(inside) == "D")
        past = noun_phrase(words, start, blocked)
        stop = past if past is not None else start if number is not None else None
        if stop is not None:
            head = words.word(stop - 1)
            phrase.partitive, phrase.past, phrase.head = True, stop, head
            phrase.attackers = head in nouns().attackers
            phrase.inherent = nouns().effects.get(head)
            own = words.kind(inside) == "D" and head in ("number", "ranks")
            phrase.person = "no" if head in nouns().others and not own else phrase.person
            phrase.who = (start, stop)
            phrase.inner = None if number is None else number.value
    return phrase
