"""One shard, read into one Parquet file: a function of the shard and the job, wherever it runs and however often it was killed.

Progress stands in a journal beside the output, a line an item, written as items are done. A run that finds a journal goes on behind
its last whole line; one that finds the output does nothing. The journal is locked while it is written: of two runs of one shard
(an engine that took a live worker for dead) the second waits, and then finds the output.
"""

from __future__ import annotations

import fcntl
import json
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from dateline.config import settings
from dateline.scale import row
from dateline.scale.child import Child, Died, NotStarted, TooSlow
from dateline.scale.parquet import counts_of, write
from dateline.scale.plan import Job, Shard
from dateline.scale.reader import MEMORY

SECONDS = 30.0
"""The longest that one item may take (issue 8: no document over 30 s)."""
DEATHS = 3
"""Deaths of a reader at one item before the item is held to be the cause."""
KILLS = 12
"""The same of deaths by SIGKILL, which come from outside: no page sends one, the system does where memory runs short. With three,
110 kills in 18 minutes on a crowded machine set four pages of 1,500 aside and gave up the rest of a shard."""
STARTS = 10
"""Readers in a row that may fail to start before the run ends: something is wrong with the machine, not with the input."""
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a shard: documents by outcome, seconds by stage, whether it was there already, and failures by reason."""

    name: str
    size: int
    counts: dict[str, int]
    incidents: int
    spent: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    resumed: bool = False
    seconds: float = 0.0


def run_shard(shard: Shard, job: Job, out: str) -> Summary:
    """Read a shard into ``OUT/NAME.parquet`` and return what became of it; nothing is done where that file stands already.

    Raises:
        NotStarted: ten reader processes in a row did not start.
    """
    final = Path(out) / f"{shard.name}.parquet"
    began = time.monotonic()
    if not final.exists():
        with _journal(final.with_suffix(".journal")) as journal:
            if not final.exists():
                spent = _read(shard, job, journal)
                journal.seek(0)
                counted = write(journal, final)
                final.with_suffix(".journal").unlink()
                return Summary(shard.name, shard.size, *counted[:2], spent, counted[2], False, time.monotonic() - began)
    counts, incidents, reasons = counts_of(final)
    return Summary(shard.name, shard.size, counts, incidents, {}, reasons, True)


@contextmanager
def _journal(path: Path) -> Iterator[IO[bytes]]:
    """Open and lock a journal; a line that was cut by a death is taken off."""
    while True:
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not path.exists():  # the run before us finished and took it away
                if path.with_suffix(".parquet").exists():
                    yield file
                    return
                continue
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            yield file
            return


def _read(shard: Shard, job: Job, journal: IO[bytes]) -> dict[str, float]:
    journal.seek(0)
    done = [json.loads(line) for line in journal]
    spent: Counter[str] = Counter()  # seconds: a Counter adds floats as well
    for item in done:
        spent.update(item.get("spent", {}))
    progress = _Progress(journal, spent, done[-1]["item"] if done else -2)
    while not progress.ended:
        try:
            _ask(shard, job, progress)
        except NotStarted:
            progress.starts += 1
            if progress.starts >= STARTS:
                raise
        except Died as death:
            _renew()
            progress.died(death)
        except TooSlow:
            _renew()
            progress.set_aside(f"reading it took longer than {SECONDS:.0f} s")
    return dict(spent)


def _ask(shard: Shard, job: Job, progress: _Progress) -> None:
    child = _child()
    child.ask(
        {
            "slices": [(part.path, part.start, part.end, part.base) for part in shard.slices], "published": job.published,
            "sift": job.sift, "keep_text": job.keep_text, "max_bytes": settings().max_bytes, "first": progress.last + 1,
        }
    )  # fmt: skip
    while True:
        message = child.hear(time.monotonic() + SECONDS)
        if "end" in message:
            progress.ended = True
            if message["memory"] > MEMORY // 2:
                _renew()
            return
        progress.hear(message)


class _Progress:
    """Where a shard stands: the last item done, the one that has begun, and how often readers died at it."""

    def __init__(self, journal: IO[bytes], spent: Counter[str], last: int) -> None:
        self.journal = journal
        self.spent = spent
        self.last = last
        self.begun: dict[str, Any] | None = None
        self.deaths: Counter[tuple[int, bool, bool]] = Counter()
        """By item, whether it had begun, and whether by SIGKILL."""
        self.starts = 0
        self.ended = False

    def hear(self, message: dict[str, Any]) -> None:
        """Note that an item began, or write down what it gave."""
        self.starts = 0
        if "begin" in message:
            self.begun = message
        else:
            self.spent.update(message["spent"])
            self._write(message)

    def died(self, death: Died) -> None:
        """Count a death; the last allowed at one item sets it aside. Between items all the rest of the shard is set aside."""
        killed = death.code == -signal.SIGKILL
        at = (self.last + 1, self.begun is not None, killed)
        self.deaths[at] += 1
        if self.deaths[at] >= (KILLS if killed else DEATHS):
            self.set_aside(f"the process that read it ended ({death})")

    def set_aside(self, reason: str) -> None:
        """Write down that the item that had begun is set aside; without one, that the shard ends here."""
        if self.begun is None:
            self.ended = True
            text = f"the rest of the shard, from item {self.last + 1} on: {reason}"
            self._write({"item": self.last + 1, "rows": [row.without_document("set_aside", None, text)]})
            return
        rows = [row.without_document("set_aside", self.begun["path"], reason, self.begun["url"])]
        self._write({"item": self.begun["begin"], "rows": rows})

    def _write(self, message: dict[str, Any]) -> None:
        self.journal.write(json.dumps(message).encode() + b"\n")
        self.journal.flush()
        self.last, self.begun = message["item"], None


def _child() -> Child:
    """Return this thread's reader, started when it is first wanted."""
    if getattr(_own, "child", None) is None:
        _own.child = Child()
    child: Child = _own.child
    return child


def _renew() -> None:
    if getattr(_own, "child", None) is not None:
        _own.child.end()
    _own.child = None


def close() -> None:
    """End this thread's reader."""
    _renew()
