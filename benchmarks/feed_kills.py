"""Kill a `feed run` at random points, again and again: nothing lost, nothing doubled, and the end is that of an undisturbed run.

    python benchmarks/feed_kills.py [--kills 200] [--articles 40] [--store sqlite|URL]

A local server holds two feeds whose articles overlap under different addresses, with a page that is gone and one that is busy once.
A child reads the feeds into a store and is sent SIGKILL at a random moment; the next one takes up. When nothing waits any more, each
article must be in the store once, every item closed once, every capture readable with its digest, `dateline verify` content, and the
store equal to an undisturbed run's by one hash over everything. Then it begins again with an empty store, until the number of kills
is reached. A PostgreSQL URL must name a server on which databases may be made.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fastwarc.warc import ArchiveIterator
from fetch_server import HOST, Server, answer, article, running, says
from kills import Databases
from sqlalchemy import func, select

from dateline.cli.batch import Batch
from dateline.cli.feed_run import Run
from dateline.cli.fetching import Fetching
from dateline.fetch.captures import Captures
from dateline.fetch.door import Door
from dateline.fetch.pages import Reader
from dateline.fetch.politeness import Pauses
from dateline.store import Store, feeds, open_store, tables
from dateline.store.verify import digest, verify

FORK = multiprocessing.get_context("fork")
SITE = "news.example.org"
TOWNS = ("Quetta", "Kabul", "Mosul", "Maiduguri", "Mogadishu", "Gao", "Bamako", "Kunduz", "Peshawar", "Baghdad")


def fill(server: Server, articles: int) -> list[str]:
    """Write the site: two feeds that share half of their articles; return the feeds' addresses."""
    base = f"http://{SITE}:{server.ports['http']}"
    for n in range(articles):
        page = article(f"{TOWNS[n % len(TOWNS)]} (district {n})", paragraphs=2 + n % 5)
        server.scripts[f"/story/{n}"] = says(answer(page, headers=f'ETag: "{n}"\r\n'))
    server.scripts["/busy"] = lambda sock, asked: sock.sendall(
        answer(article("Raqqa")) if asked.before else answer(b"", status="503 Busy", headers="Retry-After: 0\r\n")
    )
    half = articles // 2
    named = (range(half + half // 2), range(half // 2, articles))
    addresses = []
    for number, stories in enumerate(named):
        items = [{"id": "same", "url": f"{base}/story/{n}?utm_source=feed{number}", "title": f"Story {n}"} for n in stories]
        items += [{"url": f"{base}/gone/{number}", "title": "Gone"}, {"url": f"{base}/busy", "title": "Busy"}]
        feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": f"Feed {number}", "items": items}).encode()
        server.scripts[f"/feed{number}"] = says(answer(feed, kind="application/feed+json", headers=f'ETag: "f{number}"\r\n'))
        addresses.append(f"{base}/feed{number}")
    return addresses


def read(url: str, captures: Path, port: int) -> None:
    """Read the feeds once, as `dateline feed run` does."""
    store = open_store(url)
    door = Door(allowed=frozenset({(HOST, port)}), resolver=lambda host, at, seconds: [HOST])
    reader = Reader(door, Pauses(0.0), sleep=lambda _: None)
    with Path(os.devnull).open("w") as nothing, redirect_stdout(nothing), redirect_stderr(nothing), feeds.sole(store):
        source = Fetching(store, reader=reader, captures=Captures(captures))
        with store.reading() as connection:
            chosen = feeds.listed(connection)
        Run(store, source, Batch()).over(chosen)
        source.close()
    store.close()


def begin(url: str, addresses: list[str]) -> None:
    """Make a store with the feeds."""
    store = open_store(url)
    with store.writing() as connection:
        for address in addresses:
            feeds.put(connection, address, "2026-01-01T00:00:00.000000+00:00")
    store.close()


def waits(store: Store) -> bool:
    """Tell whether an item waits, or a feed was never read."""
    with store.reading() as connection:
        left = connection.execute(select(func.count()).select_from(tables.feed_items).where(tables.feed_items.c.state == "waiting"))
        unread = connection.execute(select(func.count()).select_from(tables.feeds).where(tables.feeds.c.checked.is_(None)))
        return bool(left.scalar() or unread.scalar())


def faults(store: Store, captures: Path, articles: int, wanted: str) -> list[str]:
    """Return what is wrong with a store whose items are all closed."""
    found = list(verify(store))
    with store.reading() as connection:
        documents = connection.execute(select(func.count()).select_from(tables.documents)).scalar()
        addresses = connection.execute(select(func.count(func.distinct(tables.documents.c.url)))).scalar()
        ends = {str(row.state): row.n for row in connection.execute(select(tables.feed_items.c.state, func.count().label("n")).group_by(tables.feed_items.c.state))}
        kept = {(row.warc, row.position) for row in connection.execute(select(tables.fetches))}
        made = digest(connection)
    if documents != articles + 1 or addresses != documents:
        found.append(f"{documents} documents of {addresses} addresses where there are {articles + 1} articles")
    if ends.get("failed") != 2 or sum(ends.values()) != 2 * (articles // 2 + articles // 4) + 4:
        found.append(f"items ended {ends}")
    if made != wanted:
        found.append("not equal to the undisturbed run")
    return found + [fault for warc, position in sorted(kept) for fault in unreadable(captures / warc, position)]


def unreadable(file: Path, position: int) -> list[str]:
    """Return what is wrong with the capture at a position."""
    with file.open("rb") as stream:
        stream.seek(position)
        record = next(iter(ArchiveIterator(stream, parse_http=False)), None)
        good = record is not None and record.headers["WARC-Type"] == "response" and record.verify_block_digest()
    return [] if good else [f"{file.name}:{position}: no whole capture"]


def run(databases: Databases, kills: int, articles: int, chance: random.Random) -> int:
    """Kill until the number is reached; print what was found; return the exit code."""
    killed = rounds = 0
    started = time.monotonic()
    wrong: list[str] = []
    with running(Server()) as server, tempfile.TemporaryDirectory() as place:
        addresses = fill(server, articles)
        port = server.ports["http"]
        calm = databases.new()
        begin(calm, addresses)
        before = time.monotonic()
        read(calm, Path(place) / "calm", port)
        whole = time.monotonic() - before
        store = open_store(calm)
        with store.reading() as connection:
            wanted = digest(connection)
        wrong += faults(store, Path(place) / "calm", articles, wanted)
        store.close()
        while killed < kills:
            rounds += 1
            url, captures = databases.new(), Path(place) / f"captures{rounds}"
            begin(url, addresses)
            while True:
                store = open_store(url)
                done = not waits(store)
                if done:
                    wrong += faults(store, captures, articles, wanted)
                store.close()
                if done:
                    break
                child = FORK.Process(target=read, args=(url, captures, port))
                child.start()
                child.join(chance.uniform(0.02, max(0.3, whole / 3)) if killed < kills else None)
                if child.is_alive():
                    os.kill(child.pid, signal.SIGKILL)
                    killed += 1
                child.join()
    for fault in wrong[:20]:
        print(fault)
    print(f"{killed} kills in {rounds} rounds of {articles + 1} articles in two feeds, {time.monotonic() - started:.0f} s (an undisturbed run takes {whole:.1f} s): {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("DATELINE_ENGINE", "grammar")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", default="sqlite", help="sqlite, or the URL of a PostgreSQL server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(Databases(options.store, Path(folder)), options.kills, options.articles, random.Random(options.seed)))
