"""Ingest: files of many kinds in, `Document` records out. The first stage, and the only one that touches files.

`read` raises for an input that cannot be read at all. Inside a container (JSON Lines, WARC, an archive, a feed, a folder) one bad
item does not end the reading: it is handed to ``on_error`` and the next one follows. Without an ``on_error`` it is raised.
What was read but not whole is a `Document` with ``complete=False`` and the reason in ``problems``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NoReturn

from dateline import telemetry
from dateline.config import settings
from dateline.errors import InputError
from dateline.ingest import moment
from dateline.ingest.document import Reading
from dateline.ingest.files import read_path
from dateline.types import Document

__all__ = ["read"]


def read(
    path: str,
    *,
    published: str | date | None = None,
    max_bytes: int | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents of a file, a folder, or standard input (``-``), in order.

    Args:
        path: plain text, HTML, JSON Lines, JSON, RSS, Atom, JSON Feed, WARC, WET, PDF, Parquet, zip, tar, a folder of these, or
            ``-``; ``.gz`` is inflated on the way.
        published: the publication date (``YYYY-MM-DD``) of documents that carry none of their own.
        max_bytes: the longest document read, in bytes after inflating; `Settings.max_bytes` unless given.
        on_error: what to do with a bad item inside a container; raise it unless given.

    Raises:
        SettingsError: `published` is no date.
        InputError: the input cannot be read (`NotFound`, `Unreadable`, `EmptyInput`, `TooLarge`, `Malformed`).
    """
    found = read_path(path, moment.given(published), Reading(max_bytes or settings().max_bytes, on_error or _raise))
    return telemetry.each("read", found)


def _raise(error: InputError) -> NoReturn:
    raise error
