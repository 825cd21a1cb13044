"""Noun phrases that count persons: "at least 12 civilians", "a 23-year-old woman", "the father of two", "three of the injured"."""

from __future__ import annotations

from functools import cache

from dateline.annotate.count_guards import (
    closes_quotation,
    is_address,
    is_body_part,
    is_how_far,
    is_no_count,
    is_page_of_more,
    is_year,
    is_year_before_a_number,
    is_year_of_a_thing,
)
from dateline.annotate.count_names import all_capital, is_found_body, is_further_place, is_name, role_before_name, without_name
from dateline.annotate.count_nouns import HOW_OLD, nouns, number_of_noun
from dateline.annotate.count_numbers import Number, number_at
from dateline.annotate.count_partitives import OF_THEM, with_partitive
from dateline.annotate.count_persons import MANY, ONE, ZERO, Person, Phrase
from dateline.annotate.count_spans import noun_phrase, ordinal_of
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table
from dateline.types import CountValue

_NOBODY = frozenset({"nobody", "no-one", "none", "noone"})
_MORE = frozenset({"other", "others", "more", "further", "additional", "remaining", "else"})
_ONE_BODY = frozenset({"fatality", "victim", "casualty", "body", "corpse"})
_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "cadaver", "cadavers"})
"""Nouns of the dead whose "no" counts nobody: "no body was recovered" tells nothing of how many died."""


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
        return _numbered(words, at, number, blocked, definite=False)
    word, kind = words.word(at), words.kind(at)
    if word == "both":
        return _both(words, at, blocked)
    if kind == "D":
        return _determined(words, at, blocked)
    if word == "all" or word in _MORE:
        inner = number_at(words, at + 1)
        if inner is not None:
            return _numbered(words, at, inner, blocked, definite=word == "all")
    if word == "others":
        return Phrase(at, at + 1, (at, at + 1), MANY, "yes", head="others", others=True)
    if kind in ("", "#"):
        return _undetermined(words, at, blocked)
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
    if words.kind(at + 1) in ("A", "H", "M", "V", ",", ".") or at + 1 in blocked or words.word(at + 1) == "of":
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
    others = words.word(past) in _MORE
    if words.word(past) == "of":
        return with_partitive(words, Phrase(at, past, (at, past), ZERO, "yes", head=word), frozenset())
    return Phrase(at, past, (at, past), ZERO, "yes", head=word, others=others)


def _determined(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    """Read "the two men", "another 14", "his nephew", "a third victim", "no soldier"."""
    word = words.word(at)
    inside = at + 1
    others = word == "another"
    while words.word(inside) in _MORE or words.word(inside) in ("same", "only", "last"):
        others = others or words.word(inside) in _MORE
        inside += 1
    definite = word not in ("a", "an", "another", "every", "each", "any", "such")
    number = number_at(words, inside) if words.kind(inside) != "B" else None
    if number is not None and is_year(words, number):
        inside, number = number.past, None
    if number is not None and number.past > inside:
        phrase = _numbered(words, at, number, blocked, definite=definite)
        if phrase is not None:
            phrase.others = phrase.others or others
        return phrase
    ordinal = ordinal_of(words.word(inside))
    if ordinal:
        inside, others = inside + 1, True
        if number_at(words, inside) is not None and words.word(inside - 1)[0].isdigit():
            return None
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
        elliptic = word == "another" or (rest and (object_of or _is_clause(words, inside, blocked)))
        return Phrase(at, inside, (at, inside), ONE, "yes", others=True, bare=True, ordinal=ordinal) if elliptic else None
    phrase = _singular_or_plural(words, at, inside, head, definite=definite, others=others, blocked=blocked)
    if phrase is not None:
        phrase.ordinal = ordinal
    return phrase


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


def _singular_or_plural(
    words: Words, at: int, inside: int, past: int, *, definite: bool, others: bool, blocked: frozenset[int] = frozenset()
) -> Phrase | None:
    head = role_before_name(words, inside, past) or words.word(past - 1)
    kind = number_of_noun(head)
    known = nouns()
    effect = known.effects.get(head)
    value = ONE
    if effect is not None:
        value = ONE if not head.endswith("s") and (not definite or head in _ONE_BODY) else MANY
    elif kind == "group":
        size = table("count_words")["groups"][head]
        inner = number_at(words, past + 1) if words.word(past) == "of" else None
        if inner is not None:
            phrase = _numbered(words, at, inner, blocked, definite=definite)
            if phrase is not None and phrase.person != "no":
                return phrase
        value = CountValue(size, size, size, "exact") if size else MANY
    elif kind == "plural":
        value = MANY
    person: Person = "no" if head in known.others or is_body_part(words, at, past) else "yes" if kind or effect else "open"
    if any(words.word(i).endswith(HOW_OLD) for i in range(inside, past)) and person == "open":
        person = "yes"
    if (
        person == "open"
        and words.word(at) not in ("a", "an")
        and (head.endswith("s") or (definite and words.kind(at) == "D" and words.word(at) != "the"))
    ):
        person = "no"
    value = MANY if words.word(at) in ("each", "every") and value == ONE else value
    phrase = Phrase(at, past, (at, inside), value, person, head, definite=definite, others=others, inherent=effect)
    return _finished(words, phrase, inside)


def _undetermined(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    """Read a phrase without number or article: "Florida woman", "Mahmoud Said", "civilians", "no"."""
    if words.word(at) == "no":
        return _none_of(words, at, blocked)
    past = noun_phrase(words, at, blocked)
    if past is None:
        return None
    if is_body_part(words, at, past) or is_further_place(words, at):
        return Phrase(at, past, (at, past), MANY, "no", words.word(past - 1))
    if is_found_body(words, at, past):
        return Phrase(at, past, (at, past), ONE, "yes", words.word(past - 1), definite=True, named=True, inherent="killed")
    ordinal = ordinal_of(words.word(at))
    head = role_before_name(words, at, past) or words.word(past - 1)
    kind = number_of_noun(head)
    if ordinal and past > at + 1 and (kind == "singular" or head in _ONE_BODY):
        phrase = _singular_or_plural(words, at, at + 1, past, definite=False, others=True)
        if phrase is not None:
            phrase.ordinal = ordinal
        return phrase
    if kind == "group" and not all_capital(words, at, past):
        return _singular_or_plural(words, at, at, past, definite=False, others=False, blocked=blocked)
    called = kind == "singular" and not _is_role(head) and (all_capital(words, at, past) or _is_one_name(words, at, past))
    if kind in ("singular", "plural") and not called:
        value = ONE if kind == "singular" else MANY
        return _finished(words, Phrase(at, past, (at, past), value, "yes", head), at)
    if past - at > 1 and words.word(at).endswith(HOW_OLD) and not words.shouted and is_name(words, at + 1, past):
        return Phrase(at, past, (at, past), ONE, "yes", head, definite=True, named=True)
    if words.capital[at] and not words.shouted and is_name(words, at, past):
        return Phrase(at, past, (at, past), ONE, "open", head, definite=True, named=True)
    name = next((i for i in range(at, past) if not words.capital[i]), past)
    if (
        at > 0
        and name > at
        and not words.shouted
        and is_name(words, at, name)
        and words.word(name - 1) not in nouns().also_adjectives
    ):
        return Phrase(at, name, (at, name), ONE, "open", words.word(name - 1), definite=True, named=True)
    if words.shouted and past - at > 1 and not any(words.word(i) in nouns().others for i in range(at, past)):
        return Phrase(at, past, (at, past), ONE, "open", head, definite=True, named=True)
    return Phrase(at, past, (at, past), MANY, "no", head)


def _is_one_name(words: Words, at: int, past: int) -> bool:
    """Tell a name that only ends like a noun for a person ("the road to Silger"): one word with a capital inside a sentence."""
    inside = at > 0 and past - at == 1 and words.capital[at] and not words.shouted
    return inside and words.sentence.kind != "title" and "-" not in words.word(at)


def _is_role(head: str) -> bool:
    return head in nouns().singular


def _none_of(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    inside = at + 1
    others = words.word(inside) in _MORE
    past = noun_phrase(words, inside + others, blocked)
    if past is None:
        return None
    head = words.word(past - 1)
    effect = nouns().effects.get(head)
    person: Person = "yes" if (effect or number_of_noun(head)) and head not in _BODIES else "no"
    return _finished(words, Phrase(at, past, (at, at + 1), ZERO, person, head, others=others, inherent=effect), inside)


def _numbered(words: Words, at: int, number: Number, blocked: frozenset[int], *, definite: bool) -> Phrase | None:
    inside = number.past
    others = False
    while words.word(inside) in _MORE:
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
        person: Person = "no" if is_no_count(words, at, number) else "yes"
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
    return with_partitive(words, _finished(words, phrase, inside), blocked)


@cache
def _parts_of_a_body() -> frozenset[str]:
    return frozenset(f"{table('count_words')['limbs']} {table('count_words')['hit_parts']} head".split())


@cache
def _unreal() -> frozenset[str]:
    return frozenset(table("count_words")["unreal"].split())


def _finished(words: Words, phrase: Phrase, inside: int) -> Phrase:
    """Set who is counted, whether they are the attackers, and the effect in the words themselves ("31 injured persons")."""
    known = nouns()
    phrase.who = (inside, without_name(words, inside, phrase.past))
    phrase.attackers = phrase.head in known.attackers
    unreal = _unreal() if phrase.head in known.effects else _unreal() - {"would-be"}
    if any(words.word(i) in unreal for i in range(inside, phrase.past - 1)):
        phrase.inherent, phrase.person = None, "no"
    if phrase.inherent is None and phrase.person != "no":
        for index in range(inside, phrase.past - 1):
            phrase.inherent = known.adjectives.get(words.word(index), phrase.inherent)
            if phrase.inherent == "injured" and words.word(index - 1) in ("fatally", "mortally"):
                phrase.inherent = "killed"
    return phrase
