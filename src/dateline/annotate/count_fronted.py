"""Those whom a relative clause tells of as its object: "the 77 people that he killed", "the villagers whom the rebels shot"."""

from __future__ import annotations

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase

_THAT = frozenset({"that", "whom", "who"})
_WE = frozenset({"he", "she", "they", "we", "i"})
_NO_OBJECT = frozenset({"A", "H", "M", "P", "S", "T", "B", "C", ",", ".", ";", ":", ")", "–", "—", "-"})
"""What stands behind a deed whose object has been told before it."""
_TELLS = frozenset({"told", "tells", "tell", "telling", "warned", "assured", "informed", "reminded", "convinced"})
"""Verbs behind whose object "that" opens a clause of its own ("told villagers that soldiers killed in the raid …")."""


def front(row: Clause) -> None:
    """Turn the deeds of such clauses to the left: who does them stands right before, those whom they befell before that."""
    for index, item in enumerate(row.items):
        if (
            not isinstance(item, Deed)
            or item.finite
            or item.voice not in ("reduced", "active")
            or row.kind(index + 1) not in _NO_OBJECT
        ):
            continue
        at = _whom(row, index)
        if at is not None:
            item.voice = "fronted"
            row.fronted[index] = at
        elif any(row.word(i) == "whom" for i in range(max(0, index - 3), index)):
            item.certainty = None


def fronted(row: Clause, at: int) -> list[Phrase]:
    """Return whom the relative clause of the deed at `at` tells of."""
    item = row.items[row.fronted[at]]
    return [item] if isinstance(item, Phrase) else []


def _whom(row: Clause, index: int) -> int | None:
    """Return the item before "that the rebels", "whom Ruiz", "he" in front of the deed at `index`; None where nobody stands there.

    Who only "had killed" is told with the auxiliary between.
    """
    at = index - 1
    while row.kind(at) in ("H", "B"):
        at -= 1
    alone = row.kind(at) == "O" and row.word(at) in _WE
    if not (alone or row.kind(at) == "NP"):
        return None
    before = at - 1
    if row.word(before) in _THAT:
        before -= 1 + (row.word(before) == "whom" and row.word(before - 1) == ",")
    elif not alone:
        return None
    whom = row.items[before] if before >= 0 else None
    if not isinstance(whom, Phrase) or whom.person != "yes" or whom.bare or whom.named or row.word(before - 1) in _TELLS:
        return None
    return before
