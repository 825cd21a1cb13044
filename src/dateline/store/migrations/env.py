"""Alembic's entry: the connection is handed over by `run`, the transaction is its owner's."""

from __future__ import annotations

from alembic import context

from dateline.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
