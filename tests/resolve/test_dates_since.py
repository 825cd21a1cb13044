"""Days that a follow-up counts back from its own day, in sentences that tell a deed. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Two years to the day after gunmen killed nine in a church, bells rang.", "Two years to the day", "2019-08-27"),
        ("Dunmar on Thursday marked the second anniversary of the bombing.", "the second anniversary", "2019-08-26"),
        ("People gathered on the second anniversary of the bombing.", "the second anniversary", "2019"),
        ("Dunmar on Thursday marked 20 years since the bombing.", "20 years", "2001-08-26"),
        ("It was half a century ago that gunmen killed nine.", "half a century ago", "1971"),
        ("Ten years ago this Thursday gunmen killed nine.", "Ten years ago this Thursday", "2011-08-26"),
        ("Three days after a bomb killed twelve people, the market was open again.", "Three days", "2021-08-24"),
        ("Nearly three years after a gunman killed ten people, a trial began on Monday.", "Nearly three years", "2018"),
        ("On 5 May 2019 the army took Dunmar. Three days after a bomb killed six, it left.", "Three days", "2019-05-08"),
        ("The general visited Dunmar on Thursday, three days after suspected rebels killed six.", "three days", "2021-08-23"),
        ("He opened fire in a class on Sept. 14.", "Sept. 14", "2020-09-14"),
        ("It has been four days since the killing of nine men.", "four days", "2021-08-23"),
        ("A boy shot while sitting in a car Saturday is expected to live.", "Saturday", "2021-08-21"),
        ("Police who shot a boy will speak to the press Saturday.", "Saturday", "2021-08-28"),
        ("He is to be sentenced for the killings on Sept. 14.", "Sept. 14", "2021-09-14"),
    ],
)
def test_counted_back(text: str, words: str, value: str) -> None:
    annotated = layers(Document("x", text, language="en", published=date(2021, 8, 27)))
    found = {mention.span.of(text): mention.value.value for mention in annotated.times if mention.value is not None}
    assert found[words] == value


def test_no_deed_no_date() -> None:
    text = "A bomb went off as Dunmar prepared for the fiftieth anniversary of its founding."
    annotated = layers(Document("x", text, language="en", published=date(2021, 8, 27)))
    assert not annotated.times
