"""Who did it, under a head that asks for the suspect."""

from __future__ import annotations

import pytest

from dateline.extract.asked_who import answers
from dateline.extract.blame_lines import line
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")
LEAD = "A man stabbed three women in Bonn on Friday."


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("Who is the suspect?\nA 24-year-old Somali who had lived in a hostel.", [("suspected", "A 24-year-old Somali")]),
        ("Who was the attacker?\nTom Reyes, 34, a former miner, had lived alone.", [("stated", "Tom Reyes")]),
        ("Who were the victims?\nA 24-year-old nurse who had lived in a hostel.", []),
        ("Who is the suspect?\nPolice have said little.", []),
    ],
)
def test_a_head_that_asks(below: str, found: list[tuple[str, str]]) -> None:
    annotated = layers(Document(id="x", text=f"{LEAD}\n\n{below}", language="en"))
    ties = [tie for sentence in annotated.sentences for tie in answers(line(annotated, sentence.span))]
    assert [(tie.ground, tie.value.name) for tie in ties] == found
