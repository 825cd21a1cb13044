"""Incidents as exports, files and alerts carry them: the record with the articles behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dateline.publish.record import exported
from dateline.store import dates, rows, tables
from dateline.store.search import Filter, find
from dateline.types import Rule

Json = dict[str, Any]
AT_ONCE = 500
"""Incidents whose reports are looked up at once."""


def records(connection: Connection, wanted: Filter, rule: Rule) -> Iterator[Json]:
    """Yield exported records, the earliest first, undated ones last."""
    yield from with_reports(connection, find(connection, wanted, rule))


def with_reports(connection: Connection, incidents: Iterable[Json]) -> Iterator[Json]:
    """Yield incidents' records with their reports, guarded for print, in their order."""
    batch: list[Json] = []
    for incident in incidents:
        batch.append(incident)
        if len(batch) == AT_ONCE:
            yield from _carried(connection, batch)
            batch = []
    yield from _carried(connection, batch)


def _carried(connection: Connection, batch: Sequence[Json]) -> Iterator[Json]:
    known = _reports(connection, {one for incident in batch for one in incident["documents"]})
    for incident in batch:
        yield exported(incident, [known[one] for one in incident["documents"] if one in known])


def _reports(connection: Connection, ids: set[str]) -> dict[str, Json]:
    """What an export says of each article; the path is that of its first capture."""
    documents, captures = tables.documents, tables.captures
    asked = select(captures.c.document_id, captures.c.path).order_by(captures.c.seen, captures.c.id)
    paths: dict[str, str | None] = {}
    for row in rows.where_in(connection, asked, captures.c.document_id, ids):
        paths.setdefault(row.document_id, row.path)
    days = dates.given(connection)
    query = select(*(documents.c[name] for name in ("id", "url", "title", "publisher", "published")))
    return {
        row.id: {
            "document": row.id, "path": paths.get(row.id), "url": row.url, "title": row.title, "publisher": row.publisher,
            "published": day.isoformat() if (day := days.get(row.id, row.published)) else None,
        }
        for row in rows.where_in(connection, query, documents.c.id, ids)
    }  # fmt: skip
