"""Noun phrases that count persons: "at least 12 civilians", "a 23-year-old woman", "the father of two", "three of the injured"."""

from __future__ import annotations

from functools import cache

from dateline.annotate.count_guards import is_page_of_more, is_year, is_year_before_a_number, is_year_of_a_thing
from dateline.annotate.count_names import is_found_body, past_home
from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_partitives import with_partitive
from dateline.annotate.count_persons import MANY, ONE, ZERO, Phrase
from dateline.annotate.count_phrases_numbered import MORE, numbered
from dateline.annotate.count_phrases_unnumbered import singular_or_plural, undetermined
from dateline.annotate.count_possessives import owned_number
from dateline.annotate.count_spans import noun_phrase, ordinal_of
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table
from dateline.types import CountValue

_NOBODY = frozenset({"nobody", "no-one", "none", "noone"})


def phrase_at(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    """Return the noun phrase that begins at token `at`, or None. `blocked` are tokens that belong to an effect's words."""
    if at in blocked:
        return None
    nobody = _nobody(words, at)
    if nobody is not None:
        return nobody
    number = number_at(words, at)
    if number is not None:
        if is_page_of_more(words, at) or is_year_before_a_number(words, number) or is_year_of_a_thing(words, number, blocked):
            return None
        return numbered(words, at, number, blocked, definite=False)
    word, kind = words.word(at), words.kind(at)
    if word == "both":
        return _both(words, at, blocked)
    if kind == "D":
        return _determined(words, at, blocked)
    if word == "all" or word in MORE:
        inner = number_at(words, at + 1)
        if inner is not None:
            return numbered(words, at, inner, blocked, definite=word == "all")
    if word == "others":
        return Phrase(at, at + 1, (at, at + 1), MANY, "yes", head="others", others=True)
    if kind in ("", "#"):
        return undetermined(words, at, blocked)
    return None


def _both(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    """Read "both", "both men", "both of them"; not "both the army and the police"."""
    two = CountValue(2, 2, 2, "exact")
    if number_at(words, at + 1) is not None:
        return None
    past = noun_phrase(words, at + 1, blocked)
    if past is not None:
        head = words.word(past - 1)
        plural = number_of_noun(head) == "plural"
        known = Phrase(
            at, past, (at, at + 1), two, "yes", head, definite=True, attackers=head in nouns().attackers, who=(at + 1, past)
        )
        return known if plural else None
    if words.kind(at + 1) == "O" and words.word(at + 2) == "and":  # "striking both him and their son"
        second = phrase_at(words, at + 3, blocked)
        if second is not None and second.person == "yes" and second.value.best == 1:
            return Phrase(at, second.past, (at, at + 1), two, "yes", second.head, definite=True)
    if words.kind(at + 1) in ("A", "B", "H", "M", "V", ",", ".") or at + 1 in blocked or words.word(at + 1) == "of":
        return with_partitive(words, Phrase(at, at + 1, (at, at + 1), two, "yes", definite=True, bare=True), blocked)
    return None


def _nobody(words: Words, at: int) -> Phrase | None:
    word = words.word(at)
    past = at + 1
    if word == "not" and words.word(at + 1) in ("one", "a") and words.word(at + 2) != "of":
        inside = at + 2 + (words.word(at + 2) == "single")
        stop = noun_phrase(words, inside, frozenset()) if inside > at + 2 or words.word(at + 1) == "one" else None
        return Phrase(at, stop, (at, inside), ZERO, "yes", words.word(stop - 1), who=(inside, stop)) if stop else None
    if word == "no" and words.word(at + 1) == "one":
        past = at + 2
    elif word not in _NOBODY:
        return None
    others = words.word(past) in MORE
    if words.word(past) == "of":
        return with_partitive(words, Phrase(at, past, (at, past), ZERO, "yes", head=word), frozenset())
    return Phrase(at, past, (at, past), ZERO, "yes", head=word, others=others)


def _determined(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    """Read "the two men", "another 14", "his nephew", "a third victim", "no soldier"."""
    word = words.word(at)
    inside = at + 1
    others = word == "another"
    while words.word(inside) in MORE or words.word(inside) in ("same", "only", "last"):
        others = others or words.word(inside) in MORE
        inside += 1
    definite = word not in ("a", "an", "another", "every", "each", "any", "such")
    number = number_at(words, inside) if words.kind(inside) != "B" else None
    if number is not None and is_year(words, number):
        inside, number = number.past, None
    if number is not None and _is_of_a_name(words, inside):
        number = None
    if number is not None and number.past > inside:
        phrase = numbered(words, at, number, blocked, definite=definite)
        if phrase is not None:
            phrase.others = phrase.others or others
        return phrase
    ordinal = ordinal_of(words.word(inside))
    if ordinal:
        inside, others = inside + 1, True
        if number_at(words, inside) is not None and words.word(inside - 1)[0].isdigit():
            return None
    inside = past_home(words, inside)
    head = noun_phrase(words, inside, blocked)
    if head is not None and is_found_body(words, inside, head + 1):
        return Phrase(at, head + 1, (at, inside), ONE, "yes", words.word(head), definite=True, inherent="killed")
    if head is None:
        rest = (word in ("a", "an") and ordinal > 1) or (word == "the" and words.word(inside - 1) == "other")
        object_of = (
            ordinal > 1
            and (at - 1 in blocked or words.word(at - 2) in ("injury", "wounding", "death"))
            and not _is_noun_like(words, inside)
        )
        then = ordinal > 1 and words.word(at - 1) in ("later", "then") and not _is_noun_like(words, inside)  # "and later a sixth"
        elliptic = word == "another" or then or (rest and (object_of or _is_clause(words, inside, blocked)))
        return Phrase(at, inside, (at, inside), ONE, "yes", others=True, bare=True, ordinal=ordinal) if elliptic else None
    owned = owned_number(words, head)
    if owned is not None:
        return numbered(words, at, owned, blocked, definite=True)
    phrase = singular_or_plural(words, at, inside, head, definite=definite, others=others, blocked=blocked)
    if phrase is not None:
        phrase.ordinal = ordinal
    return phrase


def _is_of_a_name(words: Words, at: int) -> bool:
    """Tell the number in a name behind "a" ("an Eleven Kings member")."""
    spelled = words.kind(at) != "#" and words.word(at - 1) in ("a", "an") and not words.shouted
    return spelled and at + 1 < len(words.tokens) and words.capital[at] and words.capital[at + 1]


def _is_noun_like(words: Words, at: int) -> bool:
    """Tell whether a word that could be counted stands at `at`."""
    return words.kind(at) in ("", "#")


def _is_clause(words: Words, at: int, blocked: frozenset[int]) -> bool:
    """Tell whether a verb stands at `at`, or an aside: "a third was killed", "a fourth died", "a seventh, a taxi rider, …"."""
    if words.word(at) == "," and (words.kind(at + 1) == "R" or words.word(at + 1) in ("a", "an")):
        return True
    at += 3 if words.word(at) == "," and words.kind(at + 1) == "#" and words.word(at + 2) == "," else 0
    if words.word(at) == "later" and (words.kind(at + 1) in (",", ".", ";") or words.word(at + 1) in ("in", "on", "at")):
        return True  # "five died at once, a sixth later"
    at += words.word(at) in ("later", "also", "subsequently", "reportedly")
    if words.word(at) in ("in", "on") and any(words.word(i) in _parts_of_a_body() for i in range(at + 1, at + 4)):
        return True  # "one man was hit in the leg, a second in the arm"
    return at in blocked or words.kind(at) in ("A", "H") or words.word(at) in ("suffered", "sustained", "received")


@cache
def _parts_of_a_body() -> frozenset[str]:
    return frozenset(f"{table('count_words')['limbs']} {table('count_words')['hit_parts']} head".split())
