"""Care for people (CODEBOOK.md): names of victims, witnesses, survivors and minors stay in the source text alone."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from dateline.errors import SettingsError
from dateline.extract.care import MARK
from dateline.extract.contract import record
from dateline.pipeline import run
from dateline.publish.coarse import cell, coarse
from dateline.types import Document

Benchmark = Callable[[str], ModuleType]


def test_no_private_name_in_what_is_read(benchmark: Benchmark) -> None:
    """All planted articles: the contract's object holds no part of a private name, and quotes stay verbatim."""
    care = benchmark("care")
    private = care.pattern(name for row in care.planted() for name in row["private"])
    for document, said in care.documents():
        assert not list(care.leaks(said, private, document.id))
        for statement in (one for incident in said["incidents"] for one in incident["statements"]):
            assert document.text[statement["start"] : statement["end"]] == statement["quote"] != ""


def test_no_private_name_in_any_output(benchmark: Benchmark) -> None:
    """A few of them through the store into every table, export, explainer, alert, page and answer (all: benchmarks/care.py)."""
    found, kinds, lost = benchmark("care").search(2)
    assert not found and not lost
    assert kinds["export"] == 15 and all(kinds[name] for name in ("table", "explainer", "alert", "GET"))


def read(text: str, title: str | None = None) -> dict[str, object]:
    return record(run(Document(id="d", text=text, title=title, published=date(2024, 3, 18))))


def test_officials_suspects_and_groups_are_named() -> None:
    said = json.dumps(
        read(
            "Two shot dead in Fresno\nTwo men were shot dead in Fresno on Sunday, Mayor Ana Belmonte said. "
            "Police arrested Raymond Kessler, 27, and charged him with murder. Al-Shabaab claimed responsibility."
        )
    )
    assert "Ana Belmonte" in said and "Raymond Kessler" in said and "Al-Shabaab" in said


def test_a_minor_is_never_named_even_as_suspect() -> None:
    said = json.dumps(
        read("Stabbing in Leeds\nA man was stabbed to death in Leeds on Sunday. Police arrested Callum Redfearne, 15.")
    )
    assert "Redfearne" not in said


def test_a_title_shows_a_mark_and_the_text_stays() -> None:
    title = "Mother of Ngozi Ezeilo mourns after bombing in Jos"
    text = f"{title}\nA bomb killed Ngozi Ezeilo and 11 others in Jos on Sunday, the army said."
    report = run(Document(id="d", text=text, title=title))
    assert report.document.title == f"Mother of {MARK} mourns after bombing in Jos"
    assert report.document.text == text


@pytest.mark.parametrize(("lat", "lon"), [(34.01, 71.58), (-89.99, 10.0), (0.0, -179.99), (64.1, 179.99)])
def test_coarse_positions_are_in_the_same_cell(lat: float, lon: float) -> None:
    place = {"lat": lat, "lon": lon, "name": "x", "gazetteer_id": "1"}
    (moved,) = coarse([{"place": place, "statements": [{"value": place}]}], 50)
    near = moved["place"]
    assert near == moved["statements"][0]["value"] and near["gazetteer_id"] is None and near["name"] == "x"
    assert abs(near["lat"] - lat) * 111.32 <= 25.1 and -90 <= near["lat"] <= 90 and -180 <= near["lon"] <= 180
    assert abs(near["lon"] - lon) * 111.32 * math.cos(math.radians(near["lat"])) <= 25.1 or abs(lon) > 179
    assert cell(lat, lon, 50) == cell(lat + 1e-6, lon, 50)


def test_coarse_wants_kilometres() -> None:
    with pytest.raises(SettingsError):
        coarse([], 0)


def test_a_surname_that_is_a_word_of_sites_goes_and_the_sites_stay() -> None:
    title = "Owen Hall mourned at Albert Hall in Leeds"
    text = f"{title}\nOwen Hall, 44, was stabbed to death in Leeds on Sunday. Hall was a teacher. A vigil was held at Albert Hall."
    report = run(Document(id="d", text=text, title=title))
    assert report.document.title == f"{MARK} mourned at Albert Hall in Leeds"
    assert "Hall was" not in json.dumps(record(report))


def test_a_place_that_no_gazetteer_holds_is_no_persons_name() -> None:
    """ "At the scene where Woods died": the words behind a preposition are not always a place."""
    from dateline.extract.care import _Care, _place
    from dateline.extract.names import Withheld
    from dateline.types import PlaceValue

    care = _Care("", Withheld(parts=frozenset(("mario", "woods"))), frozenset())
    unlisted = PlaceValue("Woods", "US", "California", 37.77, -122.42, "site", within="Woods")
    assert _place(unlisted, care) is None
    assert _place(replace(unlisted, name="house of Mario Woods"), care) == replace(unlisted, name="house", within=None)
    listed = replace(unlisted, gazetteer_id="g1")
    assert _place(listed, care) == listed


def test_a_town_that_was_hit_before_keeps_its_name() -> None:
    text = (
        "At least nine people were killed on 16 May 2023 when gunmen raided the village of Koulogon in central Mali. "
        "{} been hit before. On 1 January 2019 hunters killed 37 people there."
    )
    for words in ("Koulogon has", "Has Koulogon"):
        assert read(text.format(words), "What is known of the Koulogon massacre")["document"]["title"] == (
            "What is known of the Koulogon massacre"
        )
    person = "A gunman shot at guests in Jackson. Marcus Jackson, 34, was hit in the chest and died. Jackson was hit twice."
    assert "Jackson" not in str(read(person, "Tributes to Marcus Jackson")["document"]["title"])


def test_a_headline_of_capitals_is_no_name() -> None:
    title = "Dozens Hurt as Twin Bombings Hit Talmara"
    text = f"{title}\nTwo bombs wounded 40 people in Talmara, Syria, on Sunday, police said."
    report = run(Document(id="d", text=text, title=title))
    assert report.document.title == title


def test_whom_the_police_name_is_the_attacker_or_nobody() -> None:
    opened = "A gunman killed five people at a mall in Harlow on Saturday. Officers shot the attacker dead. "
    assert "Marlowe" in json.dumps(read(opened + "Police named him on Sunday as Derek Marlowe, 34."))
    struck = "A gunman shot a woman dead in Harlow on Saturday. "
    assert "Kurz" not in json.dumps(read(struck + "Police named her on Sunday as Anna Kurz, 34.")["incidents"])


def test_no_minor_is_named_whatever_stands_between_name_and_age() -> None:
    told = "A teacher was shot dead at a school in Harlow on Saturday. "
    for aged in (
        "The shooter, Derek Marlowe, was arrested. Marlowe, 15, will appear in court on Monday, charged with murder.",
        "A 16-year-old student, Derek Marlowe, was charged on Monday with murder.",
        "Police arrested Derek Marlowe, a 17-year-old from Harlow, on suspicion of murder.",
    ):
        assert "Marlowe" not in json.dumps(read(told + aged))
    adult = "Derek Marlowe, 41, was charged with murder. His daughter, Amy Marlowe, 6, was not hurt."
    said = json.dumps(read(told + adult))
    assert "Derek Marlowe" in said and "Amy" not in said
