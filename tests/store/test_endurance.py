"""The benchmarks of the store in short: kills, failing writes, flipped bits, several writers, random orders.

The long forms are commands in benchmarks/.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield import_module
    for name in ("kills_upkeep", "broken_disk", "bit_flips", "kills", "orders", "concurrency", "made_reports"):
        sys.modules.pop(name, None)


def test_the_order_of_adding_and_judging_does_not_matter(
    benchmark: Callable[[str], ModuleType], capsys: pytest.CaptureFixture
) -> None:
    assert benchmark("orders").run(4, 25, 7) == 0, capsys.readouterr().out


def test_kills_lose_and_double_nothing_on_sqlite(
    benchmark: Callable[[str], ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    kills = benchmark("kills")
    assert kills.run(kills.Databases("sqlite", tmp_path), 3, 60, random.Random(1)) == 0, capsys.readouterr().out


@pytest.mark.postgres
def test_kills_lose_and_double_nothing_on_postgresql(
    benchmark: Callable[[str], ModuleType], postgresql: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    kills = benchmark("kills")
    assert kills.run(kills.Databases(postgresql, tmp_path), 3, 60, random.Random(1)) == 0, capsys.readouterr().out


def test_several_writers_and_readers_at_once(
    benchmark: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(sys, "argv", ["concurrency.py", "--writers", "3", "--readers", "1", "--transactions", "45"])
    assert benchmark("concurrency").main() == 0, capsys.readouterr().out


@pytest.mark.parametrize("kind", ["rebuild", "migration", "backup", "restore", "erasure"])
def test_kills_leave_the_store_whole_on_sqlite(
    benchmark: Callable[[str], ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture, kind: str
) -> None:
    kills, upkeep = benchmark("kills"), benchmark("kills_upkeep")
    scene = upkeep.Scene(kills.Databases("sqlite", tmp_path), 20, tmp_path)
    assert upkeep.run(scene, kind, 1, random.Random(1)) == 0, capsys.readouterr().out


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["migration"])
def test_kills_leave_the_store_whole_on_postgresql(
    benchmark: Callable[[str], ModuleType], postgresql: str, tmp_path: Path, capsys: pytest.CaptureFixture, kind: str
) -> None:
    kills, upkeep = benchmark("kills"), benchmark("kills_upkeep")
    scene = upkeep.Scene(kills.Databases(postgresql, tmp_path), 20, tmp_path)
    assert upkeep.run(scene, kind, 1, random.Random(1)) == 0, capsys.readouterr().out


def test_a_failing_disk_breaks_nothing(
    benchmark: Callable[[str], ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    broken = benchmark("broken_disk")
    if broken.library() is None:
        pytest.skip("this Python's SQLite cannot be reached")
    assert broken.run(benchmark("kills").Databases("sqlite", tmp_path), 10, 70) == 0, capsys.readouterr().out
    assert "make room" in capsys.readouterr().out


def test_flipped_bits_are_found(benchmark: Callable[[str], ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    flips = benchmark("bit_flips")
    assert flips.run(benchmark("kills").Databases("sqlite", tmp_path), 5, 10, random.Random(1)) == 0, capsys.readouterr().out
