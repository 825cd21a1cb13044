"""The report's own town: what speaks for it, and which namesakes it rules out."""

from __future__ import annotations

import pytest

from dateline.annotate.places import places as annotate_places
from dateline.annotate.sentences import sentences
from dateline.resolve.place_clues import institutions
from dateline.resolve.place_home import is_bearer
from dateline.resolve.places import places, resolver
from dateline.types import Annotated, Document, PlaceValue, Span


def resolved(text: str) -> dict[str, PlaceValue]:
    annotated = places(annotate_places(sentences(Annotated(Document("x", text)))))
    return {place.span.of(text): place.value for place in annotated.places if place.value is not None}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("AUSTIN — Four boys were shot on Washington Boulevard on Monday, a Chicago police spokesman said.", "AUSTIN", "Illinois"),
        ("Two killed in Weir. The Williamson County sheriff held a man in Caldwell County. He had fled Weir.", "Weir", "Texas"),
        ("Shots at Hollywood Recreation Center in Las Vegas. Las Vegas police said four fell.", "Las Vegas", "Nevada"),
        (
            "FLORENCE, S.C. — Florence police found a body on Starlight Lane in the town of Effingham.",
            "Effingham",
            "South Carolina",
        ),
    ],
)
def test_the_state_is_the_one_that_the_report_speaks_of(text: str, name: str, state: str) -> None:
    assert resolved(text)[name].admin1 == state


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        (
            "LAREDO, Texas - Two were shot at the Upwood Village apartments, police said.",
            "Upwood Village apartments",
            "Texas",
        ),
        ("SAGINAW, Mich. - Two were shot on Riverside Drive, Saginaw police said.", "Riverside Drive", "Michigan"),
        ("Two were shot in Brooklyn on Friday, police said.", "Brooklyn", "New York"),
        ("A girl was shot on North Major Avenue, on Chicago's West Side.", "North Major Avenue", "Illinois"),
        ("NEWTOWN, Conn. - They were killed at Sandy Hook Elementary School.", "Sandy Hook Elementary School", "Connecticut"),
        ("Two were shot outside a Daytona Beach club on Friday, police said.", "Daytona Beach club", "Florida"),
    ],
)
def test_what_bears_the_name_of_a_place_is_not_there(text: str, name: str, state: str) -> None:
    assert resolved(text)[name].admin1 == state


def test_what_is_called_a_town_is_no_namesake_where_villages_are_not_all_listed() -> None:
    text = (
        "QUETTA, March 11 - Raiders killed five miners in Balochistan. They came to a camp near the town of Turbat before dawn. "
        "A day earlier a bomb went off in Bannu, in Pakistan's northwest."
    )
    place = resolved(text)["a camp near the town of Turbat"]
    assert place.gazetteer_id is not None and place.lat is not None and place.lat < 27


def test_agencies_report_from_the_capital_on_all_of_the_country() -> None:
    text = (
        "NAIROBI, Nov 14 - A mine tore through a van near the town of El Wak. Two days before, gunmen shot three at a well in Lamu "
        "county. A week ago four men were hacked to death near Rhamu. In 2013 a mall in Nairobi was stormed."
    )
    found = resolved(text)
    assert {place.admin1 for name, place in found.items() if "NAIROBI" not in name.upper()} >= {"Mandera", "Lamu"}
    assert all(place.gazetteer_id is not None for place in found.values())


def test_a_street_is_named_with_a_dateline_that_the_gazetteer_does_not_hold() -> None:
    text = "ROSEBUD, Mo. - A man was shot late on Thursday. Deputies of Gasconade County went to a home on Idel Road."
    assert resolved(text)["Idel Road"].within == "Rosebud"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hollywood Recreation Center", True), ("CBS Chicago", True), ("Hollywood police", False), ("in Chicago on Monday", False)],
)
def test_a_name_within_a_longer_one(text: str, expected: bool) -> None:
    start = text.index("Chicago") if "Chicago" in text else 0
    end = start + len("Chicago" if "Chicago" in text else "Hollywood")
    assert is_bearer(text, Span(start, end)) is expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "A boy was shot in Chester. A neighbour called 911; the district attorney was told.",
            "Chester",
            "US",
        ),
        ("A man was shot in Newcastle on Monday. Gardaí are appealing for witnesses.", "Newcastle", "IE"),
        ("Two officers were hurt in Hamilton on Friday. The RCMP closed the road.", "Hamilton", "CA"),
    ],
)
def test_institutions_tell_the_country(text: str, name: str, country: str) -> None:
    assert resolved(text)[name].country == country


def test_a_bar_named_after_a_town_abroad_is_not_there() -> None:
    text = "Four were shot near the Biarritz Club. The sheriff's office said that a grand jury would sit."
    assert "Biarritz" not in {value.name for value in resolved(text).values()}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ST. LOUIS (KMOX/AP) — A girl was shot in a home.", 1),
        ("A boy was shot on Mill Street.\nCopyright 2015 WFSB. All rights reserved.", 1),
        ("The Sheriff's Office of the county said on WFSB.com that a boy was shot.", 2),
        ("Fighters of the Progressive Party (KNPP) – most of them young – held the post.", 0),
    ],
)
def test_a_station_speaks_for_the_usa(text: str, kinds: int) -> None:
    assert institutions(text).get("US", 0) == kinds


def test_a_town_named_once_is_the_reports_where_it_names_no_other() -> None:
    text = (
        "A mother was killed as she slept in Camden early on Wednesday, police said. The home is on the 400 block of Royden Street."
    )
    town = resolver(annotate_places(sentences(Annotated(Document("x", text))))).town
    assert town is not None and (town.name, town.proof) == ("Camden", 1)


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("DeKalb County police said two men were shot on Sunday.", "DeKalb County", "Georgia"),
        ("A Harris County deputy was shot on Sunday.", "Harris County", "Texas"),
        ("Ottawa, Ill. — A DeKalb County deputy was shot on Sunday near Sycamore, Ill.", "DeKalb County", "Illinois"),
        ("Two shot | The Augusta Chronicle\nRichmond County deputies found two men.", "Richmond County", "Georgia"),
    ],
)
def test_of_counties_of_one_name_the_largest_is_meant_unless_the_report_names_a_state(text: str, name: str, state: str) -> None:
    assert resolved(text)[name].admin1 == state


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Shots fell at the Orvane Inn in Red Hook, Brooklyn, on Sunday.", "Red Hook", None),
        ("Shots fell in Red Hook, N.Y., on Sunday.", "Red Hook", "Red Hook"),
        ("Detroit police went to the 16600 block of Edmore. People in Edmore heard shots.", "Edmore", None),
        ("Two men were shot in Edmore, Mich., on Sunday.", "Edmore", "Edmore"),
    ],
)
def test_a_part_or_a_street_of_a_large_town_is_no_small_town_of_that_name(text: str, name: str, expected: str | None) -> None:
    value = resolved(text)[name]
    assert (value.name if value.gazetteer_id is not None else None) == expected


def test_a_state_before_a_town_is_no_town() -> None:
    assert resolved("Two men were shot in the Wyoming town of Lingle.")["Wyoming"].precision == "region"


@pytest.mark.parametrize(
    ("title", "home"),
    [
        ("Two shot in Tacoma lot - Spokane News & Weather KXYZ.com", "Tacoma"),
        ("Two shot at lot - News & Weather of Spokane, Wash.", "Spokane"),
    ],
)
def test_the_outlets_town_is_the_reports_where_it_names_no_other(title: str, home: str) -> None:
    found = resolver(annotate_places(sentences(Annotated(Document("x", f"{title}\nTwo men were shot in a lot on Sunday."))))).town
    assert found is not None and found.place.name == home


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("DALLAS -- Shots fell outside a store in Dallas, at Singleton and Hampton, on Sunday.", "DALLAS", "Texas"),
        ("Miami-Dade police said shots fell on Orvane Road. Miami-Dade officers searched Liberty City.", "Orvane Road", "Florida"),
        ("Greenville County deputies went to Southside High School. Greenville County deputies and Southside pupils met.",
         "Southside High School", "South Carolina"),
        ("Shots fell in Baltimore's Morrell Park on Sunday. Two fell on Orvane Road.", "Orvane Road", "Maryland"),
    ],
)  # fmt: skip
def test_a_small_namesake_far_off_is_not_the_reports_town(text: str, name: str, state: str) -> None:
    assert resolved(text)[name].admin1 == state


def test_a_part_is_named_with_the_large_town_that_the_report_puts_it_in() -> None:
    assert (
        resolved("Shots fell in Baltimore's Morrell Park on Sunday. Two fell on Orvane Road.")["Morrell Park"].within == "Baltimore"
    )


def test_a_town_whose_police_speaks_is_one_though_a_street_bears_its_name() -> None:
    value = resolved("Edmore, Mich. police went to the 300 block of Edmore on Sunday. Edmore police found two men.")["Edmore"]
    assert value.gazetteer_id is not None and value.name == "Edmore"
