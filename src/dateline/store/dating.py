"""Date a document that is stored already: a correction of its publication day, and a new reading of the same text by that day.

The document's own row stays as it came; who gave the day and why stands among the judgements, what was read by it among the
extractions, and the audit log has both. The newest dating of a document holds; ``None`` takes the given day back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import Connection, select

from dateline.errors import StoreError
from dateline.reconcile.account import Json, canonical, digest
from dateline.store import dates, derive, documents, judgements, rows, statements, tables
from dateline.store.audit import append
from dateline.store.documents import sha256
from dateline.store.open import Store
from dateline.telemetry import count, span
from dateline.types import Document, Judgement

Reading = tuple[str, Callable[[Document], Json]]
"""The version and the pipeline that reads a document anew."""


def redate(
    store: Store, days: Mapping[str, date | None], *, reason: str, who: str, read: Reading
) -> dict[str, Judgement]:  # fmt: skip
    """Give documents their publication days and read them anew, in one transaction; return the dating of each that it changed.

    Raises:
        StoreError: there is no such document, it was erased, or no reason is given; nothing is changed then.
    """
    if not reason.strip():
        raise StoreError("a publication day needs a reason")
    version, pipeline = read
    made: dict[str, Judgement] = {}
    with store.writing() as connection:
        held = {one.left[0]: one for one in dates.datings(connection)}
        now, changed = store.now(), []
        log: list[tuple[str, str, str]] = []
        for document_id, day in sorted(days.items()):
            document = _document(connection, document_id)
            before = held.get(document_id)
            if document.published == day or (day is None and before is None):
                continue
            dating = _dating(document_id, day, dates.earlier(connection, document_id), reason, who, now)
            rows.insert_new(connection, tables.judgements, [judgements.row(dating)])
            log.append(("judgement", dating.id, sha256(canonical(asdict(dating)).encode())))
            record = pipeline(replace(document, published=day or _own(connection, document_id)))
            extraction = statements.keep(connection, document_id, record, version)
            if extraction is not None:
                log.append(("extraction", extraction, sha256(statements.kept_form(record).encode())))
                changed.append(document_id)
            made[document_id] = dating
        append(connection, now, log)
        if changed:
            with span("link", dateline_documents=len(changed)):
                derive.enter(store, connection, statements.records(connection, changed))
    count("documents", len(made), outcome="dated")
    return made


def datable(store: Store, batch: Mapping[str, date | None]) -> dict[str, date]:
    """Return those documents of `batch` that come with a day and that the store holds without one, and that day."""
    came = {one: day for one, day in batch.items() if day is not None}
    if not came:
        return {}
    with store.reading() as connection:
        bare = dates.undated(connection, came)
        table = tables.documents
        held = {row.id for row in rows.where_in(connection, select(table.c.id).where(table.c.text != ""), table.c.id, bare)}
    return {one: came[one] for one in sorted(held)}


def _document(connection: Connection, document_id: str) -> Document:
    found = documents.get(connection, document_id)
    if found is None or not found.text:
        raise StoreError(f"no document {document_id}" if found is None else f"document {document_id} was erased")
    return found


def _own(connection: Connection, document_id: str) -> date | None:
    table = tables.documents
    return connection.execute(select(table.c.published).where(table.c.id == document_id)).scalar()


def _dating(document_id: str, day: date | None, older: tuple[str, ...], reason: str, who: str, now: str) -> Judgement:
    value = json.dumps(day.isoformat() if day else None)
    bare = Judgement("", "correct", (document_id,), (), "published", value, reason, who, now, older)
    return replace(bare, id="j" + digest(asdict(bare)))
