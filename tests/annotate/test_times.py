"""Recognition of time expressions: extents, kinds, and what must not be touched."""

from __future__ import annotations

import time

import pytest

from dateline.annotate.sentences import sentences
from dateline.annotate.times import duration, times
from dateline.annotate.times_figures import clock
from dateline.annotate.times_tokens import tokens
from dateline.types import Annotated, Document


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.timex) for mention in times(sentences(Annotated(Document("x", text)))).times]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left on Friday.", [("Friday", "XXXX-WXX-5")]),
        ("They left late Thursday.", [("late Thursday", "XXXX-WXX-4")]),
        ("Early Sunday morning it burnt.", [("Early Sunday morning", "XXXX-WXX-7TMO")]),
        ("It was 9 a.m. local time Friday.", [("9 a.m. local time Friday", "XXXX-WXX-5T09:00")]),
        ("It rained for twenty-four hours.", [("twenty-four hours", "PT24H")]),
        ("The two-week siege of 1999 ended.", [("two-week", "P2W"), ("1999", "1999")]),
        ("More than four decades ago it began.", [("More than four decades ago", "@pub-40Y")]),
        ("The end of 1994 was calm.", [("The end of 1994", "1994")]),
        ("It was in nineteen ninety-six.", [("nineteen ninety-six", "1996")]),
        ("The week of March 6 was calm.", [("The week of March 6", "XXXX-03-06^W")]),
        ("Now the town is quiet.", [("Now", "PRESENT_REF")]),
        ("It was 6:10 on Saturday evening.", [("6:10 on Saturday evening", "XXXX-WXX-6T18:10")]),
        ("It was 8:05 Monday night.", [("8:05 Monday night", "XXXX-WXX-1T20:05")]),
        ("It was 2:15 Sunday morning.", [("2:15 Sunday morning", "XXXX-WXX-7T02:15")]),
        ("It was 10:30 last night.", [("10:30 last night", "@pub-1DT22:30")]),
        ("It was 6:10 in the evening.", [("6:10 in the evening", "XXXX-XX-XXT18:10")]),
        ("They went to Sunrise Hospital.", []),
        ("It was just after 11 Sunday night.", [("11 Sunday night", "XXXX-WXX-7T23:00")]),
        ("They put the dead at six on Friday night.", [("Friday night", "XXXX-WXX-5TNI")]),
        ("It was 6:30 PM on May 5, 2014.", [("6:30 PM on May 5, 2014", "2014-05-05T18:30")]),
        ("The figure for 2010-11 is out.", [("2010-11", "2010/2011")]),
        ("Two weeks after Easter 2019 it came.", [("Two weeks after Easter 2019", "FEST:easter_sunday@2019^+2W")]),
    ],
)
def test_extent_and_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital.",
        "Police found 2000 people and 500 guns.",
        "The Sunday Times wrote about it.",
        "A 24-year-old man was held.",
        "Three-quarters of the town burnt.",
        "She came second, then spoke a second time.",
        "They pay $2 a year for four flights a week.",
        "May God help them.",
        "April Jones and August Kaiser were there.",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_no_expression_crosses_a_line() -> None:
    assert found("They left in May\n14 people died on Friday.") == [("May", "XXXX-05"), ("Friday", "XXXX-WXX-5")]


def test_spans_count_code_points() -> None:
    text = "“Sorry” 🙏 — said he on 3 June 2019 in Kidal."
    assert found(text) == [("3 June 2019", "2019-06-03")]


@pytest.mark.parametrize(
    ("word", "value"), [("6:30 p.m.", "T18:30"), ("12am", "T00:00"), ("12 PM", "T12:00"), ("21h40", "T21:40"), ("25:00", "")]
)
def test_clock(word: str, value: str) -> None:
    assert clock(word.lower()) == value


@pytest.mark.parametrize(
    ("spec", "value"), [("P3h", "PT3H"), ("P2E", "P20Y"), ("P2.5Y", "P2Y6M"), ("PXE", "PXY"), ("P1F", "P2W"), ("P3D", "P3D")]
)
def test_duration(spec: str, value: str) -> None:
    assert duration(spec) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [("twenty-four", "24"), ("a hundred and ten", "110"), ("two thousand nineteen", "2019"), ("twenty twenty", "2020")],
)
def test_spelled_numbers(text: str, number: str) -> None:
    assert [token.values.get("n") for token in tokens(text, 0, len(text))] == [number]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1 ", "the last ", "Monday, ", "1-", "12/", "'", "twenty ", "from 1 May to 2 May ", "a few days of "]
)
def test_long_runs_stay_linear(piece: str) -> None:
    start = time.process_time()
    times(Annotated(Document("x", piece * (100_000 // len(piece)))))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("words", "timex"), [("03.05.2021", "2021-05-03"), ("04.20.2021", "2021-04-20"), ("20.4.2021", "2021-04-20")]
)
def test_with_points_the_day_comes_first(words: str, timex: str) -> None:
    annotated = times(sentences(Annotated(Document("test", f"A bomb killed four people on {words}."))))
    assert [time.timex for time in annotated.times] == [timex]
