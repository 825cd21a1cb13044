"""What is kept is what the audit log says was kept: nothing changed, added or taken away behind its back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from dateline.store import tables
from dateline.store.documents import row_digest, sha256, text_bytes

AT_ONCE = 500
WHOLE = ("document", "capture")
"""Told by a hash over the row; the others by one over their content."""


def audited(connection: Connection) -> Iterator[str]:
    """Yield one sentence for each row that is not what the newest entry about it says, or that one of them lacks."""
    erased = _erased(connection)
    old: set[str] = set()
    kept: tuple[tuple[str, Table], ...] = (
        ("document", tables.documents),
        ("capture", tables.captures),
        ("extraction", tables.extractions),
        ("judgement", tables.judgements),
        ("erasure", tables.erasures),
    )
    for action, table in kept:
        logged = _logged(connection, action)
        there = set()
        for row in connection.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings():
            there.add(row["id"])
            if not _agrees(action, row, table, logged.get(row["id"]), old):
                yield f"{action} {row['id']} is not what the audit log says was added"
        for subject in sorted(logged.keys() - there - erased):
            yield f"{action} {subject} stands in the audit log and is gone"


def _logged(connection: Connection, action: str) -> dict[str, str]:
    """The newest digest of each subject."""
    log = tables.audit
    query = select(log.c.subject, log.c.digest).where(log.c.action == action).order_by(log.c.seq)
    return {row.subject: row.digest for row in connection.execute(query)}


def _agrees(action: str, row: Any, table: Table, digest: str | None, old: set[str]) -> bool:
    """Logs from before 0005 tell a document by its text alone and no captures; `old` collects such documents."""
    if action not in WHOLE:
        return digest == sha256(text_bytes(row["record"]))
    if digest == row_digest(table, row):
        return True
    if action == "capture":
        return digest is None and row["document_id"] in old
    old.add(row["id"])
    return bool(digest == row["text_sha256"])


def _erased(connection: Connection) -> set[str]:
    """Extractions that went with what they were read from."""
    return {
        one
        for record in connection.execute(select(tables.erasures.c.record)).scalars()
        for one in json.loads(record)["extractions"]
    }
