"""Alerts: the rules of `dateline watch`, what was told, and the outbox from which each target is served in order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    seq = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "watches",
        sa.Column("seq", seq, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "alerts",
        sa.Column("seq", seq, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "outbox",
        sa.Column("alert", seq, autoincrement=False, nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.String(length=40), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("closed", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("alert", "target"),
    )
    op.create_index(op.f("ix_outbox_closed"), "outbox", ["closed"], unique=False)
