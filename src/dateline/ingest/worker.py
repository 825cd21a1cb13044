"""Parsers that hostile bytes can make slow or hungry (PDF, feeds) run in a process of their own, with limits.

``python -P -m dateline.ingest.worker pdf|feed`` reads bytes from standard input and writes one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Literal

from dateline.errors import Malformed

SECONDS = 25
"""Wall-clock limit; issue 8 allows a document 30 s in all. A PDF of 187 pages takes one second."""
MEMORY = 512 * 1024 * 1024
"""Address space, in bytes."""


def run(kind: Literal["pdf", "feed"], raw: bytes, path: str) -> dict[str, Any]:
    """Return what the worker found.

    Raises:
        Malformed: it failed, ran out of time or of memory; the message says which.
    """
    command = [sys.executable, "-P", "-m", "dateline.ingest.worker", kind]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Malformed(f"reading it took longer than {SECONDS} s", path=path) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        last = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:200]
        raise Malformed(f"it cannot be read ({last or f'the worker ended with {done.returncode}'})", path=path) from error
    if not isinstance(answer, dict) or "error" in answer:
        raise Malformed(str(answer["error"]) if isinstance(answer, dict) else "no answer", path=path)
    return answer


def _limit() -> None:
    """Lower this process's limits, where the system has them (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def main(kind: str) -> None:
    """Parse standard input and write the answer; every failure is an answer with the key ``error``."""
    if kind == "pdf":
        from dateline.ingest.pdf import pages as parse
    else:
        from dateline.ingest.feed import entries as parse
    _limit()
    raw = sys.stdin.buffer.read()
    try:
        answer = parse(raw)
    except MemoryError:
        answer = {"error": f"reading it needs more than {MEMORY // 1024 // 1024} MiB of memory"}
    except Exception as error:  # noqa: BLE001 - the edge of a process made to fail alone: whatever the parser raises is the answer
        answer = {"error": f"it cannot be read ({type(error).__name__}: {str(error)[:200]})"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
