"""The outbox of alerts: what each target has yet to get, in order. An alert waits until it was delivered or a person drops it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Literal

from sqlalchemy import Connection, and_, case, func, select, update

from dateline.errors import StoreError
from dateline.publish.alerts import Notice
from dateline.store import audit, rows, tables
from dateline.store.documents import sha256
from dateline.store.open import Store

SENDER_LOCK = 0x646174656D61696C
"""The advisory lock's number on PostgreSQL: "datemail" in ASCII."""
DROPPED = "dropped"
"""What stands as the problem of an alert that a person gave up."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that a target has yet to get. ``due`` is the moment of the next try, ``problem`` why the last one failed."""

    alert: Notice
    target: str
    tries: int
    due: str
    problem: str | None


def latest(connection: Connection, limit: int) -> list[Notice]:
    """Return the newest alerts that were told, the newest first."""
    table = tables.alerts
    query = select(table).order_by(table.c.seq.desc())
    found: list[Notice] = []
    for row in connection.execute(query):
        kept = _kept(row)
        if kept.record["change"] != "known":
            found.append(kept)
        if len(found) == limit:
            break
    return found


def _kept(row: Any) -> Notice:
    return Notice(int(row.seq), row.id, row.made, json.loads(row.record))


def waiting(connection: Connection, target: str | None = None) -> list[Waiting]:
    """Return what waits, by target and in order; of one target where it is named."""
    table, alerts = tables.outbox, tables.alerts
    query = select(table, alerts).join(alerts, alerts.c.seq == table.c.alert).where(table.c.closed.is_(None))
    if target is not None:
        query = query.where(table.c.target == target)
    found = connection.execute(query.order_by(table.c.target, table.c.alert))
    return [Waiting(_kept(row), row.target, row.tries, row.due, row.problem) for row in found]


def heads(connection: Connection, target: str | None = None) -> list[Waiting]:
    """Return for each target, or for one, the first alert that it has yet to get."""
    table = tables.outbox
    first = select(table.c.target, func.min(table.c.alert).label("alert")).where(table.c.closed.is_(None)).group_by(table.c.target)
    least, alerts = first.subquery(), tables.alerts
    same = and_(table.c.target == least.c.target, table.c.alert == least.c.alert)
    query = select(table, alerts).join(least, same).join(alerts, alerts.c.seq == table.c.alert)
    if target is not None:
        query = query.where(table.c.target == target)
    found = connection.execute(query.order_by(table.c.target))
    return [Waiting(_kept(row), row.target, row.tries, row.due, row.problem) for row in found]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an alert for a target: ``delivered``, ``dropped`` or ``waiting``, and when (of ``waiting``: the next try)."""

    target: str
    state: Literal["delivered", "dropped", "waiting"]
    at: str
    tries: int
    problem: str | None


def fates(connection: Connection, alerts: Iterable[int]) -> dict[int, list[Fate]]:
    """Return what became of alerts, by their numbers; one whose rule names no target is in no outbox."""
    table = tables.outbox
    found: dict[int, list[Fate]] = {}
    for row in rows.where_in(connection, select(table).order_by(table.c.target), table.c.alert, alerts):
        state: Literal["delivered", "dropped", "waiting"] = "waiting"
        if row.closed is not None:
            state = "dropped" if row.problem == DROPPED else "delivered"
        found.setdefault(row.alert, []).append(Fate(row.target, state, row.closed or row.due, row.tries, row.problem))
    return found


def totals(connection: Connection) -> dict[str, dict[str, int]]:
    """Return for each target how many alerts were delivered, were dropped and wait."""
    table = tables.outbox
    state = case((table.c.closed.is_(None), "waiting"), (table.c.problem == DROPPED, "dropped"), else_="delivered").label("state")
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(select(table.c.target, state, func.count().label("n")).group_by(table.c.target, state)):
        found.setdefault(row.target, {"delivered": 0, "dropped": 0, "waiting": 0})[row.state] = int(row.n)
    return dict(sorted(found.items()))


def close(store: Store, one: Waiting) -> None:
    """Note that a target got an alert."""
    _set(store, one, closed=store.now(), tries=one.tries + 1, problem=None)


def postpone(store: Store, one: Waiting, due: str, problem: str) -> Waiting:
    """Note a failed try and when the next one is due."""
    _set(store, one, tries=one.tries + 1, due=due, problem=problem)
    return replace(one, tries=one.tries + 1, due=due, problem=problem)


def drop(store: Store, alert: str, target: str) -> None:
    """Give an alert up for a target: a person's decision, which the audit log holds.

    Raises:
        StoreError: it does not wait for that target.
    """
    with store.reading() as connection:
        found = next((one for one in waiting(connection, target) if one.alert.id == alert), None)
    if found is None:
        raise StoreError(f"no alert {alert} waits for {target!r}")
    with store.writing() as connection:
        now = store.now()
        table = tables.outbox
        here = and_(table.c.alert == found.alert.seq, table.c.target == target)
        connection.execute(update(table).where(here).values(closed=now, problem=DROPPED))
        audit.append(connection, now, [("drop-alert", alert, sha256(target.encode()))])


def _set(store: Store, one: Waiting, **values: Any) -> None:
    table = tables.outbox
    with store.writing() as connection:
        here = and_(table.c.alert == one.alert.seq, table.c.target == one.target, table.c.closed.is_(None))
        connection.execute(update(table).where(here).values(**values))


@contextmanager
def sending(store: Store) -> Iterator[bool]:
    """Hold the right to send for the block, and tell whether we got it: two senders at once would break the order.

    It is gone with its process. A store in memory needs none.
    """
    if not store.is_sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            got = bool(connection.execute(select(func.pg_try_advisory_lock(SENDER_LOCK))).scalar())
            try:
                yield got
            finally:
                if got:
                    connection.execute(select(func.pg_advisory_unlock(SENDER_LOCK)))
        return
    held = _lock(store.file) if store.file is not None else None
    try:
        yield store.file is None or held is not None
    finally:
        if held is not None:
            held.close()


def _lock(file: Path) -> IO[bytes] | None:
    try:
        import fcntl
    except ImportError:  # no flock on this system: one sender is the user's care
        return file.open("rb")
    held = file.with_name(file.name + "-sending").open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    return held
