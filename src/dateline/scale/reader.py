"""The process that reads: ``python -P -m dateline.scale.reader`` takes tasks from standard input and tells, by item, what it did.

It may die of a document: whoever gave the task knows which item had begun and starts another one behind it. Messages are JSON, one
a line: ``ready``; ``begin`` an item, with its path; ``item``, its rows and the seconds spent by stage; ``end`` of the task.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from typing import Any

from dateline.errors import DatelineError, InputError
from dateline.ingest import moment
from dateline.ingest.document import Origin, Reading
from dateline.ingest.slices import Slice, read_slice
from dateline.ingest.sniff import Kind
from dateline.pipeline import run
from dateline.scale import row
from dateline.scale.look import look
from dateline.types import Document

MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of memory of its own (RLIMIT_DATA) that a reader may take; at rest it has some 400 MB."""
WARM = "Gunmen shot dead three people at a market in Quetta, Pakistan, on Monday 3 May 2021, police said."


class Task:
    """One shard being read. Items are counted from 0 in the order of the input; -1 is the container around them."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.first: int = given["first"]
        self.number = -1
        self.rows: list[row.Row] = []
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.since = time.perf_counter()

    def run(self) -> None:
        """Read the shard from its first item that is wanted."""
        reading = Reading(self.given["max_bytes"], self._failed, self._gate)
        for part in self.given["slices"]:
            try:
                for document in read_slice(Slice(*part), moment.given(self.given["published"]), reading):
                    self._lap("extract")
                    self.rows.append(self._row(document))
                    self._lap("pipeline")
            except InputError as error:
                self._failed(error)
        self._flush()
        say({"end": True, "memory": _resident()})

    def _gate(self, kind: Kind, raw: bytes, origin: Origin, charset: str | None) -> bool:
        """Tell whether an item is to be parsed: it was not done before, and a look does not pass it over."""
        self._lap("extract")
        self._flush()
        self.number += 1
        if self.number < self.first:
            return False
        say({"begin": self.number, "path": origin.path, "url": origin.url})
        if kind != "html" or not self.given["sift"]:
            return True
        seen = look(raw, charset)
        passed = seen is not None and seen.passed_over is not None
        if seen is not None and passed:
            self.rows.append(row.of_look(seen, raw, origin, keep_text=self.given["keep_text"]))
        self._lap("look")
        return not passed

    def _row(self, document: Document) -> row.Row:
        try:
            return row.of_report(run(document, sift=self.given["sift"]), keep_text=self.given["keep_text"])
        except MemoryError:
            return row.failed(document, f"it needs more than {MEMORY // 1024 // 1024} MiB of memory")
        except DatelineError as error:
            return row.failed(document, str(error))
        except Exception as error:  # noqa: BLE001 - the edge where one document's failure must not end its shard
            return row.failed(document, f"the pipeline failed on it ({type(error).__name__}: {str(error)[:200]})")

    def _failed(self, error: InputError) -> None:
        self.rows.append(row.without_document("unreadable", error.path, str(error)))

    def _lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.spent[stage] += now - self.since
        self.since = now

    def _flush(self) -> None:
        if self.number >= self.first and (self.rows or self.number >= 0):
            spent = {stage: round(seconds, 6) for stage, seconds in self.spent.items()}
            say({"item": self.number, "rows": self.rows, "spent": spent})
        self.rows, self.spent = [], defaultdict(float)


def say(message: dict[str, Any]) -> None:
    """Write one message; a closed pipe ends the process: whoever asked is gone."""
    try:
        sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os._exit(0)


def _resident() -> int:
    """Return the bytes of memory held now, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - read once a shard
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Get everything loaded, say so, and read the tasks."""
    _limit()
    run(Document("warm", WARM, language="en"), sift=False)
    run(Document("warm", WARM, language="en"), sift=True)
    say({"ready": os.getpid()})
    for line in sys.stdin.buffer:
        Task(json.loads(line)).run()


if __name__ == "__main__":
    main()
