"""Who has died behind a relative clause: "a man who was hurt when a bomb went off has died", "one of five hospitalized died"."""

from __future__ import annotations

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import SAYS, Clause
from dateline.annotate.count_persons import Phrase

_OF_WOUNDS = frozenset({"of", "from", "to", "in", "at", "on", "overnight", "later"})


def who_has(row: Clause, at: int) -> list[Phrase]:
    """Return who "has died" behind a relative clause with clauses in it: "a man who was hurt when a bomb went off has died"; who
    "died of his wounds" there."""
    start = at - 1
    while row.kind(start) == "B":
        start -= 1
    many = {"has": False, "have": True}.get(row.word(start))
    deed = row.items[at]
    if many is None and isinstance(deed, Deed) and row.words.word(deed.first) == "died":
        if found := _who_died(row, at):
            return found
        many, start = False, at  # "a boy who had been on life support since the shooting died"
    if many is None or not (start == at or row.kind(start) == "H"):
        return _who_died(row, at)
    opened = next((i for i in range(1, start - 1) if row.word(i) == "who"), 0) or _opens_reduced(row, start - 1)
    head = row.items[opened - 1] if opened else None
    between = range(opened + 1, start)
    told = any(row.kind(i) == "S" or row.word(i) == "that" or isinstance(row.items[i], Deed) for i in between)
    said = any(row.word(i) in SAYS or row.kind(i) in (",", ";", ".") for i in between)
    last = row.items[start - 1]
    nearer = isinstance(last, Phrase) and last.person == "yes" and ((last.value.best or 2) > 1) == many
    if not isinstance(head, Phrase) or head.person != "yes" or ((head.value.best or 2) > 1) != many:
        return []
    return [head] if told and not said and not nearer else []


def _opens_reduced(row: Clause, end: int) -> int:
    """Return the item of the deed behind the first person: "one of five people hospitalized after a drive-by has died"; else 0."""
    first = next((i for i in range(end) if isinstance(p := row.items[i], Phrase) and p.person == "yes"), end)
    deed = row.items[first + 1] if first + 1 < end else None
    return first + 1 if isinstance(deed, Deed) and deed.voice == "reduced" and deed.effect in ("injured", "hit") else 0


def _who_died(row: Clause, at: int) -> list[Phrase]:
    """Return the soldier of "a soldier who was hurt when his patrol was ambushed died of his wounds": two verbs stand before
    "died", so that it is neither that of the relative clause nor of the one within it."""
    words, deed = row.words, row.items[at]
    if not isinstance(deed, Deed) or words.word(deed.first) not in ("died", "succumbed"):
        return []
    if words.word(deed.past) not in _OF_WOUNDS:
        return []
    opened = next((i for i in range(at - 1, 0, -1) if row.word(i) == "who"), 0)
    within = next((i for i in range(opened + 1, at) if row.kind(i) == "S"), at)
    head = row.items[opened - 1] if opened else None
    told = [
        any(isinstance(row.items[i], Deed) or row.kind(i) in ("A", "V") for i in part)
        for part in (range(opened, within), range(within, at))
    ]
    joined = any(row.kind(i) in ("C", ",", ";", ".") or row.word(i) in SAYS for i in range(opened + 1, at))
    if not isinstance(head, Phrase) or head.person != "yes" or not all(told) or joined:
        return []
    return [head]
