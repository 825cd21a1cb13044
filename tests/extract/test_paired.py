"""Two attacks told in one plural: two places far apart make two incidents, a list of three or two quarters of a town do not."""

from __future__ import annotations

import pytest

from dateline.extract.cut import units
from dateline.extract.group import Group
from dateline.extract.paired import part
from dateline.pipeline import layers, run
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def places(text: str) -> list[str]:
    found = run(Document("x", text, language="en"), sift=False).incidents
    return [incident.place.name for incident in found if incident.place]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The bombings of two embassies in Nairobi, Kenya, and Dar es Salaam, Tanzania, on 3 May 2021 killed 25 people.", 2),
        ("The minister condemned Friday's attacks in Paris and Tunis, which killed 25 people on 3 May 2021.", 2),
        ("The council condemned the bombing of the U.S. embassies in Kenya and Tanzania on 3 May 2021. It killed 25 people.", 2),
        ("Blasts rock churches in Tanzania, Kenya\n\nThe blasts on 3 May 2021 killed 25 people.", 2),
        ("The attack in Paris and its aftermath in Tunis shocked many on 3 May 2021. It killed 25 people.", 1),
        ("Bombings in Paris, Lyon and Tunis killed 25 people on 3 May 2021.", 3),
        ("He is wanted for shootings that wounded two guards in Dover, Leeds and Aberdeen on 3 May 2021.", 3),
        ("Clashes in Paris, Lyon and Tunis killed 25 people on 3 May 2021.", 1),
        ("Bombings in Versailles and Paris killed 25 people on 3 May 2021.", 1),
    ],
)
def test_places(text: str, wanted: int) -> None:
    assert len(places(text)) == wanted


def test_each_half_keeps_its_own_place() -> None:
    text = "The bombings in Nairobi and Tunis on 3 May 2021 were alike. In Tunis the blast killed 11 people."
    assert places(text) == ["Nairobi", "Tunis"]


def test_each_half_counts_its_own() -> None:
    text = "The bombings on 3 May 2021 killed 21 people in Kenya and 10 in Tanzania."
    found = run(Document("x", text, language="en"), sift=False).incidents
    assert [(incident.place.country, incident.killed.best) for incident in found if incident.place and incident.killed] == [
        ("KE", 21),
        ("TZ", 10),
    ]


def test_a_sum_of_what_is_told_apart_is_none() -> None:
    text = (
        "The minister condemned the bombings in Nairobi and Tunis.\n\nA car bomb on 3 May 2021 killed 20 people in Nairobi.\n\n"
        "In Tunis, a suicide bomber killed 11 soldiers on 3 May 2021."
    )
    assert places(text) == ["Nairobi", "Tunis"]


def test_there_is_the_place_named_last() -> None:
    text = (
        "Bombings in Nairobi and Tunis on 3 May 2021 were alike. The blast in Tunis was the second. At least 11 people died there."
    )
    assert places(text) == ["Nairobi", "Tunis"]


def test_two_of_one_day_have_places_of_their_own() -> None:
    text = (
        "The minister deplored the acts in Nairobi and Tunis. A bomb killed 20 people on 3 May 2021.\n\n"
        "Also on 3 May 2021, a suicide bomber killed 11 soldiers in Tunis."
    )
    assert len(set(places(text))) == 2


def test_what_is_no_incident_by_itself_goes_to_its_place() -> None:
    text = "The council condemned the bombings in Kenya and Tanzania on 3 May 2021. At least 74 people were killed in Nairobi."
    annotated = layers(Document("x", text, language="en"))
    first, second = units(annotated)
    halves = part(annotated, [Group([first])], [Group([second])])
    assert [len(half.units) for _, half in halves] == [2, 1]
