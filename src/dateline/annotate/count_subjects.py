"""The patient on the left of a passive or intransitive deed: "a soldier and two civilians … were killed"."""

from __future__ import annotations

from dateline.annotate.count_apart import is_of_two_roles
from dateline.annotate.count_apposed import apposed
from dateline.annotate.count_declared import declared_dead
from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import SAYS, Clause, fits, is_active
from dateline.annotate.count_joined import group_left
from dateline.annotate.count_nouns import number_of_noun
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_pronouns import meant_by, one_before, several_before
from dateline.annotate.count_relatives import RELATIVE, are_who, head_left, is_antecedent, is_who, outside, who_were
from dateline.annotate.count_who_died import who_has

_BELIEVED = frozenset({"confirmed", "reported", "believed", "feared", "presumed"})
"""Words between a figure and its deed: "with six confirmed dead"."""


def subject(row: Clause, at: int) -> list[Phrase]:
    """Return the phrases that are the subject of the deed at `at`, parts of a list each by itself."""
    deed = row.items[at]
    assert isinstance(deed, Deed)
    declared = declared_dead(row, at)
    if declared is not None:
        return declared
    whole = apposed(row, at, lambda index: group_left(row, index, finite=deed.finite))
    if whole:
        return whole
    whole = who_has(row, at)
    if whole:
        return whole
    index, crossed_and, comma = at - 1, False, False
    while index >= 0:
        item, kind = row.items[index], row.kind(index)
        if isinstance(item, Phrase):
            outer = outside(row, index) if deed.finite else None
            if outer is not None:
                index = outer
                continue
            if (index + 1 == at - deed.finite and _is_done_by(row, index)) or _is_done_by_one(row, index, deed):
                index -= 2
                continue
            if _is_no_person(row, index, at, deed):
                return []
            several = who_were(row, index, at) if deed.finite else None
            if several is not None:
                index = several
                continue
            step = _not_the_subject(row, index, at, crossed_and=crossed_and, comma=comma)
            if step == 0:
                joined = _joined_by_were(row, index) if are_who(row, index) else group_left(row, index, finite=deed.finite)
                group = joined if fits(item, deed, row.words) else []
                if is_of_two_roles(row.words, group):
                    return group[1:]
                one = _is_of_two_roles(row, group, deed) or _is_apposed(row, group, deed)
                return group[:1] if one else _without_role(row, group)
            index -= step
            continue
        if isinstance(item, Deed):
            if item.voice == "fronted":
                index = row.fronted[index]
                continue
            if item.voice in ("passive", "reduced", "subject") and crossed_and and item.certainty is not None:
                return [p for p in row.items if isinstance(p, Phrase) and p.deed == index] or subject(row, index)
            if item.voice == "reduced" and not crossed_and:
                index -= 1
                continue
            if not crossed_and and not comma and item.voice in ("active", "toll", "of"):
                return []
        elif kind == "S" or (kind in (".", ";", "!", "?") and deed.voice != "toll") or _opens_speech(row, index):
            return []
        elif row.word(index) == ")" and row.word(opened := _bracket(row, index)) == "(":
            index = opened - 1
            continue
        elif kind == "O" and row.word(index) in ("he", "she"):
            return one_before(row, index) or meant_by(row, index, at, several=False)
        elif kind == "O" and row.word(index) == "they":
            return (several_before(row, index) if deed.effect == "killed" else []) or meant_by(row, index, at, several=True)
        elif kind == "O" and row.kind(index - 1) not in ("P", "V", "DEED") and row.word(index) not in ("him", "them", "us", "me"):
            return []
        crossed_and = crossed_and or kind == "C"
        comma = comma or kind == ","
        index -= 1
    return []


def _joined_by_were(row: Clause, index: int) -> list[Phrase]:
    """Return the nurse of "spoke of two guards and a nurse who were killed" with those before her."""
    group, left = group_left(row, index, finite=False), row.items[index - 2]
    alone = len(group) == 1 and isinstance(left, Phrase) and left.person == "yes" and bool(left.value.best)
    return [*group_left(row, index - 2, finite=False), *group] if alone else group


def _is_done_by(row: Clause, index: int) -> bool:
    """Tell the vigil of "three people attending a vigil were shot": the object of what those before it were doing."""
    item, doing, head = row.items[index], row.items[index - 1], row.items[index - 2] if index > 1 else None
    thing = isinstance(item, Phrase) and item.person != "yes" and not item.named
    word = row.word(index - 1) or (row.words.word(doing.first) if isinstance(doing, Phrase) and doing.person == "no" else "")
    return thing and word.endswith("ing") and isinstance(head, Phrase) and head.person == "yes" and bool(head.value.best)


def _is_done_by_one(row: Clause, index: int, deed: Deed) -> bool:
    """Tell the children of "a woman driving her three children to school was shot": several, before a verb of one."""
    item, head = row.items[index], row.items[index - 2] if index > 1 else None
    both = isinstance(item, Phrase) and isinstance(head, Phrase) and head.person == "yes"
    if not both or not row.word(index - 1).endswith("ing") or not _is_singular(row, deed):
        return False
    return isinstance(head, Phrase) and head.value.best == 1 and isinstance(item, Phrase) and item.value.best != 1


def _is_done_so(row: Clause, index: int) -> bool:
    """Tell "injuring" of "a man who drove into a crowd, killing four and injuring 11, was shot dead", whose object the 11 are."""
    item = row.items[index]
    return isinstance(item, Deed) and item.voice == "active" and row.words.word(item.first).endswith("ing")


def _is_no_person(row: Clause, index: int, at: int, deed: Deed) -> bool:
    """Tell the dog of a title's "Man wounded, dog killed", of "the man's dog was killed", whom the deed befell."""
    item, title = row.items[index], row.words.sentence.kind == "title"
    if isinstance(item, Phrase) and item.person == "no" and row.kind(index - 1) == "NP" and deed.finite:
        owner = row.words.tokens[item.first - 1].span.of(row.words.text)
        counted = row.items[index - 3] if index > 2 and row.word(index - 2) == "of" else None
        if isinstance(counted, Phrase) and counted.person == "yes" and counted.value.best:
            return False  # "eleven members of Kenya's army were killed"
        return owner.endswith(("'s", "’s")) and all(row.kind(i) in ("A", "H", "B") for i in range(index + 1, at))
    alone = isinstance(item, Phrase) and item.person == "no" and index == at - 1 and row.word(index - 1) == ","
    return alone and title and not deed.finite


def _bracket(row: Clause, index: int) -> int:
    """Return where the bracket that closes at `index` opens: "a member of the Indonesian Military (TNI) was shot dead"."""
    return next((at for at in range(index - 1, max(-1, index - RELATIVE), -1) if row.word(at) == "("), -1)


def _opens_speech(row: Clause, index: int) -> bool:
    """Tell "said Monday" behind its speaker ("his spokesman, Omar Deen, said the") from the "police said" between two commas."""
    apposed_name = row.word(index - 1) == "," and row.kind(index - 2) == "NP" and row.word(index - 3) == ","
    if (
        row.word(index) not in ("said", "says", "say")
        or row.word(index + 1) == "to"
        or not (row.kind(index - 1) == "NP" or apposed_name)
    ):
        return False
    after = index + 1
    while row.kind(after) in ("B", "T") or (row.kind(after) == "P" and row.kind(after + 1) in ("T", "NP")):
        after += 1 + (row.kind(after) == "P")
    return row.word(after) not in (",", "-", "–", "—", ")")


def _not_the_subject(row: Clause, index: int, at: int, *, crossed_and: bool, comma: bool) -> int:
    """Return how many items to step left over a phrase that is no subject (object, in a preposition, apposition); 0 if it is."""
    item = row.items[index]
    assert isinstance(item, Phrase)
    deed = row.items[at]
    before = row.kind(index - 1)
    if is_who(row, index, at):
        return 0
    if index in row.inside and item.role == "included" and not (item.partitive and index == at - 1):
        return 1
    if _is_belonged_to(row, index):
        return 2
    behind = index + 3 if _is_belonged_to(row, index + 2) else index + 1
    adjacent = all(row.kind(i) in ("B", "A", "H", "T") or row.word(i) in _BELIEVED for i in range(behind, at))
    finite_deed = isinstance(deed, Deed) and deed.finite
    if isinstance(deed, Deed) and not deed.finite and adjacent and item.person == "yes" and before != "A":
        return 0
    if adjacent and item.person == "yes" and any(row.word(i) == "being" for i in range(index + 1, at)):
        return 0
    if row.word(index - 1) == "with" and adjacent and not finite_deed and item.named:  # "with Ana King dying of her wounds"
        return 0
    if row.word(index - 1) == "as" and row.word(index - 2) in ("identified", "named", "known"):
        return 2
    if (before == "P" or before == "I") and not (is_antecedent(row, index) and item.person == "yes"):
        return 2
    if item.person == "no" or _is_had(row, index):
        return 1
    governed = (before == "V" and row.word(index - 1) not in SAYS) or is_active(row, index - 1)
    if governed and (crossed_and or (comma and row.kind(index - 2) == "R")):
        return 2
    if governed and comma and finite_deed and _is_done_so(row, index - 1):
        return 2
    if (
        comma
        and row.word(index - 1) == ","
        and row.kind(index + 1) in (",", "P", "R")
        and item.value.best in (1, None)
        and head_left(row, index - 1)
    ):
        return 1
    return 0


def _is_belonged_to(row: Clause, index: int) -> bool:
    """Tell the group of "nine members of the same family killed", "six members of the security forces hurt": it befell the nine."""
    if row.word(index - 1) != "of" or index >= len(row.items):
        return False
    item, before = row.items[index], row.items[index - 2]
    if not isinstance(item, Phrase) or not isinstance(before, Phrase) or before.person != "yes" or before.partitive:
        return False
    group = (item.value.best is None or item.person == "no") and number_of_noun(item.head) != "plural"
    return group and before.value.best is not None and before.past == item.first - 1


def _is_of_two_roles(row: Clause, group: list[Phrase], deed: Deed) -> bool:
    """Tell the one person of "a peasant leader and Indigenous guard was found dead" from "a leader and a guard were"."""
    if len(group) != 2 or any(phrase.value.best != 1 or phrase.named for phrase in group):
        return False
    bare = group[1].number[0] == group[1].first and row.words.kind(group[1].first) in ("", "#")
    return bare and row.words.word(group[1].first - 1) == "and" and _is_singular(row, deed)


def _is_apposed(row: Clause, group: list[Phrase], deed: Deed) -> bool:
    """Tell the one person of "Ali Odeh, 52, the owner and editor of the daily, was killed": set off by commas, before "was"."""
    if len(group) < 2 or any(phrase.value.best != 1 for phrase in group):
        return False
    if row.words.shouted or not row.words.capital[group[0].past - 1]:
        return False
    verb = next((i for i in range(deed.first - 3, deed.first + 1) if row.words.word(i) in ("was", "is", "has")), None)
    closed = verb is not None and row.words.word(verb - 1) == ","
    return closed and row.words.word(group[0].past) == "," and _is_singular(row, deed)


def _without_role(row: Clause, group: list[Phrase]) -> list[Phrase]:
    """Leave out what the first of "Ali Odeh, a journalist, and his cousin were shot" is."""
    if len(group) != 3 or not group[0].named or group[1].named or group[1].value.best != 1:
        return group
    words, role, last = row.words, group[1], group[2]
    role_of = words.word(role.first) in ("a", "an", "the") and words.word(role.first - 1) == "," == words.word(role.past)
    return [group[0], last] if role_of and words.word(last.first) in ("his", "her", "their") else group


def _is_singular(row: Clause, deed: Deed) -> bool:
    """Tell "was killed", "has died" before a deed."""
    before = [row.words.word(i) for i in range(max(0, deed.first - 3), deed.first)]
    return not {"was", "is", "has"}.isdisjoint(before) and {"were", "are", "have"}.isdisjoint(before)


def _is_had(row: Clause, index: int) -> bool:
    """Tell what somebody has or got: "the woman, who has a heart condition, was treated", "his bus got a puncture and he died"."""
    item = row.items[index]
    open_noun = isinstance(item, Phrase) and item.person == "open"
    return open_noun and (row.kind(index - 1) == "H" or row.word(index - 1) in ("got", "gets", "getting"))
