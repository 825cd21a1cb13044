"""The patient on the right of a deed: objects, "the death of", "among the dead were", and the figures of a toll."""

from __future__ import annotations

from dateline.annotate.count_apart import is_of_two_roles
from dateline.annotate.count_asides import past_aside
from dateline.annotate.count_deeds import Deed, to_death
from dateline.annotate.count_items import Clause, fits, start_of
from dateline.annotate.count_joined import group_left, is_owner, is_place_of_a_pair
from dateline.annotate.count_numbers import REACHES
from dateline.annotate.count_persons import MANY, ONE, Phrase
from dateline.annotate.count_pronouns import heads_list
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.codebook.tables import table

TOLL_REACH = 28
"""How many items after "the death toll" a figure may stand."""


def objects(row: Clause, at: int) -> list[Phrase]:
    """Return the phrases that are the object of the deed at `at`, parts of a list each by itself."""
    deed = row.items[at]
    assert isinstance(deed, Deed)
    index = at + 1
    while row.kind(index) == "B" or row.word(index) in ('"', "“", ":"):
        index += 1
    group: list[Phrase] = []
    if (row.kind(index) == "O" or row.word(index) == "her") and (row.kind(index + 1) == "C" or heads_list(row, index)):
        group = _pronoun(row, index)
        index += 2
    joined = len(group)
    while index < len(row.items):
        item = row.items[index]
        if (
            not isinstance(item, Phrase)
            or (item.person == "no" and not group)
            or not (
                fits(item, deed, row.words)
                or item.person == "no"
                or (not group and _is_beside_persons(row, index))
                or (group and _is_lost_too(row, index, deed))
            )
        ):
            break
        if is_owner(row, index):
            break  # "burnt the pastor's house"
        if item.person != "no":
            if group and (_is_kin_of(row, index) or _is_some_from(row, index, group[-1]) or is_one_more_deed(row, index)):
                break
            if group and _is_second_place(row, index):
                index = next_in_list(row, index)
                if index < 0:
                    break
                continue
            if group and (
                (_opens_clause(row, index) and (deed.voice != "of" or row.kind(index - 1) not in ("C", "P")))
                or (item.named and row.kind(index - 1) not in ("C", ";") and not group[-1].named)
            ):
                break
            if group and (row.kind(index - 1) == "C" or row.word(index - 1) == "of"):
                joined = len(group) + 1
            group.append(item)
        index = next_in_list(row, index)
        if index < 0:
            break
    group = group[: max(joined, 1)] + _unjoined(row, group[max(joined, 1) :])
    alone = deed.past - deed.first == 1 and row.words.word(deed.first) in ("took", "takes", "taking", "holding")
    if group and alone and deed.effect == "abducted":
        return group if row.words.word(group[-1].past) in table("count_words")["taken_after"].split() else []
    if group and to_death(row.words, group[-1].past, deed.past - 1):
        deed.effect = "killed"
    return group


def _is_kin_of(row: Clause, index: int) -> bool:
    """Tell the apposition of "the murder of Tom Reyes, son of Anna and Luis Reyes", which counts nobody."""
    item = row.items[index]
    words, kin = row.words, {*table("count_words")["male"].split(), *table("count_words")["female"].split()}
    bare = isinstance(item, Phrase) and item.head in kin and item.past - item.first == 1
    return bare and row.word(index - 1) == "," and row.word(index + 1) == "of" and not words.shouted


def _is_second_place(row: Clause, index: int) -> bool:
    """Tell the second country of "kidnapping 17 missionaries from the United States and Canada": two names behind one "from"."""
    item, first = row.items[index], row.items[index - 2]
    named = isinstance(item, Phrase) and item.named and isinstance(first, Phrase) and row.words.capital[first.past - 1]
    return named and is_place_of_a_pair(row, index)


def _is_lost_too(row: Clause, index: int, deed: Deed) -> bool:
    """Tell the drivers of "we lost two officers and three civilian drivers": persons told in one breath with those it may lose."""
    item = row.items[index]
    people = isinstance(item, Phrase) and item.person == "yes" and bool(item.value.best) and not item.named
    return people and row.kind(index - 1) == "C" and row.words.word(deed.first) in ("lost", "loses")


def is_one_more_deed(row: Clause, index: int) -> bool:
    """Tell the second blast of "two blasts at the port killed 70 people, and one at the mill 15", which is no person."""
    item, place = row.items[index], row.items[index + 2] if index + 3 < len(row.items) else None
    figure = row.items[index + 3] if isinstance(place, Phrase) and place.person != "yes" else None
    bare = isinstance(item, Phrase) and item.bare and not item.others and not item.partitive and row.kind(index + 1) == "P"
    return bare and isinstance(figure, Phrase) and figure.bare and bool(figure.value.best)


def _is_some_from(row: Clause, index: int, host: Phrase) -> bool:
    """Tell the eight of "injured 11 people, eight from one family", and mark them as some of those before."""
    item = row.items[index]
    apart = isinstance(item, Phrase) and item.bare and row.word(index - 1) == "," and row.word(index + 1) == "from"
    if not isinstance(item, Phrase) or not apart or not 0 < (item.value.best or 0) < (host.value.best or 0):
        return False
    item.role, item.host, item.effect = "included", host, None
    return True


def _is_beside_persons(row: Clause, index: int) -> bool:
    """Tell the person of "gunfire struck Hale and three others" from the town of "missiles struck Hale": told beside persons."""
    item, other = row.items[index], row.items[index + 2] if index + 2 < len(row.items) else None
    name = isinstance(item, Phrase) and item.named and item.value == ONE and not row.words.shouted
    beside = row.word(index + 1) == "and" and isinstance(other, Phrase) and other.person == "yes" and bool(other.value.best)
    return name and beside and not _opens_clause(row, index + 2)


def _pronoun(row: Clause, index: int) -> list[Phrase]:
    """Return the person of "killed him and three passengers", not the one of "killed her and injured"."""
    behind = row.items[index + 2] if index + 2 < len(row.items) else None
    counted = (
        isinstance(behind, Phrase) and behind.person == "yes" and bool(behind.value.best) and not _opens_clause(row, index + 2)
    )
    at = row.items[index]
    them = row.word(index) == "them" and heads_list(row, index)  # "killed them, his mother and a neighbour"
    if not (row.word(index) in ("him", "her") or them) or not counted or not isinstance(at, int):
        return []
    person = Phrase(at, at + 1, (at, at + 1), MANY if them else ONE, "yes", definite=True, named=True)
    row.items[index] = person
    return [person]


def _unjoined(row: Clause, rest: list[Phrase]) -> list[Phrase]:
    """Return those behind a list's last "and" who are more of it: "killing 4 soldiers, 2 guards", not "36 members, a force".

    One person behind a mere comma explains the one before or opens a clause ("wounding six, the town's head, …, said").
    """
    if row.words.sentence.kind == "title" or row.words.shouted:
        return rest
    return rest if all((p.value.best or 0) > 1 or p.others for p in rest) else []


def next_in_list(row: Clause, index: int) -> int:
    """Return the index of the next phrase of a list after the one at `index`, -1 where the list ends."""
    index = past_aside(row, index + 1)
    while row.words.shouted and row.kind(index) == "NP":
        index += 1
    while row.kind(index) in ("P", "T") and row.kind(index + 1) in ("NP", "T") and row.word(index) != "including":
        index += 2
        owned = row.items[index] if row.kind(index) == row.kind(index - 1) == "NP" else None
        index += isinstance(owned, Phrase) and owned.person == "no" and not owned.value.best  # "of Lebanon's ruling party"
    if row.word(index) == "(":
        while row.kind(index) not in (")", "."):
            index += 1
        index += 1
    if _is_called(row, index) and row.kind(index + 2) in (";", "."):
        index += 2
    joined = row.word(index) == ";" and _is_item(row, index + 1)
    index += joined
    if row.word(index) == "&" and _is_firm(row, index):
        return -1
    while (row.kind(index) == "C" and row.word(index) in ("and", "or", "&", "plus")) or row.word(index) == ",":
        joined, index = True, index + 1
    index += joined and row.word(index) == "of" and row.kind(index + 1) == "NP"
    return index if joined and row.kind(index) == "NP" else -1


def _is_firm(row: Clause, index: int) -> bool:
    """Tell the "&" of a house's name ("at the R&R Bar & Grill") from that of a headline's list ("kills wife & son")."""
    at = start_of(row, index)
    words = row.words
    inside = 0 < at < len(words.tokens) - 1 and not words.shouted and words.sentence.kind != "title"
    return inside and words.capital[at - 1] and words.capital[at + 1]


def _is_item(row: Clause, index: int) -> bool:
    """Tell the next of "his father, 50; his mother, Ana; and a neighbor": somebody behind a semicolon, before another or the end,
    not the subject of a clause."""
    index += row.kind(index) == "C"
    item = row.items[index] if index < len(row.items) else None
    if not isinstance(item, Phrase) or item.person == "no" or not item.value.best:
        return False
    index += 1
    index += 2 * _is_called(row, index)
    return row.kind(index) in (";", ".") or index >= len(row.items)


def _is_called(row: Clause, index: int) -> bool:
    """Tell the comma at `index` and the name or the age behind one person: "his wife, Ana Ruiz; a neighbor, 62."."""
    if row.word(index) != "," or index + 1 >= len(row.items):
        return False
    one, item = row.items[index - 1], row.items[index + 1]
    single = isinstance(one, Phrase) and one.value.best == 1 and not one.bare
    if not single or not isinstance(item, Phrase):
        return False
    aged = item.bare and not item.others and not item.partitive and item.value.qualifier == "exact"
    return item.named or (aged and row.words.kind(item.first) == "#")


def _opens_clause(row: Clause, index: int) -> bool:
    """Tell whether the phrase at `index` is the subject of what follows, not one more object."""
    after = index + 1
    while row.kind(after) in ("B",) or (
        row.kind(after) in ("P",) and (row.kind(after + 1) == "NP" or row.word(after + 1) == "once")
    ):
        after += 2 if row.kind(after) == "P" else 1
    if row.word(after) == "(" and row.word(after + 2) == ")":
        after += 3
    item = row.items[after] if after < len(row.items) else None
    if isinstance(item, Deed):
        return item.voice in ("passive", "reduced", "subject", "active")
    return row.kind(after) in ("A", "H", "M", "V")


def among(row: Clause, at: int) -> list[Phrase]:
    """Return who is "among the dead", on either side of the verb."""
    for index in range(at - 1, max(-1, at - 4), -1):
        item = row.items[index]
        if isinstance(item, Phrase):
            return group_left(row, index, finite=False) if item.person != "no" else []
    if row.kind(at + 1) == "A":
        index = at + 2
        if row.kind(index) == "NP":
            row.items.insert(index - 1, row.items.pop(index - 1))
            return objects(row, index - 1) if isinstance(row.items[index - 1], Deed) else listed(row, index)
    return []


def listed(row: Clause, index: int) -> list[Phrase]:
    """Return the persons of the list that begins at `index`."""
    group: list[Phrase] = []
    while 0 <= index < len(row.items):
        item = row.items[index]
        if not isinstance(item, Phrase):
            break
        if item.person != "no":
            group.append(item)
        index = next_in_list(row, index)
    return group


def toll(row: Clause, at: int) -> list[Phrase]:
    """Return the figures of a toll: "rose to 15 from 12", "bringing to three the number of dead"."""
    before = row.items[at - 1 - (row.kind(at - 1) in ("A", "D"))] if at > 1 else None
    if isinstance(before, Phrase) and before.bare and before.value.best is not None and before.person == "yes":
        return [before]
    group: list[Phrase] = []
    broken = False
    for index in range(at + 1, min(len(row.items), at + TOLL_REACH)):
        item, link = row.items[index], row.word(index - 1)
        broken = broken or isinstance(item, Deed) or (row.kind(index) == "S" and row.word(index) not in ("as", "than"))
        if row.word(index) in (";", ".", "!", "?") and not (row.word(index) == "." and row.kind(index - 1) == "T"):
            break
        climbed = isinstance(item, Phrase) and item.bare and _goes_up(row.words, item.first)
        if broken and not climbed and not (link in ("to", "at") and has_risen(row.words, start_of(row, index))):
            continue
        if climbed and isinstance(item, Phrase) and not group:
            group.append(item)
        elif isinstance(item, Phrase) and _is_figure(row, index) and (not group or link in ("from", "to", "than")):
            item.role = "earlier" if link == "from" else item.role
            group.append(item)
    return group


def has_risen(words: Words, at: int) -> bool:
    """Tell whether "risen to", "gone up to" stands before the figure at token `at`."""
    verb = words.word(at - 2 - (words.word(at - 2) in ("up", "down")))
    return verb in word_set("rises") or (verb in REACHES and words.word(at - 2) != verb)


def _goes_up(words: Words, at: int) -> bool:
    """Tell the figure of "has gone up to 18", which is no bound."""
    return words.word(at) == "up" and words.word(at + 1) == "to" and words.word(at - 1) in REACHES


def _is_figure(row: Clause, index: int) -> bool:
    """Tell whether the phrase at `index` can be a toll's figure: a bare number or a noun of the dead, after "to", "at", "is"."""
    item = row.items[index]
    assert isinstance(item, Phrase)
    direct = row.kind(index - 1) == "DEED"
    plain = item.value.best is not None and item.person == "yes" and (item.bare or item.inherent is not None or direct)
    joined = row.kind(index - 1) in ("P", "A", "V", ":", "B", "S", "DEED") or row.word(index - 1) in ('"', "“")
    return plain and (joined or (row.word(index - 1) == "," and item.bare and row.kind(index - 2) == "DEED"))


def of_noun(row: Clause, at: int) -> list[Phrase]:
    """Return the patients of a noun: "the death of a man"; of "three bodies of rebels" the three."""
    before, deed = row.items[at - 1] if at > 0 else None, row.items[at]
    one = isinstance(deed, Deed) and row.words.word(deed.past - 1 - (row.words.word(deed.past - 1) == "of")) == "death"
    if isinstance(before, Phrase) and before.bare and before.value.best is not None and before.person == "yes":
        return [before] if not one or before.value.best == 1 else objects(row, at)  # "in the Lounge 9 shooting death of"
    if isinstance(deed, Deed) and row.words.word(deed.first) == "loss":
        return [p for p in objects(row, at) if p.person == "yes" and not p.named]  # not "the loss of Kidal airport"
    found = objects(row, at)
    return found[1:] if is_of_two_roles(row.words, found) else found
