"""A part of a large town that the gazetteer holds as a town: named with its town, and a street in it with both."""

from __future__ import annotations

import pytest

from dateline.pipeline import layers
from dateline.types import Document, PlaceValue


def value(text: str, name: str) -> PlaceValue:
    document = Document("x", text)
    return next(place.value for place in layers(document).places if place.value and place.span.of(text) == name)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("CHICAGO — A man was shot dead in North Lawndale on Sunday. Gunmen hit him on Tarvel Street.", "North Lawndale, Chicago"),
        ("Two men were shot dead on Tarvel Street in Englewood, Chicago police said.", "Englewood, Chicago"),
        ("Three were hurt in a Broad Ripple shooting on Tarvel Street, Indianapolis police said.", "Broad Ripple, Indianapolis"),
        (
            "SAN DIEGO — Two men were shot dead in the Orvane Highlands neighborhood. Police were called to Tarvel Street.",
            "Orvane Highlands, San Diego",
        ),
        ("CHICAGO — A man was shot dead on Tarvel Street on Monday. A suspect was arrested in Englewood.", "Chicago"),
        ("A man was shot dead on Tarvel Street in Evanston, Evanston police said. Chicago police found the car.", "Evanston"),
        ("MEMPHIS, Tenn. — A man of Germantown was shot dead on Tarvel Street, Memphis police said.", "Memphis"),
    ],
)
def test_a_street_is_named_with_the_part_of_its_town(text: str, within: str) -> None:
    assert value(text, "Tarvel Street").within == within


def test_a_part_is_named_with_its_town_where_that_speaks() -> None:
    assert value("A man was shot dead in North Lawndale, Chicago police said.", "North Lawndale").within == "Chicago"
    assert value("A man was shot dead in Evanston, Illinois, Chicago police said.", "Evanston").within is None
    assert value("A man was shot dead in Evanston, Evanston police and Chicago police said.", "Evanston").within is None
