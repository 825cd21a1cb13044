"""Link persons counted to what happened to them, clause by clause.

The sentence is a row of items: noun phrases, deeds, and the marks between them. A passive or intransitive deed looks left for its
subject, an active one right for its object, a noun ("the death of") right, a toll ("the death toll rose to 15 from 12") both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_phrases import MANY, OLDEST, Phrase, is_age, is_age_word, phrase_at
from dateline.annotate.count_tokens import Words
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import Effect

Item = Phrase | Deed | int
"""A phrase, a deed, or the index of a token that is neither."""
_RANK: dict[Effect | None, int] = {
    "killed": 6,
    "injured": 5,
    "casualties": 4,
    "missing": 3,
    "abducted": 3,
    "arrested": 2,
    "hit": 1,
    None: 0,
}
TOLL_REACH = 20
"""How many items after "the death toll" a figure may stand."""
_SELF = frozenset({"himself", "herself", "themselves"})
_ASIDE = frozenset({",", "(", ")", "-", "–", "—", '"', "“", "”", ":"})


@dataclass(slots=True)
class Clause:
    """A sentence as items, ready to be linked. ``inside`` are the indices of phrases that stand under "including"."""

    words: Words
    items: list[Item]
    inside: set[int]

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
            index = phrase.past
            while items and items[-1] is not last:
                items.pop()
            if words.word(phrase.first - 1) in (",", "(") and words.word(index) in (",", ")"):
                index += 1
            continue
        if words.kind(index) == "G" or (last is not None and last.past == index and _lists_ages(words, index)):
            index = _past_ages(words, index)
            continue
        if phrase is not None and last is not None and words.word(index - 1) == "," and is_age_word(words, phrase):
            index = phrase.past + (words.word(phrase.past) == "and")
            continue
        if phrase is not None:
            items.append(phrase)
            last, index = phrase, max(phrase.past, index + 1)
        elif deed is not None:
            items.append(deed)
            index = deed.past
        else:
            items.append(index)
            index += 1
    row = Clause(words, items, set())
    _mark_included(row)
    _mark_sums(row)
    _mark_shares(row)
    return row


def _mark_sums(row: Clause) -> None:
    """Mark the parts behind a dash, a bracket or a colon that add up to a whole: "three people — two guards and a clerk —"."""
    for index in range(1, len(row.items) - 1):
        if row.word(index) not in ("—", "–", "-", "(", ":") or row.kind(index + 1) != "NP":
            continue
        listed = _listed(row, index + 1)
        total = sum(phrase.value.best or 0 for phrase in listed)
        wholes = (p for p in row.items[:index] if isinstance(p, Phrase) and p.value.best == total and p.person == "yes")
        host = next(wholes, None)
        if host is not None and total > 1 and listed:
            for phrase in listed:
                phrase.role, phrase.host = "included", host
                row.inside.add(row.items.index(phrase))


def _mark_shares(row: Clause) -> None:
    """Mark "three were children" behind "of the 12 wounded,", "five are villagers" behind "sixteen of the dead are guards"."""
    host: Phrase | None = None
    for index, item in enumerate(row.items[:-2]):
        if not isinstance(item, Phrase):
            continue
        if (index == 1 and row.word(0) == "of" and item.value.best is not None) or (item.partitive and item.inherent is not None):
            host = item
        elif host is not None and item.bare and row.kind(index + 1) == "A" and row.kind(index + 2) == "NP":
            item.role, item.host = "included", host


def _lists_ages(words: Words, index: int) -> bool:
    """Tell ", 4 and 6," behind "two boys"."""
    first = number_at(words, index + 1) if words.word(index) in (",", "(") else None
    if first is None or words.word(first.past) != "and":
        return False
    second = number_at(words, first.past + 1)
    young = all(n is not None and 0 < (n.value.best or 0) <= OLDEST for n in (first, second))
    return young and second is not None and words.word(second.past) in (",", ")", ".")


def _past_ages(words: Words, index: int) -> int:
    """Return the token after "aged nine and twelve"."""
    index += 1 + (words.word(index + 1) == "of")
    while number_at(words, index) is not None or words.word(index) in ("between", "under", "over", "from"):
        number = number_at(words, index)
        index = number.past if number is not None else index + 1
        if words.word(index) in ("and", ",", "to", "or") and number_at(words, index + 1) is not None:
            index += 1
    return index


def _mark_included(row: Clause) -> None:
    """Mark "including three children and a woman", "of whom four", "nine of them children" and find what they are part of."""
    host: Phrase | None = None
    index = 0
    while index < len(row.items):
        item = row.items[index]
        aside = _past_aside(row, index)
        if aside is not None:
            index = aside
            continue
        if row.kind(index) == "I" or _opens_part(row, index):
            index = _include(row, index + 1, host)
            continue
        if isinstance(item, Phrase) and item.person != "no":
            after = index + 1 + (row.kind(index + 1) == "A")
            partitive = item.partitive and item.inherent is None and host is not None
            if partitive and (row.kind(after) == "P" or (row.kind(after) == "B" and row.kind(after + 1) in (",", ".", "C"))):
                item.role, item.host = "included", host
            elif partitive and row.kind(after) == "NP" and row.kind(after + 1) not in ("A", "H"):
                item.role, item.host = "included", host
                row.inside |= {index, after}
                _silence(row.items[after])
                index = after
            elif not item.partitive and item.value.best != 1:
                host = item
        index += 1


@cache
def _asides() -> CueTable[bool]:
    return CueTable((phrase, True) for phrase in table("count_words")["asides"])


def _past_aside(row: Clause, index: int) -> int | None:
    """Silence what follows "all of them", "mostly", and return the item after it; None where no such words stand."""
    item = row.items[index]
    if not isinstance(item, int) or row.word(index - 1) not in (",", "(", "-", "–", "—"):
        return None
    match = next(_asides().find(row.words.tokens[item : item + 4]), None)
    if match is None or match[0] != 0:
        return None
    while index < len(row.items) and (row.kind(index) != "NP" or _start(row, index) < item + match[1]):
        index += 1
    while row.kind(index) == "NP" or (row.kind(index) == "C" and row.kind(index + 1) == "NP"):
        if row.kind(index) == "NP":
            row.inside.add(index)
            _silence(row.items[index])
        index += 1
    return index


def _start(row: Clause, index: int) -> int:
    item = row.items[index]
    return item if isinstance(item, int) else item.first


def _silence(item: Item) -> None:
    """Keep what the parts are ("children" in "three of them children") from being counted itself."""
    if isinstance(item, Phrase):
        item.person, item.role = "no", "included"


def _opens_part(row: Clause, index: int) -> bool:
    """Tell "among them", "of whom", "of which" before a number or a person."""
    item = row.items[index]
    if not isinstance(item, int) or row.words.word(item) not in ("among", "of"):
        return False
    return row.words.word(item + 1) in ("them", "whom", "which") and row.word(index + 1) in ("them", "whom", "which")


def _include(row: Clause, index: int, host: Phrase | None) -> int:
    if row.word(index) in ("them", "whom", "which"):
        index += 1
    listed: list[int] = []
    while index < len(row.items):
        item = row.items[index]
        if isinstance(item, Phrase):
            if row.kind(index + 1) == "DEED" and listed and row.kind(index - 1) == "C" and row.words.word(item.past) not in (",",):
                break
            listed.append(index)
        elif not (row.kind(index) in ("C", "P", "B", "T") or (row.word(index) == "," and row.kind(index + 1) == "NP")):
            break
        index += 1
    while listed and not isinstance(row.items[listed[-1]], Phrase):
        listed.pop()
    for at in listed:
        item = row.items[at]
        assert isinstance(item, Phrase)
        if row.kind(at - 1) != "P" or at == listed[0]:
            item.role, item.host = "included", host
        row.inside.add(at)
    return index


def link(row: Clause) -> None:
    """Give every phrase the effect that the grammar finds for it."""
    for index, item in enumerate(row.items):
        if isinstance(item, Deed) and item.certainty is not None:
            group = _LINKS[item.voice](row, index)
            if group:
                last = row.items.index(group[-1]) if item.voice == "active" else index
                group = group + [phrase for phrase in _along_with(row, last) if phrase not in group]
            for phrase in group:
                _assign(phrase, item, index, row)
            if len([p for p in group if p.value != MANY and p.role == "whole"]) > 1 and item.voice != "toll":
                for phrase in group:
                    phrase.role = "part" if phrase.role == "whole" else phrase.role
    _sent_to_hospital(row)
    _equated(row)
    _inherit(row)


def _equated(row: Clause) -> None:
    """Give the effect of "the confirmed deaths are" to the persons listed behind it."""
    for index, item in enumerate(row.items):
        if isinstance(item, Phrase) and item.inherent in ("killed", "injured") and item.value == MANY and not item.partitive:
            listed = _listed(row, index + 2) if row.kind(index + 1) == "A" and row.kind(index + 2) == "NP" else []
            for phrase in listed:
                if phrase.effect is None:
                    phrase.effect, phrase.role = item.inherent, "part" if len(listed) > 1 else "whole"


def _sent_to_hospital(row: Clause) -> None:
    """Give "injured" to those whom something "sent … to the hospital"."""
    for index, item in enumerate(row.items):
        if isinstance(item, Phrase) and item.effect is None and item.person == "yes":
            sent = row.word(index - 1) in table("count_words")["sends"].split()
            after = [row.words.word(i) for i in range(item.past, item.past + 6)]
            if sent and after[0] in ("to", "in") and {"hospital", "hospitals", "clinic"} & set(after):
                item.effect = "injured"


def _along_with(row: Clause, at: int) -> list[Phrase]:
    """Return who is joined after the verb: "was shot dead along with his driver"."""
    index = at + 1 + (row.word(at + 1) == ",")
    if [row.word(index), row.word(index + 1)] not in (["along", "with"], ["together", "with"]):
        return []
    item = row.items[index + 2] if index + 2 < len(row.items) else None
    return [item] if isinstance(item, Phrase) and item.person == "yes" else []


def _assign(phrase: Phrase, deed: Deed, index: int, row: Clause) -> None:
    if phrase.inherent == "killed" and deed.effect != "killed":
        return
    if phrase.partitive and phrase.inherent == deed.effect:
        phrase.role = "included"
    if _RANK[deed.effect] > _RANK[phrase.effect]:
        phrase.deed, phrase.effect = index, deed.effect
    if deed.voice in ("among", "includes"):
        phrase.role = "included"


def _inherit(row: Clause) -> None:
    """Give an effect to phrases that carry it in their own words, and to parts what befell their whole."""
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase) or item.effect is not None:
            continue
        if item.host is not None:
            item.effect, item.deed = item.host.effect or item.host.inherent, item.host.deed
        elif item.inherent is not None and not _unasserted(row, index):
            item.effect = item.inherent
            if item.partitive:
                item.role = "included"
            elif item.inherent == "casualties" and not (item.value.best == 0 or _is_told(row, index)):
                item.effect = None


def _is_told(row: Clause, index: int) -> bool:
    """Tell whether something caused or counted the casualties at `index` ("suffered 30 casualties", "spoke of seven victims")."""
    if row.word(index - 1) == "of":
        return row.kind(index - 2) == "V"
    return row.kind(index - 1) in ("V", "DEED", "NP", "H")


def _unasserted(row: Clause, index: int) -> bool:
    before = row.items[index - 1] if index > 0 else None
    return isinstance(before, Deed) and before.certainty is None


# ---- subjects -------------------------------------------------------------------------------------------------------


def _subject(row: Clause, at: int) -> list[Phrase]:
    deed = row.items[at]
    assert isinstance(deed, Deed)
    index, crossed_and, comma = at - 1, False, False
    while index >= 0:
        item, kind = row.items[index], row.kind(index)
        if isinstance(item, Phrase):
            step = _not_the_subject(row, index, at, crossed_and=crossed_and, comma=comma)
            if step == 0:
                return _group_left(row, index, finite=deed.finite) if _fits(item, deed, row.words) else []
            index -= step
            continue
        if isinstance(item, Deed):
            if item.voice in ("passive", "reduced", "subject") and crossed_and and item.certainty is not None:
                return [p for p in row.items if isinstance(p, Phrase) and p.deed == index] or _subject(row, index)
            if item.voice == "reduced" and not crossed_and:
                index -= 1
                continue
            if not crossed_and and not comma and item.voice in ("active", "toll", "of"):
                return []
        elif kind == "S" or (kind in (".", ";", "!", "?") and deed.voice != "toll"):
            return []
        elif kind == "O" and row.word(index) in ("he", "she"):
            return _pronoun(row, index)
        elif kind == "O" and row.kind(index - 1) not in ("P", "V", "DEED") and row.word(index) not in ("him", "them", "us", "me"):
            return []
        crossed_and = crossed_and or kind == "C"
        comma = comma or kind == ","
        index -= 1
    return []


def _not_the_subject(row: Clause, index: int, at: int, *, crossed_and: bool, comma: bool) -> int:
    """Return how many items to step left over a phrase that is no subject (object, in a preposition, apposition); 0 if it is."""
    item = row.items[index]
    assert isinstance(item, Phrase)
    deed = row.items[at]
    before = row.kind(index - 1)
    if index in row.inside and item.role == "included" and not (item.partitive and index == at - 1):
        return 1
    adjacent = all(row.kind(i) in ("B", "A", "H", "T") for i in range(index + 1, at))
    if isinstance(deed, Deed) and not deed.finite and adjacent and item.person == "yes" and before != "A":
        return 0
    if (before == "P" or before == "I") and not (_is_antecedent(row, index) and item.person == "yes"):
        return 2
    if item.person == "no":
        return 1
    governed = before == "V" or _is_active(row, index - 1)
    if governed and (crossed_and or (comma and row.kind(index - 2) == "R")):
        return 2
    if (
        comma
        and row.word(index - 1) == ","
        and row.kind(index + 1) in (",", "P", "R")
        and item.value.best in (1, None)
        and _head_left(row, index - 1)
    ):
        return 1
    return 0


def _is_antecedent(row: Clause, index: int) -> bool:
    """Tell whether "who" follows the phrase at `index`, with or without a comma."""
    return row.kind(index + 1) == "R" or (row.word(index + 1) == "," and row.kind(index + 2) == "R")


def _head_left(row: Clause, index: int) -> bool:
    """Tell whether a noun phrase that can be the head of an apposition ends just before the comma at `index`."""
    before = row.items[index - 1] if index > 0 else None
    return isinstance(before, Phrase) and before.person != "no" and before.value.best in (1, None)


def _is_active(row: Clause, index: int) -> bool:
    item = row.items[index] if index >= 0 else None
    return isinstance(item, Deed) and item.voice == "active"


def _fits(phrase: Phrase, deed: Deed, words: Words) -> bool:
    """Tell whether the grammar may link them: an unknown noun only with a verb that takes persons alone."""
    if words.word(deed.first) in ("lost", "loses"):
        return phrase.head in table("count_words")["losses"].split() or deed.voice == "subject"
    if phrase.person != "open":
        return phrase.person == "yes"
    weak = deed.effect == "missing" or words.word(deed.first) in table("count_words")["weak_words"].split()
    if phrase.definite and not phrase.named and deed.voice == "reduced":
        return False
    return not weak or (phrase.named and deed.voice != "active" and not words.shouted)


def _pronoun(row: Clause, index: int) -> list[Phrase]:
    """Return the one person told before in the sentence whom "he" or "she" can mean."""
    before = [p for p in row.items[:index] if isinstance(p, Phrase) and p.value.best == 1 and p.effect is not None]
    return before[-1:]


def _group_left(row: Clause, index: int, *, finite: bool) -> list[Phrase]:
    """Return the phrase at `index` with those it is joined to on its left: "a soldier, a nurse and two children"."""
    last = row.items[index]
    assert isinstance(last, Phrase)
    group = [last]
    joined = False
    at = index - 1
    while at > 0 and (row.kind(at) == "C" or row.word(at) == ","):
        joined = joined or row.kind(at) == "C"
        left = _phrase_left(row, at - 1 - (row.kind(at - 1) in (",", "C")))
        if left is None or not (joined or _headline_list(row, left, at)):
            break
        phrase = row.items[left]
        assert isinstance(phrase, Phrase)
        if (
            phrase.person == "no"
            or phrase.role == "included"
            or phrase.effect in ("killed", "injured")
            or (finite and _is_object(row, left))
        ):
            break
        group.append(phrase)
        at = left - 1
    return group[::-1]


def _headline_list(row: Clause, left: int, comma: int) -> bool:
    """Tell "Mother, toddler killed": a title's list of persons without articles or "and"."""
    if row.words.sentence.kind != "title" or left != comma - 1:
        return False
    both = (row.items[left], row.items[comma + 1])
    return all(isinstance(p, Phrase) and p.value.best == 1 and p.person == "yes" and p.number == (p.first, p.past) for p in both)


def _is_object(row: Clause, index: int) -> bool:
    return (
        row.kind(index - 1) == "V" and row.word(index - 1) not in ("said", "says", "say", "added", "reported", "confirmed")
    ) or _is_active(row, index - 1)


def _phrase_left(row: Clause, index: int) -> int | None:
    """Return the index of the phrase that ends at `index`, passing over "in Kabul", "of the 63rd battalion"."""
    relative = _antecedent(row, index)
    if relative is not None:
        return relative
    while index >= 0 and isinstance(row.items[index], Phrase):
        if row.kind(index - 1) != "P":
            return index
        index -= 2
    return None


def _antecedent(row: Clause, index: int) -> int | None:
    """Return the phrase before ", who was sitting in the back," where that clause ends at `index`."""
    for at in range(index, max(0, index - 10), -1):
        if row.kind(at) in ("S", ";", ".") or (row.word(at) == "," and row.kind(at + 1) != "R"):
            return None
        if row.kind(at) == "R":
            before = at - 1 - (row.word(at - 1) == ",")
            return before if before >= 0 and isinstance(row.items[before], Phrase) else None
    return None


# ---- objects --------------------------------------------------------------------------------------------------------


def _objects(row: Clause, at: int) -> list[Phrase]:
    deed = row.items[at]
    assert isinstance(deed, Deed)
    index = at + 1
    while row.kind(index) == "B" or row.word(index) in ('"', "“", ":"):
        index += 1
    if row.kind(index) == "O" and row.kind(index + 1) == "C":
        index += 2
    group: list[Phrase] = []
    while index < len(row.items):
        item = row.items[index]
        if (
            not isinstance(item, Phrase)
            or (item.person == "no" and not group)
            or not (_fits(item, deed, row.words) or item.person == "no")
        ):
            break
        if item.person != "no":
            if group and (_opens_clause(row, index) or (item.named and row.kind(index - 1) != "C")):
                break
            group.append(item)
        index = _next_in_list(row, index)
        if index < 0:
            break
    alone = deed.past - deed.first == 1 and row.words.word(deed.first) in ("took", "takes", "taking", "holding")
    if group and alone and deed.effect == "abducted":
        return group if row.words.word(group[-1].past) in table("count_words")["taken_after"].split() else []
    if group and [row.words.word(group[-1].past), row.words.word(group[-1].past + 1)] == ["to", "death"]:
        deed.effect = "killed"
    return group


def _next_in_list(row: Clause, index: int) -> int:
    """Return the index of the next phrase of a list after the one at `index`, -1 where the list ends."""
    index += 1
    while row.words.shouted and row.kind(index) == "NP":
        index += 1
    while row.kind(index) in ("P", "T") and row.kind(index + 1) in ("NP", "T") and row.word(index) != "including":
        index += 2
    if row.word(index) == "(":
        while row.kind(index) not in (")", "."):
            index += 1
        index += 1
    joined = False
    while (row.kind(index) == "C" and row.word(index) in ("and", "or", "&", "plus")) or row.word(index) == ",":
        joined, index = True, index + 1
    return index if joined and row.kind(index) == "NP" else -1


def _opens_clause(row: Clause, index: int) -> bool:
    """Tell whether the phrase at `index` is the subject of what follows, not one more object."""
    after = index + 1
    while row.kind(after) in ("B",) or (row.kind(after) in ("P",) and row.kind(after + 1) == "NP"):
        after += 2 if row.kind(after) == "P" else 1
    item = row.items[after] if after < len(row.items) else None
    if isinstance(item, Deed):
        return item.voice in ("passive", "reduced", "subject", "active")
    return row.kind(after) in ("A", "H", "M", "V")


def _among(row: Clause, at: int) -> list[Phrase]:
    for index in range(at - 1, max(-1, at - 4), -1):
        item = row.items[index]
        if isinstance(item, Phrase):
            return _group_left(row, index, finite=False) if item.person != "no" else []
    if row.kind(at + 1) == "A":
        index = at + 2
        if row.kind(index) == "NP":
            row.items.insert(index - 1, row.items.pop(index - 1))
            return _objects(row, index - 1) if isinstance(row.items[index - 1], Deed) else _listed(row, index)
    return []


def _listed(row: Clause, index: int) -> list[Phrase]:
    group: list[Phrase] = []
    while 0 <= index < len(row.items):
        item = row.items[index]
        if not isinstance(item, Phrase):
            break
        if item.person != "no":
            group.append(item)
        index = _next_in_list(row, index)
    return group


def _toll(row: Clause, at: int) -> list[Phrase]:
    """Return the figures of a toll: "rose to 15 from 12", "bringing to three the number of dead"."""
    before = row.items[at - 1 - (row.kind(at - 1) in ("A", "D"))] if at > 1 else None
    if isinstance(before, Phrase) and before.bare and before.value.best is not None and before.person == "yes":
        return [before]
    group: list[Phrase] = []
    broken = False
    for index in range(at + 1, min(len(row.items), at + TOLL_REACH)):
        item, link = row.items[index], row.word(index - 1)
        broken = broken or isinstance(item, Deed) or (row.kind(index) == "S" and row.word(index) not in ("as", "than"))
        if row.word(index) in (";", ".", "!", "?"):
            break
        if broken and not (
            link in ("to", "at") and row.words.word(_start(row, index) - 2) in table("count_words")["rises"].split()
        ):
            continue
        if isinstance(item, Phrase) and _is_figure(row, index) and (not group or link in ("from", "to", "than")):
            item.role = "earlier" if link == "from" else item.role
            group.append(item)
    return group


def _is_figure(row: Clause, index: int) -> bool:
    """Tell whether the phrase at `index` can be a toll's figure: a bare number or a noun of the dead, after "to", "at", "is"."""
    item = row.items[index]
    assert isinstance(item, Phrase)
    direct = row.kind(index - 1) == "DEED"
    plain = item.value.best is not None and item.person == "yes" and (item.bare or item.inherent is not None or direct)
    joined = row.kind(index - 1) in ("P", "A", "V", ":", "B", "S", "DEED") or row.word(index - 1) in ('"', "“")
    return plain and (joined or (row.word(index - 1) == "," and item.bare and row.kind(index - 2) == "DEED"))


def _of(row: Clause, at: int) -> list[Phrase]:
    """Return the patients of a noun: "the death of a man"; of "three bodies of rebels" the three."""
    before = row.items[at - 1] if at > 0 else None
    if isinstance(before, Phrase) and before.bare and before.value.best is not None and before.person == "yes":
        return [before]
    return _objects(row, at)


_LINKS = {
    "passive": _subject,
    "reduced": _subject,
    "subject": _subject,
    "active": _objects,
    "of": _of,
    "includes": _objects,
    "among": _among,
    "toll": _toll,
}


def selves(row: Clause) -> Iterator[tuple[Deed, int]]:
    """Yield each deed done to oneself ("killed himself") with the index of its pronoun's token."""
    for index, item in enumerate(row.items):
        if isinstance(item, Deed) and item.effect in ("killed", "hit") and item.certainty is not None:
            for after in (index + 1, index + 3):
                token = row.items[after] if after < len(row.items) else None
                if isinstance(token, int) and row.words.word(token) in _SELF:
                    yield item, token
                    break
