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


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("A 12-year-old was shot dead on Tarvel Street, the Prince George's Police Department said.", "Prince George's"),
        ("A man was shot dead on Tarvel Street. A friend drove him to Mount Sinai. He died at Mount Sinai Hospital.", None),
        ("The Aiken County Sheriff's Office said Ann Reed, 31, of Cary, was shot dead on Tarvel Street.", "Aiken County"),
        ("A man was shot dead in Mount Sinai, N.Y., on Tarvel Street. He died at Mount Sinai Hospital.", "Mount Sinai"),
        ("The Aiken County Sheriff's Office said Ann Reed was shot dead in Aiken on Tarvel Street.", "Aiken"),
    ],
)
def test_a_street_does_not_lie_in_a_hospital_or_where_its_victims_are_from(text: str, within: str | None) -> None:
    assert value(text, "Tarvel Street").within == within


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("PROVIDENCE, R.I. — Two men were shot dead in the Chad Orvane section of the city.", "Chad Orvane", "US"),
        ("SAN ANTONIO — A girl was shot dead in West Side on Friday, San Antonio police said.", "West Side", "US"),
        ("Two men were shot dead in the Baga Sola district of Chad.", "Chad", "TD"),
    ],
)
def test_a_part_of_a_town_is_no_country_and_no_former_name(text: str, name: str, country: str) -> None:
    found = value(text, name)
    assert (found.country, found.gazetteer_id is None) == (country, country == "US")


def test_a_part_that_the_gazetteer_lacks_lies_in_the_town_that_is_named():
    text = "Chicago police said a boy was shot dead in the 4700 block of West Ohio Street in the Longvane neighborhood."
    found = value(text, "4700 block of West Ohio Street")
    assert (found.within, found.admin1) == ("Longvane, Chicago", "Illinois")
