"""Relative clauses between a subject and its deed: "two farmers who had hitched a ride were shot", "a guard, who was killed"."""

from __future__ import annotations

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause, is_active, start_of
from dateline.annotate.count_persons import Phrase

_CHARGED = frozenset({"suspected", "accused", "convicted", "guilty"})
"""Words behind which "of killing five" tells of whom it is said."""
RELATIVE = 10
"""How many items a relative clause between a subject and its verb is read back."""


def who_were(row: Clause, index: int, at: int) -> int | None:
    """Return the four of "four men coming from a dinner for a friend were shot" before the one person at `index`: he was not."""
    one = row.items[index]
    if not isinstance(one, Phrase) or one.value.best != 1 or row.word(index + 1) != "were" or row.kind(index - 1) in ("C", ","):
        return None
    for before in range(index - 1, max(-1, index - RELATIVE), -1):
        item = row.items[before]
        several = isinstance(item, Phrase) and item.person == "yes" and (item.value.best or 0) > 1
        if row.kind(before) in ("S", "R", ";", ".", ",", "C") or several:
            return before if isinstance(item, Phrase) and several and row.words.word(item.past).endswith("ing") else None
    return None


def are_who(row: Clause, index: int) -> bool:
    """Tell the child of "named a woman and a child who were killed": "were" is told of both, whatever governs them."""
    item = row.items[index]
    one = isinstance(item, Phrase) and item.value.best == 1 and row.kind(index - 1) == "C"
    return one and row.word(index + 1) == "who" and row.word(index + 2) in ("were", "are", "have")


def outside(row: Clause, index: int) -> int | None:
    """Return the noun before the relative clause that the phrase at `index` ends: "two farmers who had hitched a ride".

    None where it stands in no such clause, or in one without a verb before it.
    """
    if is_active(row, index - 1) and row.word(index - 2) == "of" and row.words.word(start_of(row, index - 2) - 1) in _CHARGED:
        who = row.kind(index - 4) == "A" and row.kind(index - 5) == "R"  # "a man who was suspected of killing five"
        head = index - 6 if who else index - 4
        return head if row.kind(head) == "NP" else None
    verb = False
    for at in range(index - 1, max(-1, index - RELATIVE), -1):
        if row.kind(at) == "R":
            open_comma = row.word(at - 1) == ","
            closed = not open_comma or row.word(index + 1) == ","
            before = at - 1 - open_comma
            return before if verb and closed and row.kind(before) == "NP" else None
        if row.kind(at) == "C" and _is_active_deed(row, at + 1):  # "a man who hid in a house and shot a deputy was found dead"
            continue
        if row.word(at) in ("after", "before") and _is_participle(row, at + 1):
            continue  # "a man who fled after shooting his wife was found"
        if row.kind(at) == "," and (_is_participle(row, at + 1) or _is_aside(row, at + 1)):
            continue  # "who shot five people, killing three, was shot dead", "who shot five, including two guards, was killed"
        if row.kind(at) in ("S", ";", ".", ",", "C"):
            return None
        verb = verb or row.kind(at) in ("V", "H", "A", "M", "DEED", "")
    return None


def _is_aside(row: Clause, at: int) -> bool:
    """Tell "including two agents", "two of them agents" at `at`: what an aside says of those just told."""
    item = row.items[at] if at < len(row.items) else None
    return row.kind(at) == "I" or (isinstance(item, Phrase) and item.partitive and item.role == "included")


def _is_active_deed(row: Clause, index: int) -> bool:
    item = row.items[index]
    return isinstance(item, Deed) and item.voice == "active"


def _is_participle(row: Clause, index: int) -> bool:
    item = row.items[index]
    return _is_active_deed(row, index) and isinstance(item, Deed) and row.words.word(item.first).endswith("ing")


def is_who(row: Clause, index: int, at: int) -> bool:
    """Tell "including a guard, who was killed": the deed is told of the guard alone."""
    item, start = row.items[index], index + 1 + (row.word(index + 1) == ",")
    if index in row.inside and _are_who(row, index, at):
        return True
    if row.word(index - 1) == "," and head_left(row, index - 1):
        return False
    one = isinstance(item, Phrase) and item.value.best == 1 and item.person != "no" and row.word(start) == "who"
    return one and row.word(start + 1) not in ("were", "are") and all(row.kind(i) in ("A", "H", "B") for i in range(start + 1, at))


def _are_who(row: Clause, index: int, at: int) -> bool:
    """Tell "five people were shot, including two men who were killed": without a comma it is told of the two."""
    item = row.items[index]
    several = isinstance(item, Phrase) and (item.value.best or 0) > 1 and item.person == "yes" and row.word(index + 1) == "who"
    return several and all(row.kind(i) in ("A", "H", "B") for i in range(index + 2, at))


def is_antecedent(row: Clause, index: int) -> bool:
    """Tell whether "who" follows the phrase at `index`, with or without a comma."""
    if row.word(index + 1) == "of" and row.kind(index + 2) == "NP":  # "two paramedics of the Health Authority who were killed"
        item = row.items[index + 2]
        index += 2 if isinstance(item, Phrase) and item.person != "yes" else 0
    return row.kind(index + 1) == "R" or (row.word(index + 1) == "," and row.kind(index + 2) == "R")


def head_left(row: Clause, index: int) -> bool:
    """Tell whether a noun phrase that can be the head of an apposition ends just before the comma at `index`."""
    before = row.items[index - 1] if index > 0 else None
    return isinstance(before, Phrase) and before.person != "no" and before.value.best in (1, None)
