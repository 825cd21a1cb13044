"""Flip single bits in the stored bytes of articles: `dateline verify` finds every one.

    python benchmarks/bit_flips.py [--flips 500] [--documents 200] [--store sqlite|URL]

On SQLite the bit is flipped in the file itself, where the article's bytes or its text lie in one piece (not over two pages); on PostgreSQL in the row. Each is mended before
the next.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kills import Databases, undisturbed
from made_reports import reports
from sqlalchemy import select, update

from dateline.store import open_store, tables
from dateline.store.verify import verify
from dateline.types import Document


@contextmanager
def in_file(url: str, document: Document, dice: random.Random) -> Iterator[None]:
    raw, whole, places = document.raw or b"", Path(url).read_bytes(), []
    at = whole.find(raw)
    while at >= 0:
        places.append(at)
        at = whole.find(raw, at + 1)
    at, bit = dice.choice(places) + dice.randrange(len(raw)), 1 << dice.randrange(8)
    for _ in ("break", "mend"):
        with Path(url).open("r+b") as file:
            file.seek(at)
            byte = file.read(1)[0] ^ bit
            file.seek(at)
            file.write(bytes([byte]))
        if _ == "break":
            yield


@contextmanager
def in_row(url: str, document: Document, dice: random.Random) -> Iterator[None]:
    table = tables.blobs
    store = open_store(url)
    with store.reading() as connection:
        row = connection.execute(
            select(table.c.sha256, table.c.data).join(tables.documents).where(tables.documents.c.id == document.id)
        ).one()
    broken = bytearray(row.data)
    broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
    for data in (bytes(broken), bytes(row.data)):
        with store.writing() as connection:
            connection.execute(update(table).where(table.c.sha256 == row.sha256).values(data=data))
        if data != row.data:
            yield
    store.close()


def found(url: str) -> list[str]:
    """What `dateline verify --quick` says."""
    store = open_store(url)
    problems = list(verify(store, derived=False))
    store.close()
    return problems


def run(databases: Databases, flips: int, count: int, dice: random.Random) -> int:
    """Flip and mend; return the exit code."""
    url = databases.new()
    undisturbed(url, count)
    articles = [document for document, _ in reports(count)]
    if databases.store == "sqlite":
        file = Path(url).read_bytes()
        articles = [document for document in articles if (document.raw or b"") in file]
    flip = in_file if databases.store == "sqlite" else in_row
    missed = 0
    for _ in range(flips):
        with flip(url, dice.choice(articles), dice):
            missed += not found(url)
    left = found(url)
    print(
        f"{flips} bits flipped in the bytes of {count} articles: {flips - missed} found, {missed} missed; mended, {len(left)} problems"
    )
    return int(bool(missed or left))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--store", default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Databases(given.store, Path(folder)), given.flips, given.documents, random.Random(given.seed))


if __name__ == "__main__":
    sys.exit(main())
