"""The place that an event's own words govern, the country that only says whose an embassy is, the town where people met."""

from __future__ import annotations

import pytest

from dateline.pipeline import run
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The President condemned the bombing of a U.S. embassy in Kenya on 7 March 2019. Four people died.", "Kenya"),
        ("A bomb went off outside a U.S. consulate in Karachi on Friday, killing four people.", "U.S. consulate in Karachi"),
        ("A shooting in Dover killed a nurse on 4 May 2019. The ceremony for her was held at Lagos.", "Dover"),
        ("Gunmen killed four people in U.S. waters on 4 May 2019.", "U.S."),
        ("A bomb on a Manila-bound ferry killed eight people on 17 October 2024 at the pier of Zamboanga.", "Zamboanga"),
        ("Attacks Aug. 7 at the U.S. embassy in Nairobi killed four people.", "U.S. embassy in Nairobi"),
        ("A clerk, Alan Reed, 41, of Gaston, was killed on 4 May 2019 in a shooting near Dover.", "Dover"),
        ("The Khmer Rouge abducted two engineers on 4 May 1996. Their team was near Battambang.", "Battambang"),
        ("A bomb killed six people in Khanaqin on 4 May 2019. Officials came from Qarvan, in Diyala province.", "Khanaqin"),
        ("A Kano-born man shot four people dead on 4 May 2019 in Lagos.", "Lagos"),
    ],
)
def test_place(text: str, place: str) -> None:
    found = run(Document("x", text, language="en"), sift=False).incidents[0].place
    assert found is not None
    assert found.name == place
