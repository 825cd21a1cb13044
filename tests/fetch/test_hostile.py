"""The benchmarks of fetching in short: hostile addresses, and faults of servers. The long forms are commands in benchmarks/."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import pytest


def test_hostile_addresses_reach_nothing(benchmark: Callable[[str], ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    hostile = benchmark("hostile_urls")
    watch = hostile.Watch()
    sys.addaudithook(watch)
    assert hostile.run(watch, feeds_too=False) == 0, capsys.readouterr().out


def test_faults_leave_nothing_called_complete_that_is_not(
    benchmark: Callable[[str], ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    faults = benchmark("fetch_faults")
    short = faults.Limits(seconds=0.3, wait=0.15, wire_bytes=1 << 20, body_bytes=4 << 20)
    assert faults.run(8, fork=False, limits=short) == 0, capsys.readouterr().out
