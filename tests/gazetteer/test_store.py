"""The compiled gazetteer: what it holds and how it is looked up."""

from __future__ import annotations

import sqlite3
import threading
from importlib import resources
from pathlib import Path

import pytest

from dateline.errors import MissingProgram
from dateline.gazetteer import Gazetteer, distance, gazetteer, store

FILE = Path(str(resources.files("dateline.gazetteer") / "places.sqlite"))


@pytest.mark.parametrize(
    ("name", "country"),
    [("Helmand province", "AF"), ("Borno State", "NG"), ("Sulu", "PH"), ("northern Rakhine", "MM"),
     ("Bangsamoro", "PH"), ("Donbas", "UA"), ("Tigray", "ET"),
     ("Kashmir", "IN"), ("Chechnya", "RU"), ("Dagestan", "RU"),
     ("Cabo Delgado", "MZ"), ("North Kivu", "CD"), ("Gaza Strip", "PS"), ("Ituri", "CD")],
)  # fmt: skip
def test_regions_of_conflict(name: str, country: str) -> None:
    assert country in {place.country for place in gazetteer().search(name) if place.is_division}


@pytest.mark.parametrize(
    ("name", "country", "at"),
    [("Sarmada", "SY", (36.2, 36.7)), ("Aitaroun", "LB", (33.1, 35.5)), ("Sévaré", "ML", (14.5, -4.1)),
     ("Bunagana", "CD", (-1.3, 29.6)), ("Nirim", "IL", (31.3, 34.4)), ("Ayn al-Arab", "SY", (36.9, 38.4))],
)  # fmt: skip
def test_places_of_the_news(name: str, country: str, at: tuple[float, float]) -> None:
    assert any(distance(place.lat, place.lon, *at) < 25 for place in gazetteer().search(name) if place.country == country)


@pytest.mark.parametrize("name", ["Sahel", "Gulf of Aden", "Middle East", "Sinai", "Horn of Africa"])
def test_wide_areas(name: str) -> None:
    assert any(place.kind in ("continent", "sea", "region") for place in gazetteer().search(name))


def test_every_state_of_the_united_states_has_its_abbreviation() -> None:
    for form in ("Ala.", "N.Y.", "W.Va.", "Calif.", "D.C."):
        assert any(place.kind == "admin1" and place.country == "US" for place in gazetteer().search(form)), form


def test_romanised_spelling_within_a_country() -> None:
    assert any(place.name.startswith("Ar Raqqa") for place in gazetteer().search("Al-Raqqah", "SY"))
    assert gazetteer().search("Xyzzyq", "SY") == ()


def test_coordinates_are_on_the_globe() -> None:
    connection = sqlite3.connect(FILE)
    rows = connection.execute("SELECT count(*), min(lat), max(lat), min(lon), max(lon) FROM places").fetchone()
    connection.close()
    assert rows[0] > 270_000
    assert -90 <= rows[1] <= rows[2] <= 90
    assert -180 <= rows[3] <= rows[4] <= 180


def test_divisions_lie_in_their_countries() -> None:
    illinois = next(place for place in gazetteer().search("Illinois") if place.kind == "admin1")
    assert distance(illinois.lat, illinois.lon, 40.0, -89.0) < 100


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 60e6


def test_shared_between_threads() -> None:
    places, failures = Gazetteer(FILE), []

    def work(number: int) -> None:
        for name in ("kabul", "paris", "springfield", f"santa {number}"):
            try:
                places.find(name)
            except sqlite3.Error as error:
                failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_missing_file_says_how(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(store.resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(store, "find_spec", lambda _: None)
    with pytest.raises(MissingProgram, match="pip install"):
        store.gazetteer.__wrapped__()
