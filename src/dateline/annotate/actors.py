"""Actors: named groups, state forces and people without a name ("gunmen"), each kept with its words.

A name of the codebook carries its id at once; a name that several bear, or one that needs its country near ("PDF"), and a name
that the codebook lacks stay open (``actor_id`` None) for `dateline.resolve.actors`. Every candidate is marked: which of them
attacked is the extractor's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from dateline.annotate.apposed import apposed_groups, claimants
from dateline.annotate.asked_groups import asked_groups
from dateline.annotate.generics import generics
from dateline.annotate.newgroups import new_groups
from dateline.annotate.reading import Reading, reading
from dateline.annotate.seats import seats
from dateline.annotate.states import marked_states, regimes, unmarked_forces
from dateline.codebook.actors import Name, get, group_names, written_as
from dateline.codebook.lexicon import Hit, keys
from dateline.codebook.possessed import owner
from dateline.codebook.tables import table
from dateline.types import ActorMention, ActorValue, Annotated

OPEN_SCORE = 0.5
"""Score of a name that more than one group bears, or that counts only with its country near."""
_QUESTION_WORDS = frozenset(("WHAT", "WHO", "WHERE", "WHY", "HOW", "WHICH", "THERE"))
_SHORT_FORM = re.compile(
    r"\s{0,2}[(\[]\s?[\"“]?(?:the |or |known as )?([A-Z][A-Za-z0-9]{0,8}(?:[-/][A-Z0-9]{1,6})?)[\"”]?\s?[)\]]|"
    r",\s([A-Z]{3,8})(?=,\s)"
)
"""An abbreviation in brackets, or, as the Nigerian press has it, between commas: "the Nigerian Air Force, NAF, denied"."""
_GLUED = frozenset(("al", "el", "an", "ad"))


@cache
def _followers() -> frozenset[str]:
    return frozenset(table("generic_actors")["followers"])


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``first:last`` and what they name."""

    first: int
    last: int
    value: ActorValue


def actors(annotated: Annotated) -> Annotated:
    """Add the actors layer, in the order of the text and without overlap."""
    read = reading(annotated.document.text)
    taken = bytearray(len(read.row) + 1)
    found = [_with_followers(read, item) for item in _known_groups(read)]
    _take(taken, found)
    for layer in (marked_states, regimes, seats, new_groups, apposed_groups, asked_groups, unmarked_forces, claimants, generics):
        more = [Found(*item) for item in layer(read, taken)]
        if layer in (new_groups, apposed_groups, claimants):
            more = [_with_followers(read, item) for item in more]
        _take(taken, more)
        found += more
    introduced = _introduced(read, found)
    found = [_as_introduced(read, item, introduced) for item in found]
    found += _short_forms(read, introduced, taken)
    found.sort(key=lambda item: item.first)
    mentions: list[ActorMention] = []
    for item in found:
        span = read.span(item.first, item.last)
        plain = item.value.kind == "generic" or (item.value.kind == "state" and item.value.actor_id is None)
        whose = owner(read.text, span.start, mentions) if plain else None
        mentions.append(ActorMention(span, whose if whose is not None and whose.kind == "state" else item.value))
    return replace(annotated, actors=tuple(mentions))


def _take(taken: bytearray, items: Iterable[Found]) -> None:
    for item in items:
        taken[item.first : item.last] = b"\x01" * (item.last - item.first)


def _known_groups(read: Reading) -> list[Found]:
    """Return the names of the codebook's groups."""

    def accept(first: int, last: int, name: Name) -> bool:
        if name.match == "lookup" or _is_glued(read, first, last) or _asked(read, first, last):
            return False
        words = read.row[first:last]
        return written_as(name.alias, words, cased=name.match != "free", shouting=read.shouting(first, last))

    return [_found(read, hits) for hits in group_names().scan(read.text, read.row, accept)]


def _asked(read: Reading, first: int, last: int) -> bool:
    """Tell whether "IS" is the verb of a question in capitals ("WHAT IS JNIM? It was founded in …")."""
    return last - first == 1 and first > 0 and read.row[first].raw == "IS" and read.row[first - 1].raw in _QUESTION_WORDS


def _is_glued(read: Reading, first: int, last: int) -> bool:
    """Tell whether a lone word is the second half of a name ("Abdul-Malik al-Houthi")."""
    if last - first != 1 or first == 0 or read.row[first - 1].key not in _GLUED:
        return False
    return read.text[read.row[first - 1].stop : read.row[first].start] == "-"


def _found(read: Reading, hits: list[Hit[Name]]) -> Found:
    """Return the mention; its id is set only where one group alone bears the name and bears it plainly."""
    first, last = hits[0].first, hits[0].last
    bearers = {hit.value.actor_id: hit.value for hit in hits}
    only = next(iter(bearers.values()))
    record = get(only.actor_id) if len(bearers) == 1 and only.match != "weak" else None
    if record is not None:
        return Found(first, last, record.value())
    return Found(first, last, ActorValue(read.words_of(first, last), None, "group", OPEN_SCORE))


def _with_followers(read: Reading, item: Found) -> Found:
    """Return the mention with the people's noun behind it ("Taliban fighters"), so that the phrase is one actor."""
    last = item.last
    if (
        last < len(read.row)
        and read.row[last].key in _followers()
        and read.spaced(last - 1)
        and read.row[last - 1].end == read.row[last - 1].stop
    ):
        return Found(item.first, last + 1, item.value)
    return item


def _introduced(read: Reading, found: list[Found]) -> dict[tuple[str, ...], ActorValue]:
    """Return the abbreviations that the text introduces itself, "Movement X (MX)", with whom they stand for."""
    introduced: dict[tuple[str, ...], ActorValue] = {}
    for item in found:
        if item.value.kind == "generic" or (item.value.kind == "state" and item.value.actor_id is None):
            continue
        match = _SHORT_FORM.match(read.text, read.row[item.last - 1].stop)
        short = (match[1] or match[2]) if match is not None else ""
        if short and _abbreviates(short, read.words_of(item.first, item.last)):
            introduced[keys(short)] = item.value
    return introduced


def _as_introduced(read: Reading, item: Found, introduced: dict[tuple[str, ...], ActorValue]) -> Found:
    """Return the mention of an open abbreviation with the value that the text gives it: its own "ADF" is no other country's."""
    own = introduced.get(tuple(token.key for token in read.row[item.first : item.last])) if item.value.actor_id is None else None
    return replace(item, value=own) if own is not None and own.kind == item.value.kind else item


def _short_forms(read: Reading, introduced: dict[tuple[str, ...], ActorValue], taken: bytearray) -> list[Found]:
    """Return the later mentions of abbreviations that the text introduces itself: "Movement X (MX)"."""
    if not introduced:
        return []
    longest = max(len(sequence) for sequence in introduced)
    more: list[Found] = []
    for first in range(len(read.row)):
        for size in range(longest, 0, -1):
            words = read.row[first : first + size]
            value = introduced.get(tuple(token.key for token in words))
            if value is not None and not any(taken[first : first + size]) and words[0].raw[0].isupper() and words[-1].raw.isupper():
                item = Found(first, first + size, value)
                _take(taken, [item])
                more.append(item)
                break
    return more


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether `short` can stand for `name`: at least two capitals, its first letter among the name's initials."""
    capitals = [c for c in short if c.isupper() or c.isdigit()]
    initials = {word[0].upper() for word in re.split(r"[\s\-]+", name) if word}
    return len(capitals) >= 2 and short[0] in initials and short not in table("state_forces")["countries"]
