"""Verify a store: hashes, quotes, orphan rows, the audit chain, the search index, and that derived equals stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, func, literal_column, select, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.store import audit, derive, tables
from dateline.store.audited import audited
from dateline.store.documents import sha256, text_bytes
from dateline.store.open import Store, open_store

SHOWN_AT_MOST = 20
"""Problems told of one kind; the rest are counted."""
AT_ONCE = 500


def verify(store: Store, *, derived: bool = True, heads: Sequence[audit.Head] = ()) -> Iterator[str]:
    """Yield one sentence for each thing that is not as it should be.

    ``derived`` makes all derived rows anew in a file beside the store's own and compares them: exact, and as slow as a rebuild.
    ``heads`` are heads of the audit log that were kept elsewhere: whoever wrote the log anew cannot have changed those.
    """
    with store.reading() as connection:
        for check in (_pages, _blobs, _texts, _quotes, _orphans, audit.breaks, audited, lambda c: audit.against(c, heads)):
            yield from _some(_told(check, connection))
    yield from _search(store)
    if derived:
        with tempfile.TemporaryDirectory() as folder:
            yield from _some(_told(lambda _: _differences(store, Path(folder) / "scratch.db"), None))


def _told(check: Callable[[Any], Iterator[str]], connection: Connection | None) -> Iterator[str]:
    """What a check finds; rows so damaged that they cannot be read end it, and are told."""
    try:
        yield from check(connection)
    except (DBAPIError, StoreError, ValueError, KeyError, TypeError) as error:
        yield f"the check could not go on, something cannot be read: {str(error).splitlines()[0]}"


def _pages(connection: Connection) -> Iterator[str]:
    """SQLite's own check of its pages; PostgreSQL has checksums of its own."""
    if connection.dialect.name == "sqlite":
        for row in connection.execute(text("PRAGMA quick_check")):
            if row[0] != "ok":
                yield f"the file is damaged: {row[0]}"


def _some(found: Iterator[str]) -> Iterator[str]:
    more = 0
    for index, problem in enumerate(found):
        if index < SHOWN_AT_MOST:
            yield problem
        else:
            more += 1
    if more:
        yield f"… and {more} more like this"


def _blobs(connection: Connection) -> Iterator[str]:
    for row in _stream(connection, tables.blobs):
        if sha256(row.data) != row.sha256 or len(row.data) != row.size:
            yield f"bytes {row.sha256} do not match their hash"


def _texts(connection: Connection) -> Iterator[str]:
    for row in _stream(connection, tables.documents):
        if sha256(text_bytes(row.text)) != row.text_sha256:
            yield f"document {row.id}: the text does not match its hash"


def _quotes(connection: Connection) -> Iterator[str]:
    """Every statement's quote stands in its document at its place."""
    said, documents = tables.statements, tables.documents
    query = select(said, documents.c.text.label("whole")).join(documents, documents.c.id == said.c.document_id)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query.order_by(said.c.document_id, said.c.position)):
        if row.whole[row.start : row.end] != row.quote:
            yield f"statement {row.id}: its quote does not stand at {row.start} to {row.end} of document {row.document_id}"


def _stream(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    yield from connection.execution_options(yield_per=AT_ONCE).execute(query)


REFERENCES: tuple[tuple[Column[Any], Column[Any]], ...] = (
    (tables.documents.c.sha256, tables.blobs.c.sha256),
    (tables.captures.c.document_id, tables.documents.c.id),
    (tables.extractions.c.document_id, tables.documents.c.id),
    (tables.fetches.c.document_id, tables.documents.c.id),
    (tables.feed_items.c.document_id, tables.documents.c.id),
    (tables.feed_items.c.feed_id, tables.feeds.c.id),
    (tables.accounts.c.document_id, tables.documents.c.id),
    (tables.accounts.c.extraction, tables.extractions.c.id),
    (tables.statements.c.document_id, tables.documents.c.id),
    (tables.statements.c.account_id, tables.accounts.c.id),
    (tables.blocks.c.account_id, tables.accounts.c.id),
    (tables.bands.c.document_id, tables.documents.c.id),
    (tables.copies.c.a, tables.documents.c.id),
    (tables.copies.c.b, tables.documents.c.id),
    (tables.edges.c.a, tables.accounts.c.id),
    (tables.edges.c.b, tables.accounts.c.id),
    (tables.members.c.account_id, tables.accounts.c.id),
    (tables.members.c.incident_id, tables.incidents.c.id),
    (tables.incident_actors.c.incident_id, tables.incidents.c.id),
    (tables.accounts.c.id, tables.members.c.account_id),
    (tables.incidents.c.id, tables.members.c.incident_id),
)
"""What refers to what: every value of the first column stands in the second."""


def _orphans(connection: Connection) -> Iterator[str]:
    for column, target in REFERENCES:
        missing = ~select(target).where(target == column).exists()
        found = connection.execute(select(func.count(), func.min(column)).where(column.isnot(None), missing)).one()
        if found[0]:
            where = f"{column.table.name}.{column.name}"
            yield f"{found[0]} rows of {where} refer to nothing in {target.table.name}, such as {found[1]}"


def _search(store: Store) -> Iterator[str]:
    """FTS5 holds its index against the documents; PostgreSQL's is a generated column."""
    if not store.is_sqlite:
        return
    with store.engine.connect() as connection, connection.begin():
        try:
            connection.execute(text("INSERT INTO document_search(document_search, rank) VALUES ('integrity-check', 1)"))
        except DBAPIError:
            yield "the full-text index does not match the documents"


def _differences(store: Store, scratch: Path) -> Iterator[str]:
    """Copy what is kept, derive anew, and compare table by table."""
    other = open_store(str(scratch))
    try:
        with store.reading() as mine:
            with other.writing() as theirs:
                for table in (tables.blobs, tables.documents, tables.captures, tables.extractions, tables.judgements):
                    copy(mine, theirs, table)
                derive.rebuild(other, theirs)
            with other.reading() as theirs:
                for table in tables.DERIVED:
                    yield from _compare(mine, theirs, table)
    finally:
        other.close()


def copy(source: Connection, target: Connection, table: Table) -> None:
    """Copy the rows of a table; blobs only by name, since nothing is derived from them."""
    columns = [literal_column("''").label("data") if c.name == "data" else c for c in table.columns]
    query = select(*columns).order_by(*table.primary_key.columns)
    for rows in source.execution_options(yield_per=AT_ONCE).execute(query).mappings().partitions():
        target.execute(table.insert(), [{**row, **({"data": b""} if "data" in row else {})} for row in rows])


def _compare(mine: Connection, theirs: Connection, table: Table) -> Iterator[str]:
    """Both sorted by the bytes of the key: databases order text each in their own way."""
    keys = [column.name for column in table.primary_key.columns]
    ours, made = (sorted(map(tuple, c.execute(select(table))), key=lambda row: tuple(map(str, row))) for c in (mine, theirs))
    for one, two in zip_longest(ours, made):
        if one != two:
            found = one or two or ()
            yield f"{table.name} {' '.join(map(str, found[: len(keys)]))}: stored and derived anew differ"


def digest(connection: Connection) -> str:
    """Return one hash over everything derived and everything kept but moments: two stores with the same say are the same."""
    import hashlib

    total = hashlib.sha256()
    skipped = {"seq", "seen", "path", "version"}
    for table in (tables.documents, tables.extractions, tables.judgements, *tables.DERIVED):
        columns = [column for column in table.columns if column.name not in skipped]
        for row in sorted(repr(tuple(row)) for row in connection.execute(select(*columns))):
            total.update(row.encode("utf-8", "surrogatepass"))
    return total.hexdigest()
