"""Turns: writers of one SQLite file queue up, in any number of processes and threads.

SQLite's busy handler sleeps and asks again; under eight busy writers one of them can ask for 30 seconds and always find the file
locked (seen in benchmarks/concurrency.py). A file lock of the operating system wakes who waits, and is gone with its process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def turn(file: Path | None) -> Iterator[None]:
    """Wait until nobody else writes to `file`, and hold the turn for the block.

    Without a file, on a system without ``flock``, or in a folder that takes no new file, there is no queue, and SQLite's own
    waiting has to do.
    """
    held = _wait(file) if file is not None else None
    try:
        yield
    finally:
        if held is not None:
            held.close()


def _wait(file: Path) -> IO[bytes] | None:
    try:
        import fcntl

        lock = file.with_name(file.name + "-turn").open("ab")
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:
        lock.close()
        return None
    return lock
