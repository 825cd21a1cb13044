"""The server of raw bytes and the benchmarks of fetching, which lie in benchmarks/, and stores of both kinds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from dateline.store import Store, open_store

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    made: str = request.getfixturevalue("new_database")()
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store, of either kind."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def benchmark() -> Iterator[Callable[[str], ModuleType]]:
    """Import a benchmark by its name."""
    sys.path.insert(0, str(BENCHMARKS))
    yield import_module
    sys.path.remove(str(BENCHMARKS))
    for name in ("fetch_server", "fetch_faults", "hostile_urls"):
        sys.modules.pop(name, None)


@pytest.fixture
def web(benchmark: Callable[[str], ModuleType]) -> Iterator[ModuleType]:
    """The module of the test's server."""
    yield benchmark("fetch_server")
