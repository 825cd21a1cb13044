"""Times that stories of arrests and trials tell beside the deed's own."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract.event_times import event_times
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _days(text: str) -> list[str]:
    annotated = layers(Document("x", text, language="en", published=date(2021, 5, 14)))
    return [time.span.of(text) for time in event_times(annotated, annotated.sentences[0])]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Police held a man Thursday in Dover in connection with the 1978 bombing of a bar that killed six people.", ["1978"]),
        ("Four people go before a judge on Monday over the 2017 van attack in Leeds.", ["2017"]),
        ("Two others were convicted of the bombing in 2008.", ["2008"]),
        ("Two guards, who were sentenced in 2012, had planned the bombing.", []),
        ("The sisters of three men whose convictions were quashed in 1990 spoke of the bombing.", []),
        ("Reyes was indicted last year in the October 1998 shooting of a doctor.", ["October 1998"]),
        ("This photo from Oct. 30, 1976, shows what a bomb did to the hotel.", []),
        ("The attacker, Tom Reyes, was shot dead by police four days later.", []),
        ("Two people were killed on Monday near the site of the 2017 van attack.", ["Monday", "2017"]),
        ("The Islamic State claimed the attack two days after.", []),
        ("Six people on Wednesday appeared in the Leeds Magistrates' Court over the murder of a driver.", []),
        (
            "Bangladesh on Friday executed Tom Reyes, a leader of a banned group, who was convicted of killing a judge in 2005.",
            ["2005"],
        ),
    ],
)
def test_the_report_has_days_of_its_own(text: str, days: list[str]) -> None:
    assert _days(text) == days
