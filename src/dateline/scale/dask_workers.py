"""Dask's workers on this machine: processes of their own, and another for each that dies.

Dask's own supervisor (a nanny a worker) gives up a worker that is killed while it starts, and a run could wait for ever for workers
that nobody made again.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from threading import Event, Lock, Thread

AGAIN = 0.5
"""Seconds before another worker is started in the place of one that died."""


class Workers:
    """`count` workers of the scheduler at `address`, kept alive until `close`."""

    def __init__(self, address: str, count: int) -> None:
        """Start the workers."""
        worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
        self._command = [sys.executable, "-m", *worker]
        self._over, self._lock = Event(), Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lanes = [Thread(target=self._keep, name=f"dask-worker-{number}", daemon=True) for number in range(count)]
        for lane in self._lanes:
            lane.start()

    def _keep(self) -> None:
        while True:
            with self._lock:
                if self._over.is_set():
                    return
                process = subprocess.Popen(
                    self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                self._running.add(process)
            process.wait()
            self._running.discard(process)
            self._over.wait(AGAIN)

    def close(self) -> None:
        """End the workers; none is started again."""
        with self._lock:
            self._over.set()
            running = list(self._running)
        for process in running:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
        for lane in self._lanes:
            lane.join(10)
