"""Small verbs over rows: insert what is not there yet, ask for many keys at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

AT_ONCE = 5_000
"""Keys in one IN (...): SQLite allows 32,766 parameters, PostgreSQL 65,535."""


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows whose key is not there yet."""
    if not rows:
        return
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def where_in(connection: Connection, query: Select[Any], column: Column[Any], keys: Iterable[Any]) -> Iterator[Row[Any]]:
    """Run `query` for the rows whose `column` is one of `keys`, in as many questions as are needed."""
    distinct = sorted(set(keys))
    for at in range(0, len(distinct), AT_ONCE):
        yield from connection.execute(query.where(column.in_(distinct[at : at + AT_ONCE])))


def parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield `keys` in parts that one IN (...) can hold."""
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
