"""Erase a document, or words in it: the bytes, the text and all that was read in them go; the audit log and the reason stay.

The row of the document stays as an empty shell, so that nothing refers to nothing and the same article is not taken in again. What
is derived is brought up to date in the same transaction. Databases leave what was deleted in their files until they are written
anew: `erase` does that at the end. Copies outside the store (earlier backups, captures in WARC files) are told, not touched.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, text, update
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.reconcile.account import Json, canonical, digest
from dateline.store import derive, documents, rows, statements, tables
from dateline.store.audit import append
from dateline.store.documents import sha256, text_bytes
from dateline.store.open import Store
from dateline.store.turns import turn
from dateline.types import Document

BLOCK = "█"
"""Stands for each character taken out, so that the places of all other words stay."""
REWRITTEN = ("blobs", "documents", "captures", "extractions", "statements", "accounts", "incidents", "alerts")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: how many characters went, the near-copies that still stand, and the capture files that hold the page."""

    document_id: str
    characters: int
    copies: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()


def erase(
    store: Store,
    document_id: str,
    *,
    reason: str,
    who: str | None = None,
    words: Sequence[str] = (),
    read: tuple[str, Callable[[Document], Json]] | None = None,
) -> Erased:
    """Take a document's text out of the store, or only `words` wherever they stand in it (then blocks stand for them).

    ``read`` is the version and the pipeline that reads what is left of the text; without it what is left says nothing.

    Of a document that is erased already only the files are written anew, where a kill or a reader kept that from being done.

    Raises:
        StoreError: no such document, the words are not in it, or no reason is given; or the files could not be written anew.
    """
    if not reason.strip():
        raise StoreError("an erasure needs a reason")
    with store.writing() as connection:
        row = connection.execute(select(tables.documents).where(tables.documents.c.id == document_id)).first()
        if row is None:
            raise StoreError(f"no document {document_id}")
        if not row.text and not words:
            done = Erased(document_id, 0)
        else:
            done = _erase(store, connection, row, reason, who, tuple(words))
        if words and read is not None:
            _read_again(store, connection, document_id, read)
    store.cache.clear()
    rewrite(store)
    return done


def _erase(
    store: Store, connection: Connection, row: Row[Any], reason: str, who: str | None, words: tuple[str, ...]
) -> Erased:  # fmt: skip
    left = _left(row, words)
    copies, captures = _copies(connection, row.id), _captures(connection, row.id)
    said = [s.id for s in connection.execute(select(tables.statements.c.id).where(tables.statements.c.document_id == row.id))]
    table = tables.extractions
    gone = sorted(connection.execute(select(table.c.id).where(table.c.document_id == row.id)).scalars())
    derive.leave(store, connection, row.id)
    connection.execute(delete(table).where(table.c.document_id == row.id))
    _index(connection, row.seq, "'delete', ")
    blob = text_bytes(left["text"])
    new = {"sha256": sha256(blob), "size": len(blob), "kind": "text", "data": blob}
    rows.insert_new(connection, tables.blobs, [new])
    connection.execute(update(tables.documents).where(tables.documents.c.id == row.id).values(left))
    _index(connection, row.seq, "")
    if not connection.execute(select(tables.documents.c.id).where(tables.documents.c.sha256 == row.sha256)).first():
        connection.execute(delete(tables.blobs).where(tables.blobs.c.sha256 == row.sha256))
    _addresses(connection, row.id, words)
    _alerts(connection, row.id, set(said))
    _log(
        store, connection, row, left, {"reason": reason, "who": who, "words": len(words), "extractions": gone, "captures": captures}
    )
    taken = sum(a != b for a, b in zip(row.text, left["text"], strict=True)) if words else len(row.text)
    return Erased(row.id, taken, copies, captures)


def _left(row: Row[Any], words: tuple[str, ...]) -> dict[str, Any]:
    """What is left of the document's row."""
    if words:
        kept, title = _blocked(row.text, words), _blocked(row.title, words) if row.title else None
        if kept == row.text and title == row.title:
            raise StoreError(f"the words are not in {row.id}")
        fields = {"text": kept, "title": title, "url": None if row.url and _names(row.url, words) else row.url}
    else:
        fields = {"text": "", "title": None, "url": None, "publisher": None}
    problem = f"{len(words)} passages taken out on request" if words else "erased on request"
    encoded = text_bytes(str(fields["text"]))
    noted = canonical([*json.loads(row.problems), problem])
    return {**fields, "sha256": sha256(encoded), "text_sha256": sha256(encoded), "complete": False, "problems": noted}


def _blocked(whole: str, words: tuple[str, ...]) -> str:
    for one in sorted(words, key=len, reverse=True):
        whole = re.sub(re.escape(one), lambda found: BLOCK * len(found[0]), whole, flags=re.IGNORECASE)
    return whole


def _names(address: str, words: tuple[str, ...]) -> bool:
    """Whether an address spells the words, with whatever stands between them there."""
    bare = "".join(filter(str.isalnum, address.casefold()))
    return any((plain := "".join(filter(str.isalnum, one.casefold()))) and plain in bare for one in words)


def _index(connection: Connection, seq: int, command: str) -> None:
    """FTS5 must be told what it forgets before it is gone; PostgreSQL's index follows its column."""
    if connection.dialect.name == "sqlite":
        into = f"INSERT INTO document_search({'document_search, ' if command else ''}rowid, title, text)"
        connection.execute(text(f"{into} SELECT {command}seq, title, text FROM documents WHERE seq = :seq"), {"seq": seq})
        connection.execute(text("INSERT INTO document_search(document_search) VALUES ('optimize')"))


def _addresses(connection: Connection, document_id: str, words: tuple[str, ...]) -> None:
    """Addresses and paths go with the document; with words taken out, those that spell them. Its page is no longer looked for."""
    table = tables.captures
    for capture in connection.execute(select(table).where(table.c.document_id == document_id)).all():
        gone = {name: None for name in ("url", "path") if not words or _names(getattr(capture, name) or "", words)}
        if gone:
            values = {**gone, **({"url_key": None} if "url" in gone else {})}
            connection.execute(update(table).where(table.c.id == capture.id).values(values))
    for found, names in ((tables.fetches, ("url", "final")), (tables.feed_items, ("url",))):
        for row in connection.execute(select(found).where(found.c.document_id == document_id)).all():
            blank = {name: "" for name in names if not words or _names(getattr(row, name) or "", words)}
            more = {"warc": ""} if found is tables.fetches else {"record": None}
            here = [column == getattr(row, column.name) for column in found.primary_key.columns]
            connection.execute(update(found).where(*here).values({**blank, **more}))


def _alerts(connection: Connection, document_id: str, said: set[str]) -> None:
    """Quotes of the document in alerts that were told: what was sent is gone out, what is kept of it forgets the words."""
    table = tables.alerts
    query = select(table.c.seq, table.c.record).where(or_(*(table.c.record.contains(one) for one in (document_id, *sorted(said)))))
    for row in connection.execute(query).all():
        record = json.loads(row.record)
        shown = record.get("shown") or {}
        for one in shown.get("evidence", ()):
            if one["statement"] in said:
                one.update(quote="[erased]", url=None)
        if shown.get("kind") == "advisory":
            shown["summary"] = "[erased]"
        connection.execute(update(table).where(table.c.seq == row.seq).values(record=canonical(record)))


def _log(store: Store, connection: Connection, row: Row[Any], left: dict[str, Any], more: Json) -> None:
    now = store.now()
    record = canonical({"document": row.id, "made": now, **more})
    made = {"id": "e" + digest(record), "document_id": row.id, "text_sha256": row.text_sha256, "record": record}
    connection.execute(tables.erasures.insert(), [made])
    fresh = {**dict(row._mapping), **left}
    table = tables.captures
    captures = connection.execute(select(table).where(table.c.document_id == row.id).order_by(table.c.id)).mappings()
    entries = [("document", row.id, documents.row_digest(tables.documents, fresh))]
    entries += [("capture", one["id"], documents.row_digest(table, dict(one))) for one in captures]
    append(connection, now, [("erasure", made["id"], sha256(record.encode())), *entries])


def _read_again(store: Store, connection: Connection, document_id: str, read: tuple[str, Callable[[Document], Json]]) -> None:
    version, pipeline = read
    document = documents.get(connection, document_id)
    assert document is not None
    record = pipeline(document)
    made = statements.keep(connection, document_id, record, version)
    if made is not None:
        append(connection, store.now(), [("extraction", made, sha256(statements.kept_form(record).encode()))])
    derive.enter(store, connection, statements.records(connection, [document_id]))


def _copies(connection: Connection, document_id: str) -> tuple[str, ...]:
    table = tables.copies
    query = select(table.c.a, table.c.b).where(or_(table.c.a == document_id, table.c.b == document_id))
    return tuple(sorted({row.b if row.a == document_id else row.a for row in connection.execute(query)}))


def _captures(connection: Connection, document_id: str) -> tuple[str, ...]:
    table = tables.fetches
    query = select(table.c.warc, table.c.position).where(table.c.document_id == document_id)
    return tuple(sorted(f"{row.warc} at byte {row.position}" for row in connection.execute(query)))


def rewrite(store: Store) -> None:
    """Write the database's files anew, without what was deleted. Safe to repeat: it changes no row.

    Raises:
        StoreError: the database refused; the erasure itself stands.
    """
    try:
        with turn(store.file):
            _rewrite_sqlite(store) if store.is_sqlite else _rewrite_postgresql(store)
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(f"erased, but the files were not written anew ({error}): run `dateline erase` again") from error


def _rewrite_sqlite(store: Store) -> None:
    """On the driver's own connection: VACUUM runs outside of transactions. The log is emptied last, since it holds old pages."""
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            driver.execute(command).fetchall()


def _rewrite_postgresql(store: Store) -> None:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in REWRITTEN:
            connection.execute(text(f"VACUUM FULL {name}"))
