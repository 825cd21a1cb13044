"""Align predicted incidents with gold incidents, one to one, so that the summed similarity is greatest.

Similarity lies in 0..1: a weighted mean over five comparisons, each in 0..1.

========  ======  ==========================================================================================================
what      weight  value
========  ======  ==========================================================================================================
type        0.15  1 equal or equivalent; 0.5 where ours is "other"; else 0
date        0.25  1 within the gold's; 0.7 compatible but vaguer; 0.4 within two days; else 0
place       0.25  1 names alike; 0.6 the gold's quote holds our name, or ours its name; 0.3 same country; else 0
toll        0.20  killed and injured, the mean of those known to both: 1 equal; 0.5 the gold's figure is among our statements
evidence    0.15  share of the gold's quotes that a statement of ours overlaps in the text
========  ======  ==========================================================================================================

What neither side knows is left out of the mean; what one side alone knows counts 0 at half its weight. A pair is aligned when
its similarity is at least `FLOOR`; type and country alone do not reach it, nor does one place name against a wrong date and a
wrong toll without shared evidence. The assignment is the Hungarian method (Kuhn 1955; the potentials form of Jonker and
Volgenant), O(n³), exact for any number of incidents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline import intervals
from dateline.evaluate import fields
from dateline.evaluate.gold import Gold, Json
from dateline.evaluate.words import alike, content, types_agree

FLOOR = 0.42
"""Lowest similarity of an aligned pair. Set from the weights, not from data: just over type and place name without anything else
that agrees (0.40), under a record that shares its evidence and its type but resolved nothing (0.46)."""
WEIGHTS = {"type": 0.15, "date": 0.25, "place": 0.25, "toll": 0.20, "evidence": 0.15}


class Comparison(NamedTuple):
    """A comparison's value in 0..1 (None where neither side knows anything), and whether both sides know it."""

    value: float | None
    both: bool = True


class Alignment(NamedTuple):
    """Pairs of (gold index, our index), and the indexes left over on either side."""

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    spurious: tuple[int, ...]


def align(golds: Sequence[Gold], ours: Sequence[Json], text: str) -> Alignment:
    """Return the best one-to-one alignment of pairs that reach `FLOOR`."""
    matrix = [[similarity(gold, own, text) for own in ours] for gold in golds]
    kept = [[value if value >= FLOOR else 0.0 for value in row] for row in matrix]
    pairs = tuple((i, j) for i, j in assign(kept) if kept[i][j] > 0)
    taken, used = {i for i, _ in pairs}, {j for _, j in pairs}
    return Alignment(
        pairs,
        tuple(i for i in range(len(golds)) if i not in taken),
        tuple(j for j in range(len(ours)) if j not in used),
    )


def similarity(gold: Gold, ours: Json, text: str) -> float:
    """Return how alike a gold incident and one of ours are, 0..1."""
    parts = {
        "type": _type(gold, ours),
        "date": _date(gold, ours),
        "place": _place(gold, ours),
        "toll": _toll(gold, ours),
        "evidence": _evidence(gold, ours, text),
    }
    summed = weight = 0.0
    for name, part in parts.items():
        if part.value is not None:
            share = WEIGHTS[name] * (1.0 if part.both else 0.5)
            summed += share * part.value
            weight += share
    return summed / weight if weight else 0.0


def _type(gold: Gold, ours: Json) -> Comparison:
    if types_agree(gold.type, ours["type"]):
        return Comparison(1.0)
    return Comparison(0.5 if ours["type"] == "other" else 0.0)


def _date(gold: Gold, ours: Json) -> Comparison:
    wanted, value = fields.date_value(gold.date), fields.date_value(ours.get("date"))
    apart = intervals.days_apart(wanted, value)
    if apart is None:
        known = any(item is not None and item.value is not None for item in (wanted, value))
        return Comparison(0.0, both=False) if known else Comparison(None)
    if wanted is not None and fields.within(wanted, value):
        return Comparison(1.0)
    return Comparison(0.7 if apart == 0 else 0.4 if apart <= 2 else 0.0)


def _place(gold: Gold, ours: Json) -> Comparison:
    wanted, value = gold.place or {}, ours.get("place") or {}
    name, own = wanted.get("name"), value.get("name")
    if not name or not own:
        return Comparison(0.0, both=False) if name or own else Comparison(None)
    if alike(name, own):
        return Comparison(1.0)
    quotes = " ".join(s["quote"] for s in ours.get("statements", ()) if s["property"] == "place")
    if content(own) <= content(wanted.get("quote") or "") or content(name) <= content(quotes):
        return Comparison(0.6)
    return Comparison(0.3 if wanted.get("country") and wanted.get("country") == value.get("country") else 0.0)


def _toll(gold: Gold, ours: Json) -> Comparison:
    values: list[float] = []
    one_sided = False
    for name, item in (("killed", gold.killed), ("injured", gold.injured)):
        wanted, value = fields.figure(item), fields.figure(ours.get(name))
        if wanted is None or value is None:
            one_sided = one_sided or wanted != value
            continue
        said = [fields.figure(s["value"]) for s in ours.get("statements", ()) if s["property"] == name]
        values.append(1.0 if fields.count(item, ours.get(name)).right else 0.5 if wanted in said else 0.0)
    if values:
        return Comparison(sum(values) / len(values))
    return Comparison(0.0, both=False) if one_sided else Comparison(None)


def _evidence(gold: Gold, ours: Json, text: str) -> Comparison:
    spans = [(s["start"], s["end"]) for s in ours.get("statements", ())]
    found = [places for quote in gold.quotes if (places := occurrences(text, quote))]
    if not found:
        return Comparison(None)
    hit = sum(any(start < past and begin < end for begin, end in places for start, past in spans) for places in found)
    return Comparison(hit / len(found))


def occurrences(text: str, quote: str, most: int = 3) -> list[tuple[int, int]]:
    """Return where `quote` stands in `text`, the first `most` places."""
    found: list[tuple[int, int]] = []
    at = text.find(quote)
    while at >= 0 and len(found) < most:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def assign(values: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the one-to-one assignment (row, column) with the greatest sum; ``min(rows, columns)`` pairs, rows in order."""
    if not values or not values[0]:
        return []
    if len(values) > len(values[0]):
        turned = [list(column) for column in zip(*values, strict=True)]
        return sorted((row, column) for column, row in assign(turned))
    columns = len(values[0])
    owner = _hungarian([[-value for value in row] for row in values], columns)
    return sorted((owner[j] - 1, j - 1) for j in range(1, columns + 1) if owner[j])


def _hungarian(cost: list[list[float]], columns: int) -> list[int]:
    """Return for each column (counted from 1) the row (from 1) that takes it at least total cost, 0 for none; rows ≤ columns."""
    row_potential, column_potential = [0.0] * (len(cost) + 1), [0.0] * (columns + 1)
    owner, before = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, len(cost) + 1):
        owner[0], column = row, 0
        slack, seen = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            seen[column] = True
            here, delta, follower = owner[column], float("inf"), 0
            for j in (j for j in range(1, columns + 1) if not seen[j]):
                reduced = cost[here - 1][j - 1] - row_potential[here] - column_potential[j]
                if reduced < slack[j]:
                    slack[j], before[j] = reduced, column
                if slack[j] < delta:
                    delta, follower = slack[j], j
            for j in range(columns + 1):
                if seen[j]:
                    row_potential[owner[j]] += delta
                    column_potential[j] -= delta
                else:
                    slack[j] -= delta
            column = follower
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return owner
