"""Noun phrases without a number, with an article or bare: "a fatality", "Florida woman", "civilians", "no body"."""

from __future__ import annotations

from dateline.annotate.count_guards import is_body_part
from dateline.annotate.count_names import all_capital, is_first_of_names, is_found_body, is_further_place, is_name, role_before_name
from dateline.annotate.count_nouns import HOW_OLD, nouns, number_of_noun
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_persons import MANY, ONE, TWO, ZERO, Person, Phrase
from dateline.annotate.count_phrases_numbered import MORE, finished, numbered
from dateline.annotate.count_possessives import owned_number
from dateline.annotate.count_spans import noun_phrase, ordinal_of
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table
from dateline.types import CountValue

_ONE_BODY = frozenset({"fatality", "victim", "casualty", "body", "corpse"})
_ABSTRACT = ("tion", "sion", "ment", "ness")
"""How nouns end that name no person ("the confiscation of arms", "the government")."""
_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "cadaver", "cadavers"})
"""Nouns of the dead whose "no" counts nobody: "no body was recovered" tells nothing of how many died."""


def singular_or_plural(
    words: Words, at: int, inside: int, past: int, *, definite: bool, others: bool, blocked: frozenset[int] = frozenset()
) -> Phrase | None:
    """Read a phrase by its noun, which ends before `past`: "a fatality", "the two brothers", "a group of six men"."""
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
            phrase = numbered(words, at, inner, blocked, definite=definite)
            if phrase is not None and phrase.person != "no":
                return phrase
        value = CountValue(size, size, size, "exact") if size else MANY
    elif kind == "plural":
        owned = words.word(at) in ("his", "her", "my") or _is_owned(words, past - 2)
        value = TWO if head == "parents" and owned else MANY
    person: Person = "no" if head in known.others or is_body_part(words, at, past) else "yes" if kind or effect else "open"
    if any(words.word(i).endswith(HOW_OLD) for i in range(inside, past)) and person == "open":
        person = "yes"
    if (
        person == "open"
        and words.word(at) not in ("a", "an")
        and (head.endswith("s") or (definite and words.kind(at) == "D" and words.word(at) != "the"))
    ):
        person = "no"
    if person == "open" and head.endswith(_ABSTRACT):
        person = "no"
    value = MANY if words.word(at) in ("each", "every") and value == ONE else value
    phrase = Phrase(at, past, (at, inside), value, person, head, definite=definite, others=others, inherent=effect)
    return finished(words, phrase, inside)


def undetermined(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    """Read a phrase without number or article: "Florida woman", "Mahmoud Said", "civilians", "no"."""
    if words.word(at) == "no":
        return _none_of(words, at, blocked)
    past = noun_phrase(words, at, blocked)
    if past is None:
        return None
    owned = owned_number(words, past)
    if owned is not None:
        return numbered(words, at, owned, blocked, definite=True)
    if is_body_part(words, at, past) or is_further_place(words, at):
        return Phrase(at, past, (at, past), MANY, "no", words.word(past - 1))
    if is_found_body(words, at, past):
        return Phrase(at, past, (at, past), ONE, "yes", words.word(past - 1), definite=True, named=True, inherent="killed")
    ordinal = ordinal_of(words.word(at))
    head = role_before_name(words, at, past) or words.word(past - 1)
    kind = number_of_noun(head)
    if ordinal and past > at + 1 and (kind == "singular" or head in _ONE_BODY):
        phrase = singular_or_plural(words, at, at + 1, past, definite=False, others=True)
        if phrase is not None:
            phrase.ordinal = ordinal
        return phrase
    if kind == "group" and not all_capital(words, at, past):
        return singular_or_plural(words, at, at, past, definite=False, others=False, blocked=blocked)
    if not kind and is_first_of_names(words, at, past):
        return Phrase(at, past, (at, past), ONE, "yes", head, definite=True, named=True)
    called = kind == "singular" and head not in nouns().singular and (all_capital(words, at, past) or _is_one_name(words, at, past))
    called = called or (kind == "plural" and _is_surname(words, at, past))
    if kind in ("singular", "plural") and not called:
        value = ONE if kind == "singular" else TWO if head == "parents" and _is_owned(words, past - 2) else MANY
        return finished(words, Phrase(at, past, (at, past), value, "yes", head), at)
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


def _is_owned(words: Words, at: int) -> bool:
    """Tell "Eva's", "the girl's" before "parents"."""
    owner = words.tokens[at].span.of(words.text) if at >= 0 else ""
    return owner.endswith(("'s", "’s")) and number_of_noun(words.word(at)) in ("", "singular")


def _is_surname(words: Words, at: int, past: int) -> bool:
    """Tell "Ana Sommers", "Sommers was", whose last word only ends like a noun for persons ("fighters"), from those it may name."""
    head = words.word(past - 1)
    if words.shouted or head in nouns().plural or words.word(past) in ("were", "are", "have"):
        return False
    one = past - at == 1 and (at > 0 or words.word(past) in ("was", "is", "has"))
    named = all(words.capital[at:past]) and (one or past - at in (2, 3)) and "-" not in head
    return named and words.sentence.kind not in ("title", "heading")


def _none_of(words: Words, at: int, blocked: frozenset[int]) -> Phrase | None:
    inside = at + 1
    others = words.word(inside) in MORE
    past = noun_phrase(words, inside + others, blocked)
    if past is None:
        return None
    head = words.word(past - 1)
    effect = nouns().effects.get(head)
    person: Person = "yes" if (effect or number_of_noun(head)) and head not in _BODIES else "no"
    return finished(words, Phrase(at, past, (at, at + 1), ZERO, person, head, others=others, inherent=effect), inside)
