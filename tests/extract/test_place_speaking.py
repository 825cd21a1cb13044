"""The town or county whose police or sheriff speaks, where a report says only the state, or what a place is near."""

from __future__ import annotations

import pytest

from dateline import Document
from dateline.pipeline import run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three were killed in a Texas drive-by shooting on Sunday. Houston police said they had no suspect.", "Houston"),
        ("Three people were killed in a shooting in Texas on Sunday, the police said.", "Texas"),
        (
            "Five people were shot dead in northeastern Georgia on Sunday. A Columbia County sheriff's captain spoke.",
            "Columbia County",
        ),
        ("EUTAW, Ala. (AP) — A boy was shot dead at a home in west Alabama on Sunday, troopers said.", "EUTAW"),
        ("HELENA, Mont. (AP) — A man was shot dead in a remote part of Montana on Sunday, troopers said.", "Montana"),
        (
            "An agent was shot near Sacramento on Sunday. Roseville police said they held a man.",
            "Roseville",
        ),
        ("An agent was shot near Sacramento on Sunday. Sacramento police and Roseville police held a man.", "Sacramento"),
    ],
)
def test_the_police_that_speaks_of_a_deed_is_that_of_its_town(text: str, expected: str) -> None:
    places = [incident.place for incident in run(Document(id="try", text=text), sift=False).incidents]
    assert [place.name.split(", ")[0] for place in places if place is not None] == [expected]
