"""A shard's rows as Parquet: same rows, same bytes. The writer's settings are fixed, nothing in the file tells when it was made."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyarrow as arrow
import pyarrow.parquet as parquet

from dateline import __version__
from dateline.scale.row import COLUMNS, Row

BATCH = 1000
"""Rows held at once, and in a row group."""
VERSION_KEY = b"dateline.version"
_TYPES = {"complete": arrow.bool_(), "problems": arrow.list_(arrow.string()), "incidents": arrow.int32()}
SCHEMA = arrow.schema([(name, _TYPES.get(name, arrow.string())) for name in COLUMNS], metadata={VERSION_KEY: __version__})

Counted = tuple[dict[str, int], int, dict[str, int]]
"""Documents by outcome, incidents, failures by reason."""


def write(journal: IO[bytes], final: Path) -> Counted:
    """Write the rows of a journal under a name of its own, then give it the final name: a reader sees a whole file or none."""
    new = final.with_suffix(f".{os.getpid()}.new")
    tally = _Tally()
    with parquet.ParquetWriter(new, SCHEMA, compression="zstd", use_dictionary=["outcome", "language", "publisher"]) as writer:
        for rows in _batches(journal):
            tally.add(rows)
            writer.write_table(arrow.Table.from_pylist(rows, schema=SCHEMA), row_group_size=BATCH)
    os.replace(new, final)  # noqa: PTH105 - the atomic one
    return tally.counted()


def counts_of(file: Path) -> Counted:
    """Return the same figures of a file that stands already."""
    tally = _Tally()
    for batch in parquet.ParquetFile(file).iter_batches(BATCH, columns=["outcome", "incidents", "reason"]):
        tally.add(batch.to_pylist())
    return tally.counted()


def rows_of(file: Path) -> Iterator[Row]:
    """Yield the rows of a shard in order."""
    for batch in parquet.ParquetFile(file).iter_batches(BATCH):
        yield from batch.to_pylist()


def version_of(file: Path) -> str | None:
    """Return the version of Dateline that wrote a shard, None for a Parquet file that is no shard."""
    held = parquet.read_schema(file).metadata or {}
    return held[VERSION_KEY].decode() if VERSION_KEY in held else None


class _Tally:
    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.incidents = 0

    def add(self, rows: list[dict[str, Any]]) -> None:
        self.outcomes.update(row["outcome"] for row in rows)
        self.incidents += sum(row["incidents"] for row in rows)
        self.reasons.update(_kind_of(row["reason"]) for row in rows if row["reason"])

    def counted(self) -> Counted:
        return dict(sorted(self.outcomes.items())), self.incidents, dict(sorted(self.reasons.items()))


def _kind_of(reason: str) -> str:
    """Return the reason without the place it was found at, so that like reasons are counted together."""
    return reason.rpartition(": ")[2][:80]


def _batches(journal: IO[bytes]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for line in journal:
        for row in json.loads(line)["rows"]:
            batch.append(row)
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch
