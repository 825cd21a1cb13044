"""Noun phrases that open with a number: "at least 12 civilians", "five more", "three dozen policemen"."""

from __future__ import annotations

from dateline.annotate.count_guards import closes_quotation, is_address, is_how_far, is_no_count
from dateline.annotate.count_names import without_name
from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import Number
from dateline.annotate.count_partitives import OF_THEM, with_partitive
from dateline.annotate.count_persons import Person, Phrase
from dateline.annotate.count_spans import noun_phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.codebook.tables import table
from dateline.types import CountValue

MORE = frozenset({"other", "others", "more", "further", "additional", "remaining", "else"})
"""Words of a phrase that counts persons beside those told before."""


def numbered(words: Words, at: int, number: Number, blocked: frozenset[int], *, definite: bool) -> Phrase | None:
    """Read "12 civilians", "six others", "three of them" from token `at` on, whose number is `number`."""
    inside = number.past
    others = False
    while words.word(inside) in MORE:
        others, inside = True, inside + 1
    if number.vague and words.word(inside) == "of" and words.word(inside + 1) not in OF_THEM:
        skipped = inside + 1 + (words.kind(inside + 1) == "D")
        past = noun_phrase(words, skipped, blocked)
        inside = skipped if past else inside
    else:
        quoted = words.word(inside) in ('"', "”", "“") and (words.word(at - 1) in ('"', "“") or closes_quotation(words, inside))
        past = noun_phrase(words, inside + quoted, blocked)
    value = number.value
    numbered = (number.first if at < number.first and words.kind(at) != "D" else at, number.past)
    if past is None:
        person: Person = "no" if is_no_count(words, at, number, blocked) else "yes"
        phrase = Phrase(at, inside, numbered, value, person, definite=definite, others=others, bare=True)
        return with_partitive(words, phrase, blocked)
    head = words.word(past - 1)
    known = nouns()
    effect = known.effects.get(head)
    kind = number_of_noun(head)
    if is_address(words, number, past) or is_how_far(words, number, past):
        return Phrase(at, past, numbered, value, "no", head, definite=definite, others=others)
    person = "no" if head in known.others or words.word(at - 1) in ("$", "£", "€") else "yes" if kind or effect else "open"
    if head in table("count_words")["groups"] and kind == "group":
        size = table("count_words")["groups"][head]
        if size is None and head not in ("crew", "team"):
            person = "no"
        elif size and value.best:
            value = CountValue(size * value.best, size * value.best, size * value.best, value.qualifier)
    phrase = Phrase(at, past, numbered, value, person, head, definite=definite, others=others, inherent=effect)
    return with_partitive(words, finished(words, phrase, inside), blocked)


def finished(words: Words, phrase: Phrase, inside: int) -> Phrase:
    """Set who is counted, whether they are the attackers, and the effect in the words themselves ("31 injured persons")."""
    known = nouns()
    phrase.who = (inside, without_name(words, inside, phrase.past))
    phrase.attackers = phrase.head in known.attackers
    unreal = word_set("unreal") if phrase.head in known.effects else word_set("unreal") - {"would-be"}
    if any(words.word(i) in unreal for i in range(inside, phrase.past - 1)):
        phrase.inherent, phrase.person = None, "no"
    if phrase.inherent in (None, "casualties") and phrase.person != "no":  # "two deceased victims"
        for index in range(inside, phrase.past - 1):
            phrase.inherent = known.adjectives.get(words.word(index), phrase.inherent)
            if phrase.inherent == "injured" and words.word(index - 1) in ("fatally", "mortally"):
                phrase.inherent = "killed"
    return phrase
