"""Shots that answered an attack tell neither its kind nor its means, and who was shot in answer is no victim."""

from __future__ import annotations

import pytest

from dateline.extract import report
from dateline.pipeline import layers
from dateline.types import Document, IncidentReport

pytestmark = pytest.mark.usefixtures("grammar_engine")


def only(text: str) -> IncidentReport:
    (incident,) = report(layers(Document(id="x", text=text, language="en"))).incidents
    return incident


@pytest.mark.parametrize(
    ("text", "kind", "weapons"),
    [
        ("A man stabbed five people with an axe in Bonn on Friday before being shot by police.", "knife_attack", ("knife", "axe")),
        ("A man stabbed two people in Bonn on Friday. An officer shot the attacker in the leg.", "knife_attack", ("knife",)),
    ],
)
def test_the_answer_is_no_means(text: str, kind: str, weapons: tuple[str, ...]) -> None:
    incident = only(text)
    assert incident.type == kind
    assert incident.weapons == weapons


def test_the_driver_whom_police_shot_is_no_victim() -> None:
    incident = only(
        "A man ran over two soldiers with his car in Bonn on Friday. One soldier died and the driver was shot dead by police."
    )
    assert incident.killed is not None
    assert incident.killed.best == 1


def test_protesters_shot_by_police_are_victims() -> None:
    incident = only("Two protesters were shot dead by police in Bonn on Friday.")
    assert incident.killed is not None
    assert incident.killed.best == 2
    assert incident.weapons == ("firearm",)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Three people were stabbed in Bonn on Friday. Police shot a man of 40, who was taken to hospital under guard.", None),
        ("A van was driven into a crowd in Bonn on Friday, killing four people. A soldier shot the driver in the leg.", None),
        ("Soldiers shot dead nine villagers near Bonn on Friday, survivors said.", "Soldiers"),
    ],
)
def test_a_force_that_shot_back_did_not_do_it(text: str, who: str | None) -> None:
    found = only(text).perpetrator
    assert (found and found.actor.name) == who
