"""Where a street lies whose sentence names no town: the town that the report puts the deed in."""

from __future__ import annotations

import pytest

from dateline.pipeline import layers
from dateline.types import Document, PlaceValue

REST = " Deputies went to a home on Tarvel Lane, the Bulloch County sheriff's office said. The Bulloch County sheriff seeks a man."


def street(text: str, name: str = "Tarvel Lane") -> PlaceValue:
    document = Document("x", text)
    return next(place.value for place in layers(document).places if place.value and place.span.of(text) == name)


@pytest.mark.parametrize(
    ("lead", "town"),
    [
        ("A shooting early on Friday in Statesboro left one student dead.", "Statesboro"),
        ("Two men were shot dead at a nightclub in Statesboro on Friday.", "Statesboro"),
        ("A man shot two students dead on Friday. He was arrested in Statesboro.", "Bulloch County"),
        ("Two students were shot dead on Friday and flown to a hospital in Statesboro.", "Bulloch County"),
        ("Two men were shot dead in Statesboro on Friday, and a boy was shot dead in Metter.", "Bulloch County"),
        ("Two men were shot dead in Valdosta, Georgia, on Friday.", "Bulloch County"),
        ("Two men were shot dead six miles west of Statesboro on Friday, and a boy in Metter.", "Bulloch County"),
    ],
)
def test_a_street_lies_in_the_town_of_the_deed(lead: str, town: str) -> None:
    assert street(lead + REST).within == town


def test_a_town_that_the_gazetteer_does_not_hold_is_no_namesake_further_on() -> None:
    text = "SHELBY, N.Y. - A boy from the town of Shelby was shot dead on Friday. Orleans County deputies went to Tarvel Lane."
    value = street(text)
    assert (value.within, value.admin1) == ("Shelby", "New York")
    assert street(text.replace("N.Y.", "N.C.").replace("Orleans", "Cleveland")).admin1 == "North Carolina"
