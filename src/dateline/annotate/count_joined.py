"""The phrases that one phrase is joined to on its left: "a soldier, a nurse and two children"."""

from __future__ import annotations

from dateline.annotate.count_asides import head_of_aside
from dateline.annotate.count_items import SAYS, Clause, is_active
from dateline.annotate.count_persons import Phrase

PAIR = 6
"""How many items before "and Shibam" the preposition of the first place may stand."""

_DETERMINERS = frozenset(
    ("a", "an", "the", "one", "another", "his", "her", "its", "their", "our", "my", "this", "that", "some", "no")
)


def group_left(row: Clause, index: int, *, finite: bool) -> list[Phrase]:
    """Return the phrase at `index` with those it is joined to on its left: "a soldier, a nurse and two children"."""
    last = row.items[index]
    assert isinstance(last, Phrase)
    group = [last]
    if last.value.best == 0:
        return group
    joined = False
    at = index - 1
    while at > 0 and (row.kind(at) == "C" or row.word(at) == ","):
        joined = joined or row.kind(at) == "C"
        told = head_of_aside(row, at - 1) if finite else None
        if told is not None and not _is_object(row, told):
            head = row.items[told]
            assert isinstance(head, Phrase)
            group.append(head)
            at = told - 1
            continue
        left = _phrase_left(row, _before_brackets(row, at - 1 - (row.kind(at - 1) in (",", "C"))), finite=finite)
        if left is None or not (joined or _headline_list(row, left, at)):
            break
        phrase = row.items[left]
        assert isinstance(phrase, Phrase)
        if (phrase.named or phrase.person == "no") and _is_wider_place(row, left):
            at = left - 1
            continue
        if (
            phrase.person == "no"
            or phrase.role == "included"
            or phrase.effect in ("killed", "injured")
            or (finite and _is_object(row, left))
            or _is_speaker(row, left)
            or (phrase.named and is_place_of_a_pair(row, left))
            or _is_of_another_clause(row, at, phrase)
            or (
                phrase.bare and left == at - 1 and last.others and last.value.best
            )  # "the toll we have is 17 and 32 others injured"
        ):
            break
        group.append(phrase)
        at = left - 1
    return group[::-1]


def _before_brackets(row: Clause, index: int) -> int:
    """Return the index before the short form in "five members of the Border Guard (BG) and two clerks"; else `index`."""
    closed = row.kind(index) == ")" and row.word(index - 2) == "("
    return index - 3 if closed else index


def _is_of_another_clause(row: Clause, conjunction: int, phrase: Phrase) -> bool:
    """Tell the thing of "tried to disrupt a meeting, and three persons died", behind which a comma ends its clause."""
    return phrase.person == "open" and not phrase.named and row.kind(conjunction) == "C" and row.word(conjunction - 1) == ","


def _is_speaker(row: Clause, index: int) -> bool:
    """Tell the speaker behind a quotation: "five were killed, said the mayor, and six were hurt"."""
    return row.word(index - 1) in SAYS and row.word(index - 2) in (",", '"', "”")


def is_place_of_a_pair(row: Clause, index: int) -> bool:
    """Tell the second place of "passed between al-Qatn and Shibam, and three soldiers", "in Hebron and Jenin and 12 soldiers"."""
    at = index - 2
    while at > index - PAIR and row.kind(at) in ("NP", "", "-"):
        at -= 1
    first = row.word(at) in ("in", "between", "near", "at", "from", "of", "to")
    return row.kind(index - 1) == "C" and at < index - 2 and first


def _is_wider_place(row: Clause, index: int) -> bool:
    """Tell the division behind a town: "an officer in Datu Odin Sinsuat, Maguindanao del Norte, and her husband"."""
    town = row.word(index - 1) == "," and row.word(index + 1) == "," and row.kind(index - 2) == "NP"
    return town and row.kind(index - 3) == "P" and row.word(index - 3) in ("in", "at", "near", "of", "from", "outside")


def _headline_list(row: Clause, left: int, comma: int) -> bool:
    """Tell "Mother, toddler killed", "Man, 2 others shot": a title's list of persons without articles or "and"."""
    if row.words.sentence.kind != "title" or left != comma - 1:
        return False
    both = (row.items[left], row.items[comma + 1])
    if all(isinstance(p, Phrase) and p.value.best and p.person == "yes" and not (p.bare or p.inherent) for p in both):
        return True
    one, more = both
    single = isinstance(one, Phrase) and one.value.best == 1 and one.person == "yes"
    if single and isinstance(more, Phrase) and more.others and more.bare and more.value.best:
        return True
    return all(isinstance(p, Phrase) and p.value.best == 1 and p.person == "yes" and p.number == (p.first, p.past) for p in both)


def _is_object(row: Clause, index: int) -> bool:
    return (row.kind(index - 1) == "V" and row.word(index - 1) not in SAYS) or is_active(row, index - 1)


def _phrase_left(row: Clause, index: int, *, finite: bool) -> int | None:
    """Return the index of the phrase that ends at `index`, passing over "in Kabul", "of the 63rd battalion".

    The eight of "ended with eight civilians and a soldier killed" are what the participle is told of.
    """
    item = row.items[index] if index >= 0 else None
    if isinstance(item, Phrase) and row.word(index - 1) == "with" and not finite and item.person == "yes" and item.value.best:
        return index
    relative = _antecedent(row, index) if row.word(index + 1) == "," else None
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
            item = row.items[before] if before >= 0 else None
            place = isinstance(item, Phrase) and item.named and row.kind(before - 1) == "P"
            return before if isinstance(item, Phrase) and not place else None
    return None


def is_owner(row: Clause, index: int) -> bool:
    """Tell whether a possessive only says whose the thing is that follows it ("the pastor's house")."""
    item, owned = row.items[index], row.items[index + 1] if index + 1 < len(row.items) else None
    if not isinstance(item, Phrase) or not isinstance(owned, Phrase) or owned.first != item.past or owned.person != "no":
        return False
    return owned.value.best is None and row.words.tokens[item.past - 1].span.of(row.words.text).endswith(("'s", "’s"))
