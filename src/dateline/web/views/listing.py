"""The list of incidents: one page of it, the choices in its filters, and the counts over time that its chart shows."""

from __future__ import annotations

import json
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from dateline.publish.record import guarded
from dateline.reconcile.record import by_rule
from dateline.store import rows, tables
from dateline.types import Rule
from dateline.web.looking import Look
from dateline.web.snapshot import KINDS, UNKNOWN, Mask, Snapshot, matching

Json = dict[str, Any]
MONTHS_SHOWN = 36
"""Bars of months up to three years; years beyond, and of these the last forty."""
YEARS_SHOWN = 40
OVERVIEWS_KEPT = 64


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page of the list: full records, how many there are in all, and the mask of all that match."""

    incidents: list[Json]
    total: int
    pages: int
    look: Look
    mask: Mask


def page(connection: Connection, snapshot: Snapshot, look: Look) -> Page:
    """Return the page of the list that `look` asks for."""
    mask = matching(snapshot, connection, look)
    found = snapshot.ordered(mask, look.sort)
    at = (look.page - 1) * look.per_page
    ids = [snapshot.ids[row] for row in found[at : at + look.per_page]]
    return Page(records(connection, ids, look.rule), len(found), -(-len(found) // look.per_page), look, mask)


def records(connection: Connection, ids: Iterable[str], rule: Rule) -> list[Json]:
    """Return incidents' records in the order of `ids`; those gone since are left out."""
    wanted = list(ids)
    table = tables.incidents
    query = select(table.c.id, table.c.record)
    held = {row.id: row.record for row in rows.where_in(connection, query, table.c.id, wanted)}
    found = (by_rule(json.loads(held[one]), rule) for one in wanted if one in held)
    return [{**one, **guarded(one, "statements", "toll")} for one in found]


def countries(snapshot: Snapshot) -> list[tuple[str, int]]:
    """Return the countries of the record with their number of incidents."""
    codes, counts = np.unique(snapshot.country, return_counts=True)
    return [(str(code), int(count)) for code, count in zip(codes, counts, strict=True) if code]


def kinds(snapshot: Snapshot) -> list[tuple[str, int]]:
    """Return the types of the record with their number of incidents, the most frequent first."""
    found = Counter(KINDS[kind] for kind in snapshot.kind)
    return found.most_common()


class Overviews:
    """What stands above lists, kept for the last few of them: the same filters over the same record have the same overview."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[int, str], Json] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, snapshot: Snapshot, look: Look, make: Callable[[], Json]) -> Json:
        """Return the overview of `look`, made once."""
        key = (snapshot.stamp, json.dumps(look.conditions(), default=str, sort_keys=True))
        with self._lock:
            held = self._held.get(key)
        if held is None:
            held = make()
            with self._lock:
                self._held[key] = held
                while len(self._held) > OVERVIEWS_KEPT:
                    self._held.popitem(last=False)
        return held


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year of the chart: an ISO prefix, the killed (known figures alone) and the incidents."""

    period: str
    killed: int
    incidents: int


def over_time(snapshot: Snapshot, mask: Mask) -> list[Bar]:
    """Return the toll of the dated incidents in `mask` by month, or by year where they span more than three years."""
    dated = mask & (snapshot.last != UNKNOWN)
    if not dated.any():
        return []
    days = snapshot.last[dated]
    first, last = (date.fromordinal(int(day)) for day in (days.min(), days.max()))
    by_year = (last.year - first.year) * 12 + last.month - first.month >= MONTHS_SHOWN
    stamps = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[Y]" if by_year else "datetime64[M]")
    places = (stamps - stamps.min()).astype(np.int64)
    killed = np.bincount(places, weights=np.maximum(snapshot.killed[dated], 0))
    counts = np.bincount(places)
    bars = [Bar(str(stamps.min() + at), int(killed[at]), int(counts[at])) for at in range(len(counts))]
    return bars[-YEARS_SHOWN:]


def totals(snapshot: Snapshot, mask: Mask) -> Json:
    """Return what stands above the list: incidents, killed by the figures known, countries, and the span of days.

    ``background`` are the killed in attacks told as background alone. ``minimum`` tells that the sum is one: an incident without a
    figure adds nothing to it, and a figure told in passing is mostly a bound ("more than 500").
    """
    dated = mask & (snapshot.last != UNKNOWN)
    first, last = snapshot.first[dated], snapshot.last[dated]
    background = int(np.maximum(snapshot.killed[mask & ~snapshot.main], 0).sum())
    unknown = int((snapshot.killed[mask] == UNKNOWN).sum())
    return {
        "incidents": int(mask.sum()),
        "killed": int(np.maximum(snapshot.killed[mask], 0).sum()),
        "background": background,
        "minimum": unknown > 0 or background > 0,
        "unknown": unknown,
        "countries": len({str(code) for code in np.unique(snapshot.country[mask]) if code}),
        "first": date.fromordinal(int(first.min())).isoformat() if len(first) else None,
        "last": date.fromordinal(int(last.max())).isoformat() if len(last) else None,
    }
