"""What stands in the words of a deed and makes them another: persons in a gap, an object, a noun ("the killing spree")."""

from __future__ import annotations

from dateline.annotate.count_nouns import nouns
from dateline.annotate.count_numbers import is_number_word, number_at
from dateline.annotate.count_spans import SUFFERS, ordinal_of
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set

_ONWARD = frozenset({"up", "back", "toward", "towards"})
"""After these "shot" tells who shot: "a man shot up a store"."""
_UNITS = frozenset({"minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "decade"})
_UNITS |= {"decades", "night", "weekend"}

_WHEN = frozenset({"last", "early", "late", "this", "that"})
_PERIODS = frozenset(
    {"week", "weekend", "night", "month", "year", "morning", "afternoon", "evening", "spring", "summer", "fall", "winter"}
)
"""After "left eight injured" these tell when ("last week"), not whom."""

_DECLARED = frozenset({"pronounced", "declared"})


def shoots_on(words: Words, past: int) -> bool:
    """Tell who shot ("a man shot up a store", "Ukraine shot down 35 drones") from who was shot ("shot down in the street")."""
    behind = words.word(past)
    thing = words.kind(past + 1) in ("", "#", "D") or number_at(words, past + 1) is not None
    return behind in _ONWARD or (behind == "down" and thing)


def counted_before(words: Words, first: int) -> bool:
    """Tell "sixteen people were killed: nine in …" and "16 dead: nine in …" from a list's "Killed: 16"."""
    before = words.word(first - 1)
    return words.kind(first - 1) in ("A", "H", "#") or before in nouns().plural or is_number_word(before)


def hurts_others(words: Words, first: int, past: int) -> bool:
    """Tell "left three dead and injured another", two deeds, from "three people were dead or injured"."""
    joined = past - first == 3 and words.word(first) == "dead" and words.word(first + 1) == "and"
    return joined and (number_at(words, past) is not None or words.kind(past) == "D" or words.word(past) in ("others", "more"))


def holds_people(words: Words, first: int, past: int) -> bool:
    """Tell whether a gap in a pattern passed over persons ("received 22 persons with wounds", "died and three suffered wounds")."""
    if not SUFFERS.isdisjoint(words.lower[first + 1 : past - 1]):
        return True
    if words.word(first) in _DECLARED and any(words.kind(i) == "D" and words.word(i) != "her" for i in range(first + 1, past - 1)):
        return True  # "doctors declared the man dead"
    if words.word(first) in ("treated", "treating") and number_at(words, first + 1) is not None:
        return True
    if words.word(first) in word_set("carried"):
        noun = first + 1 + (words.kind(first + 1) == "D")
        if number_at(words, first + 1) is not None or words.word(noun) in nouns().singular:
            return True
    plural = (words.word(i) for i in range(first + 1, past - 1) if words.word(i) not in word_set("body_parts"))
    reported = words.word(first + 1) == "what"  # "suffered what police say are minor injuries"
    return any(word in nouns().plural for word in plural) and words.word(first) != "number" and not reported


def went_there(words: Words, first: int) -> bool:
    """Tell those who "rushed to the hospital" from those who were rushed there."""
    return words.word(first) in word_set("carried") and (words.word(first - 1) == "who" or words.kind(first - 1) == "O")


def is_compound(words: Words, first: int, past: int) -> bool:
    """Tell "a shooting incident", "the killing spree", "five shooting victims" from a deed with its object ("the shooting people
    saw")."""
    if past != first + 1 or not words.word(first).endswith("ing"):
        return False
    noun = words.kind(first - 1) == "D"
    before = words.word(first - 1)
    counted = number_at(words, first - 1) is not None or before in ("other", "more", "all") or ordinal_of(before) > 0
    return (noun and words.word(past) in word_set("of_a_deed")) or ((noun or counted) and words.word(past) in word_set("struck"))


def is_fired(words: Words, first: int) -> bool:
    """Tell the noun of "fired one shot that struck the father", "heard a shot", "took a single shot"."""
    at = first - 1
    while at > 0 and (words.word(at) in ("single", "first", "second", "last", "final") or number_at(words, at) is not None):
        at -= 1
    article = words.kind(at) == "D"
    counted = at < first - 1 or article
    return counted and words.word(at - article) in word_set("fires")


def is_cause(words: Words, first: int) -> bool:
    """Tell "the cause was a gunshot wound to the chest", which is told of who died, from "a guard with a wound to the chest"."""
    at = first - 1
    while at > first - 4 and words.kind(at) in ("", "#"):
        at -= 1
    at -= words.kind(at) == "D"
    return words.kind(at) == "A" or words.word(at) == "as"


def is_adjective(words: Words, first: int, past: int) -> bool:
    """Tell "the burned remains"."""
    return words.kind(first - 1) == "D" and past == first + 1 and words.word(past) in word_set("burnt_things")


def takes_object(words: Words, first: int, past: int) -> bool:
    """Tell an active past ("gunmen killed four") from a reduced passive ("four killed in Kabul")."""
    index = past + (words.word(past) in ('"', "“"))
    while words.kind(index) == "B" and words.word(index) not in ("today", "yesterday") and number_at(words, index) is None:
        index += 1
    word, kind = words.word(index), words.kind(index)
    if number_before(words, first) or (word in _WHEN and (words.kind(index + 1) == "T" or words.word(index + 1) in _PERIODS)):
        return False
    if _says_when(words, index):
        return False
    if kind == "D":
        return word not in ("this", "that", "every", "each") or words.kind(index + 1) == ""
    if word in ("no", "none", "nobody") or number_at(words, index) is not None:
        return True
    if kind == "#" or word in ("himself", "herself", "themselves", "him", "her", "them", "one", "nobody", "none", "it", "us", "me"):
        return True
    return kind == "" and words.word(index) not in ("dead", "dies", "died")


def _says_when(words: Words, index: int) -> bool:
    """Tell "ten years ago", "a year earlier", "last year", which a deed does to nobody ("those killed ten years ago")."""
    if words.word(index) in ("last", "this") and words.word(index + 1) in _UNITS:
        return True
    return words.word(index + 1) in _UNITS and words.word(index + 2) in ("ago", "earlier", "before", "later")


def number_before(words: Words, first: int) -> bool:
    """Tell whether a figure that is no day of the month stands before a deed, over adverbs: "12 reportedly wounded"."""
    index = first - 1
    while words.kind(index) == "B":
        index -= 1
    return words.kind(index) == "#" and words.word(index).isdigit() and words.kind(index - 1) not in ("T",)
