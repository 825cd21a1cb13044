"""The first schema: what is kept, what is derived, and full-text search on either database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE document_search USING fts5("
    "title, text, content='documents', content_rowid='seq', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER documents_search AFTER INSERT ON documents BEGIN "
    "INSERT INTO document_search(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
)
POSTGRESQL_SEARCH = (
    "ALTER TABLE documents ADD COLUMN search tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple', coalesce(title, '')), 'A') || "
    "setweight(to_tsvector('simple', left(text, 200000)), 'B')) STORED",
    "CREATE INDEX documents_search ON documents USING gin (search)",
)
"""'simple' neither stems nor drops words: reports come in many languages. 200,000 characters keep a vector under 1 MB."""


def upgrade() -> None:
    """Make every table, and the search of the database at hand."""
    kept()
    linked()
    incidents()
    searches = SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_SEARCH
    for statement in searches:
        op.execute(statement)


def kept() -> None:
    """What is appended and never changed."""
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "documents",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["blobs.sha256"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "captures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("url_key", sa.String(length=24), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("seen", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_captures_document_id"), "captures", ["document_id"], unique=False)
    op.create_index(op.f("ix_captures_url_key"), "captures", ["url_key"], unique=False)
    op.create_table(
        "extractions",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_extractions_document_id"), "extractions", ["document_id"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )


def linked() -> None:
    """Accounts, statements, and what links them."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("extraction", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_accounts_document_id"), "accounts", ["document_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=True),
        sa.Column("actor", sa.String(length=255), nullable=True),
        sa.Column("property", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("certainty", sa.String(length=16), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "position"),
    )
    op.create_index(op.f("ix_statements_account_id"), "statements", ["account_id"], unique=False)
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_index(
        "statements_actor",
        "statements",
        ["actor"],
        unique=False,
        postgresql_where=sa.text("actor IS NOT NULL"),
        sqlite_where=sa.text("actor IS NOT NULL"),
    )
    op.create_table(
        "blocks",
        sa.Column("token", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("token", "account_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bands",
        sa.Column("token", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("token", "document_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copies_b"), "copies", ["b"], unique=False)
    op.create_table(
        "edges",
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_edges_b"), "edges", ["b"], unique=False)


def incidents() -> None:
    """Incidents and whom they name."""
    op.create_table(
        "members",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("incident_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_members_incident_id"), "members", ["incident_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("killed_low", sa.BigInteger(), nullable=True),
        sa.Column("killed_high", sa.BigInteger(), nullable=True),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_incidents_country"), "incidents", ["country"], unique=False)
    op.create_index(op.f("ix_incidents_first_day"), "incidents", ["first_day"], unique=False)
    op.create_index(op.f("ix_incidents_type"), "incidents", ["type"], unique=False)
    op.create_table(
        "incident_actors",
        sa.Column("incident_id", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "actor", "relation"),
    )
    op.create_index(op.f("ix_incident_actors_actor"), "incident_actors", ["actor"], unique=False)
