"""Names of groups that the codebook lacks, kept as said: "Movement for the Liberation of X", "Coastal Vengeance Front".

A name is a run of capitalised words around a group's head noun. In text that is all capitals, where case says nothing, the run must
be made of words that such names are made of ("MORAZANIST PATRIOTIC FRONT"). Words are data: ``new_groups.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.annotate.reading import Reading
from dateline.codebook.lexicon import Lexicon, keys
from dateline.codebook.tables import table
from dateline.types import ActorValue

Item = tuple[int, int, ActorValue]
MOST_WORDS = 9
SCORE = 0.7
MILITARY_SCORE = 0.8


@cache
def _set(field: str) -> frozenset[str]:
    return frozenset(table("new_groups")[field])


@cache
def _never() -> Lexicon[str]:
    return Lexicon((phrase, phrase) for phrase in table("new_groups")["never"])


@cache
def _cues() -> Lexicon[str]:
    return Lexicon((phrase, phrase) for phrase in table("new_groups")["cues"])


def new_groups(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield names of groups by their form, or by a cue before them ("a group calling itself X")."""
    cues, heads = _cue_words(), _head_words()
    end = 0
    for position, token in enumerate(read.row):
        if position < end:
            continue
        item = _at_cue(read, position, taken) if token.key in cues else None
        if item is None and token.key in heads:
            item = _at_head(read, position, taken)
        if item is not None and not (read.titled(position) and _only_here(read, item)):
            yield item
            end = item[1]


def _only_here(read: Reading, item: Item) -> bool:
    """Tell whether a headline in title case alone has the name: its verb has a capital too ("Masked Rebels Storm Army")."""
    first, last, value = item
    return value.kind == "group" and read.text.count(read.text[read.row[first].start : read.row[last - 1].end]) < 2


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(keys(cue)[0] for cue in table("new_groups")["cues"])


@cache
def _head_words() -> frozenset[str]:
    return _set("heads") | _set("soft_heads") | _set("openers")


def _at_head(read: Reading, position: int, taken: bytearray) -> Item | None:
    key = read.row[position].key
    if taken[position] or not read.capital(position):
        return None
    if key in _set("openers"):
        last = _rightwards(read, position + 1, taken)
        return _item(read, position, last) if last > position + 1 and not read.shouting(position, last) else None
    if read.shouting(position, position + 1):
        first, last = _vocabulary_run(read, position, taken)
    else:
        first, last = leftwards(read, position, taken), position + 1
        if first == position or (position + 1 < len(read.row) and read.row[position + 1].key in ("of", "for")):
            last = _rightwards(read, position + 1, taken)
    return _checked(read, first, position, last)


def _checked(read: Reading, first: int, head: int, last: int) -> Item | None:
    """Return the name if it has more than the head and, for a soft head ("Group"), a word of armed groups in it."""
    words = {token.key for token in read.row[first:last]}
    if last - first < 2 or any(_never().first(read.text, read.row, i) for i in range(first, last)):
        return None
    if read.row[head].key in _set("soft_heads") and not words & _set("armed_words"):
        return None
    if words <= _set("heads") | _set("soft_heads") | _set("connectors"):
        return None
    return _item(read, first, last)


def _item(read: Reading, first: int, last: int) -> Item:
    words = {token.key for token in read.row[first:last]}
    if words & _set("military_words") or any(token.key.isdigit() for token in read.row[first:last]):
        return first, last, ActorValue(read.words_of(first, last), None, "state", MILITARY_SCORE)
    return first, last, ActorValue(read.words_of(first, last), None, "group", SCORE)


def _at_cue(read: Reading, position: int, taken: bytearray) -> Item | None:
    """Return the capitalised name behind a cue such as "militant group" or "calling itself"."""
    hit = _cues().first(read.text, read.row, position)
    if hit is None or hit.last >= len(read.row) or read.shouting(hit.first, hit.last):
        return None
    first = hit.last
    while first < len(read.row) and read.row[first].key in ("the", "as", "called", "itself", "known", "named", "dubbed"):
        first += 1
    if first >= len(read.row) or taken[first] or not read.capital(first) or read.row[first].start - read.row[first - 1].stop > 3:
        return None
    gap = read.text[read.row[first - 1].stop : read.row[first].start]
    if "." in gap or "\n" in gap or "," in gap:
        return None
    last = _rightwards(read, first, taken)
    words = {token.key for token in read.row[first:last]}
    people = last < len(read.row) and read.row[last].key in _set("of_a_people")  # "members of the Sawarka tribe"
    return None if last == first or people or words & _set("not_after_cue") else _item(read, first, last)


def leftwards(read: Reading, position: int, taken: bytearray) -> int:
    """Return where the capitalised words before the head begin; small words between them belong to the name."""
    first = position
    probe = position
    while probe > 0 and position - probe < MOST_WORDS and not taken[probe - 1] and read.joined(probe - 1):
        probe -= 1
        word = read.row[probe]
        gap = read.text[word.stop : read.row[probe + 1].start]
        if gap.strip(" -\n") or " - " in gap:  # "MAIDUGURI - Insurgents killed": a dateline
            break
        if word.end != word.stop and word.key not in ("people", "workers", "peoples", "peasants", "students", "women", "hunters"):
            break
        if word.key in _set("not_first") and probe < position:
            break
        if word.raw[0].isupper() or word.key.isdigit():
            first = probe
        elif word.key not in _set("inner_connectors"):
            break
    while first < position and read.row[first].key in _set("not_first") | _set("connectors") | _set("dates"):
        first += 1
    return first


def _rightwards(read: Reading, position: int, taken: bytearray) -> int:
    """Return the end of the capitalised words from `position`; small words between them belong to the name."""
    last = position
    probe = position
    while probe < len(read.row) and probe - position < MOST_WORDS and not taken[probe]:
        if probe > 0 and not read.joined(probe - 1):
            break
        word = read.row[probe]
        if "(" in read.text[read.row[probe - 1].stop : word.start]:
            break
        if word.raw[0].isupper() or (word.key == "al" and probe + 1 < len(read.row) and read.capital(probe + 1)):
            last = probe + 1
        elif word.key not in _set("connectors"):
            break
        if word.end != word.stop:
            break
        probe += 1
    while last > position and not read.row[last - 1].raw[0].isupper():
        last -= 1
    return last


def _vocabulary_run(read: Reading, position: int, taken: bytearray) -> tuple[int, int]:
    """Return the run of name words around a head in all-capital text: "MOVEMENT FOR THE PEOPLE'S DEFENSE"."""
    words = _set("name_words") | _set("heads")
    first, last = position, position + 1
    while first > 0 and not taken[first - 1] and read.joined(first - 1) and read.row[first - 1].key in words:
        first -= 1
    probe = last
    while first == position and probe < len(read.row) and not taken[probe] and read.joined(probe - 1):
        key = read.row[probe].key
        if key in words:
            last = probe + 1
        elif key not in ("of", "for", "the", "and"):
            break
        probe += 1
    return first, last
