"""One article's page: its text cut where quotes begin and end, what each quote is evidence for, its captures, what they changed."""

from __future__ import annotations

import difflib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.store import dates, documents, tables
from dateline.types import Document
from dateline.web.views import incident
from dateline.web.words import PROPERTIES

Json = dict[str, Any]
DIFFERENCE_LINES = 400
"""Lines of two captures that are held against each other: difflib takes quadratic time in the worst case."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within the same quotes. ``inner`` is the shortest quote around it, ``opens`` those that begin here."""

    text: str
    inner: Json | None
    opens: tuple[str, ...]
    labels: tuple[str, ...]


def view(connection: Connection, document_id: str) -> Json | None:
    """Return what an article's page shows, None where the store has no such document."""
    document = documents.get(connection, document_id)
    if document is None:
        return None
    said = statements(connection, document_id)
    return {
        "document": document,
        "dating": next((one for one in dates.datings(connection) if one.left[0] == document_id), None),
        "report": incident.documents(connection, [document_id])[document_id],
        "statements": said,
        "paragraphs": [list(pieces) for pieces in paragraphs(document.text, said)],
        "captures": captures(connection, document),
        "incidents": list(dict.fromkeys(one["incident"] for one in said if one["incident"])),
    }


def statements(connection: Connection, document_id: str) -> list[Json]:
    """Return what the newest reading of an article found in it, in the order of the text, each with its incident now."""
    said, members = tables.statements, tables.members
    query = (
        select(said, members.c.incident_id)
        .outerjoin(members, members.c.account_id == said.c.account_id)
        .where(said.c.document_id == document_id)
        .order_by(said.c.start, said.c.end.desc(), said.c.position)
    )
    names = ("id", "property", "quote", "start", "end", "speaker", "certainty", "actor")
    found = connection.execute(query)
    return [
        {**{name: getattr(row, name) for name in names}, "value": json.loads(row.value), "incident": row.incident_id}
        for row in found
        if row.property in PROPERTIES
    ]


def paragraphs(text: str, said: Sequence[Json]) -> Iterator[Iterator[Piece]]:
    """Yield the text's lines, each as its pieces; a quote that runs over a line's end goes on in the next."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield _pieces(text, start, start + len(line), said)
        start += len(line) + 1


def _pieces(text: str, start: int, end: int, said: Sequence[Json]) -> Iterator[Piece]:
    here = [one for one in said if one["start"] < end and one["end"] > start]
    cuts = sorted({start, end, *(min(max(edge, start), end) for one in here for edge in (one["start"], one["end"]))})
    for begin, past in itertools.pairwise(cuts):
        around = [one for one in here if one["start"] <= begin and one["end"] >= past]
        inner = min(around, key=lambda one: (one["end"] - one["start"], one["start"]), default=None)
        opens = tuple(one["id"] for one in around if one["start"] == begin)
        yield Piece(text[begin:past], inner, opens, tuple(dict.fromkeys(one["property"] for one in around)))


def captures(connection: Connection, document: Document) -> list[Json]:
    """Return the captures of the article's address, the newest first, each with the document it brought."""
    table = tables.captures
    of = table.c.document_id == document.id if document.url is None else table.c.url_key == documents.url_key(document.url)
    query = select(table.c.document_id, table.c.seen, table.c.url).where(of).order_by(table.c.seen.desc(), table.c.id)
    return [{"document": row.document_id, "seen": row.seen, "url": row.url} for row in connection.execute(query)]


def difference(connection: Connection, before: str, after: str) -> list[Json] | None:
    """Return the lines of two captures that differ: ``sign`` is "-" for the older, "+" for the newer, " " around them."""
    texts = documents.texts(connection, [before, after])
    if before not in texts or after not in texts:
        return None
    old, new = (texts[one].split("\n")[:DIFFERENCE_LINES] for one in (before, after))
    lines = difflib.unified_diff(old, new, lineterm="", n=1)
    return [{"sign": line[0], "text": line[1:]} for line in lines if not line.startswith(("---", "+++"))]


def page_of_documents(connection: Connection, *, limit: int, offset: int) -> tuple[list[Json], int]:
    """Return documents in the order in which they were added, the newest first, and how many there are."""
    table = tables.documents
    total = int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)
    ids = list(connection.execute(select(table.c.id).order_by(table.c.seq.desc()).limit(limit).offset(offset)).scalars())
    held = incident.documents(connection, ids)
    return [held[one] for one in ids], total
