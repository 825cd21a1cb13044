"""The schema, one for SQLite and PostgreSQL: what is kept, and what is derived from it.

Kept tables are appended to and never changed: blobs, documents, captures, extractions, judgements, audit. Derived tables can be
dropped and made again from the kept ones to the byte (`rebuild`); `DERIVED` lists them in the order in which they are emptied.
Of the outbox, feeds and feed_items alone rows change: how often was tried, what came of it, when a feed was read last.
Full-text search (FTS5, tsvector) differs between the two and stands in the migration that makes it.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

ESCAPED = "\ue000json:"
"""Marks a text that a database cannot hold as it is (NUL, lone surrogates) and that is stored as JSON; a private-use character."""
_ID = String(64)
_SEQ = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData()


class ExactText(TypeDecorator[str]):
    """Text that comes back to the code point, even where the database refuses some (PostgreSQL: NUL; UTF-8: lone surrogates)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Escape what cannot be stored."""
        if value is None or (_plain(value) and not value.startswith(ESCAPED)):
            return value
        return ESCAPED + json.dumps(value, ensure_ascii=True)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Undo the escape."""
        if value is None or not value.startswith(ESCAPED):
            return value
        text: str = json.loads(value.removeprefix(ESCAPED))
        return text


def _plain(value: str) -> bool:
    if "\0" in value:
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


# ---- kept ---------------------------------------------------------------------------------------------------------------

blobs = Table(
    "blobs", metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kind", String(8), nullable=False),  # "raw": the bytes as captured; "text": the reader kept none, these are the text's
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
documents = Table(
    "documents", metadata,
    Column("seq", _SEQ, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("sha256", String(64), ForeignKey("blobs.sha256"), nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("text", ExactText, nullable=False),
    Column("url", ExactText),
    Column("publisher", ExactText),
    Column("title", ExactText),
    Column("published", Date),
    Column("language", String(16)),
    Column("complete", Boolean, nullable=False),
    Column("problems", Text, nullable=False),
)  # fmt: skip
captures = Table(
    "captures", metadata,
    Column("id", _ID, primary_key=True),
    Column("document_id", _ID, ForeignKey("documents.id"), nullable=False, index=True),
    Column("url", ExactText),
    Column("url_key", String(24), index=True),  # a hash: PostgreSQL indexes no text over 2,700 bytes
    Column("path", ExactText),
    Column("seen", String(40), nullable=False),
)  # fmt: skip
extractions = Table(
    "extractions", metadata,
    Column("seq", _SEQ, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("document_id", _ID, ForeignKey("documents.id"), nullable=False, index=True),
    Column("version", String(64), nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip
judgements = Table(
    "judgements", metadata,
    Column("seq", _SEQ, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip
audit = Table(
    "audit", metadata,
    Column("seq", _SEQ, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", _ID, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)  # fmt: skip
watches = Table(
    "watches", metadata,
    Column("seq", _SEQ, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("name", ExactText, nullable=False),
    Column("record", Text, nullable=False),  # the rule; the newest row of a name holds, "null" takes the rule back
    Column("made", String(40), nullable=False),
)  # fmt: skip
alerts = Table(
    "alerts", metadata,
    Column("seq", _SEQ, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("subject", _ID, nullable=False),  # the incident or the advisory
    Column("record", Text, nullable=False),
    Column("made", String(40), nullable=False),
)  # fmt: skip
outbox = Table(
    "outbox", metadata,
    Column("alert", _SEQ, primary_key=True, autoincrement=False),
    Column("target", _ID, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("due", String(40), nullable=False),
    Column("problem", ExactText),
    Column("closed", String(40), index=True),  # when it was delivered or dropped; null while it waits
)  # fmt: skip
fetches = Table(
    "fetches", metadata,
    Column("id", _ID, primary_key=True),
    Column("url", ExactText, nullable=False),  # as it was asked for
    Column("url_key", String(24), nullable=False, index=True),
    Column("final", ExactText, nullable=False),  # what answered, after redirects
    Column("at", String(40), nullable=False),
    Column("status", Integer, nullable=False),
    Column("etag", ExactText),
    Column("modified", ExactText),  # Last-Modified, as the server wrote it
    Column("sha256", String(64), nullable=False),  # of the body as it came, before inflating
    Column("warc", ExactText, nullable=False),  # file in the captures folder, and the byte at which its records begin
    Column("position", BigInteger, nullable=False),
    Column("document_id", _ID, ForeignKey("documents.id"), index=True),
    Column("problem", ExactText),  # why no document was made of it
)  # fmt: skip
feeds = Table(
    "feeds", metadata,
    Column("id", _ID, primary_key=True),
    Column("url", ExactText, nullable=False),
    Column("title", ExactText),
    Column("added", String(40), nullable=False),
    Column("removed", String(40)),
    Column("etag", ExactText),
    Column("modified", ExactText),
    Column("checked", String(40)),
    Column("problem", ExactText),
)  # fmt: skip
feed_items = Table(
    "feed_items", metadata,
    Column("feed_id", _ID, ForeignKey("feeds.id"), primary_key=True),
    Column("key", _ID, primary_key=True),
    Column("position", BigInteger, nullable=False),  # in the order in which the feed's items were first seen
    Column("url", ExactText),
    Column("said", String(24), nullable=False),  # hash of the item's title and date: another one is read again
    Column("record", ExactText),  # the feed's own words, until the item is closed
    Column("seen", String(40), nullable=False),
    Column("state", String(12), nullable=False),  # waiting, new, changed, known, failed, refused
    Column("tries", Integer, nullable=False),
    Column("due", String(40), nullable=False),
    Column("problem", ExactText),
    Column("document_id", _ID, ForeignKey("documents.id")),
)  # fmt: skip
Index("feed_items_state", feed_items.c.feed_id, feed_items.c.state)

erasures = Table(
    "erasures", metadata,
    Column("id", _ID, primary_key=True),
    Column("document_id", _ID, nullable=False, index=True),
    Column("text_sha256", String(64), nullable=False, index=True),  # of the text that was taken away: it is not taken in again
    Column("record", Text, nullable=False),
)  # fmt: skip

# ---- derived ------------------------------------------------------------------------------------------------------------

accounts = Table(
    "accounts", metadata,
    Column("id", _ID, primary_key=True),
    Column("document_id", _ID, nullable=False, index=True),
    Column("extraction", _ID, nullable=False),
    Column("position", Integer, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip
statements = Table(
    "statements", metadata,
    Column("document_id", _ID, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", _ID, nullable=False, index=True),
    Column("account_id", _ID, index=True),
    Column("actor", String(255)),
    Column("property", String(32), nullable=False),
    Column("value", Text, nullable=False),
    Column("quote", ExactText, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("speaker", ExactText),
    Column("certainty", String(16), nullable=False),
    Column("method", String(64), nullable=False),
)  # fmt: skip
_about_actors = statements.c.actor.isnot(None)
Index("statements_actor", statements.c.actor, postgresql_where=_about_actors, sqlite_where=_about_actors)
blocks = Table(
    "blocks", metadata,
    Column("token", BigInteger, primary_key=True, autoincrement=False),
    Column("account_id", _ID, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
bands = Table(
    "bands", metadata,
    Column("token", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", _ID, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
copies = Table(
    "copies", metadata,
    Column("a", _ID, primary_key=True),
    Column("b", _ID, primary_key=True, index=True),
    Column("likeness", Float, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
edges = Table(
    "edges", metadata,
    Column("a", _ID, primary_key=True),
    Column("b", _ID, primary_key=True, index=True),
    Column("kind", String(8), nullable=False),  # "same": log-odds above zero; "related": a twin
    Column("score", Float, nullable=False),
    Column("why", String(64)),
    sqlite_with_rowid=False,
)  # fmt: skip
apart = Table(
    "apart", metadata,
    Column("a", _ID, primary_key=True),
    Column("b", _ID, primary_key=True, index=True),
    Column("score", Float, nullable=False),  # log-odds at or below zero, above derive.FLOOR
    sqlite_with_rowid=False,
)  # fmt: skip
members = Table(
    "members", metadata,
    Column("account_id", _ID, primary_key=True),
    Column("incident_id", _ID, nullable=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip
incidents = Table(
    "incidents", metadata,
    Column("id", _ID, primary_key=True),
    Column("main", Boolean, nullable=False),
    Column("type", String(32), nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("place", ExactText),
    Column("country", String(2), index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
    Column("accounts", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("conflicts", Text, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip
incident_actors = Table(
    "incident_actors", metadata,
    Column("incident_id", _ID, primary_key=True),
    Column("actor", String(255), primary_key=True, index=True),
    Column("relation", String(16), primary_key=True),
)  # fmt: skip

KEPT = (blobs, documents, captures, extractions, judgements, watches, alerts, outbox, fetches, feeds, feed_items, erasures, audit)
DERIVED = (incident_actors, members, incidents, apart, edges, copies, bands, blocks, statements, accounts)
