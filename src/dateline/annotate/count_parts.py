"""Parts of a figure told before: "including three children", "four of them women", "three people — two guards and a clerk —"."""

from __future__ import annotations

from functools import cache

from dateline.annotate.count_apart import apart
from dateline.annotate.count_items import Clause, Item, start_of
from dateline.annotate.count_objects import listed
from dateline.annotate.count_persons import Phrase
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table


def mark_parts(row: Clause) -> None:
    """Mark the phrases that are part of a figure told before, and find that figure."""
    _mark_included(row)
    _mark_sums(row)
    _mark_shares(row)
    _mark_equals(row)
    _mark_grave(row)


def _mark_grave(row: Clause) -> None:
    """Mark the three of "injured nine guests, three seriously", the one of "131 injured, one by birdshot" as part of the others."""
    host: Phrase | None = None
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase):
            continue
        grave = row.words.word(item.past) in table("count_words")["gravely"].split()
        ended = row.kind(index + 2) in (",", ".", ";", ")", "C", "P") or index + 2 >= len(row.items)
        by = row.words.word(item.past) in ("by", "with") and row.words.word(item.first - 1) == ","
        grave, ended = grave or by, ended or by
        if grave and ended and item.bare and host is not None and (item.value.best or 0) < (host.value.best or 0):
            item.role, item.host = "included", host
            row.inside.add(index)
        elif item.value.best and item.person == "yes":
            host = item


def _mark_equals(row: Clause) -> None:
    """Give "as many were injured" the figure told before it in the sentence."""
    words, last = row.words, None
    for item in row.items:
        if not isinstance(item, Phrase):
            continue
        many = words.word(item.number[0]) == "many" and words.word(item.number[0] - 1) == "as" and words.word(item.past) != "as"
        multiple = words.word(item.number[0] - 2) in ("twice", "times", "half", "thrice")
        if many and not multiple and last is not None:
            item.value = last
        last = item.value if item.value.best and item.person == "yes" else last


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
        opens = _opens_part(row, index)
        before = _parts_before(row, index) if opens else []
        for at in before:
            included = row.items[at]
            assert isinstance(included, Phrase)
            included.role, included.host = "included", host if host is not included else None
            row.inside.add(at)
        if before:
            index += 2
            continue
        if opens or row.kind(index) == "I":
            index = _include(row, index + 1, host)
            continue
        if isinstance(item, Phrase) and item.person != "no":
            after = index + 1 + (row.kind(index + 1) == "A")
            partitive = item.partitive and not item.head and item.inherent is None and host is not None
            if partitive and (row.kind(after) == "P" or (row.kind(after) == "B" and row.kind(after + 1) in (",", ".", "C"))):
                item.role, item.host = "included", host
            elif partitive and row.kind(after) == "NP" and row.kind(after + 1) not in ("A", "H"):
                item.role, item.host = "included", host
                row.inside |= {index, after}
                _silence(row.items[after])
                index = _past_list(row, after, host)
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
    while index < len(row.items) and (row.kind(index) != "NP" or start_of(row, index) < item + match[1]):
        index += 1
    while row.kind(index) == "NP" or (row.kind(index) == "C" and row.kind(index + 1) == "NP"):
        if row.kind(index) == "NP":
            row.inside.add(index)
            _silence(row.items[index])
        index += 1
    return index


def _past_list(row: Clause, index: int, host: Phrase | None) -> int:
    """Mark the rest of "four of them women and two unborn" as parts too, and return where it ends."""
    at = index + 2
    item = row.items[at] if at < len(row.items) else None
    if row.kind(index + 1) != "C" or not isinstance(item, Phrase):
        return index
    if row.kind(at + 1) in ("A", "H", "M", "V", "DEED") and row.word(at + 1) != "according":
        return index
    item.role, item.host = "included", host
    row.inside.add(at)
    return at


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


def _parts_before(row: Clause, index: int) -> list[int]:
    """Return the parts that "among them" at `index` stands behind: "22 people, women and children among them, were killed"."""
    last = index - 1 - (row.word(index - 1) == "being")
    found = [last, last - 2] if row.kind(last - 1) == "C" and row.kind(last - 2) == "NP" else [last]
    aside = row.kind(last) == "NP" and row.word(found[-1] - 1) in (",", "(", "—", "–", "-")
    return found if aside and row.word(index + 2) in (",", ")", ".", "—", "–", "-") else []


def _include(row: Clause, index: int, host: Phrase | None) -> int:
    if row.word(index) in ("them", "whom", "which"):
        index += 1
    found: list[int] = []
    while index < len(row.items):
        item = row.items[index]
        if isinstance(item, Phrase):
            if row.kind(index + 1) == "DEED" and found and row.kind(index - 1) == "C" and row.words.word(item.past) not in (",",):
                break
            found.append(index)
        elif not (row.kind(index) in ("C", "P", "B", "T") or (row.word(index) == "," and row.kind(index + 1) == "NP")):
            break
        index += 1
    while found and not isinstance(row.items[found[-1]], Phrase):
        found.pop()
    for at in found:
        item = row.items[at]
        assert isinstance(item, Phrase)
        if row.kind(at - 1) != "P" or at == found[0]:
            item.role, item.host = "included", host
        row.inside.add(at)
    return index


def _mark_sums(row: Clause) -> None:
    """Mark the parts behind a dash, a bracket, a colon or a comma that add up: "three people — two guards and a clerk —"."""
    for index in range(1, len(row.items) - 1):
        comma = row.word(index) == ","
        if not (comma or row.word(index) in ("—", "–", "-", "(", ":")) or row.kind(index + 1) != "NP":
            continue
        behind = listed(row, index + 1)
        total = sum(phrase.value.best or 0 for phrase in behind)
        start = index - 1 if comma else 0
        wholes = (p for p in row.items[start:index] if isinstance(p, Phrase) and p.value.best == total and p.person == "yes")
        host = next(wholes, None)
        if comma and len(behind) < 2:
            continue
        if host is not None and total > 1 and behind and not (comma and apart(host, behind)):
            for phrase in behind:
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
