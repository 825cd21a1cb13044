"""A sentence as a row of items: noun phrases that count persons, deeds, and the marks between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.annotate.count_ages import ages_of, is_age, is_age_word, lists_ages, past_ages, past_how_old, persons_by_age
from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_names import all_capital
from dateline.annotate.count_namings import counts_children, names, opens_name, past_naming
from dateline.annotate.count_nouns import HOW_OLD, number_of_noun
from dateline.annotate.count_persons import MANY, ONE, Phrase
from dateline.annotate.count_phrases import phrase_at
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table

KIN = 5
"""How many tokens behind "her", "an" the noun of "her late husband", "an unidentified four-year-old girl" may stand."""
Item = Phrase | Deed | int
"""A phrase, a deed, or the index of a token that is neither."""
SAYS = frozenset({"said", "says", "say", "added", "adds", "reported", "confirmed", "confirms"})
"""Verbs behind which a clause begins: "police said two others were treated"."""


@dataclass(slots=True)
class Clause:
    """A sentence as items, ready to be linked. ``inside`` are the indices of phrases that stand under "including", ``fronted``
    leads from the deed of a relative clause to those whom it befell ("the 77 people that he killed")."""

    words: Words
    items: list[Item]
    inside: set[int]
    fronted: dict[int, int] = field(default_factory=dict)

    def kind(self, index: int) -> str:
        """Return the class of a mark, ``.`` outside, ``NP`` for a phrase and ``DEED`` for a deed."""
        if not 0 <= index < len(self.items):
            return "."
        item = self.items[index]
        if isinstance(item, Phrase):
            return "NP"
        return "DEED" if isinstance(item, Deed) else self.words.kind(item)

    def word(self, index: int) -> str:
        """Return the word of a mark, an empty string for anything else."""
        item = self.items[index] if 0 <= index < len(self.items) else None
        return self.words.word(item) if isinstance(item, int) else ""


def clause(words: Words, found: list[Deed]) -> Clause:
    """Return the items of a sentence. Ages are folded into the person before them."""
    starts = {deed.first: deed for deed in found}
    blocked = frozenset(index for deed in found for index in range(deed.first, deed.past))
    items: list[Item] = []
    index, last = 0, None
    while index < len(words.tokens):
        deed = starts.get(index)
        phrase = phrase_at(words, index, blocked) if deed is None else None
        if phrase is not None and phrase.bare and is_age(words, phrase, last):
            phrase.age = True
            if last is not None and last.value == MANY and last.person == "no" and all_capital(words, last.first, last.past):
                # "Dana Fields, 33,": a name whose last word is a thing's
                last.value, last.person, last.definite, last.named = ONE, "open", True, True
            index = phrase.past
            while items and items[-1] is not last:
                items.pop()
            closed = words.word(phrase.first - 1) in (",", "(") and words.word(index) in (",", ")")
            if closed and not (words.word(index) == "," and index + 1 not in blocked and _goes_on(words, index + 1)):
                index += 1
            continue
        if last is not None and last.past == index and (old := past_how_old(words, index)) is not None and _is_one(last):
            index = old
            continue
        if words.kind(index) == "G" or _are_ages(words, index, last, blocked):
            ages, index = index, past_ages(words, index)
            if len(items) > 1 and items[-2] is last and words.word(ages - 1) == words.word(index) == ",":
                items.pop()  # "two women, ages 19 and 22, and a boy"
            many = (
                last is not None
                and last.value == MANY
                and last.person == "yes"
                and last.inherent in (None, "casualties")
                and not last.partitive
            )
            if last is not None and many and ages - last.past <= 1:
                last.value = persons_by_age(words, ages, index) or last.value
            continue
        if phrase is not None and last is not None and (names(words, last, phrase) or counts_children(words, last, phrase)):
            index = past_naming(words, phrase)
            while items and items[-1] is not last:
                items.pop()
            continue
        if phrase is not None and last is not None and words.word(index - 1) == "," and is_age_word(words, phrase, blocked):
            index = phrase.past + (words.word(phrase.past) == "and")
            continue
        if phrase is not None:
            items.append(phrase)
            last, index = phrase, max(phrase.past, index + 1)
        elif deed is not None:
            items.append(deed)
            index = deed.past
        else:
            if not (words.word(index) == "-" and items and items[-1] == index - 1 and words.word(index - 1) == "-"):  # "--"
                items.append(index)
            index += 1
    return Clause(words, items, set())


def _goes_on(words: Words, at: int) -> bool:
    """Tell whether a list goes on at token `at`, behind an age: a name, one of the family, a child, in a title also a bare noun
    ("Boy, 2, man shot")."""
    bare = words.sentence.kind == "title" and words.kind(at) == "" and number_of_noun(words.word(at)) == "singular"
    return opens_name(words, at) or bare or _opens_kin(words, at)


def _opens_kin(words: Words, at: int) -> bool:
    """Tell "her husband", "their two sons", "an unidentified girl", "a 4-year-old", who are no apposition to the one before."""
    kin = {"his": "male female young", "her": "male female young", "their": "male female young", "a": "young", "an": "young"}
    known = {word for group in kin.get(words.word(at), "").split() for word in table("count_words")[group].split()}
    for index in range(at + 1, at + KIN):
        word = words.word(index)
        if words.kind(index) in (",", "A", "H", "P", "S", "R"):
            return False
        if known and (word in known or word.removesuffix("s") in known or word == "children" or word.endswith(HOW_OLD)):
            return words.word(index + 1) not in SAYS
    return False


def _is_one(phrase: Phrase) -> bool:
    return phrase.value == ONE and phrase.person != "no"


def _are_ages(words: Words, index: int, last: Phrase | None, blocked: frozenset[int]) -> bool:
    """Tell ", 4 and 6" and "of 61 and 24" right behind persons."""
    behind = last is not None and last.past == index
    return last is not None and behind and (lists_ages(words, index) or ages_of(words, index, last, blocked))


def start_of(row: Clause, index: int) -> int:
    """Return the first token of the item at `index`."""
    item = row.items[index]
    return item if isinstance(item, int) else item.first


def is_active(row: Clause, index: int) -> bool:
    """Tell whether the item at `index` is a deed that takes its patient on the right."""
    item = row.items[index] if index >= 0 else None
    return isinstance(item, Deed) and item.voice == "active"


def fits(phrase: Phrase, deed: Deed, words: Words) -> bool:
    """Tell whether the grammar may link them: an unknown noun only with a verb that takes persons alone."""
    if words.word(deed.first) in ("lost", "loses"):
        nobody = phrase.value.best == 0 and phrase.past - phrase.first <= 2 and phrase.head in ("no", "nobody", "no-one")
        return nobody or phrase.head in table("count_words")["losses"].split() or deed.voice == "subject"
    if words.word(deed.first) == "blown" and (phrase.named or (phrase.bare and not phrase.partitive)):
        return False  # "Flight 103 was blown to bits"
    if phrase.person != "open" or words.word(deed.first) == "blown":
        return phrase.person == "yes"
    weak = deed.effect == "missing" or (
        words.word(deed.past - 1) not in ("death", "dead", "killed")
        and words.word(deed.first) in table("count_words")["weak_words"].split()
    )
    if phrase.definite and not phrase.named and deed.voice == "reduced":
        return False
    return not weak or (phrase.named and not words.shouted and (deed.voice != "active" or _is_shot_by_name(phrase, deed, words)))


def _is_shot_by_name(phrase: Phrase, deed: Deed, words: Words) -> bool:
    """Tell the person of "shot Sgt. Tom Hale": a name of two words or more, where a bullet or knife strikes no place."""
    verb = words.word(deed.first) in ("shot", "stabbed") and deed.past == deed.first + 1
    ended = words.kind(phrase.past) in (",", ".", "C", "P", "S", "B", "")
    name = [i for i in range(phrase.first, phrase.past) if words.word(i) != "."]  # "Sgt. Tom Hale"
    return verb and len(name) > 1 and all(words.capital[i] for i in name) and ended and words.sentence.kind == "body"
