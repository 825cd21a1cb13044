"""What was fetched: one row a capture, with the file it lies in, what to ask by the next time, and the document made of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from dateline.reconcile.account import digest
from dateline.store import rows
from dateline.store.documents import latest_at, sha256, text_bytes, url_key
from dateline.store.tables import documents, fetches
from dateline.types import Document


@dataclass(frozen=True, slots=True)
class Fetch:
    """One capture. ``url`` is what was asked for, ``final`` what answered; ``sha256`` is of the body as it came."""

    url: str
    final: str
    at: str
    status: int
    etag: str | None
    modified: str | None
    sha256: str
    warc: str
    position: int
    document_id: str | None = None
    problem: str | None = None


def keep(connection: Connection, fetch: Fetch) -> None:
    """Append a capture."""
    made = {"id": "f" + digest(fetch.url, fetch.at), "url_key": url_key(fetch.url), **asdict(fetch)}
    rows.insert_new(connection, fetches, [made])


def last(connection: Connection, url: str) -> Fetch | None:
    """Return the last capture of an address that gave a document."""
    query = select(fetches).where(fetches.c.url_key == url_key(url), fetches.c.document_id.isnot(None))
    row = connection.execute(query.order_by(fetches.c.at.desc(), fetches.c.id).limit(1)).first()
    if row is None:
        return None
    names = Fetch.__dataclass_fields__
    return Fetch(**{name: value for name, value in row._mapping.items() if name in names})


def places(connection: Connection) -> list[tuple[str, int, str]]:
    """Return where each capture lies, file by file, and the digest of its body; without those of erased documents."""
    query = (
        select(fetches.c.warc, fetches.c.position, fetches.c.sha256)
        .where(fetches.c.warc != "")
        .order_by(fetches.c.warc, fetches.c.position)
    )
    return [(row.warc, row.position, row.sha256) for row in connection.execute(query)]


def same_text(connection: Connection, document: Document) -> str | None:
    """Return the document that stands at the same address with the same text: only its page's frame changed."""
    found = latest_at(connection, document.url)
    if found is None:
        return None
    held = connection.execute(select(documents.c.text_sha256).where(documents.c.id == found)).scalar()
    return found if held == sha256(text_bytes(document.text)) else None
