"""Writers and readers at once on one SQLite store: no lock error.

    python benchmarks/concurrency.py [--writers 8] [--readers 4] [--transactions 2400]

Each writer's transaction adds one report; each reader lists incidents and shows one, until the writers are done. Exits with 1 on any
error, on a missing document, or where the store does not verify.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from multiprocessing.synchronize import Event
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made_reports import reports
from sqlalchemy import func, select

from dateline.errors import StoreError
from dateline.store import open_store, tables
from dateline.store.add import add
from dateline.store.search import Filter, find, incident
from dateline.store.verify import verify


def write(url: str, number: int, writers: int, count: int, results: multiprocessing.Queue) -> None:
    store, errors, slowest = open_store(url), [], 0.0
    for at, report in enumerate(reports(count)):
        if at % writers == number:
            start = time.perf_counter()
            try:
                add(store, [report], "made")
            except StoreError as error:
                errors.append(str(error))
            slowest = max(slowest, time.perf_counter() - start)
    results.put(("writer", errors, slowest))


def read(url: str, done: Event, results: multiprocessing.Queue) -> None:
    store, errors, count = open_store(url), [], 0
    while not done.is_set():
        try:
            with store.reading() as connection:
                for shown in find(connection, Filter(limit=20)):
                    incident(connection, shown["id"])
            count += 1
        except StoreError as error:
            errors.append(str(error))
    results.put(("reader", errors, count))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--transactions", type=int, default=2400)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = str(Path(folder) / "store.db")
        done, results = multiprocessing.Event(), multiprocessing.Queue()
        count = given.transactions
        writers = [
            multiprocessing.Process(target=write, args=(url, n, given.writers, count, results)) for n in range(given.writers)
        ]
        readers = [multiprocessing.Process(target=read, args=(url, done, results)) for _ in range(given.readers)]
        start = time.perf_counter()
        for process in [*writers, *readers]:
            process.start()
        told = [results.get() for _ in writers]
        seconds = time.perf_counter() - start
        done.set()
        told += [results.get() for _ in readers]
        for process in [*writers, *readers]:
            process.join()
        log = Path(url + "-wal").stat().st_size / 1e6 if Path(url + "-wal").exists() else 0.0
        store = open_store(url)
        with store.reading() as connection:
            there = connection.execute(select(func.count()).select_from(tables.documents)).scalar()
        problems = [error for _, errors, _ in told for error in errors] + list(verify(store))
        store.close()
    slowest = max(value for kind, _, value in told if kind == "writer")
    looks = sum(value for kind, _, value in told if kind == "reader")
    if there != count:
        problems.append(f"{count} transactions and {there} documents")
    for problem in problems[:20]:
        print(problem)
    rate = f"{count / seconds:.0f} transactions/s, the slowest waited {slowest:.1f} s, {looks} readings, a log of {log:.0f} MB"
    print(f"{given.writers} writers, {given.readers} readers, {count} transactions: {len(problems)} problems, {rate}")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
