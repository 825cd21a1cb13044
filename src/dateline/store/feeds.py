"""Feeds that are read, and their items: which wait, and what came of the others.

What a feed named is written down in one transaction with what to ask the feed by the next time; an item is closed in one
transaction with its document. So a run that is killed anywhere is taken up where it was: nothing is lost, nothing added twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, select, text

from dateline.errors import StoreError
from dateline.reconcile.account import digest
from dateline.store import rows
from dateline.store.open import Store
from dateline.store.tables import feed_items, feeds

State = Literal["waiting", "new", "changed", "known", "failed", "refused"]
READER_LOCK = 0x646174656C666565
"""The advisory lock's number on PostgreSQL: "datelfee" in ASCII."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, what to ask it by, and what was wrong with it when it was read last."""

    id: str
    url: str
    title: str | None
    added: str
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An item as its feed names it. ``key`` tells it from the others, ``said`` changes when it is worth reading again."""

    key: str
    said: str
    url: str | None
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits to be read: ``tries`` is how often that failed."""

    feed_id: str
    key: str
    url: str | None
    record: dict[str, Any]
    tries: int


def put(connection: Connection, url: str, now: str) -> bool:
    """Add a feed, or take a removed one up again; tell whether anything changed."""
    feed_id = key_of(url)
    row = connection.execute(select(feeds.c.removed).where(feeds.c.id == feed_id)).first()
    if row is None:
        rows.insert_new(connection, feeds, [{"id": feed_id, "url": url, "added": now}])
        return True
    connection.execute(feeds.update().where(feeds.c.id == feed_id).values(removed=None))
    return row.removed is not None


def remove(connection: Connection, feed: Feed, now: str) -> None:
    """Read a feed no more; what came of its items stays."""
    connection.execute(feeds.update().where(feeds.c.id == feed.id).values(removed=now))


def listed(connection: Connection) -> list[Feed]:
    """Return the feeds that are read, in the order in which they were added."""
    query = select(feeds).where(feeds.c.removed.is_(None)).order_by(feeds.c.added, feeds.c.id)
    names = Feed.__dataclass_fields__
    return [Feed(**{name: value for name, value in row._mapping.items() if name in names}) for row in connection.execute(query)]


def key_of(url: str) -> str:
    """Return the id of the feed at an address."""
    return "d" + digest(url)


def counts(connection: Connection, feed_id: str) -> dict[str, int]:
    """Return how many items of a feed are in each state."""
    query = select(feed_items.c.state, func.count()).where(feed_items.c.feed_id == feed_id).group_by(feed_items.c.state)
    return {str(state): int(number) for state, number in connection.execute(query)}


def checked(connection: Connection, feed_id: str, now: str, **values: str | None) -> None:
    """Note that a feed was read now: its title, validators and problem, where they are given."""
    connection.execute(feeds.update().where(feeds.c.id == feed_id).values(checked=now, **values))


def name(connection: Connection, feed_id: str, named: Sequence[Named], now: str) -> int:
    """Note items as waiting: those that are new, and those closed ones of which the feed now says something else."""
    at = select(feed_items.c.key, feed_items.c.said, feed_items.c.state).where(feed_items.c.feed_id == feed_id)
    held = {row.key: row for row in rows.where_in(connection, at, feed_items.c.key, (one.key for one in named))}
    position = connection.execute(select(func.max(feed_items.c.position)).where(feed_items.c.feed_id == feed_id)).scalar() or 0
    fresh = {one.key: one for one in named if one.key not in held}
    made = []
    for number, one in enumerate(fresh.values(), position + 1):
        made.append({**_waiting(one, now), "feed_id": feed_id, "key": one.key, "position": number, "url": one.url, "seen": now})
    rows.insert_new(connection, feed_items, made)
    again = [one for one in named if one.key in held and held[one.key].said != one.said and held[one.key].state != "waiting"]
    for one in again:
        connection.execute(feed_items.update().where(_is(feed_id, one.key)).values(**_waiting(one, now)))
    return len(made) + len(again)


def _waiting(one: Named, now: str) -> dict[str, Any]:
    record = json.dumps(one.record, ensure_ascii=True)
    return {"said": one.said, "record": record, "state": "waiting", "tries": 0, "due": now, "problem": None}


def waiting(connection: Connection, feed_ids: Sequence[str], now: str) -> list[Waiting]:
    """Return the items that wait and are due, without their words: in the order in which their feeds named them."""
    columns = (feed_items.c.feed_id, feed_items.c.key, feed_items.c.url, feed_items.c.tries)
    query = select(*columns).where(feed_items.c.state == "waiting", feed_items.c.due <= now)
    found = rows.where_in(connection, query.order_by(feed_items.c.feed_id, feed_items.c.position), feed_items.c.feed_id, feed_ids)
    return [Waiting(row.feed_id, row.key, row.url, {}, row.tries) for row in found]


def record(connection: Connection, item: Waiting) -> dict[str, Any]:
    """Return what the feed itself says of a waiting item."""
    found = connection.execute(select(feed_items.c.record).where(_is(item.feed_id, item.key))).scalar()
    return dict(json.loads(found)) if found else {}


def close(
    connection: Connection, item: Waiting, state: State, *, problem: str | None = None, document_id: str | None = None
) -> None:
    """Write down what came of an item."""
    values = {"state": state, "record": None, "problem": problem, "document_id": document_id}
    connection.execute(feed_items.update().where(_is(item.feed_id, item.key)).values(**values))


def postpone(connection: Connection, item: Waiting, due: str, problem: str) -> None:
    """Leave an item waiting for a later run."""
    values = {"tries": item.tries + 1, "due": due, "problem": problem}
    connection.execute(feed_items.update().where(_is(item.feed_id, item.key)).values(**values))


def _is(feed_id: str, key: str) -> Any:
    return (feed_items.c.feed_id == feed_id) & (feed_items.c.key == key)


@contextmanager
def sole(store: Store) -> Iterator[None]:
    """Be the only one who reads the feeds of a store; the lock goes with its process.

    Raises:
        StoreError: somebody else is reading them.
    """
    taken = "the feeds of this store are being read by another run"
    if not store.is_sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": READER_LOCK}).scalar():
                raise StoreError(taken)
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": READER_LOCK})
        return
    if store.file is None:
        yield
        return
    try:
        import fcntl
    except ImportError:  # no flock on this system: two runs at once read a page twice, and add it once
        yield
        return
    with store.file.with_name(store.file.name + "-feeds").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(taken) from error
        yield
