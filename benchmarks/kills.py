"""Kill an `add` at random points, again and again: nothing lost, nothing doubled, and resuming ends where an undisturbed run ends.

    python benchmarks/kills.py [--kills 200] [--documents 1000] [--store sqlite|URL]

A child adds documents in small transactions and is sent SIGKILL at a random moment. After each kill the store is opened and looked
through: every document is whole (text, extraction, accounts, incident) and what the child reported as committed is there. When all
documents are in, the store must equal an undisturbed run's by one hash over everything; then it begins again with an empty store,
until the number of kills is reached. A PostgreSQL URL must name a server on which databases may be made.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from made_reports import reports
from sqlalchemy import func, select, text

from dateline.store import Store, open_store, tables
from dateline.store.add import add, unknown
from dateline.store.verify import digest, verify

AT_ONCE = 4
FORK = multiprocessing.get_context("fork")
"""Children begin at once; the parent holds no connection while it forks."""
LONGEST = 1.2
"""Seconds that a child lives at most after it began to add: some transactions, and any point of one."""
A_DOCUMENT = 0.005
"""Seconds that adding a document takes at least: a small run is not over before it is killed."""


def child(url: str, count: int, tell: Connection) -> None:
    """Add what is not there yet; tell each document's id once it is committed."""
    store = open_store(url)
    batch = []
    fresh = {document.id for document in unknown(store, [document for document, _ in reports(count)])}
    tell.send("ready")
    for document, record in reports(count):
        if document.id in fresh:
            batch.append((document, record))
        if len(batch) == AT_ONCE:
            _commit(store, batch, tell)
            batch = []
    if batch:
        _commit(store, batch, tell)
    tell.send("done")


def _commit(store: Store, batch: list, tell: Connection) -> None:
    add(store, batch, "made")
    tell.send([document.id for document, _ in batch])


def killed(url: str, count: int, dice: random.Random) -> tuple[set[str], bool]:
    """Run a child and kill it; return what it told as committed, and whether it came to its end."""
    return run_and_kill(child, (url, count), dice.uniform(0, min(LONGEST, count * A_DOCUMENT)))


def run_and_kill(work: Callable[..., None], given: tuple[Any, ...], after: float | None) -> tuple[set[str], bool]:
    """Fork a child that works and tells over a pipe; SIGKILL it `after` seconds from its "ready", or let it come to its end."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = FORK.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    told: list[Any] = []
    assert ours.recv() == "ready"
    if after is not None:
        time.sleep(after)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
    while True:
        try:
            told.append(ours.recv())
        except (EOFError, OSError):
            break
    process.join()
    ours.close()
    return {one for message in told if isinstance(message, list) for one in message}, "done" in told


def half(store: Store) -> Iterator[str]:
    """Yield what is not whole: a document without its extraction, an account without an incident, a number that does not fit."""
    with store.reading() as connection:
        counts = {t.name: connection.execute(select(func.count()).select_from(t)).scalar() for t in tables.metadata.sorted_tables}
        for name in ("extractions", "captures", "accounts", "members"):
            if counts[name] != counts["documents"]:
                yield f"{counts['documents']} documents and {counts[name]} {name}"
        if counts["audit"] != 3 * counts["documents"]:
            yield f"{counts['documents']} documents and {counts['audit']} rows of the audit log"


class Databases:
    """Empty stores: files, or databases on a PostgreSQL server."""

    def __init__(self, store: str, folder: Path) -> None:
        self.store, self.folder, self.made = store, folder, 0

    def new(self) -> str:
        self.made += 1
        if self.store == "sqlite":
            return str(self.folder / f"{self.made}.db")
        from sqlalchemy import create_engine

        name = f"kills{time.time_ns()}"
        engine = create_engine(self.store, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self.store.rsplit("/", 1)[0] + f"/{name}"

    def copy(self, url: str) -> str:
        """Return the address of a copy of a store on which nobody works."""
        if self.store == "sqlite":
            made = self.new()
            shutil.copy(url, made)
            return made
        from sqlalchemy import create_engine

        name = f"copy{time.time_ns()}"
        engine = create_engine(self.store, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE {name} TEMPLATE "{url.rsplit("/", 1)[1]}"'))
        engine.dispose()
        return url.rsplit("/", 1)[0] + f"/{name}"

    def remove(self, url: str) -> None:
        """Remove a store on which nobody works."""
        if self.store == "sqlite":
            for file in Path(url).parent.glob(Path(url).name + "*"):
                file.unlink()
            return
        from sqlalchemy import create_engine

        engine = create_engine(self.store, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)"))
        engine.dispose()


def undisturbed(url: str, count: int) -> str:
    """Add everything without a kill and return the hash."""
    store = open_store(url)
    found = list(reports(count))
    for at in range(0, count, AT_ONCE):
        add(store, found[at : at + AT_ONCE], "made")
    with store.reading() as connection:
        total = digest(connection)
    store.close()
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--store", default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Databases(given.store, Path(folder)), given.kills, given.documents, random.Random(given.seed))


def run(databases: Databases, kills: int, count: int, dice: random.Random) -> int:
    """Kill until the number is reached; return the exit code."""
    wanted = undisturbed(databases.new(), count)
    done = rounds = 0
    while done < kills:
        url, committed, finished = databases.new(), set(), False
        while not finished:
            told, finished = killed(url, count, dice)
            committed |= told
            done += not finished
            problems = look(url, committed, wanted if finished else None)
            if problems:
                print(*problems, sep="\n")
                return 1
            if done >= kills and not finished:
                run_and_kill(child, (url, count), None)
                problems = look(url, committed, wanted)
                finished = True
                if problems:
                    print(*problems, sep="\n")
                    return 1
        rounds += 1
    print(f"{done} kills over {rounds} runs of {count} documents: nothing lost, nothing doubled, equal to an undisturbed run")
    return 0


def look(url: str, committed: set[str], wanted: str | None) -> list[str]:
    """Open the store after a kill and return what is wrong with it; with `wanted`, it must be complete and have that hash."""
    store = open_store(url)
    problems = list(half(store))
    with store.reading() as connection:
        there = set(connection.execute(select(tables.documents.c.id)).scalars())
        if committed - there:
            problems.append(f"{len(committed - there)} documents were committed and are lost")
        if wanted is not None and digest(connection) != wanted:
            problems.append("the store does not equal an undisturbed run's")
    if wanted is not None:
        problems += list(verify(store, derived=False))
    store.close()
    return problems


if __name__ == "__main__":
    sys.exit(main())
