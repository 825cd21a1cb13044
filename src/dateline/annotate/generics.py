"""Actors without a name: "unidentified gunmen", "a group of miscreants", "men in military uniform", "the suicide bomber".

Strong heads ("gunmen") always count. Weak heads ("men", "youths") count with a marking word before them ("masked"), with words of
dress or arms behind them, or as the subject of an attack verb. The words are data: ``generic_actors.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.annotate.reading import Reading
from dateline.codebook.lexicon import Lexicon, keys
from dateline.codebook.tables import table
from dateline.types import ActorValue

Item = tuple[int, int, ActorValue]
MOST_PREMODIFIERS = 9
_PEOPLE = re.compile(r"[A-Z][a-z]{2,14}")
_DATED = re.compile(r"(?:\d, |\d [A-Z][a-z]{2,8} )(?:19|20)\d\d$|(?:19|20)\d\d-\d\d-\d\d$")
WEAK_SCORE = 0.4
"""Score of a weak head that only an attack verb marks ("a man stabbed")."""


@cache
def _set(field: str) -> frozenset[str]:
    return frozenset(table("generic_actors")[field])


@cache
def _heads() -> Lexicon[str]:
    """Return the heads with their sort: ``strong``, ``adjectival`` or ``weak``."""
    data = table("generic_actors")
    sorts = (("strong", "heads"), ("adjectival", "adjectival"), ("weak", "weak_heads"))
    return Lexicon((phrase, sort) for sort, field in sorts for phrase in data[field])


@cache
def _postmodifiers() -> Lexicon[str]:
    return Lexicon((phrase, phrase) for phrase in table("generic_actors")["postmodifiers"])


@cache
def _adjectives() -> frozenset[str]:
    countries = table("state_forces")["countries"].values()
    return frozenset(keys(word)[-1] for country in countries for word in country["adjectives"])


def generics(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield the unnamed actors, without the words that a name has taken."""

    def accept(first: int, last: int, sort: str) -> bool:
        return not any(taken[first:last])

    for hits in _heads().scan(read.text, read.row, accept):
        item = _phrase(read, hits[0].first, hits[0].last, hits[0].value, taken)
        if item is not None:
            yield item


def _phrase(read: Reading, first: int, last: int, sort: str, taken: bytearray) -> Item | None:
    """Return the whole phrase around a head, None where the head does not count."""
    if _modifies(read, last, sort):
        return None
    start = _left(read, first, taken)
    end, dressed = _right(read, last, taken)
    marked = dressed or any(token.key in _set("marking") for token in read.row[start:first])
    if (
        sort == "adjectival"
        and not marked
        and (first == 0 or read.row[first - 1].key not in ("a", "an", "the", "one", "another", "each"))
    ):
        return None
    if sort == "weak" and not marked:
        aged = any(token.key == "old" for token in read.row[start:first])
        if not aged and not _attacks(read, end) and not _is_agent(read, start, end):
            return None
        return start, end, ActorValue(_name(read, start, end, plain=False), None, "generic", WEAK_SCORE)
    return start, end, ActorValue(_name(read, start, end, plain=True), None, "generic", 1.0)


def _modifies(read: Reading, last: int, sort: str) -> bool:
    """Tell whether a noun follows, so that the word is no actor ("rebel leader", "mob violence")."""
    if last >= len(read.row):
        return False
    gap = read.text[read.row[last - 1].stop : read.row[last].start]
    if gap not in (" ", "-", "\n") or not read.row[last].raw[0].isalpha():
        return False
    if sort == "adjectival":
        return read.row[last].key not in _set("after_adjectival")
    return read.row[last].key in _set("compound_nouns")


def _left(read: Reading, first: int, taken: bytearray) -> int:
    """Return where the modifiers before the head begin, with "a group of" and the like."""
    start = first
    while start > 0 and first - start < MOST_PREMODIFIERS and not taken[start - 1] and read.joined(start - 1):
        key = read.row[start - 1].key
        gap = read.text[read.row[start - 1].stop : read.row[start].start]
        if any(mark in gap for mark in ("—", "–", ")", " -", ":")):
            break  # a dateline
        group = key in _set("group_of") and read.row[start].key == "of"
        if _is_year(read, start - 1) or _DATED.search(read.text, max(0, read.row[start - 1].start - 8), read.row[start - 1].stop):
            break  # "In September 2024 gunmen killed …", "May 3, 2019 Gunmen killed …", "2019-05-03 Gunmen killed …"
        if not (group or key.isdigit() or key in _set("premodifiers") or key in _adjectives()):
            break
        start -= 1
    while start < first and read.row[start].key in _set("edges"):
        start += 1
    return start - 1 if start == first and _is_people(read, first, taken) else start


def _is_people(read: Reading, first: int, taken: bytearray) -> bool:
    """Tell the name of a people right before the head ("Kuki men", "Naga villagers"): a capital that is no place behind "in"."""
    if first == 0 or taken[first - 1] or not read.spaced(first - 1) or read.text[read.row[first - 1].start - 1 :][:1] == "-":
        return False
    if not _PEOPLE.fullmatch(read.row[first - 1].raw) or (first > 2 and read.row[first - 3].key == "of"):
        return False
    words = table("new_groups")
    key, before = read.row[first - 1].key, read.row[first - 2].key if first > 1 else ""
    if key in words["not_first"] or key in words["dates"] or read.row[first].raw[0].isupper():
        return False
    return before not in ("in", "at", "near", "from", "of", "on", "outside", "around", "to", "across", "president", "mr")


def _is_year(read: Reading, index: int) -> bool:
    """Tell whether the number there is a year: four figures behind a month, or behind "in"."""
    key = read.row[index].key
    if index == 0 or len(key) != 4 or not key.isdigit() or key[:2] not in ("19", "20"):
        return False
    return read.row[index - 1].key in _set("before_years")


def _right(read: Reading, last: int, taken: bytearray) -> tuple[int, bool]:
    """Return the end with dress, arms or mount, and whether there were such words."""
    if last >= len(read.row) or not read.joined(last - 1):
        return last, False
    hit = _postmodifiers().first(read.text, read.row, last)
    if hit is None or any(taken[last : hit.last]):
        return last, False
    return hit.last, True


def _is_agent(read: Reading, start: int, end: int) -> bool:
    """Tell the men of "was gunned down by men who came on motorcycles"."""
    return start > 0 and end < len(read.row) and read.row[start - 1].key == "by" and read.row[end].key == "who"


def _attacks(read: Reading, last: int) -> bool:
    """Tell whether an attack verb follows the head, a "who", "has" or adverb between them at most."""
    for index in range(last, min(last + 3, len(read.row))):
        if not read.joined(index - 1):
            return False
        if read.row[index].key in _set("attack_verbs"):
            return True
        if read.row[index].key not in _set("before_verbs"):
            return False
    return False


def _name(read: Reading, start: int, end: int, *, plain: bool) -> str:
    """Return the words without article and, where they stand for themselves (`plain`), without the number."""
    first = start
    while plain and first < end - 1 and (read.row[first].key in _set("quantities") or read.row[first].key.isdigit()):
        first += 1
    if read.row[first].key in ("year", "old"):
        first = start
    return read.words_of(first, end)
