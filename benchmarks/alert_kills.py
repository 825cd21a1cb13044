"""Kill `dateline watch run` at random moments of telling and sending, and count what a webhook got: none lost, none out of order.

    python benchmarks/alert_kills.py --kills 100 [--store postgresql+psycopg://…/empty]

Every round adds a report to the record, starts `dateline watch run`, and kills it (SIGKILL), mostly about when an alert has arrived;
the last run is left alone. A line a round goes to standard error, the sum to standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from dateline.cli.watch_targets import Hook, keep
from dateline.extract.contract import record
from dateline.ingest import read
from dateline.pipeline import run
from dateline.publish import webhook
from dateline.publish.alerts import Watch
from dateline.store import alerts, open_store, outbox
from dateline.store.add import add

PROGRAM = [sys.executable, "-c", "from dateline.cli import main; main()"]
TOWNS = ("Baidoa", "Quetta", "Maiduguri", "Jos", "Peshawar", "Kandahar", "Mosul", "Gao", "Kabul", "Lahore")
PAUSE = 0.05
"""Seconds that the receiver takes: so that kills also fall between an alert's arrival and the note of it."""


class Receiver(BaseHTTPRequestHandler):
    """Keeps the ids of what came with a right signature."""

    came: ClassVar[list[str]] = []
    secret = webhook.new_secret()

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"]))
        if webhook.verify(self.secret, dict(self.headers.items()), content):
            self.came.append(json.loads(content)["data"]["id"])
        time.sleep(PAUSE)
        try:
            self.send_response(204)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            pass  # the sender was killed while it waited

    def log_message(self, *_: Any) -> None:
        pass


def report(folder: Path, number: int) -> Path:
    """Write an article of an attack of its own."""
    day, town = f"20{10 + number % 14:02}-{1 + number % 12:02}-{1 + number % 27:02}", TOWNS[number % len(TOWNS)]
    text = f"A bomb killed {3 + number} people at a market in {town} on {day}, police said. Another {5 + number} people were injured."
    file = folder / f"{number}.jsonl"
    file.write_text(json.dumps({"id": str(number), "published": day, "publisher": f"Outlet {number}", "text": text}) + "\n")
    return file


def moment(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """Wait for the moment of a kill: one in three anywhere from the start, else about when one of the next alerts has arrived."""
    if chance.random() < 1 / 3:
        end, arrivals = time.monotonic() + chance.uniform(0, 3), 1_000_000
    else:
        end, arrivals = time.monotonic() + 60, len(Receiver.came) + chance.randint(1, 3)
    while process.poll() is None and time.monotonic() < end and len(Receiver.came) < arrivals:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 2 * PAUSE))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--store")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    chance = random.Random(given.seed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        address, targets = given.store or str(folder / "s.db"), folder / "targets.json"
        keep(targets, "desk", Hook(f"http://127.0.0.1:{port}/", (Receiver.secret,)))
        store = open_store(address)
        for name in ("one", "two", "three"):
            alerts.write_rule(store, name, Watch(name, targets=("desk",)))
        environment = {**os.environ, "DATELINE_FETCH_ALLOWED": f"127.0.0.1:{port}"}
        command = [*PROGRAM, "watch", "run", "--store", address, "--targets", str(targets)]
        began, killed = time.monotonic(), 0
        for number in range(given.kills + 1):
            add(store, [(document, record(run(document))) for document in read(str(report(folder, number)))], "benchmark")
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if number == given.kills:
                process.wait()
            else:
                moment(process, chance)
                killed += process.poll() is None
                process.kill()
                process.wait()
            print(f"{number}: {len(Receiver.came)} came, {killed} killed", file=sys.stderr)
        with store.reading() as connection:
            told = [one.id for one in reversed(outbox.latest(connection, 100_000))]
            left = len(outbox.waiting(connection))
        once = list(dict.fromkeys(Receiver.came))
        print(f"kills {killed}, alerts {len(told)}, lost {len(set(told) - set(once))}, made up {len(set(once) - set(told))}, ")
        print(f"in order {once == told}, came twice {len(Receiver.came) - len(once)}, still waiting {left}, {time.monotonic() - began:.0f} s")
        store.close()
    server.shutdown()


if __name__ == "__main__":
    main()
