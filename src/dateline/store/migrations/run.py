"""Run the migrations inside the caller's transaction, so that a store is never seen half migrated."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for this folder."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest migration."""
    command.upgrade(config(connection), "head")
