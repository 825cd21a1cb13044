"""Who belongs to a force and who has only left it or its reserve."""

from __future__ import annotations

import pytest

from dateline.pipeline import run
from dateline.types import Document


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A man shot 18 people dead in Oldmar on Monday. Police identified the suspect as a 40-year-old Army reservist.",
            "reservist",
        ),
        ("A former Marine opened fire with a handgun at a bar in Oldmar on Monday, killing 12 people.", "A former Marine"),
        ("Army soldiers opened fire on marchers in Oldmar on Monday, killing 12 people.", "Army soldiers"),
    ],
)
def test_who_has_left_a_force_is_not_the_force(text: str, wanted: str) -> None:
    main = next(incident for incident in run(Document("x", text)).incidents if incident.main)
    assert main.perpetrator is not None
    assert wanted in main.perpetrator.actor.name
    assert main.perpetrator.actor.name != "Army"


def test_who_did_it_is_no_target_under_a_longer_name() -> None:
    text = "An off-duty policeman opened fire in a bar in Oldmar on Monday, killing 12 people."
    main = next(incident for incident in run(Document("x", text)).incidents if incident.main)
    assert main.perpetrator is not None
    assert not any("policeman" in value for value in main.targets)
