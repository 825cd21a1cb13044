"""Kill what keeps a store up at random points: rebuild, migration, backup, restore, erasure. The store is whole after each kill.

    python benchmarks/kills_upkeep.py [--kills 40] [--documents 200] [--store sqlite|URL] [--only rebuild migration backup restore erasure]

`kills` are those of each kind of work. A child works and is sent SIGKILL at a random moment of the time that the work takes undisturbed.
Then: a rebuild left the store as it was or as it should be, to the byte; a migration left the first schema or the newest, and opening
ends at the same bytes; a backup left the file that stood there before or a whole new one; a restore left an empty store or the whole; an
erasure left the document or nothing of it. Doing it again succeeds. A PostgreSQL URL must name a server where databases may be made.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from alembic import command
from kills import Databases, run_and_kill, undisturbed
from made_reports import reports
from sqlalchemy import create_engine, func, inspect, select

from dateline.store import open_store, tables
from dateline.store.backup import backup, check, restore
from dateline.store.erase import erase
from dateline.store.migrations.run import config
from dateline.store.open import HEAD, version
from dateline.store.rebuild import rebuild
from dateline.store.verify import digest, verify

FIRST = "0001"
LATE = 1.05
"""A kill may come so much later than the work took undisturbed: some children come to their end."""
Work = Callable[..., None]


class Scene:
    """A filled store, its hash, and copies of it to be killed in."""

    def __init__(self, databases: Databases, count: int, folder: Path) -> None:
        self.databases, self.count, self.folder = databases, count, folder
        self.full = databases.new()
        self.wanted = undisturbed(self.full, count)
        self.victim = next(document for document, _ in reports(count))

    def old(self) -> str:
        """Return the address of a store of the first schema with the same documents, underived."""
        url = self.databases.new()
        engine = create_engine(url if "://" in url else f"sqlite:///{url}")
        store = open_store(self.full)
        with store.reading() as mine, engine.begin() as theirs:
            command.upgrade(config(theirs), FIRST)
            there = set(inspect(theirs).get_table_names())
            for table in tables.KEPT:
                if table.name in there:
                    rows = [dict(row) for row in mine.execute(select(table)).mappings()]
                    if rows:
                        theirs.execute(table.insert(), rows)
        store.close()
        engine.dispose()
        return url


def whole(url: str, wanted: str) -> Iterator[str]:
    """Yield what is wrong with a store that should equal the undisturbed one."""
    store = open_store(url)
    yield from verify(store, derived=False)
    with store.reading() as connection:
        if digest(connection) != wanted:
            yield "the store does not equal the undisturbed one"
    store.close()


# ---- the kinds of work: what a child does, and what is looked at after a kill -----------------------------------------------


def rebuilding(url: str, tell: Connection) -> None:
    store = open_store(url)
    tell.send("ready")
    rebuild(store)
    tell.send("done")


def rebuilds(scene: Scene) -> Iterator[tuple[Work, tuple[Any, ...], Callable[[bool], Iterator[str]]]]:
    url = scene.databases.copy(scene.full)
    while True:
        yield rebuilding, (url,), lambda _: whole(url, scene.wanted)


def migrating(url: str, tell: Connection) -> None:
    tell.send("ready")
    open_store(url)
    tell.send("done")


def migrations(scene: Scene) -> Iterator[tuple[Work, tuple[Any, ...], Callable[[bool], Iterator[str]]]]:
    old = scene.old()

    def looked(url: str, finished: bool) -> Iterator[str]:
        engine = create_engine(url if "://" in url else f"sqlite:///{url}")
        with engine.connect() as connection:
            found, there = version(connection), set(inspect(connection).get_table_names())
        engine.dispose()
        newest = all(table.name in there for table in tables.metadata.sorted_tables)
        if found not in (FIRST, HEAD) or newest != (found == HEAD) or (finished and found != HEAD):
            yield f"a schema half migrated: {found}, {len(there)} tables"
        yield from whole(url, scene.wanted)
        scene.databases.remove(url)

    while True:
        url = scene.databases.copy(old)
        yield migrating, (url,), lambda finished, url=url: looked(url, finished)  # type: ignore[misc]


def backing_up(url: str, file: Path, tell: Connection) -> None:
    store = open_store(url)
    tell.send("ready")
    backup(store, file)
    tell.send("done")


def backups(scene: Scene) -> Iterator[tuple[Work, tuple[Any, ...], Callable[[bool], Iterator[str]]]]:
    file = scene.folder / "backup.gz"
    store = open_store(scene.full)
    wanted = backup(store, file)
    store.close()

    def looked() -> Iterator[str]:
        if check(file) != wanted:
            yield "the backup has another number of rows"

    while True:
        yield backing_up, (scene.full, file), lambda _: looked()


def restoring(url: str, file: Path, tell: Connection) -> None:
    store = open_store(url)
    tell.send("ready")
    restore(store, file)
    tell.send("done")


def restores(scene: Scene) -> Iterator[tuple[Work, tuple[Any, ...], Callable[[bool], Iterator[str]]]]:
    file = scene.folder / "restore.gz"
    store = open_store(scene.full)
    backup(store, file)
    store.close()

    def looked(url: str, finished: bool) -> Iterator[str]:
        store = open_store(url)
        with store.reading() as connection:
            rows = sum(
                int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in tables.metadata.sorted_tables
            )
        if rows == 0 and not finished:
            restore(store, file)
        store.close()
        yield from whole(url, scene.wanted)
        scene.databases.remove(url)

    while True:
        url = scene.databases.new()
        open_store(url).close()
        yield restoring, (url, file), lambda finished, url=url: looked(url, finished)  # type: ignore[misc]


def erasing(url: str, document_id: str, tell: Connection) -> None:
    store = open_store(url)
    tell.send("ready")
    erase(store, document_id, reason="asked")
    tell.send("done")


def erasures(scene: Scene) -> Iterator[tuple[Work, tuple[Any, ...], Callable[[bool], Iterator[str]]]]:
    words = scene.victim.text.splitlines()[-1][:60].encode()

    def looked(url: str, finished: bool) -> Iterator[str]:
        store = open_store(url)
        yield from verify(store, derived=False)
        erase(store, scene.victim.id, reason="asked")
        yield from verify(store, derived=False)
        store.close()
        if scene.databases.store == "sqlite" and words in Path(url).read_bytes():
            yield "the file still holds the words"
        scene.databases.remove(url)

    while True:
        url = scene.databases.copy(scene.full)
        yield erasing, (url, scene.victim.id), lambda finished, url=url: looked(url, finished)  # type: ignore[misc]


KINDS = {"rebuild": rebuilds, "migration": migrations, "backup": backups, "restore": restores, "erasure": erasures}


def run(scene: Scene, kind: str, kills: int, dice: random.Random) -> int:
    """Kill one kind of work until the number is reached; return the exit code."""
    cases = KINDS[kind](scene)
    work, given, looked = next(cases)
    start = time.perf_counter()
    _, finished = run_and_kill(work, given, None)
    long = time.perf_counter() - start
    problems = [] if finished else ["undisturbed, it did not come to its end"]
    problems += looked(True)
    done = ends = 0
    while not problems and done < kills:
        work, given, looked = next(cases)
        _, finished = run_and_kill(work, given, dice.uniform(0, long * LATE))
        done, ends = done + (not finished), ends + finished
        problems += looked(finished)
    print(*(f"{kind}: {problem}" for problem in problems[:10]), sep="\n", end="\n" if problems else "")
    print(
        f"{kind}: {done} kills within {long:.2f} s, {ends} came to their end: {'whole after each' if not problems else 'FAILED'}",
        flush=True,
    )
    return int(bool(problems))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--store", default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=tuple(KINDS), default=list(KINDS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Databases(given.store, Path(folder)), given.documents, Path(folder))
        return max(run(scene, kind, given.kills, random.Random(f"{given.seed}:{kind}")) for kind in given.only)


if __name__ == "__main__":
    sys.exit(main())
