"""A capital that stands for its government: "Kyiv called this absurd", "accused Damascus of the shelling".

A town says and denies nothing: as the subject of such a verb, or behind "accused", the name is that of the state. Behind a
preposition ("officials in Kyiv said") it is the place. Tables: ``state_forces.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.annotate.reading import Reading
from dateline.annotate.states import Item, blamed_on
from dateline.codebook.actors import states
from dateline.codebook.lexicon import Lexicon
from dateline.codebook.tables import table
from dateline.types import ActorValue

SCORE = 0.8
MOST_SKIPS = 2
"""Words between the capital and its verb: "Kigali has repeatedly denied"."""
_ACCUSED = frozenset(("accused", "accuses", "accusing", "blamed", "blames", "blaming", "accuse", "blame"))


@cache
def _seats() -> Lexicon[str]:
    return Lexicon(table("state_forces")["seats"].items())


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("state_forces")[name])


def seats(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield the capitals that say, deny or are accused."""

    def accept(first: int, last: int, country: str) -> bool:
        return not any(taken[first:last]) and read.capital(first) and not read.shouting(first, last)

    for hits in _seats().scan(read.text, read.row, accept):
        first, last, country = hits[0].first, hits[0].last, hits[0].value
        before = read.row[first - 1].key if first and read.joined(first - 1) else ""
        if before in _ACCUSED or blamed_on(read, first) or (before not in _set("before_places") and _speaks(read, last)):
            record = states()[f"state:{country}"]
            yield first, last, ActorValue(record.name, record.id, "state", SCORE)


def _speaks(read: Reading, position: int) -> bool:
    for index in range(position, min(position + MOST_SKIPS + 1, len(read.row))):
        if not read.joined(index - 1):
            return False
        if read.row[index].key in _set("seat_verbs"):
            return True
        if read.row[index].key not in _set("seat_skips"):
            return False
    return False
