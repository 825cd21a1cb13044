"""Back a store up and restore it: what is kept, as gzipped JSON lines that either database reads; the rest is derived anew.

The first line names the format, each further one a row, the last one the number of rows and the SHA-256 of all lines before it.
A backup is written beside its name and moved there when it is whole.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, func, select

from dateline.errors import IntegrityError, StoreError
from dateline.store import derive, tables
from dateline.store.open import HEAD, Store

FORMAT = 1
AT_ONCE = 500
Json = dict[str, Any]


def backup(store: Store, target: Path) -> int:
    """Write a backup to `target`; return the number of rows.

    Raises:
        StoreError: the store cannot be read or the file not be written.
    """
    partial = target.with_name(target.name + ".partial")
    try:
        with store.reading() as connection, partial.open("wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as stream:
                count = _write(connection, stream)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{target}: {error.strerror or error}; what stood there before is untouched") from error
    return count


def _write(connection: Connection, stream: gzip.GzipFile) -> int:
    total, count = hashlib.sha256(), 0
    for line in _lines(connection):
        encoded = json.dumps(line, sort_keys=True, ensure_ascii=True).encode() + b"\n"
        total.update(encoded)
        stream.write(encoded)
        count += "row" in line
    stream.write(json.dumps({"rows": count, "sha256": total.hexdigest()}).encode() + b"\n")
    return count


def _lines(connection: Connection) -> Iterator[Json]:
    yield {"format": FORMAT, "schema": HEAD, "program": "dateline"}
    for table in tables.KEPT:
        query = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
            yield {"table": table.name, "row": {name: _plain(value) for name, value in row.items()}}


def _plain(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def restore(store: Store, source: Path) -> int:
    """Fill an empty store from a backup and derive the rest; return the number of rows. Nothing is left where it fails.

    Raises:
        StoreError: the store is not empty, or the file cannot be read.
        IntegrityError: the backup is cut short or damaged.
    """
    by_name = {table.name: table for table in tables.KEPT}
    with store.writing() as connection:
        if any(connection.execute(select(func.count()).select_from(table)).scalar() for table in tables.KEPT):
            raise StoreError("the store to restore into is not empty")
        count = 0
        for table, batch in _batches(_checked(source), by_name):
            connection.execute(table.insert(), batch)
            count += len(batch)
        _continue_sequences(connection)
        derive.rebuild(store, connection)
    return count


def check(source: Path) -> int:
    """Read a backup to its end without restoring it; return the number of rows.

    Raises:
        StoreError: the file cannot be read.
        IntegrityError: the backup is cut short or damaged.
    """
    return sum(1 for _ in _checked(source))


def _batches(lines: Iterable[Json], by_name: Mapping[str, Table]) -> Iterator[tuple[Table, list[Json]]]:
    """Rows of one table at a time, in their order: what refers to a row of another table comes after it."""
    for name, group in groupby(lines, key=itemgetter("table")):
        if name not in by_name:
            raise StoreError(f"the backup holds a table {name!r} that this version does not know")
        while batch := [_typed(by_name[name], line["row"]) for line in islice(group, AT_ONCE)]:
            yield by_name[name], batch


def _checked(source: Path) -> Iterator[Json]:
    """Yield the rows; the last line must hold the number of rows and the hash of all lines before it."""
    total, count, end = hashlib.sha256(), 0, None
    try:
        with gzip.open(source, "rb") as stream:
            for encoded in stream:
                line = json.loads(encoded)
                if "sha256" in line and "table" not in line:
                    end = line
                    continue
                total.update(encoded)
                if "format" in line and line["format"] != FORMAT:
                    raise StoreError(f"{source}: a backup of format {line['format']}, not {FORMAT}")
                if "row" in line:
                    count += 1
                    yield line
    except (EOFError, gzip.BadGzipFile, ValueError, KeyError) as error:
        raise IntegrityError(f"{source}: the backup is damaged ({error})") from error
    except OSError as error:
        raise StoreError(f"{source}: {error.strerror or error}") from error
    if end is None or end["rows"] != count or end["sha256"] != total.hexdigest():
        raise IntegrityError(f"{source}: the backup is cut short or was changed")


def _typed(table: Table, row: Json) -> Json:
    typed = dict(row)
    for column in table.columns:
        value = typed.get(column.name)
        if value is None:
            continue
        if isinstance(column.type, LargeBinary):
            typed[column.name] = base64.b64decode(value)
        elif column.name == "published":
            typed[column.name] = date.fromisoformat(value)
    return typed


def _continue_sequences(connection: Connection) -> None:
    """PostgreSQL counts on from 1 where rows came with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in (tables.documents, tables.extractions, tables.judgements, tables.watches, tables.alerts):
        last = connection.execute(select(func.max(table.c.seq))).scalar()
        if last is not None:
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "seq"), last)))
