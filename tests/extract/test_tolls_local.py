"""Tolls in the manner of US local news."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run
from dateline.types import IncidentReport


def main_incident(text: str) -> IncidentReport:
    report = run(Document("x", text, published=date(2021, 5, 4)))
    return next(incident for incident in report.incidents if incident.main)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "Husband kills wife and daughter\n\nColby police say a man shot his wife and daughter on Monday before turning the gun "
            "on himself. Officers found three people with gunshot wounds. All of them died.",
            2,
            None,
        ),
        (
            "Four hurt in bar shooting\n\nFour people were wounded in a bar in Colby on Sunday. Three of the victims were flown "
            "to a hospital.\n\nAnother person was treated at the scene.",
            None,
            4,
        ),
        (
            "Two dead in Colby\n\nAdam Poole is one of three suspected gunmen in a shooting that left two dead in Colby on Sunday.",
            2,
            None,
        ),
        (
            "Shooting in Colby\n\nA man was shot dead on a porch in Colby on Sunday night. His two cousins were not hurt.",
            1,
            None,
        ),
        (
            "Shooting in Colby\n\nA man was shot dead in a bar in Colby on Sunday night. There were no injuries, police said.",
            1,
            0,
        ),
        (
            "Five shot in Colby\n\nOf the five shooting victims, four remain in the hospital. They were shot in Colby on Sunday.",
            None,
            5,
        ),
        (
            "Girl, 10, hurt, 2 men also wounded in Colby shooting\n\nA shooting in Colby on Sunday left a 10-year-old girl and two "
            "men wounded, police said.",
            None,
            3,
        ),
        (
            "Officers shot in Colby\n\nA man killed five officers and injured seven others in Colby on Sunday. Two passers-by were "
            "also injured in the shooting.",
            5,
            9,
        ),
        (
            "Girl, 8, shot in Colby\n\nAn 8-year-old girl was shot in the wrist on Sunday night, police said.\n\nA 36-year-old "
            "woman was also shot in the hand.",
            None,
            2,
        ),
    ],
)
def test_those_told_twice_and_one_more(text: str, killed: int | None, injured: int | None) -> None:
    found = main_incident(text)
    assert (found.killed and found.killed.best, found.injured and found.injured.best) == (killed, injured)


def test_whom_a_later_sentence_tells_as_hurt_is_not_dead() -> None:
    found = main_incident(
        "Standoff ends in Colby\n\nA man who barricaded himself in a Colby flat after shooting his girlfriend was found dead. "
        "The woman escaped with a wound to the leg."
    )
    assert found.killed is None
    assert found.injured is not None and found.injured.best == 1
