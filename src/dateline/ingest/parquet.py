"""Parquet: one article a row, with the columns of JSON Lines. Needs pyarrow, which is the extra ``tables``.

A file that can be wound back is read a batch of rows at a time, however large it is; one in a pipe or an archive is held in memory.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import IO, Any

from dateline.errors import InputError, Malformed, Unreadable, with_extra
from dateline.ingest.document import Origin, Reading
from dateline.ingest.jsonl import KEYS, article
from dateline.ingest.streams import bounded
from dateline.types import Document

_ROWS = 256


def read_parquet(stream: IO[bytes], origin: Origin, reading: Reading) -> Iterator[Document]:
    """Yield a document for each row; a bad row goes to `reading.on_error`.

    Raises:
        Unreadable: pyarrow is not installed.
        Malformed: no Parquet file, or one without a column ``text``.
        TooLarge: a file that cannot be wound back and is longer than `Reading.max_bytes`.
    """
    try:
        import pyarrow as arrow  # type: ignore[import-not-found,import-untyped,unused-ignore]
        import pyarrow.parquet as parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        raise Unreadable(with_extra("Parquet is read with pyarrow", "tables"), path=origin.path) from error
    try:
        source = stream if stream.seekable() else io.BytesIO(bounded(stream, origin.path, reading.max_bytes)[0])
        file = parquet.ParquetFile(source, read_dictionary=["text"])
        columns = [key for key in KEYS if key in file.schema_arrow.names]
        if "text" not in columns:
            raise Malformed('no column "text"', path=origin.path)
        batches = file.iter_batches(_ROWS, columns=columns)
        rows = (_at(batch, place) for batch in batches for place in range(batch.num_rows))
        for number, row in enumerate(rows, 1):
            yield from _row(row, origin, number, reading)
    except arrow.ArrowException as error:
        raise Malformed(f"no whole Parquet file: {error}", path=origin.path) from error


def _at(batch: Any, place: int) -> dict[str, Any]:
    """Return one row. Texts stay a dictionary, and rows are made one by one: a long text that a file repeats is held once."""
    return {name: batch.column(name)[place].as_py() for name in batch.schema.names}


def _row(row: dict[str, Any], origin: Origin, number: int, reading: Reading) -> Iterator[Document]:
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    raw = json.dumps(plain, sort_keys=True, default=str).encode()
    try:
        if reading.gate("parquet", raw, replace(origin, path=f"{origin.path}:{number}"), None):
            yield article(plain, raw, origin, number)
    except InputError as error:
        reading.on_error(error)
