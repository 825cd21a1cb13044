"""The web's files are those of `dateline export` with the same filters, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.cli.export import command
from dateline.cli.incidents import wanted
from dateline.store import Store
from dateline.store.add import add
from dateline.web.snapshot import Snapshots

from .conftest import client_of, made

FILES = {"csv": "/incidents.csv", "jsonl": "/incidents.jsonl", "geojson": "/incidents.geojson", "timeline": "/timeline.json"}
FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("sort=oldest", {}),
    ("country=PK", {"country": "Pakistan"}),
    ("place=pesh", {"place": "Pesh"}),
    ("place=%C3%89LYS%C3%89E", {"place": "élysée"}),
    ("type=abduction", {"type": "abduction"}),
    ("since=2023-01-01&until=2023-12-31", {"since": "2023-01-01", "until": "2023-12-31"}),
    ("killed_min=10&killed_max=50", {"killed": "10-50"}),
    ("group=islamic-state", {"actor": "Islamic State"}),
    ("group=al-shabaab", {"actor": "al-shabaab"}),
    ("group=gunmen", {"actor": "Gunmen"}),
    ("group=islamic-state&status=claimed", {"actor": "islamic-state", "status": "claimed"}),
    ("status=accused", {"status": "accused"}),
    ("status=denied", {"status": "denied"}),
    ("status=unknown", {"status": "unknown"}),
    ("q=%22counted+for+itself%22", {"text": '"counted for itself"'}),
    ("q=%21%21", {"text": "!!"}),
    ("conflicts=1", {"conflicts": True}),
    ("main=1", {"main": True}),
]


@pytest.fixture
def varied(store: Store) -> Store:
    """The store with more of what filters tell apart: accents, a denial, an unnamed group, no date, no toll, a formula."""
    add(
        store,
        [
            made.report("2023-05-02", when="2023-05-01", where="Moscow", site="Élysée", killed=2, publisher="=cmd"),
            made.report("2023-05-03", when="2023-05-02", where="Kerman", killed=4, by="gunmen", status="unknown"),
            made.report("2023-05-04", when="2023-05-03", where="Jos", denied_by="Islamic State"),
            made.report(None, where="Lahore", killed=7),
        ],
        "test",
    )
    return store


def exported(store: Store, out: Path, format: str, options: dict[str, Any], rule: str | None = None) -> bytes:
    look = wanted(**{"since": None, "until": None, "killed": None, **options})
    command(look, format=format, out=out, store=str(store.file), rule=rule)
    return out.read_bytes()


@pytest.mark.parametrize("format", FILES)
def test_files_are_those_of_export(varied: Store, tmp_path: Path, format: str) -> None:
    client = client_of(varied)
    sizes = set()
    for query, options in FILTERS:
        given = exported(varied, tmp_path / "export", format, options)
        assert client.get(f"{FILES[format]}?{query}").content == given, query
        sizes.add(len(given))
    assert len(sizes) > 8, "the filters must tell incidents apart"


def test_files_are_by_the_rule_asked_for(client: TestClient, store: Store, tmp_path: Path) -> None:
    for rule in ("gtd", "acled", "ucdp"):
        assert client.get(f"/incidents.csv?rule={rule}").content == exported(store, tmp_path / "export", "csv", {}, rule)


def test_a_file_without_sense_is_refused_before_it_begins(client: TestClient) -> None:
    assert [client.get(f"{path}?rule=mine").status_code for path in FILES.values()] == [400] * len(FILES)


def test_exports_go_by_day_and_undated_come_last(varied: Store) -> None:
    with varied.reading() as connection:
        snapshot = Snapshots(varied).now(connection)
    days = [int(snapshot.first[row]) for row in snapshot.earliest(snapshot.mask_of(snapshot.newest))]
    dated = [day for day in days if day >= 0]
    assert dated == sorted(dated) and days[len(dated) :] == [-1] * (len(days) - len(dated)) != []
