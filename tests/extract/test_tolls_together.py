"""The injured beside the dead of the same breath, those told by how they are, and figures that count nobody."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run
from dateline.types import IncidentReport


def main_incident(text: str) -> IncidentReport:
    report = run(Document("x", text, published=date(2021, 6, 14)))
    return next(incident for incident in report.incidents if incident.main)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "Gun battle ends with 5 shot, 2 dead in Colby\n\nPolice say a gun battle broke out at a home in Colby on Friday. The "
            "events left two dead and five wounded.",
            2,
            5,
        ),
        (
            "One woman is dead, one person is in critical condition and four are being treated for other injuries after a shooting "
            "at a club in Millbrook on Saturday.",
            1,
            5,
        ),
        (
            "Two men are dead, two women are in critical condition and four others are being treated for minor wounds after a "
            "shooting in Tampa on Friday.",
            2,
            6,
        ),
        (
            "Police say five people were shot in Millbrook on Saturday. One man is in critical condition, while three of the other "
            "four were in serious condition.",
            None,
            5,
        ),
        (
            "Three men were shot in Leeds on Friday. One is in critical condition, the other two are stable.",
            None,
            3,
        ),
        (
            "More than one person opened fire on a vigil in Akron on Thursday held for a man slain in 2014, killing one man "
            "and wounding two.",
            1,
            2,
        ),
        (
            "The nephew of a judge slain in March was shot dead in Cali on Thursday.",
            1,
            None,
        ),
        (
            "A boy was killed in Cali on Thursday, and a girl was killed when she ran for help.",
            2,
            None,
        ),
        (
            "The guerrillas told the victim that his kidnapping in Cali on Monday was a protest.",
            None,
            None,
        ),
        (
            "Four people were shot in Millbrook on Saturday. The victims are a 52-year-old man, a 30-year-old man, a 30-year-old "
            "woman and a 23-year-old man. All four were taken to hospital.",
            None,
            4,
        ),
    ],
)
def test_together(text: str, killed: int | None, injured: int | None) -> None:
    found = main_incident(text)
    assert (found.killed and found.killed.best, found.injured and found.injured.best) == (killed, injured)


def test_an_opening_is_no_sum_of_an_attack_of_the_past_with_as_many() -> None:
    text = (
        "Ranger dies in twin blasts at Dover\n\n"
        "A ranger was killed and four others were injured when two bombs exploded on a road near Dover on Monday.\n\n"
        "On 11 January shops were torched in Salem, injuring four."
    )
    main = next(one for one in run(Document("x", text, published=date(2024, 3, 26))).incidents if one.main)
    assert main.injured is not None
    assert main.injured.best == 4
