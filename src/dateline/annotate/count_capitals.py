"""One person told twice in a message in capitals: "PEDRO GALVEZ, SENATOR AND CANDIDATE, DIED" tells of one dead.

In capitals nothing tells a name from what its bearer is. Behind a comma a bare noun for one person, or one with "a", says who the
one before it is, and so does what "and" joins to a bare one.
"""

from __future__ import annotations

from dateline.annotate.count_items import Clause
from dateline.annotate.count_nouns import number_of_noun
from dateline.annotate.count_persons import Phrase


def one_in_capitals(row: Clause) -> None:
    """Take the effect from those parts that only say who the one before them is."""
    if not row.words.shouted or row.words.sentence.kind in ("title", "heading"):
        return
    head: Phrase | None = None
    chained = False
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase) or item.effect is None or item.role != "part":
            continue
        same = head is not None and head.deed == item.deed and head.effect == item.effect
        if same and head is not None and (_is_same(row, index, head) or (chained and _closes(row, index))):
            item.effect, chained = None, True
        else:
            head, chained = item if item.value.best == 1 else None, False
    _whole_again(row)


def _closes(row: Clause, index: int) -> bool:
    """Tell the last of what one is, before the comma that closes it: "AND PRESIDENTIAL HOPEFUL,"."""
    item = row.items[index]
    bare = isinstance(item, Phrase) and item.value.best == 1 and row.words.kind(item.first) == ""
    return bare and row.word(index - 1) == "and" and row.word(index + 1) == ","


def _is_same(row: Clause, index: int, head: Phrase) -> bool:
    """Tell what the head is: behind a comma "SENATOR", "A SENATOR OF", or joined to such a bare noun by "and"."""
    item = row.items[index]
    if not isinstance(item, Phrase) or item.value.best != 1 or item.others:
        return False
    words = row.words
    bare = words.kind(item.first) == "" and (number_of_noun(item.head) == "singular" or item.person == "open")
    if row.word(index - 1) == ",":
        named = words.kind(head.first) == "" and not number_of_noun(head.head)
        return bare or (named and words.word(item.first) in ("a", "an"))
    roles = number_of_noun(head.head) == "singular" or any(
        isinstance(p, Phrase) and p.effect is None and number_of_noun(p.head) == "singular" for p in row.items[:index][-4:]
    )
    return row.word(index - 1) == "and" and bare and roles and number_of_noun(item.head) == "singular"


def _whole_again(row: Clause) -> None:
    """Make the one that is left of such parts a whole again."""
    parts = [item for item in row.items if isinstance(item, Phrase) and item.role == "part" and item.effect is not None]
    for item in parts:
        if sum(other.effect == item.effect for other in parts) == 1:
            item.role = "whole"
