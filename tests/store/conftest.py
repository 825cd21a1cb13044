"""Stores to test on: SQLite in a file, and the real PostgreSQL that the session starts for itself (tests/conftest.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Store, open_store


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
