"""Documents and their captures: raw bytes by hash and the text taken from them, appended once and never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Table, select

from dateline.reconcile.account import canonical, digest
from dateline.store import dates, rows
from dateline.store.tables import blobs, captures, documents
from dateline.types import Document


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a document did: whether it is new, and the document that stood at its address before, if another."""

    new: bool
    before: str | None = None
    log: tuple[tuple[str, str, str], ...] = ()
    """What the audit log has to say of it: action, subject, digest."""


def sha256(data: bytes) -> str:
    """Return the hash of bytes as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def text_bytes(text: str) -> bytes:
    """Return the text's bytes, lone surrogates and all."""
    return text.encode("utf-8", "surrogatepass")


def known(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return those of `ids` that the store holds."""
    return {row.id for row in rows.where_in(connection, select(documents.c.id), documents.c.id, ids)}


def keep(connection: Connection, document: Document, now: str) -> Kept:
    """Append the document and this capture of it, unless they are there."""
    raw = document.raw if document.raw is not None else text_bytes(document.text)
    before = latest_at(connection, document.url)
    is_new = not known(connection, [document.id])
    log: list[tuple[str, str, str]] = []
    if is_new:
        kind = "raw" if document.raw is not None else "text"
        row = _row(document, sha256(raw))
        rows.insert_new(connection, blobs, [{"sha256": sha256(raw), "size": len(raw), "kind": kind, "data": raw}])
        rows.insert_new(connection, documents, [row])
        log.append(("document", document.id, row_digest(documents, row)))
    capture = _capture(document, now)
    if is_new or connection.execute(select(captures.c.id).where(captures.c.id == capture["id"])).first() is None:
        rows.insert_new(connection, captures, [capture])
        log.append(("capture", str(capture["id"]), row_digest(captures, capture)))
    return Kept(is_new, before if is_new and before != document.id else None, tuple(log))


def _capture(document: Document, now: str) -> dict[str, object]:
    seen = document.fetched.astimezone(UTC).isoformat(timespec="microseconds") if document.fetched else now
    return {
        "id": "c" + digest(document.id, document.url or document.path),
        "document_id": document.id,
        "url": document.url,
        "url_key": url_key(document.url),
        "path": document.path,
        "seen": seen,
    }


def row_digest(table: Table, row: Mapping[str, Any]) -> str:
    """Return the hash over a row's fields, by which the audit log knows it; a text stands in it by its own hash."""
    fields = {column.name: row[column.name] for column in table.columns if column.name not in ("seq", "text")}
    return sha256(
        canonical({name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}).encode()
    )


def _row(document: Document, sha: str) -> dict[str, object]:
    return {
        "id": document.id,
        "sha256": sha,
        "text_sha256": sha256(text_bytes(document.text)),
        "text": document.text,
        "url": document.url,
        "publisher": document.publisher,
        "title": document.title,
        "published": document.published,
        "language": document.language,
        "complete": document.complete,
        "problems": canonical(list(document.problems)),
    }


def url_key(url: str | None) -> str | None:
    """Return the hash under which an address is found."""
    return None if url is None else digest(url)


def latest_at(connection: Connection, url: str | None) -> str | None:
    """Return the document captured last at `url`."""
    if url is None:
        return None
    here = select(captures.c.document_id).where(captures.c.url_key == url_key(url))
    query = here.order_by(captures.c.seen.desc(), captures.c.id).limit(1)
    found = connection.execute(query).scalar()
    return str(found) if found is not None else None


def get(connection: Connection, document_id: str) -> Document | None:
    """Return a document as it was kept, with the path of its first capture and the publication day that a person gave, if any."""
    row = connection.execute(select(documents).where(documents.c.id == document_id)).first()
    if row is None:
        return None
    capture = connection.execute(
        select(captures.c.path).where(captures.c.document_id == document_id).order_by(captures.c.seen, captures.c.id).limit(1)
    ).first()
    return Document(
        id=row.id,
        text=row.text,
        path=capture.path if capture else None,
        url=row.url,
        publisher=row.publisher,
        title=row.title,
        published=dates.given(connection).get(document_id, row.published),
        language=row.language,
        complete=row.complete,
        problems=tuple(json.loads(row.problems)),
    )


def outlets(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return what to call the outlet of each document: publisher, else host of its address, else file name, else id."""
    query = select(documents.c.id, documents.c.publisher, documents.c.url, captures.c.path).join(
        captures, captures.c.document_id == documents.c.id
    )
    found: dict[str, str] = {}
    for row in rows.where_in(connection, query.order_by(captures.c.seen, captures.c.id), documents.c.id, ids):
        host = urlsplit(row.url).hostname if row.url else None
        found.setdefault(row.id, row.publisher or host or (PurePath(row.path).name if row.path else row.id))
    return found


def texts(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the texts of documents by id."""
    query = select(documents.c.id, documents.c.text)
    return {row.id: row.text for row in rows.where_in(connection, query, documents.c.id, ids)}


def moments(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the moment of the last capture of each document whose address has several among `ids`."""
    query = select(captures.c.document_id, captures.c.url, captures.c.seen)
    found = [row for row in rows.where_in(connection, query, captures.c.document_id, ids) if row.url is not None]
    by_url: dict[str, set[str]] = {}
    for row in found:
        by_url.setdefault(row.url, set()).add(row.document_id)
    seen: dict[str, str] = {}
    for row in found:
        if len(by_url[row.url]) > 1:
            seen[row.document_id] = max(row.seen, seen.get(row.document_id, ""))
    return seen
