"""A reader process from outside: started, asked, waited for with a deadline, ended."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from typing import Any

from dateline.errors import DatelineError

COMMAND = (sys.executable, "-P", "-m", "dateline.scale.reader")
START = 300.0
"""Seconds in which a reader must be ready: it takes two on an idle machine, and has taken ninety on a crowded one."""


class Died(DatelineError):
    """The reader ended; ``code`` is its exit status, negative for a signal."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"signal {-code}" if code < 0 else f"exit status {code}")


class TooSlow(DatelineError):
    """The reader said nothing before the deadline."""


class NotStarted(DatelineError):
    """The reader ended, or was silent, before it was ready: no document is to blame."""


class Child:
    """One reader process, kept for as many shards as it survives."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment())
        self._held = b""
        self._lines: list[bytes] = []
        try:
            self.hear(time.monotonic() + START)
        except (Died, TooSlow) as error:
            self.end()
            raise NotStarted(f"the reader process did not start ({error})") from error

    def ask(self, task: dict[str, Any]) -> None:
        """Hand the reader a task.

        Raises:
            Died: it is gone.
        """
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(task).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise Died(self.process.wait()) from error

    def hear(self, deadline: float) -> dict[str, Any]:
        """Return the reader's next message.

        Raises:
            Died: it ended without one.
            TooSlow: the deadline (monotonic seconds) passed.
        """
        assert self.process.stdout is not None
        pipe = self.process.stdout.fileno()
        while not self._lines:
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TooSlow("nothing was heard in time")
            part = os.read(pipe, 1 << 20)
            if not part:
                raise Died(self.process.wait())
            *lines, self._held = (self._held + part).split(b"\n")
            self._lines = lines[::-1]
        message: dict[str, Any] = json.loads(self._lines.pop())
        return message

    def end(self) -> None:
        """Kill the reader and close its pipes; it holds nothing that is not written down."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def _environment() -> dict[str, str]:
    """One thread a reader: documents are the unit of parallelism."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
