"""Records of one day and place are one incident, unless the counted dead or the kinds of attack tell two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.extract.twins import more_of, pairs, twin, vague, wider
from dateline.pipeline import run
from dateline.types import ActorValue, CountValue, DateValue, Document, IncidentReport, Perpetrator, PlaceValue, Span

TOWN = PlaceValue(name="Karrada", country="IQ", precision="town")
DAY = DateValue("2016-07-03", "day")
BOMB = IncidentReport("bombing", True, DAY, TOWN, CountValue(320, 320, 320), None)
UNCOUNTED = replace(BOMB, killed=None)


def test_equal_tolls_of_one_day_and_place():
    assert twin(BOMB, replace(BOMB, type="arson", place=replace(TOWN, name="Karrada, Baghdad")))


def test_one_tells_no_toll():
    assert twin(BOMB, UNCOUNTED)


@pytest.mark.parametrize(
    "other",
    [
        replace(BOMB, killed=CountValue(4, 4, 4)),
        replace(UNCOUNTED, type="armed_assault"),
        replace(BOMB, date=DateValue("2016-07-04", "day")),
        replace(BOMB, date=DateValue(None, "unknown")),
        replace(BOMB, place=replace(TOWN, name="Mansour")),
        replace(BOMB, place=None),
    ],
    ids=["toll", "kind", "day", "no day", "place", "no place"],
)
def test_two(other):
    assert not twin(BOMB, other)


def test_a_town_and_a_part_of_its_country_where_many_died():
    part = replace(BOMB, place=PlaceValue(name="central Iraq", country="IQ", precision="region", gazetteer_id="7"))
    assert twin(BOMB, part)
    assert not twin(BOMB, replace(part, place=replace(part.place, country="SY")))
    few = CountValue(3, 3, 3)
    assert not twin(replace(BOMB, killed=few), replace(part, killed=few))


def test_a_year_and_a_town_are_too_coarse():
    year = replace(UNCOUNTED, date=DateValue("2016", "year"))
    assert not twin(year, year)
    site = replace(year, place=replace(TOWN, precision="site"))
    assert twin(site, site)


def test_the_first_is_home():
    assert pairs([BOMB, replace(BOMB, type="arson", killed=CountValue(1, 1, 1)), UNCOUNTED]) == {2: 0}


def test_a_year_and_a_day_of_it_are_one_where_the_dead_agree():
    year = replace(BOMB, date=DateValue("2016", "year"), injured=None)
    market = replace(BOMB, place=replace(TOWN, name="Karrada's market"), injured=CountValue(52, 52, 52))
    assert wider([year, market]) == {1: 0}
    assert wider([year, replace(market, date=DateValue("2017-07-03", "day"))]) == {}
    assert wider([year, replace(market, killed=CountValue(4, 4, 4))]) == {}
    assert wider([year, replace(market, type="armed_assault")]) == {}
    assert wider([year, year]) == {}


BLOG = (
    "As it happened: stabbing in Winnipeg\n\n"
    "A man stabbed shoppers at a market in Winnipeg on Saturday morning.\n\n"
    "9:10 a.m. Police in Winnipeg: three dead, one in hospital.\n\n"
    "11:45 a.m. The health authority in Winnipeg counts four dead.\n"
)


def test_an_entry_that_only_counts_is_an_update():
    found = run(Document("d", BLOG, published=date(2023, 5, 6))).incidents
    assert [incident.date.value for incident in found] == ["2023-05-06"]


def test_an_entry_that_tells_a_deed_is_none():
    more = BLOG + "\n1:20 p.m. Gunmen in Thunder Bay shot dead two bus drivers on Saturday.\n"
    found = run(Document("d", more, published=date(2023, 5, 6))).incidents
    assert len(found) == 2


def test_an_entry_that_only_tells_what_was_heard_is_an_update():
    text = (
        "As it happened: gunmen storm hotel in Bamako\n\nBamako, 14 May 2024\n\n"
        "18:40 At least 11 people were killed when gunmen attacked the Hotel Sahel in the Hippodrome district of Bamako.\n\n"
        "11:31 Explosions and shots are heard from the Hippodrome district."
    )
    assert [one.type for one in run(Document("x", text, language="en"), sift=False).incidents] == ["armed_assault"]


def test_a_claim_for_blasts_in_a_country_is_of_those_told_below() -> None:
    text = (
        "DUBAI, Jan 4 (Reuters) - Islamic State claimed responsibility on Thursday for two blasts in Iran that killed nearly 100 "
        "people at a memorial for a commander.\n\nThe group said two members had detonated explosive belts in the crowd at the "
        "cemetery in the southeastern city of Kerman on Wednesday."
    )
    (incident,) = run(Document("x", text, published=date(2024, 1, 4))).incidents
    assert incident.date.value == "2024-01-03"
    assert incident.place is not None and incident.place.name == "Kerman"
    assert incident.killed is not None and incident.killed.best == 100


def test_a_main_incident_with_no_place_but_a_country() -> None:
    bare = replace(UNCOUNTED, place=PlaceValue(name="Iraq", country="IQ", precision="country"), date=DateValue(None, "unknown"))
    assert vague([bare, BOMB]) == {}
    who = Perpetrator(ActorValue("Islamic State", "islamic-state", "group"), "claimed", Span(0, 4))
    claimed = replace(bare, perpetrator=who)
    assert vague([claimed, BOMB]) == {1: 0}
    assert vague([replace(claimed, type="abduction"), BOMB]) == {}
    assert vague([replace(claimed, date=DateValue("2016-07-01", "day")), BOMB]) == {}


def _told(more: str) -> int:
    told = "TULSA, Okla. - Six people were shot outside a nightclub in Tulsa early Sunday, police said."
    text = f"Six shot at Tulsa nightclub\n\n{told}\n\n{more}"
    return len(run(Document("x", text, language="en", published=date(2016, 5, 9)), sift=False).incidents)


def test_a_victim_more_in_the_same_town_is_of_the_same_shooting() -> None:
    assert _told("Another victim was shot in the leg, police in Tulsa said. Two men were shot in the foot.") == 1
    assert _told("In a separate shooting hours later, one man was shot dead on Peoria Avenue in Tulsa.") == 2


def test_the_town_alone_is_no_place_of_its_own() -> None:
    club = replace(BOMB, type="armed_assault", place=PlaceValue(name="The Spot, Tulsa", country="US", precision="site"))
    town = replace(club, place=PlaceValue(name="Tulsa", country="US", precision="town"), killed=CountValue(2, 2, 2))
    assert more_of(club, town)
    assert more_of(club, replace(town, date=DateValue(None, "unknown"), killed=None))
    assert not more_of(town, club)
    assert not more_of(replace(club, killed=CountValue(1, 1, 1)), town)
    assert not more_of(club, replace(town, place=replace(TOWN, name="Tulsa")))
