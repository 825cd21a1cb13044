"""Publication days that a person gave: corrections of ``published``, laid over what the documents came with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from dateline.reconcile.judged import active
from dateline.store import judgements, rows, tables
from dateline.types import Judgement

MARK = '"property":"published"'
"""How such a judgement reads as it is kept (`account.canonical`)."""


def datings(connection: Connection) -> list[Judgement]:
    """Return the datings in force, one a document; a store without any is asked one question."""
    table = tables.judgements
    if (
        connection.execute(select(table.c.seq).where(table.c.kind == "correct", table.c.record.contains(MARK)).limit(1)).first()
        is None
    ):
        return []
    return [one for one in active(judgements.everything(connection)) if one.kind == "correct" and one.property == "published"]


def earlier(connection: Connection, document: str) -> tuple[str, ...]:
    """Return the ids of every dating of a document, in force or not: a new one stands for all of them, so that none comes back."""
    held = judgements.everything(connection)
    return tuple(one.id for one in held if one.kind == "correct" and one.property == "published" and one.left == (document,))


def given(connection: Connection) -> dict[str, date]:
    """Return the days that were given, by document; one whose dating was taken back is not among them."""
    found = {one.left[0]: json.loads(one.value or "null") for one in datings(connection)}
    return {document: date.fromisoformat(day) for document, day in found.items() if day}


def published(connection: Connection, ids: Iterable[str]) -> dict[str, date | None]:
    """Return the publication day of each of these documents that the store holds: the one given, else the document's own."""
    table, days = tables.documents, given(connection)
    query = select(table.c.id, table.c.published)
    return {row.id: days.get(row.id, row.published) for row in rows.where_in(connection, query, table.c.id, ids)}


def undated(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return those of these documents that have no publication day."""
    return {one for one, day in published(connection, ids).items() if day is None}
