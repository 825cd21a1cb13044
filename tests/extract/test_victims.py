"""Victims by name: sentences that tell of one person's death speak of one incident."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract.victims import named
from dateline.pipeline import layers, run
from dateline.types import Document, Span

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _named(text: str) -> tuple[set[str], set[str]]:
    annotated = layers(Document("x", text, language="en"))
    found = named(annotated, Span(0, len(text)))
    return set(found.hit), set(found.dead)


@pytest.mark.parametrize(
    ("text", "hit", "dead"),
    [
        ("The slaying of Dr. Alan Quarles shook the town.", {"Quarles"}, {"Quarles"}),
        ("Six people accused of the murder of e-hailing driver Alan Quarles appeared.", {"Quarles"}, {"Quarles"}),
        ("Alan Quarles, 52, a father of four, was shot in the arm.", {"Quarles"}, set()),
        ("Alan Quarles, 52, was shot to death at home.", {"Quarles"}, {"Quarles"}),
        ("A year after Alan Quarles' death the street is quiet.", {"Quarles"}, {"Quarles"}),
        ("Alan Quarles had closed the shop before he was fatally shot.", {"Quarles"}, {"Quarles"}),
        ("The killing of Palestinians went on.", set(), set()),
        ("Quarles was shot.", set(), set()),
        ("A quarles is a bird. Alan Quarles was shot.", set(), set()),
    ],
)
def test_named(text: str, hit: set[str], dead: set[str]) -> None:
    assert _named(text) == (hit, dead)


def test_nobody_dies_twice() -> None:
    text = (
        "Warrant issued in doctor's slaying\n\n"
        "A rifle found on April 8 was used in the killing of Dr. Alan Quarles in Dover, investigators said.\n\n"
        "They spoke of weather and hair.\n\n"
        "Quarles, 52, was shot to death on the night of Oct. 23 in his kitchen in Dover.\n"
    )
    report = run(Document("x", text, language="en", published=date(1999, 5, 5)), sift=False)
    assert len(report.incidents) == 1
