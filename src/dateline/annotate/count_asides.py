"""Asides behind a figure: "six soldiers, two of them officers, and a clerk were killed": the clerk is joined to the six.

What stands between the marks tells of some or all of those counted before it, so that whoever is joined behind it is told beside
the whole, unless those behind are the rest of it ("12 people, eight of them soldiers, and four civilians").
"""

from __future__ import annotations

from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase

LONGEST = 10
"""Items between the marks."""
SOME = frozenset(
    {"one", "some", "most", "mostly", "mainly", "all", "many", "both", "two", "three", "including", "among", "several"}
)
"""Words that open an aside which tells of some or all of those counted."""
_OPENS = {",": (",",), ")": ("(",), "-": ("-", "–", "—"), "–": ("-", "–", "—"), "—": ("-", "–", "—")}


def head_of_aside(row: Clause, close: int) -> int | None:
    """Return the index of those whom the aside that ends with the mark before "and" at `close` + 1 tells of; None of no aside."""
    opens = _OPENS.get(row.word(close))
    if opens is None or row.kind(close + 1) != "C":
        return None
    opened = next((i for i in range(close - 1, max(0, close - LONGEST), -1) if _bars(row, i)), 0)
    head = row.items[opened - 1] if opened > 0 and row.word(opened) in opens else None
    several = isinstance(head, Phrase) and head.person == "yes" and (head.value.best or 0) > 1
    if not several or opened - 1 in row.inside or not (tells_of_some(row, opened + 1) or _adds_up(row, opened, close)):
        return None
    return None if _is_the_rest(row, opened, close) else opened - 1


def past_aside(row: Clause, index: int) -> int:
    """Return the index of the "and" behind the aside that begins at `index`; `index` where none does."""
    closes = [i for i in range(index + 1, min(len(row.items), index + LONGEST)) if row.kind(i + 1) == "C"]
    return next((i + 1 for i in closes if head_of_aside(row, i) == index - 1), index)


def tells_of_some(row: Clause, index: int) -> bool:
    """Tell whether what begins at `index` tells of some or all of those before it: "two of them", "including", "mostly"."""
    first = row.items[index]
    if isinstance(first, Phrase) and first.partitive:
        return True
    return row.words.word(first if isinstance(first, int) else first.first) in SOME


def _bars(row: Clause, index: int) -> bool:
    return row.word(index) in (",", "(", "-", "–", "—") or row.kind(index) in ("DEED", "V", "H", "M", "S", "R", ";", ".", ":")


def _adds_up(row: Clause, opened: int, close: int) -> bool:
    """Tell "six priests - five Spaniards and one Mexican - and two women", whose aside tells of which kinds all six are."""
    head = row.items[opened - 1]
    inside = [item for item in row.items[opened + 1 : close] if isinstance(item, Phrase) and item.person == "yes"]
    dashes = row.word(close) != ","
    return dashes and isinstance(head, Phrase) and sum(item.value.best or 0 for item in inside) == head.value.best


def _is_the_rest(row: Clause, opened: int, close: int) -> bool:
    """Tell the four of "12 people, eight of them soldiers, and four civilians", who with the eight are the twelve."""
    head, behind = row.items[opened - 1], row.items[close + 2] if close + 2 < len(row.items) else None
    if not isinstance(head, Phrase) or not isinstance(behind, Phrase):
        return False
    inside = [item for item in row.items[opened + 1 : close] if isinstance(item, Phrase) and item.value.best]
    return sum(phrase.value.best or 0 for phrase in (*inside, behind)) == head.value.best
