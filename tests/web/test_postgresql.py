"""The page over PostgreSQL: the same tests of reading on one database, then those of judging, which undo what they do."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.store import Store, open_store
from dateline.store.backup import backup, restore

from . import test_doors, test_pages
from .conftest import client_of

pytestmark = pytest.mark.postgres
READING = (
    test_pages.test_every_page_answers,
    test_pages.test_an_incident_shows_its_sources_and_its_rule,
    test_pages.test_an_old_id_leads_to_the_incident_of_now,
    test_pages.test_quotes_and_values_are_linked_both_ways,
    test_pages.test_captures_and_what_changed,
    test_pages.test_the_api_pages_and_has_etags,
    test_pages.test_the_explainer_leads_to_its_quotes,
    test_pages.test_files_hold_what_the_page_holds,
    test_pages.test_the_map_tells_a_dot_from_an_area,
    test_pages.test_near_dots_are_joined_and_far_ones_are_not,
)
JUDGING = (
    test_doors.test_join_two_incidents_and_undo_it,
    test_doors.test_accept_a_figure_and_undo_it,
    test_doors.test_a_settled_conflict_leaves_the_queue,
    test_doors.test_correct_what_an_incident_shows,
)


@pytest.fixture(scope="module")
def kept(filled: Path, new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The record of the tests in a PostgreSQL database, restored from a backup of the SQLite file."""
    file = tmp_path_factory.mktemp("kept") / "filled.gz"
    source, target = open_store(str(filled)), open_store(new_database())
    backup(source, file)
    restore(target, file)
    source.close()
    yield target
    gc.collect()  # a connection that a dropped generator still holds goes back to the pool before that is closed
    target.close()


@pytest.fixture
def client(kept: Store) -> TestClient:
    return client_of(kept)


@pytest.mark.parametrize("test", READING, ids=lambda test: test.__name__)
def test_reading_on_postgresql(client: TestClient, test: Callable[[TestClient], None]) -> None:
    test(client)


@pytest.mark.parametrize(
    ("query", "places"),
    [case for mark in test_pages.test_filters.pytestmark if mark.name == "parametrize" for case in mark.args[1]],  # type: ignore[attr-defined]
)
def test_filters_on_postgresql(client: TestClient, query: str, places: Any) -> None:
    test_pages.test_filters(client, query, places)


def test_sign_in_on_postgresql(kept: Store, users: Path) -> None:
    test_doors.test_nobody_comes_in_without_signing_in(kept, users)
    test_doors.test_a_session_ends(kept, users)


@pytest.mark.parametrize("test", JUDGING, ids=lambda test: test.__name__)
def test_judging_on_postgresql(client: TestClient, test: Callable[[TestClient], None]) -> None:
    """Last and in this order: what they judge stays."""
    test(client)
