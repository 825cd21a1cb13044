"""Round-ups, live blogs and corrections: what several deeds add up to is no deed, and of several figures the last word holds."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run
from dateline.types import IncidentReport

WEEKEND = (
    "Weekend violence: 3 dead in shootings across Toledo\n\n"
    "Three people were killed in shootings in Toledo over the weekend.\n\n"
    "A 19-year-old man was shot to death Saturday night in the 300 block of Elm Street, police said.\n\n"
    "Early Sunday, a woman was fatally shot outside a bar in the 900 block of Dorr Street.\n\n"
)


def incidents(text: str, published: date = date(2023, 7, 17)) -> tuple[IncidentReport, ...]:
    return run(Document("x", text, published=published, language="en"), sift=False).incidents


def dead(text: str, published: date = date(2023, 7, 17)) -> list[int | None]:
    return [one.killed.best if one.killed else None for one in incidents(text, published)]


def test_the_opening_of_a_round_up_is_no_incident() -> None:
    third = "The first fatal shooting of the weekend was Friday evening, when a 31-year-old man was shot on Nebraska Avenue."
    assert dead(WEEKEND + third) == [1, 1, 1]


def test_an_attack_that_opens_a_report_is_one_beside_others() -> None:
    text = (
        "Gunmen kill nine at Toledo warehouse\n\n"
        "Gunmen killed nine people at a warehouse on Front Street in Toledo on Saturday.\n\n"
        "Early Sunday, a woman was fatally shot outside a bar in Dayton, and a man was stabbed to death in Akron.\n\n"
    )
    assert 9 in dead(text)


def test_two_murders_are_one_each() -> None:
    text = (
        "Two men killed within 12 hours in Leeds\n\n"
        "Detectives are investigating two murders that took place in Leeds this week.\n\n"
        "Police were called at 10pm on Tuesday to a fight in Roundhay Road, Harehills. A 24-year-old man was found with stab "
        "injuries. He was treated by paramedics but died at the scene.\n\n"
        "Just before 11am on Wednesday, a man in his 50s was found "
        "dead with head injuries in a flat in Bramley. Officers are treating his death as murder.\n\n"
    )
    found = incidents(text, date(2024, 8, 15))
    assert [(one.killed.best if one.killed else None, one.injured) for one in found] == [(1, None), (1, None)]


@pytest.mark.parametrize(
    ("end", "injured"),
    [
        ("A man was found with stab wounds. He was taken to hospital but died there.", None),
        ("A man was found with stab wounds. She died at the scene.", None),
        ("A man was found with stab wounds. A woman died at the scene.", 1),
        ("A man was found with stab wounds. He was taken to hospital.", 1),
    ],
)
def test_the_one_who_was_found_hurt_and_died(end: str, injured: int | None) -> None:
    (one, *_) = incidents(f"Stabbing in Leeds\n\nPolice were called to a stabbing in Leeds on Sunday. {end}\n")
    assert (one.injured.best if one.injured else None) == injured


LEAD = "Blast in Quetta market\n\nThirty-nine people were killed when a bomb exploded in a market in Quetta on Monday. "


@pytest.mark.parametrize(
    ("end", "killed"),
    [
        ("Police said on Tuesday that 27 people had died, correcting an earlier figure of 39.", 27),
        ("This article has been corrected: 27 people were killed, not 39.", 27),
        ("An earlier version of this report said 39 people had been killed; police have since put the figure at 27.", 27),
        ("Hospital officials put the final toll at 43 on Wednesday.", 43),
        ("Officials on Tuesday lowered the death toll to 27 from 39.", 27),
        ("The toll climbed to 43 on Tuesday.", 43),
        ("A bomb killed 27 people there in 2019, not far from the bus station.", 39),
        ("Officers, not soldiers, were the target, police said.", 39),
        ("The bombers were 27 and 31 years old, not 39, police said.", 39),
    ],
)
def test_the_last_word_on_a_toll(end: str, killed: int) -> None:
    assert dead(LEAD + end + "\n", date(2025, 3, 12))[0] == killed


BLOG = (
    "Quetta station blast: live updates\n\n"
    "14:40 What we know\nAt least 26 people were killed on Saturday in a bombing at the railway station in Quetta.\n\n"
    "12:20 Toll climbs to 25\nA doctor says that 25 people have died.\n\n"
    "09:15 {}\n"
)


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        ("Explosion reported in Quetta\nWe are getting reports of an explosion at Quetta's railway station.", 1),
        ("Blast heard\nResidents of Quetta tell us that they have heard a loud blast.", 1),
        ("Blast in Karachi\nA bomb has wounded three people at a police station in Karachi.", 2),
    ],
)
def test_what_stands_below_a_clock_time_is_of_that_entry(entry: str, count: int) -> None:
    assert len(incidents(BLOG.format(entry), date(2024, 11, 9))) == count


CHRONICLE = (
    "Timeline of shootings in Europe\n\n"
    "May 4, 2023 - A man killed eight people in Mladenovac, Serbia.\n\n"
    "Dec 10, 2019 - {}\n\n"
    "Feb 24, 2015 - A man shot eight people dead in a restaurant in Uhersky Brod.\n\n"
)


@pytest.mark.parametrize(
    "entry",
    [
        "A man walked into a hospital in Ostrava, Czech Republic, and killed six people. He fled and shot himself.",
        "A man killed six people at a hospital in Ostrava, Czech Republic. A seventh victim died the following month.",
        "A man shot seven people dead in a clinic in Ostrava, Czech Republic. The gunman then killed himself.",
    ],
)
def test_an_entry_of_a_chronicle_keeps_together(entry: str) -> None:
    found = incidents(CHRONICLE.format(entry), date(2023, 12, 22))
    assert [one.date.value for one in found] == ["2023-05-04", "2019-12-10", "2015-02-24"]
    assert found[1].place is not None and "Ostrava" in f"{found[1].place.name} {found[1].place.within}"


def test_hours_from_a_deed_may_pass_midnight() -> None:
    text = (
        WEEKEND + "Hours earlier, a woman was killed in the 700 block of Essex Avenue. She was struck about 11:30 p.m. Saturday.\n"
    )
    assert incidents(text)[-1].date.value == "2023-07-15"


def test_two_countries_are_two_places_though_no_gazetteer_holds_one() -> None:
    text = (
        "Attacks in two countries\n\nAt least 17 people were killed in two attacks on Monday.\n\n"
        "Eight bombers struck the village of Zarbiya on Lebanon's border with Syria, killing five residents.\n\n"
        "In Yemen, gunmen attacked government troops in the port of Mukalla, killing 12 soldiers. "
        "Islamic State said its men had carried out the assault.\n"
    )
    found = incidents(text, date(2016, 6, 28))
    assert [(one.killed.best if one.killed else None, one.place.country if one.place else None) for one in found] == [
        (5, "LB"),
        (12, "YE"),
    ]
    assert [len(one.claims) for one in found] == [0, 1]


def test_the_town_that_heads_an_item_places_it() -> None:
    text = (
        "FACTBOX-Security developments in Pakistan, Sept 23\n\n"
        "Sept 23 (Reuters) - Following are security developments in Pakistan on Friday:\n\n"
        "KARACHI - Gunmen killed a trader, police said.\n\n"
        "PESHAWAR - A bomb killed six people.\n\n"
        "MASTUNG - Gunmen shot dead 26 Shi'ite pilgrims on their way to Iran.\n"
    )
    found = incidents(text, date(2011, 9, 23))
    assert [one.place.name if one.place else None for one in found] == ["KARACHI", "PESHAWAR", "MASTUNG"]
