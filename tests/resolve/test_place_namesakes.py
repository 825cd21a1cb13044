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
