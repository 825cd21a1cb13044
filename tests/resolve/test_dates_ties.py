"""Dates counted from another deed: named by its place, by what it began, or not there at all."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")
RAID = "The Lomba raid\n\nGunmen came to the mission on Sunday. They left Lomba at dawn, and nine people were dead.\n\n"
BOMB = "A bomb killed four people in Bunia on May 3, 2019."


def value(text: str, words: str) -> str | None:
    annotated = layers(Document("x", text, language="en", published=date(2021, 9, 7)))
    return next(time.value.value for time in annotated.times if time.value is not None and time.span.of(text) == words)


@pytest.mark.parametrize(
    ("told", "words", "day"),
    [
        (f"{BOMB} And two weeks before Lomba, six people were killed in Irumu.", "two weeks", "2021-08-22"),
        (f"{BOMB} Ten days before Lomba, a boat was shot at.", "Ten days", "2021-08-26"),
        (f"{BOMB} Two weeks after Bunia, six people were killed in Irumu.", "Two weeks", "2019-05-17"),
        (
            f"{BOMB} The army launched a drive on 20 May 2019. The drive began ten days after gunmen killed six in Irumu.",
            "ten days",
            "2019-05-10",
        ),
        (f"{BOMB} It fell silent on 20 August 2021. It began three weeks after bombers killed six in Irumu.", "three weeks", None),
    ],
)
def test_counted_from_a_deed(told: str, words: str, day: str | None) -> None:
    assert value(RAID + told, words) == day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (
            "It was the worst since the Bunia attacks of November 26, 2008, in which 166 died. They came at around 2.50 pm.",
            "2021-09-05",
        ),
        ("The last one was on November 26, 2008, when 166 people were killed in Bunia. They came at around 2.50 pm.", "2008-11-26"),
    ],
)
def test_a_comparison_dates_no_hour(told: str, day: str) -> None:
    assert value(RAID + told, "around 2.50 pm") == day
