"""Namesakes that the words of a report rule out."""

from __future__ import annotations

import pytest

from dateline import annotate, resolve
from dateline.resolve.place_namesakes import beyond, streets
from dateline.types import Annotated, Document, PlaceValue


def resolved(text: str) -> dict[str, PlaceValue]:
    layer = resolve.places(annotate.places(annotate.sentences(Annotated(Document("test", text)))))
    return {mention.span.of(text): mention.value for mention in layer.places if mention.value}


@pytest.mark.parametrize(
    ("behind", "country"),
    [
        (", near Colombia's border with Venezuela", "VE"),
        (" on the border with Niger,", "NE"),
        (" near the Turkish border", "TR"),
        (" near the border", None),
        (" near Venezuela", None),
    ],
)
def test_country_across_the_border(behind: str, country: str | None) -> None:
    assert beyond("Foo" + behind, 3) == country


def test_place_by_a_border_is_not_in_the_country_beyond() -> None:
    text = "A bomb hit the town of La Esmeralda, near Colombia's border with Venezuela. Colombia mourned, officials in Bogota said."
    assert resolved(text)["La Esmeralda"].country != "VE"


def test_city_stands_before_the_division_across_the_line_that_is_named_after_it() -> None:
    text = "A Palestinian was shot in Jerusalem. Two were hurt in Jenin, in the West Bank, and one in Hebron."
    assert resolved(text)["Jerusalem"].country == "IL"


def test_division_goes_by_its_name_without_the_word_for_its_kind() -> None:
    assert resolved("Gunmen attacked Bimbilla in the Northern Region. Ghana sent soldiers.")["Northern Region"].country == "GH"


def test_name_of_a_street_is_no_town() -> None:
    text = "A clerk was shot on Lagrange Street in Toledo, Ohio. The carryout stands at Lagrange and Mettler, Toledo police said."
    assert streets(text) == {"lagrange"}
    assert "Lagrange" not in resolved(text) or resolved(text)["Lagrange"].gazetteer_id is None


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Milwaukee police were called near Beale and Fond du Lac. Milwaukee detectives seek help.", "Fond du Lac", None),
        ("Milwaukee police say men from Waukesha and Fond du Lac were held. Milwaukee has seen more.", "Fond du Lac", "Wisconsin"),
        ("MIAMI (WXYZ) — Miami police say two died in Liberty City. A China Grill is near.", "Liberty City", "Florida"),
        ("A firefighter was shot and killed in Maryland, a Baltimore chief said.", "Maryland", "Maryland"),
        ("A boy was shot in Senath Saturday afternoon.", "Senath", "Missouri"),
    ],
)  # fmt: skip
def test_streets_and_strays_in_the_usa(text: str, name: str, admin1: str | None) -> None:
    """A street told by its name alone is no county or town; a state's name no town that is called after it."""
    layer = resolve.places(annotate.places(annotate.sentences(Annotated(Document("test", text)))))
    values = {mention.toponym.of(text): mention.value for mention in layer.places}
    value = values[name]
    assert value is not None
    if admin1 is None:
        assert value.gazetteer_id is None
    else:
        assert value.admin1 == admin1
