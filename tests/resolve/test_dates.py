"""Values of time expressions: the cases of ``cases/dates.jsonl``, calendar arithmetic, festivals, stamps."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.intervals import bounds
from dateline.resolve.dates import dates, own_day
from dateline.resolve.dates_calendar import months, shift, weekday
from dateline.resolve.dates_festivals import easter, festival, hijri, nth_weekday, orthodox_easter
from dateline.types import Annotated, DateValue, Document, TimeMention

CASES = [
    json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "dates.jsonl").read_text(encoding="utf-8").splitlines()
]


def resolved(text: str, published: date | None = None, url: str | None = None) -> tuple[TimeMention, ...]:
    return dates(times(sentences(Annotated(Document("x", text, url=url, published=published))))).times


def value_and_anchor(mention: TimeMention, text: str) -> tuple[str | None, str | None, str | None]:
    value = mention.value or DateValue(None, "unknown")
    return value.value, value.precision if mention.value else None, mention.anchor.of(text) if mention.anchor else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    text, published = case["text"], case["published"]
    found = resolved(text, date.fromisoformat(published) if published else None)
    rows = [[mention.span.of(text), mention.kind, mention.timex, *value_and_anchor(mention, text)] for mention in found]
    assert rows == case["times"]


def test_nothing_relative_without_a_date() -> None:
    text = "Last week, on Tuesday, yesterday and in March they came; the day before, two years ago, this spring, at noon, on 3 May."
    assert {mention.value for mention in resolved(text)} == {DateValue(None, "unknown")}


def test_year_of_the_sentence_before_serves_a_month_where_no_publication_date_is_known() -> None:
    assert [mention.value for mention in resolved("In 2019 the war spread. In March the port fell.")] == [
        DateValue("2019", "year"),
        DateValue("2019-03", "month"),
    ]


@pytest.mark.parametrize(
    ("url", "value"),
    [("https://news.example.co.uk/a", "2019-06-05"), ("https://a.example.us/", "2019-05-06"), ("https://example.com/", None)],
)
def test_figures_follow_the_outlets_country(url: str, value: str | None) -> None:
    (mention,) = resolved("The raid of 05/06/2019 failed.", date(2020, 1, 1), url)
    assert mention.value is not None
    assert mention.value.value == value


def test_impossible_day_stays_unknown() -> None:
    (mention,) = resolved("On 30 February 2019 it rained.", date(2020, 1, 1))
    assert mention.value == DateValue(None, "unknown")


def test_easter_and_its_eastern_sister() -> None:
    assert [easter(year) for year in (2018, 2019, 2024)] == [date(2018, 4, 1), date(2019, 4, 21), date(2024, 3, 31)]
    assert [orthodox_easter(year) for year in (2019, 2024)] == [date(2019, 4, 28), date(2024, 5, 5)]


def test_tabular_islamic_calendar() -> None:
    assert hijri(1, 1, 1) == date(622, 7, 19)
    assert abs((hijri(1440, 9, 1) - date(2019, 5, 6)).days) <= 1
    eid = festival("eid_al-fitr", 2019)
    assert eid is not None
    assert eid.first <= date(2019, 6, 4) <= eid.last


def test_nth_weekday() -> None:
    last = nth_weekday(2024, 5, 1, -1)
    assert last is not None
    assert last.first == date(2024, 5, 27)
    assert nth_weekday(2024, 2, 1, 5) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In November 2014 they stopped a bus, and ten days later killed six at a quarry.", "2014-11-11/2014-12-10"),
        ("A van killed six people in August 2017 and, hours later, a woman was killed.", "2017-08"),
        ("In February 2013, gunmen raided a base in Bako. Two died in Raman a day before Bako.", "2013-02"),
        ("They were seized in January 2016. It came on the same weekend as a raid on a hotel.", "2016-01"),
        ("She is free, they said on Monday. She was taken in January 2016. Two weeks later he fled.", "2016-01-15/2016-02-14"),
        ("Six died on 3 May 2019. By Monday, nine had died. A day earlier, a shop burned.", "2019-05-02"),
    ],
)
def test_a_date_counted_from_a_month_or_past_a_bound(text: str, value: str) -> None:
    assert [time.value.value for time in resolved(text, date(2019, 5, 8)) if time.value and time.anchor][-1] == value


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_weekdays_stand_where_they_should(base: date, number: int) -> None:
    last, next_, on_or_before = (weekday(base, number, order).first for order in "<>-")
    assert last < base < next_
    assert 0 <= (base - on_or_before).days < 7
    assert {last.isoweekday(), next_.isoweekday(), on_or_before.isoweekday()} == {number}


@given(st.integers(1000, 3000), st.integers(1, 12), st.sampled_from("MQHYE"), st.integers(-50, 50))
def test_months_and_back(year: int, month: int, grain: Any, count: int) -> None:
    start = months(year, month, grain)
    assert start is not None
    assert start.first <= date(year, month, 1) <= start.last
    there = shift(start, count, grain)
    assert there is not None
    assert shift(there, -count, grain) == start


@given(st.text(alphabet="0123456789/-.:' aeMayFridthlsngo,", max_size=60), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_is_survived(text: str, published: date) -> None:
    for mention in resolved(text, published):
        assert mention.span.of(text).strip() == mention.span.of(text)
        edges = bounds(mention.value)
        assert edges is None or edges[0] <= edges[1]


@pytest.mark.parametrize("label", ["date 2021-05-07", " date 2021-05-07", "Date: 2021-05-07"])
def test_a_labelled_day_before_the_text_is_the_pages_own(label: str) -> None:
    text = f"Two hurt at Oldmar\n\n{label} Two people were hurt at Oldmar on Wednesday."
    annotated = own_day(times(sentences(Annotated(Document("x", text)))))
    assert annotated.document.published == date(2021, 5, 7)
    text = "The plan for the date 2021-05-07 was dropped at Oldmar on Wednesday."
    assert own_day(times(sentences(Annotated(Document("x", text))))).document.published is None


def test_a_list_that_runs_on_past_its_heading_has_come_to_the_next_year() -> None:
    def last(*days: str) -> str | None:
        text = "\n\n".join(("- 2015 -", *(f"{day}: A bomb kills nine in Bursa." for day in days)))
        value = resolved(text, date(2016, 12, 11))[-1].value
        return value and value.value

    assert last("July 20", "October 10", "January 12") == "2016-01-12"
    assert last("July 20", "October 10", "December 12") == "2015-12-12"
    assert last("October 10", "July 20", "January 12") == "2015-01-12"


def test_a_lone_clock_time_is_not_of_the_day_on_which_somebody_spoke() -> None:
    text = (
        "Gunmen killed nine people in a hall on Saturday. A group said on Sunday that it was behind it. The men came in at 9.20 pm."
    )
    assert resolved(text, date(2017, 10, 9))[-1].timex.startswith("2017-10-07")
