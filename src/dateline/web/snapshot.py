"""All incidents in memory, a few numbers each: what lists, charts and the map are counted from, so that no page scans the store.

50,000 incidents take some 20 MB. A snapshot is a pure function of the store and carries the number of the last entry of the audit
log, its ``stamp``: when the store has grown, a small record is read again at once, a large one in the background while readers see
the last state for a moment more.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from dateline.errors import StoreError
from dateline.reconcile.actors import known
from dateline.store import Store, rows, search, tables
from dateline.web.looking import Look
from dateline.web.words import TYPES

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
PRECISIONS = ("unknown", "country", "region", "town", "site")
KINDS = tuple(TYPES)
UNKNOWN = -1
"""A day or a toll that is not known, in the arrays alone."""
SMALL = 5_000
"""Up to so many incidents a snapshot is read while the reader waits: some 50 ms."""
PlaceKey = tuple[str | None, str | None, float | None, float | None]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Columns over the incidents, one row each. Days are proleptic ordinals; ``newest`` and ``deadliest`` are orders of rows.

    ``documents`` are the documents' numbers in the store, ascending and once for each account in them, ``homes`` the rows of these.
    """

    stamp: int
    ids: list[str]
    first: Rows
    last: Rows
    kind: Rows
    country: NDArray[np.str_]
    names: list[str]
    places: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    precision: Rows
    killed: Rows
    conflicts: Mask
    main: Mask
    newest: Rows
    deadliest: Rows
    actors: dict[str, list[tuple[int, str]]]
    documents: Rows
    homes: Rows
    index: dict[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def ordered(self, mask: Mask, sort: str) -> Rows:
        """Return the rows of `mask`: the newest first (undated last), the oldest first, or those with the most killed first."""
        order = self.deadliest if sort == "deadliest" else self.newest
        found = order[mask[order]]
        if sort == "oldest":
            dated = found[self.last[found] != UNKNOWN]
            return np.concatenate([dated[::-1], found[self.last[found] == UNKNOWN]])
        return found

    def rows_of(self, ids: Iterable[str]) -> Rows:
        """Return the rows of incidents by id; unknown ones are left out."""
        return np.array([self.index[one] for one in ids if one in self.index], dtype=np.int64)

    def mask_of(self, found: Rows) -> Mask:
        """Return the mask of some rows."""
        mask = np.zeros(len(self), dtype=bool)
        mask[found] = True
        return mask

    def by_group(self, group: str | None, status: str | None) -> Mask:
        """Return where a group (by id, name or alias, with affiliates) stands, in one of the roles that `status` names."""
        keys = {*search.actor_keys(group), group.casefold()} if group else set(self.actors)
        named = (self.actors.get(key, []) for key in keys)
        wanted = search.RELATIONS[status or "held"]
        hits = [row for found in named for row, role in found if role in wanted]
        return self.mask_of(np.array(hits, dtype=np.int64))

    def told_in(self, documents: Rows) -> Rows:
        """Return the rows of the incidents that documents, by their numbers in the store, tell of."""
        return self.homes[np.isin(self.documents, documents)]

    def earliest(self, mask: Mask) -> Rows:
        """Return the rows of `mask` in the order of exports: the earliest first, undated last, of one day by id."""
        found = np.flatnonzero(mask)
        undated = self.first[found] == UNKNOWN
        return np.asarray(found[np.lexsort((found, self.first[found], undated))], dtype=np.int64)

    def near(self, words: str) -> Mask:
        """Return where the place's name holds `words`."""
        wanted = words.lower()
        return np.fromiter((wanted in place for place in self.places), dtype=bool, count=len(self))


def matching(snapshot: Snapshot, connection: Connection, look: Look) -> Mask:
    """Return which incidents `look` describes. Words are asked of the store's full-text search, all else of memory."""
    mask = np.ones(len(snapshot), dtype=bool)
    if look.since is not None:
        mask &= snapshot.last >= look.since.toordinal()
    if look.until is not None:
        mask &= (snapshot.first <= look.until.toordinal()) & (snapshot.first != UNKNOWN)
    if look.country is not None:
        mask &= snapshot.country == look.country
    if look.type is not None:
        mask &= snapshot.kind == KINDS.index(look.type)
    if look.killed_min is not None:
        mask &= snapshot.killed >= look.killed_min
    if look.killed_max is not None:
        mask &= (snapshot.killed <= look.killed_max) & (snapshot.killed != UNKNOWN)
    if look.conflicts:
        mask &= snapshot.conflicts
    if look.main:
        mask &= snapshot.main
    if look.place is not None:
        mask &= snapshot.near(look.place)
    if look.group is not None or look.status is not None:
        mask &= snapshot.by_group(look.group, look.status)
    if look.q is not None:
        mask &= snapshot.mask_of(snapshot.told_in(numbers(connection, look.q)))
    return mask


def numbers(connection: Connection, words: str) -> Rows:
    """Return the numbers of the documents that hold all of `words` ("quoted words" as a phrase), unranked: lists go by day."""
    return np.array([row[0] for row in connection.execute(search.numbers_of(connection, words))], dtype=np.int64)


class Snapshots:
    """The newest snapshot of a store, shared by all requests."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: Snapshot | None = None
        self._precisions: dict[PlaceKey, str] = {}
        self._lock = threading.Lock()
        self._busy = threading.Lock()

    def now(self, connection: Connection) -> Snapshot:
        """Return the snapshot for what the store holds now; of a large store that has just grown, the one before."""
        held, current = self._held, stamp(connection)
        if held is not None and held.stamp == current:
            return held
        if held is not None and len(held) > SMALL:
            self._in_background()
            return held
        with self._lock:
            if self._held is None or self._held.stamp != current:
                self._held = load(connection, self._precisions)
            return self._held

    def _in_background(self) -> None:
        if self._busy.acquire(blocking=False):
            threading.Thread(target=self._reload, daemon=True).start()

    def _reload(self) -> None:
        try:
            with self._store.reading() as connection:
                self._held = load(connection, self._precisions)
        except StoreError:
            return  # the held snapshot stays, and the next request tries again
        finally:
            self._busy.release()


def stamp(connection: Connection) -> int:
    """Return the number of the audit log's last entry: it grows with every document, extraction and judgement."""
    return int(connection.execute(select(func.max(tables.audit.c.seq))).scalar() or 0)


def load(connection: Connection, precisions: dict[PlaceKey, str]) -> Snapshot:
    """Read a snapshot. ``precisions`` remembers how precise each place is, which only the records say."""
    table = tables.incidents
    names = ("id", "first_day", "last_day", "type", "country", "place", "lat", "lon", "killed_low", "conflicts", "main")
    at = stamp(connection)
    found = connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.id)).all()
    columns: dict[str, Any] = dict(zip(names, zip(*found, strict=True), strict=True)) if found else dict.fromkeys(names, ())
    keys: list[PlaceKey] = list(zip(*(columns[name] for name in ("place", "country", "lat", "lon")), strict=True))
    _learn_precisions(connection, columns["id"], keys, precisions)
    ids = list(columns["id"])
    last = _days(columns["last_day"])
    killed = np.array([UNKNOWN if n is None else n for n in columns["killed_low"]], dtype=np.int64)
    index = {one: row for row, one in enumerate(ids)}
    documents, homes = _homes(connection, index)
    return Snapshot(
        stamp=at,
        ids=ids,
        first=_days(columns["first_day"]),
        last=last,
        kind=np.array([KINDS.index(kind) if kind in TYPES else len(KINDS) - 1 for kind in columns["type"]], dtype=np.int64),
        country=np.array([code or "" for code in columns["country"]], dtype="U2"),
        names=[place or "" for place in columns["place"]],
        places=[(place or "").lower() for place in columns["place"]],
        lat=np.array(columns["lat"], dtype=np.float64),
        lon=np.array(columns["lon"], dtype=np.float64),
        precision=np.array([PRECISIONS.index(precisions.get(key, "unknown")) for key in keys], dtype=np.int64),
        killed=killed,
        conflicts=np.array([one != "[]" for one in columns["conflicts"]], dtype=bool),
        main=np.array(columns["main"], dtype=bool),
        newest=np.lexsort((np.arange(len(ids)), -last)),
        deadliest=np.lexsort((-last, -killed)),
        actors=_actors(connection, index),
        documents=documents,
        homes=homes,
        index=index,
    )


def _days(found: Iterable[date | None]) -> Rows:
    return np.array([UNKNOWN if day is None else day.toordinal() for day in found], dtype=np.int64)


def _learn_precisions(connection: Connection, ids: Iterable[str], keys: list[PlaceKey], held: dict[PlaceKey, str]) -> None:
    """Read the records of places not met before: a place of one name at one point has one precision."""
    new = {key: one for one, key in zip(ids, keys, strict=True) if key[2] is not None and key not in held}
    of = {one: key for key, one in new.items()}
    table = tables.incidents
    for row in rows.where_in(connection, select(table.c.id, table.c.record), table.c.id, of):
        held[of[row.id]] = (json.loads(row.record)["place"] or {}).get("precision", "unknown")


def _actors(connection: Connection, index: dict[str, int]) -> dict[str, list[tuple[int, str]]]:
    table = tables.incident_actors
    found: dict[str, list[tuple[int, str]]] = {}
    query = select(table.c.actor, table.c.incident_id, table.c.relation)
    for actor, incident, relation in connection.execute(query):
        found.setdefault(actor, []).append((index[incident], relation))
    return found


def _homes(connection: Connection, index: dict[str, int]) -> tuple[Rows, Rows]:
    documents, accounts, members = tables.documents, tables.accounts, tables.members
    query = (
        select(documents.c.seq, members.c.incident_id)
        .join(accounts, accounts.c.document_id == documents.c.id)
        .join(members, members.c.account_id == accounts.c.id)
    )
    found = sorted((seq, index[incident]) for seq, incident in connection.execute(query))
    both = np.array(found, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def name_of(actor: str) -> str:
    """Return the name of an actor's key: the codebook's, else the key as it is written."""
    row = known().get(actor)
    return str(row["name"]) if row else actor
