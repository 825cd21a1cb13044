"""The Nth write fails, for every N of a run that adds documents, once and for ever: a clear message, nothing broken, resuming works.

    python benchmarks/broken_disk.py [--documents 20] [--every 1] [--store sqlite|URL]

On SQLite the writes, cuts and syncs of the database's own files fail with EIO (once) or ENOSPC (for ever), through the place that SQLite has
for that: the system calls of its unix VFS, replaced by ctypes (writes of the run's five openings, closings included). On PostgreSQL, whose disk is the server's own care, the connection is cut at
the Nth statement instead, once or for ever. After each failure: the error is a StoreError that says what to do, the store opens and
verifies, what was reported as committed is there, and adding the same again ends at the bytes of an undisturbed run.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import errno
import sys
import tempfile
from collections import Counter as Messages
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from kills import Databases
from made_reports import reports
from sqlalchemy import Engine, event, select

from dateline.errors import StoreError
from dateline.store import open_store, tables
from dateline.store.add import add
from dateline.store.verify import digest, verify
from dateline.types import Document

AT_ONCE = 5


class Counter:
    """Counts what may fail; the Nth fails, and with `forever` all after it."""

    def __init__(self) -> None:
        self.seen, self.at, self.forever = 0, 0, False

    def set(self, at: int, *, forever: bool) -> None:
        self.seen, self.at, self.forever = 0, at, forever

    def fails(self) -> bool:
        self.seen += 1
        return self.at > 0 and (self.seen == self.at or (self.forever and self.seen > self.at))


# ---- SQLite: the system calls of its VFS --------------------------------------------------------------------------------------

_SET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)


class Vfs(ctypes.Structure):
    """``sqlite3_vfs`` of version 3 (sqlite.org/c3ref/vfs.html)."""

    _fields_ = (
        ("version", ctypes.c_int), ("file_size", ctypes.c_int), ("longest_path", ctypes.c_int), ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p), ("data", ctypes.c_void_p), ("methods", ctypes.c_void_p * 13), ("set_call", _SET), ("get_call", _GET),
    )  # fmt: skip


_INT, _LONG, _SIZE, _POINTER = ctypes.c_int, ctypes.c_int64, ctypes.c_size_t, ctypes.c_void_p
CALLS = {
    "write": (ctypes.c_ssize_t, _INT, _POINTER, _SIZE),
    "pwrite": (ctypes.c_ssize_t, _INT, _POINTER, _SIZE, _LONG),
    "pwrite64": (ctypes.c_ssize_t, _INT, _POINTER, _SIZE, _LONG),
    "ftruncate": (_INT, _INT, _LONG),
    "fallocate": (_INT, _INT, _LONG, _LONG),
}
"""System calls that write, with their signatures. A sync that fails is as good as a write that did."""


def library() -> Any:
    """Return the SQLite that this Python uses, or None where it cannot be reached."""
    import _sqlite3

    for name in (getattr(_sqlite3, "__file__", None), ctypes.util.find_library("sqlite3")):
        if name:
            found = ctypes.CDLL(name)
            if hasattr(found, "sqlite3_vfs_find"):
                return found
    return None


@contextmanager
def failing_disk(counter: Counter) -> Iterator[None]:
    """Let SQLite's writes ask the counter first. Raises RuntimeError where this SQLite cannot be reached."""
    found = library()
    if found is None:
        raise RuntimeError("this Python's SQLite exports no sqlite3_vfs_find")
    found.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
    vfs = found.sqlite3_vfs_find(None)
    held: list[tuple[bytes, Any]] = []

    def wrapped(name: str) -> Any:
        kind = ctypes.CFUNCTYPE(*CALLS[name], use_errno=True)
        real = kind(vfs.contents.get_call(vfs, name.encode()))

        def call(*given: Any) -> int:
            if counter.fails():
                ctypes.set_errno(errno.ENOSPC if counter.forever else errno.EIO)
                return -1
            return int(real(*given))

        return kind(call)

    for name in CALLS:
        if vfs.contents.get_call(vfs, name.encode()):
            held.append((name.encode(), wrapped(name)))
    try:
        for name, made in held:
            vfs.contents.set_call(vfs, name, ctypes.cast(made, ctypes.c_void_p))
        yield
    finally:
        vfs.contents.set_call(vfs, None, None)


# ---- PostgreSQL: the connection -------------------------------------------------------------------------------------------------


@contextmanager
def failing_connection(counter: Counter) -> Iterator[None]:
    """Cut the connection before a statement that fails; with `forever`, none can be made again."""
    import psycopg

    def before(connection: Any, *_rest: object) -> None:
        if counter.fails():
            connection.connection.driver_connection.close()

    def connecting(*_given: object) -> None:
        if counter.at and counter.forever and counter.seen >= counter.at:
            raise psycopg.OperationalError("connection refused")

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "do_connect", connecting)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "do_connect", connecting)


# ---- the run --------------------------------------------------------------------------------------------------------------------

Report = tuple[Document, dict[str, Any]]


def parts(count: int) -> list[list[Report]]:
    """Return what a run is cut into: making the store, then a batch a part. Each begins with the store as the part before left it, so that
    a failure in the last one does not cost all before it again."""
    found = list(reports(count))
    return [[], *(found[at : at + AT_ONCE] for at in range(0, count, AT_ONCE))]


def work(url: str, batch: list[Report], committed: set[str]) -> None:
    """Open the store, add a batch and close; `committed` gets its ids once it is kept."""
    store = open_store(url)
    try:
        if batch:
            add(store, batch, "made")
            committed |= {document.id for document, _ in batch}
    finally:
        store.close()


def look(url: str, committed: set[str], wanted: str | None) -> Iterator[str]:
    """Yield what is wrong with the store; with `wanted`, it must have that hash."""
    store = open_store(url)
    yield from verify(store, derived=False)
    with store.reading() as connection:
        if committed - set(connection.execute(select(tables.documents.c.id)).scalars()):
            yield "documents were committed and are lost"
        if wanted is not None and digest(connection) != wanted:
            yield "the store does not equal an undisturbed run's"
    store.close()


def attempt(url: str, batch: list[Report], before: set[str], counter: Counter, wanted: str) -> tuple[str | None, list[str]]:
    """Do one part with the failure set; return the message that a user saw, if any, and what is wrong afterwards."""
    committed = set(before)
    message = None
    try:
        work(url, batch, committed)
    except StoreError as error:
        message = str(error)
    except Exception as error:  # noqa: BLE001 - anything else is what this looks for
        return None, [f"not a StoreError: {type(error).__name__}: {error}"]
    counter.set(0, forever=False)
    problems = list(look(url, committed, None))
    work(url, batch, committed)
    return message, [*problems, *look(url, committed, wanted)]


def run(databases: Databases, count: int, every: int) -> int:
    """Let every Nth of every part fail in its turn; return the exit code."""
    faults: Callable[[Counter], Any] = failing_disk if databases.store == "sqlite" else failing_connection
    counter, before = Counter(), set[str]()
    tried: dict[bool, int] = {False: 0, True: 0}
    total, said = 0, {False: Messages(), True: Messages()}
    url, held = databases.new(), None
    with faults(counter):
        for number, batch in enumerate(parts(count)):
            counter.set(0, forever=False)
            work(url, batch, set())
            here, total = counter.seen, total + counter.seen
            wanted = _digest(url)
            for forever in (False, True):
                for at in range(1, here + 1, every):
                    copy = databases.copy(held) if held else databases.new()
                    counter.set(at, forever=forever)
                    message, problems = attempt(copy, batch, before, counter, wanted)
                    if problems:
                        print(f"part {number}: the {at}th fails {'for ever' if forever else 'once'}:", *problems[:5], sep="\n  ")
                        return 1
                    said[forever][message or "(nothing: the database helped itself)"] += 1
                    tried[forever] += 1
                    counter.set(0, forever=False)
                    databases.remove(copy)
            held, before = databases.copy(url), before | {document.id for document, _ in batch}
            print(f"part {number} of {len(parts(count))}: {here} tried both ways", file=sys.stderr, flush=True)
    what = "writes" if databases.store == "sqlite" else "statements"
    for forever in (False, True):
        print(f"{tried[forever]} of {total} {what} fail {'for ever' if forever else 'once'}: nothing broken, resumed to the same bytes")
        for message, times in said[forever].most_common():
            print(f"  {times:5} x {message}", flush=True)
    return 0


def _digest(url: str) -> str:
    store = open_store(url)
    with store.reading() as connection:
        found = digest(connection)
    store.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--store", default="sqlite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Databases(given.store, Path(folder)), given.documents, given.every)


if __name__ == "__main__":
    sys.exit(main())
