"""Appositions: "two people, a nurse and her boyfriend, died", "16 people, supporters of a club among them, were killed".

What stands between the commas says who those counted before it are. They are the subject of the verb behind, and whoever is named
between is some of them; a list, whose items would come to more, is none ("two soldiers, a nurse and three children, were killed").
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.annotate.count_asides import tells_of_some
from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause, is_active
from dateline.annotate.count_objects import listed
from dateline.annotate.count_persons import MANY, Phrase

LONGEST = 14
"""Items between the commas."""
_SOME = frozenset(
    {"one", "some", "most", "mostly", "mainly", "all", "many", "both", "two", "three", "including", "among", "several"}
)
"""Words that open an apposition which tells of some or all of those counted."""
_NEARLY = frozenset({"almost", "nearly", "virtually"})
"""Words before those: "almost all of them"."""


def apposed(row: Clause, at: int, joined: Callable[[int], list[Phrase]]) -> list[Phrase]:
    """Return those counted before the apposition that ends before the deed at `at`, whose own persons become parts of them.

    `joined` gives the phrase at an index with those that "and" joins to it: "a couple and their son, all residents of the village".
    """
    close = at - 1
    while row.kind(close) in ("A", "H", "B"):
        close -= 1
    if row.word(close) != ",":
        return []
    whole = _one_fatally(row, close, joined) or _of_whom(row, close, joined)
    if whole:
        return whole
    opened = _opened(row, close)
    at = _counted_before(row, opened - 1)
    head = row.items[at] if opened > 0 and row.word(opened) == "," else None
    if not isinstance(head, Phrase) or head.person != "yes" or _is_object(row, at) or at in row.inside:
        return []  # "ten people, including two nurses, three cooks and a child, were killed"
    whole = joined(at)
    between = [item for item in row.items[opened + 1 : close] if isinstance(item, Phrase) and item.person == "yes"]
    number = sum(phrase.value.best or 0 for phrase in whole)
    if whole == [head] and head.definite and head.value == MANY and len(between) > 1 and listed(row, opened + 1) == between:
        return between if all(phrase.value.best for phrase in between) else []  # "the victims, a nurse and two cooks, were shot"
    if number < 2 or not between or not _explains(row, opened, close, number, between):
        return []
    for phrase in between:
        phrase.role, phrase.host = "included", head
    return whole


def _counted_before(row: Clause, index: int) -> int:
    """Return the index of the two of "two members of the judge's escort, clerks of the court,": those counted before an "of"."""
    at = index - (row.kind(index - 1) == "NP")  # "the judge's escort"
    while at > 1 and row.word(at - 1) == "of" and row.kind(at - 2) == "NP":
        at -= 2
    head = row.items[at] if at >= 0 else None
    return at if isinstance(head, Phrase) and (head.value.best or 0) > 1 else index


def _one_fatally(row: Clause, close: int, joined: Callable[[int], list[Phrase]]) -> list[Phrase]:
    """Return those hit of "six people, one fatally, were shot", whose aside ends at `close` and tells who of them died."""
    deed, some, head = (row.items[close - step] if close >= step else None for step in (1, 2, 4))
    fatally = isinstance(deed, Deed) and row.words.word(deed.first) == "fatally" and deed.past == deed.first + 1
    if not fatally or row.word(close - 3) != "," or not isinstance(some, Phrase) or not isinstance(head, Phrase):
        return []
    fewer = some.bare and 0 < (some.value.best or 0) < (head.value.best or 0)
    return joined(close - 4) if fewer and not _is_object(row, close - 4) else []


def _is_object(row: Clause, index: int) -> bool:
    """Tell the four of "a man who shot four people, two of them agents, was killed": what stands before them governs them."""
    return row.kind(index - 1) in ("P", "V") or is_active(row, index - 1)


def _of_whom(row: Clause, close: int, joined: Callable[[int], list[Phrase]]) -> list[Phrase]:
    """Return those counted before "almost all of them affiliated with a party," that ends at `close`, whatever it says of them."""
    for comma in range(close - 1, max(0, close - LONGEST), -1):
        if row.kind(comma) in ("DEED", "A", "M", "S", "R", ";", ".", ":"):
            return []
        head = row.items[comma - 1]
        if row.word(comma) != "," or not isinstance(head, Phrase):
            continue
        at = head.past + 1
        at += row.words.word(at) in _NEARLY
        if row.words.word(at) not in _SOME or row.words.word(at + 1) != "of" or row.words.word(at + 2) not in ("them", "whom"):
            continue
        if head.person != "yes" or (head.value.best or 0) < 2 or _is_object(row, comma - 1) or comma - 1 in row.inside:
            return []
        for item in row.items[comma + 1 : close]:
            if isinstance(item, Phrase) and item.person == "yes":
                item.role, item.host = "included", head
        return joined(comma - 1)
    return []


def _opened(row: Clause, close: int) -> int:
    """Return the comma that opens the apposition: of "four cyclists, two of them Dutch, a Swede and a Swiss, were" the first."""
    opened = next((i for i in range(close - 1, max(0, close - LONGEST), -1) if _bars(row, i)), 0)
    before = next((i for i in range(opened - 1, max(0, close - LONGEST), -1) if _bars(row, i)), 0)
    some = row.items[before + 1]
    listed_on = row.word(opened) == row.word(before) == "," and isinstance(some, Phrase) and some.partitive
    return before if listed_on and any(row.kind(i) == "C" for i in range(opened, close)) else opened


def _bars(row: Clause, index: int) -> bool:
    """Tell what no apposition reaches over: a comma, a verb, a clause."""
    return row.word(index) == "," or row.kind(index) in ("DEED", "V", "A", "H", "M", "S", "R", ";", ".", ":")


def _explains(row: Clause, opened: int, close: int, whole: int, between: list[Phrase]) -> bool:
    told = sum(phrase.value.best or 0 for phrase in between)
    some = tells_of_some(row, opened + 1) or row.word(close - 1) in ("them", "whom", "included")
    return told <= whole and (some or told == whole or not any(row.kind(i) == "C" for i in range(opened, close)))
