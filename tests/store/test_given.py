"""Values that a person gives: what is no value is refused with words, so that no record breaks later."""

from __future__ import annotations

import json

import pytest

from dateline.errors import SettingsError
from dateline.store.given import value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("date", "13/13/2020"),
        ("date", "2020-13-01"),
        ("date", "2020-02-30"),
        ("date", "2021-05-02/2021-05-01"),
        ("type", "explosion"),
        ("perpetrator", " "),
        ("place", ""),
        ("place", "Nowhereville"),
        ("killed", "many"),
        ("killed", "{not json"),
    ],
)
def test_no_value(name: str, given: str) -> None:
    with pytest.raises(SettingsError, match=name):
        value(name, given)


def test_values() -> None:
    assert json.loads(value("date", "2021-05-01/2021-05-03")) == {"value": "2021-05-01/2021-05-03", "precision": "range"}
    assert json.loads(value("date", "2021-05"))["precision"] == "month"
    assert json.loads(value("type", "bombing")) == "bombing"
    assert json.loads(value("killed", "84"))["best"] == 84


@pytest.mark.parametrize(
    ("given", "name", "country"),
    [
        ("Goma, CD", "Goma", "CD"),
        ("Khanabad, Kunduz", "Khanabad", "AF"),
        ("Paris, TX", "Paris", "US"),
        ("Bunagana", "Bunagana", "CD"),
    ],
)
def test_a_place_has_its_position(given: str, name: str, country: str) -> None:
    found = json.loads(value("place", given))
    assert (found["name"], found["country"], found["precision"]) == (name, country, "town")
    assert found["lat"] is not None and found["gazetteer_id"]
