"""A sentence or two with an event, a town and a toll are an incident, though nothing else in the text speaks for it."""

from __future__ import annotations

import pytest

from dateline.pipeline import run
from dateline.types import Document


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people have been killed in a bombing in Karachi.",
        "Gunmen have killed 12 people in Karachi.",
        "Militants have abducted 30 schoolgirls in Kaduna. The army says it is searching for them.",
        "Three people have been shot dead in Marseille, the prefecture said on Monday.",
    ],
)
def test_a_flash_is_an_incident(text: str) -> None:
    assert len(run(Document("x", text)).incidents) == 1


@pytest.mark.parametrize(
    "text",
    [
        "More than 40 people have been killed in attacks on villages in Benue.",
        "Gangs have killed 12 people in Port-au-Prince this year.",
        "Twelve people have been killed in a bus crash in Karachi.",
        "Opposition MPs have attacked the budget in Nairobi. Forty have been injured by the cuts, they joked.",
        "Six people have been killed in floods in Karachi. More rain is forecast.",
        "A film about two people who have been shot dead in Marseille wins an award.",
    ],
)
def test_no_flash(text: str) -> None:
    assert run(Document("x", text)).incidents == ()


@pytest.mark.parametrize(
    ("who", "deed"), [("Bandits", "kidnapped 80 pupils in Kaduna"), ("Separatists", "abducted four teachers in Bamenda")]
)
def test_the_plain_subject_of_a_flash_did_it(who: str, deed: str) -> None:
    (incident,) = run(Document("x", f"{who} {deed} on Monday, officials said.")).incidents
    assert incident.perpetrator is not None
    assert (incident.perpetrator.actor.name, incident.perpetrator.status) == (who, "stated")
