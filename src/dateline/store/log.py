"""SQLite's write-ahead log kept short: under readers that never pause it would grow without end.

SQLite empties its log only at a moment when nobody reads from it. With four busy readers there was none: the log of a store of
43 MB grew to 1.1 GB (benchmarks/concurrency.py). A writer that has the turn therefore waits for such a moment once the log is long.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

LOG_BYTES = 64_000_000
"""A log longer than this is emptied."""
PATIENCE_MS = 2_000
"""How long the writer waits for readers; a long one (a backup) is not waited for, and asked again after as many bytes more."""


def shorten_log(engine: Engine, file: Path | None, limit: int) -> int:
    """Empty the log if it is longer than `limit` bytes; return the limit from which to try again. What is committed stays so."""
    size = _size(file)
    if size <= limit:
        return limit
    with suppress(sqlite3.Error), engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        (before,) = driver.execute("PRAGMA busy_timeout").fetchone()
        try:
            driver.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            driver.execute(f"PRAGMA busy_timeout = {before}")
    left = _size(file)
    return LOG_BYTES if left < size else left + LOG_BYTES


def _size(file: Path | None) -> int:
    try:
        return file.with_name(file.name + "-wal").stat().st_size if file is not None else 0
    except OSError:
        return 0
