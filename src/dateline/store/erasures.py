"""What was taken out of the store: erasures are kept, so that a text once erased is not taken in again, and the reason stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from dateline.store import rows
from dateline.store.documents import sha256, text_bytes
from dateline.store.tables import documents, erasures
from dateline.types import Document

Json = dict[str, Any]


def among(connection: Connection, batch: Iterable[Document]) -> set[str]:
    """Return the ids of those documents whose text was erased, under whatever address, or from which words were taken.

    A document with what is left of it (`rebuild --extract` reads it again) is not among them.
    """
    hashes = {document.id: sha256(text_bytes(document.text)) for document in batch}
    table = erasures
    texts = {
        row.text_sha256 for row in rows.where_in(connection, select(table.c.text_sha256), table.c.text_sha256, hashes.values())
    }
    held = {row.document_id for row in rows.where_in(connection, select(table.c.document_id), table.c.document_id, hashes)}
    left = {row.id: row.text_sha256 for row in rows.where_in(connection, _left, documents.c.id, held)}
    empty = sha256(b"")
    return {one for one, text in hashes.items() if text in texts or (one in held and (text != left.get(one) or text == empty))}


_left = select(documents.c.id, documents.c.text_sha256)


def history(connection: Connection, document_id: str | None = None) -> list[Json]:
    """Return the erasures of a document, or all, in the order in which they were made."""
    query = select(erasures.c.id, erasures.c.record)
    if document_id is not None:
        query = query.where(erasures.c.document_id == document_id)
    found = [{"id": row.id, **json.loads(row.record)} for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one["made"], one["id"]))
