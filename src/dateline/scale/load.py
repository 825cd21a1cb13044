"""Shards into the store: what was read is kept with the record that was extracted, nothing is read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateline.scale.parquet import rows_of, version_of
from dateline.scale.row import Row
from dateline.types import Document

Pair = tuple[Document, dict[str, Any]]


def is_shard(path: str) -> bool:
    """Tell whether a file is Parquet that `dateline ingest` wrote. False too where pyarrow is not installed."""
    if not path.endswith(".parquet") or not Path(path).is_file():
        return False
    try:
        return version_of(Path(path)) is not None
    except (ImportError, OSError, ValueError):
        return False


def shards_in(path: str) -> list[Path] | None:
    """Return the shards that a path means: one file, or those of an output folder in order; None where it means none."""
    if is_shard(path):
        return [Path(path)]
    if not (Path(path) / "ingest.json").is_file():
        return None
    return [file for file in sorted(Path(path).glob("*.parquet")) if is_shard(str(file))]


def pairs(file: Path) -> Iterator[Pair]:
    """Yield the documents of a shard that were read, with their records; what was passed over or failed is left out."""
    for row in rows_of(file):
        if row["outcome"] == "read":
            yield document(row), json.loads(row["record"])


def document(row: Row) -> Document:
    """Return the document of a row."""
    return Document(
        id=row["id"], text=row["text"], path=row["path"], url=row["url"], publisher=row["publisher"], title=row["title"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        fetched=datetime.fromisoformat(row["fetched"]) if row["fetched"] else None,
        language=row["language"], complete=row["complete"], problems=tuple(row["problems"]),
    )  # fmt: skip
