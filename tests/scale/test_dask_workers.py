"""Dask's workers on this machine are replaced when they die, also while they start."""

from __future__ import annotations

import os
import signal
import time

import pytest

pytest.importorskip("distributed")

from dateline.scale.dask_workers import Workers


def test_a_killed_worker_is_replaced_until_the_end() -> None:
    workers = Workers("tcp://127.0.0.1:9", 1)  # nobody listens there: the worker is always one that starts
    try:
        first = _only(workers)
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while (second := _only(workers)) == first and time.monotonic() < deadline:
            time.sleep(0.1)
        assert second != first
    finally:
        workers.close()
    assert not workers._running


def _only(workers: Workers) -> int:
    while not (running := list(workers._running)):
        time.sleep(0.05)
    return running[0].pid
