"""Times of an old deed that the text has dated with its year, told again without it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "He was convicted over the April 2002 explosion in a market. He left the pot there on April 28.",
            "April 28",
            "2002-04-28",
        ),
        (
            "The trial over the attack of Aug. 17, 2017 opens on Monday. The van came at 5 p.m. on Aug. 17.",
            "5 p.m. on Aug. 17",
            "2017-08-17",
        ),
        ("A boy was jailed for a 2020 stabbing. He stabbed two men last October.", "last October", "2020-10"),
        ("Ten men were shot last March. The rampage last year shook Dunmar.", "last March", "2020-03"),
        ("Ten men were shot last March. Last year was a calm one.", "last March", "2021-03"),
        ("A bomb went off in April 2002. Two years later a man was shot. On April 28 a car blew up.", "April 28", "2021-04-28"),
        ("A bomb killed two in April 2002, and gunmen killed six in 2011. On April 28 a car blew up.", "April 28", "2021-04-28"),
        ("A bomb went off in August 2020. On August 30 a car blew up.", "August 30", "2021-08-30"),
    ],
)
def test_a_day_without_a_year_is_the_old_deeds(text: str, words: str, value: str) -> None:
    annotated = layers(Document("x", text, language="en", published=date(2021, 9, 6)))
    found = {time.span.of(text): time.value.value for time in annotated.times if time.value is not None}
    assert found[words] == value


def test_minutes_after_an_old_deed_are_of_its_day() -> None:
    text = "The trial of the March 3, 2018 attack opened on Monday. He was shot three minutes after the first blow."
    annotated = layers(Document("x", text, language="en", published=date(2021, 10, 4)))
    assert [time.value.value for time in annotated.times if time.value is not None][-1] == "2018-03-03"
