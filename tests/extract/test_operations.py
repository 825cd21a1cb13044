"""What forces of a state do in reports of fighting: operations, raids after an attack, machines, and weapons beside the dead."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run
from dateline.types import IncidentReport


def told(text: str) -> tuple[IncidentReport, ...]:
    return run(Document("x", text, published=date(2025, 8, 31))).incidents


def doer(item: IncidentReport) -> tuple[str, str] | None:
    who = item.perpetrator
    return None if who is None else (who.actor.name, who.status)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Six militants killed in Tank IBO\n\nSecurity forces killed six militants during an operation in Tank district on "
            "Saturday, the military said.",
            "Security forces",
        ),
        (
            "Troops kill nine Boko Haram fighters in Gwoza\n\nNigerian troops killed nine Boko Haram fighters in Gwoza on Friday.",
            "Troops",
        ),
        ("A Myanmar military jet bombed a village in Sagaing on Monday, killing four people, residents said.", "Myanmar military"),
        ("An army helicopter fired on a school in Sagaing on Monday, killing 11 children, residents said.", "army"),
        ("Ethiopian air force planes struck a market in Mekelle on Monday, killing nine people.", "Ethiopian air force"),
    ],
)
def test_a_force_that_alone_acted_did_it(text: str, name: str) -> None:
    assert doer(told(text)[0]) == (name, "stated")


@pytest.mark.parametrize(
    "text",
    [
        "At least nine people were killed when a suicide bomber blew himself up inside a church in Homs on Sunday.\n\nThe minister "
        "said security forces had raided hideouts in Palmyra and Raqqa, killing two suspects and arresting six others.",
        "Boko Haram fighters attacked a base in Gwoza on Friday, killing nine soldiers. The army said it killed 15 militants.",
        "Gunmen opened fire on a bus in Quetta on Sunday, killing nine people. Security forces killed two militants in a raid.",
    ],
)
def test_a_force_that_came_after_the_attackers_did_not(text: str) -> None:
    who = doer(told(text)[0])
    assert who is None or "forces" not in who[0].lower()
    assert who is None or "army" not in who[0].lower()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army said it killed 33 militants near Zhob, Pakistan, on Saturday as they tried to cross the border.", "armed_clash"),
        ('Turkey\'s defence ministry said its forces had "neutralised" 19 PKK militants in Gara, Iraq, on Friday.', "armed_clash"),
        ("Two militants gunned down in Shopian encounter\n\nTwo militants died in Shopian on Monday, police said.", "armed_clash"),
        ("Gunmen killed 33 shopkeepers near Zhob, Pakistan, on Saturday.", "armed_assault"),
        ("A shopkeeper was gunned down in Shopian on Monday.", "armed_assault"),
    ],
)
def test_where_all_the_dead_are_fighters_it_was_a_clash(text: str, kind: str) -> None:
    assert told(text)[0].type == kind


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The bodies of three militants, two rifles and four magazines were recovered after a clash in Kulgam on Monday.", 3),
        (
            "The bodies of three militants, two 12-bore guns and a radio were found after a clash in Kulgam on Monday.",
            3,
        ),
        ("The bodies of three militants, two pistols and nine grenades were recovered after a clash in Kulgam on Monday.", 3),
        ("The bodies of three militants and two soldiers were recovered after a clash in Kulgam on Monday.", 5),
        ("The bodies of three militants, two of them women, were recovered after a clash in Kulgam on Monday.", 3),
    ],
)
def test_weapons_found_beside_the_dead_are_not_counted(text: str, killed: int) -> None:
    found = told(text)[0].killed
    assert found is not None and found.best == killed


def test_a_strike_that_killed_fighters_is_no_clash() -> None:
    text = "An Israeli strike on Tyre, Lebanon, on Monday killed four fighters, security sources said."
    assert told(text)[0].type == "air_strike"


def test_a_bomber_who_blew_herself_up_did_it() -> None:
    text = "Three teachers were killed on Monday when a woman bomber blew herself up near their van in Karachi, Pakistan."
    assert doer(told(text)[0]) is not None


def test_a_clause_that_is_the_event_names_its_doer() -> None:
    text = (
        "Gunmen hiding on both sides of the road opened fire on a convoy near Thall, Pakistan, on Friday, killing nine people.\n\n"
        "In apparent retaliation, armed men torched dozens of shops in Bannu late on Saturday. Two people died there."
    )
    first, second = told(text)
    assert doer(first) == ("Gunmen", "stated")
    assert doer(second) == ("armed men", "stated")


def test_what_is_suspected_of_who_acted_stays_a_suspicion() -> None:
    who = doer(told("Suspected militants torched dozens of shops in Bannu, Pakistan, late on Saturday. Two people died.")[0])
    assert who is not None and who[1] == "suspected"


def test_a_battalion_that_met_armed_men_claims_nothing() -> None:
    text = (
        "Col. Juan Cruz, commander of the 20th Infantry Battalion, said troops were verifying reports of extortion in Barangay Uno "
        "when they chanced upon 15 armed men. Two soldiers were killed in Las Navas, Philippines, on Monday."
    )
    report = run(Document("x", text, published=date(2025, 8, 31)))
    assert not report.incidents[0].claims and not report.motives


@pytest.mark.parametrize(("mine", "kind"), [("a magnetic mine blast", "bombing"), ("a mine blast", "landmine")])
def test_a_mine_that_is_stuck_to_a_car_is_a_bomb(mine: str, kind: str) -> None:
    assert told(f"Three people were killed in {mine} in Kabul on Monday, police said.")[0].type == kind
