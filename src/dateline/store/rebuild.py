"""Rebuild what is derived, in one transaction, and tell whether it came out as it was."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from dateline.store import derive, tables
from dateline.store.audit import append
from dateline.store.open import Store


def rebuild(store: Store) -> tuple[int, bool]:
    """Derive everything anew; return the number of documents, and whether the incidents are the same to the byte."""
    with store.writing() as connection:
        before = incidents_hash(connection)
        count = derive.rebuild(store, connection)
        after = incidents_hash(connection)
        append(connection, store.now(), [("rebuild", str(count), after)])
    return count, before == after


def incidents_hash(connection: Connection) -> str:
    """Return one hash over the records of all incidents, in the order of their ids."""
    table = tables.incidents
    total = hashlib.sha256()
    for row in sorted(map(tuple, connection.execute(select(table.c.id, table.c.record)))):
        total.update("\t".join(row).encode() + b"\n")
    return total.hexdigest()


def document_ids(connection: Connection) -> list[str]:
    """Return the ids of all documents in the order in which they were added."""
    return list(connection.execute(select(tables.documents.c.id).order_by(tables.documents.c.seq)).scalars())
