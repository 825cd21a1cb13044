"""``dateline backup`` and ``dateline restore``: a store as one file that SQLite and PostgreSQL both read."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.store import open_store
from dateline.store.backup import backup, restore


def command(file: Path, *, store: str) -> int:
    """Back the store up to `file`; return the exit code.

    Raises:
        StoreError: there is no such store, or the file cannot be written.
    """
    opened = open_store(store, create=False)
    try:
        count = backup(opened, file)
    finally:
        opened.close()
    sys.stderr.write(f"dateline: {count} rows in {file}\n")
    return 0


def restoring(file: Path, *, store: str) -> int:
    """Fill an empty store from `file`; return the exit code.

    Raises:
        StoreError: the store is not empty, or the file is no backup.
    """
    opened = open_store(store)
    try:
        count = restore(opened, file)
    finally:
        opened.close()
    sys.stderr.write(f"dateline: {count} rows restored\n")
    return 0
