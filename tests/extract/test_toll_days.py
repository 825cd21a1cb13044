"""The day on which a toll was given is not the deed's."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract.cut import units
from dateline.pipeline import layers, run
from dateline.types import Document


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The death toll rose to 31 on Saturday, the ministry said.", []),
        ("On Saturday the governor raised the toll to 31.", []),
        ("By Sunday evening the death toll had climbed to 40.", []),
        ("Officials revised the number of dead to 12 on Sunday, down from 14 reported on Saturday.", []),
        ("The police gave a figure of 12 dead on Saturday.", []),
        ("A bomb killed 12 people on Saturday, taking the week's toll to 40.", ["Saturday"]),
        ("The blast on Saturday raised the toll of this month's attacks to 90.", ["Saturday", "this month"]),
        ("Rebels shot six people on Wednesday, and the number of dead rose to seven on Friday.", ["Wednesday"]),
        ("The ministry put the toll at 20 dead late on Friday; a bomb on Saturday killed three.", ["Saturday"]),
    ],
)
def test_days_of_tolls(sentence: str, wanted: list[str]) -> None:
    text = f"A bomb went off at a market in Oldmar on Friday.\n\n{sentence}"
    annotated = layers(Document("x", text, published=date(2024, 3, 26)))
    found = [time.span.of(text) for unit in units(annotated) if unit.order > 0 for time in unit.times]
    assert found == wanted


def test_a_toll_given_later_is_of_the_deed_that_is_told() -> None:
    text = (
        "What happened?\nGunmen burst into the Lumen Hall in Oldmar on Friday evening and shot at people in the foyer.\n\n"
        "How many people were killed?\nThe ministry put the toll at 133 on Saturday, up from 93 that morning and 40 late on Friday."
    )
    main = next(incident for incident in run(Document("x", text, published=date(2024, 3, 23))).incidents if incident.main)
    assert main.killed is not None
    assert (main.killed.best, main.date.value) == (133, "2024-03-22")
