"""The date of an incident: entries of lists, and dates that stand beside what tells of the event."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.extract.cut import units
from dateline.extract.date_clues import clues, coarser, later, of_war, shares
from dateline.extract.entries import entry
from dateline.pipeline import layers, run
from dateline.types import DateValue, Span

LIST = (
    "Attacks in Tripoli, Lebanon, since 2013\n\n"
    "2013, August 23. Two mosques are struck. A car bomb kills 20 people in Abu Samra.\n\n"
    "2024, June 22. The old market. A bomb kills two people in Zahrieh.\n"
)


def day(value: str, precision: str = "day") -> DateValue:
    return DateValue(value, precision)  # type: ignore[arg-type]


def test_an_entry_is_dated_by_its_own_head() -> None:
    report = run(Document("x", LIST, published=date(2024, 7, 1)), sift=False)
    found = {(incident.killed.best if incident.killed else None): incident.date.value for incident in report.incidents}
    assert found.get(2) == "2024-06-22"
    assert found.get(20) == "2013-08-23"


def test_the_same_night_is_one_of_the_month_told_right_before() -> None:
    text = (
        "Three drovers were shot dead in Kano on Saturday.\n\nIn July, nine people died when gunmen opened fire in Gusau. "
        "On the same night, four were killed in Zaria."
    )
    report = run(Document("x", text, published=date(2022, 9, 13)), sift=False)
    assert [incident.date.value for incident in report.incidents] == ["2022-09-10", "2022-07", "2022-07"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On May 10, police in Kano arrested three men, two days after a bombing that killed four people.", ["2021-05-08"]),
        ("Four people were buried in Kano on Monday, two days after gunmen shot them dead.", ["2021-05-08"]),
        ("On Monday, two days after a bombing in Kano that killed four, police arrested a man in Lagos.", ["2021-05-08"]),
        ("A man died in hospital on Monday, two days after he was shot by gunmen in Kano.", ["2021-05-08"]),
        ("A man died on Monday, two days after being shot in Kano.", ["2021-05-08"]),
        ("A bomb killed six in Kano on Monday, two days after a gunman killed four in Lagos.", ["2021-05-10", "2021-05-08"]),
        ("Two soldiers died in clashes in Kano on Monday, a day after gunmen killed five in Lagos.", ["2021-05-10", "2021-05-09"]),
    ],
)
def test_a_funeral_or_a_death_days_after_the_deed(text: str, days: list[str]) -> None:
    report = run(Document("x", text, published=date(2021, 5, 13)), sift=False)
    assert [incident.date.value for incident in report.incidents] == days


@pytest.mark.parametrize(
    ("text", "heads"),
    [("14 May: A shell fell.", True), ("* 14 May - a shell fell", True), ("On 14 May a shell fell.", False)],
)
def test_what_heads_an_entry(text: str, heads: bool) -> None:
    annotated = layers(Document("x", text, published=date(2024, 7, 1)))
    assert entry(annotated, annotated.times[0]) is heads


def test_the_wider_of_two_dates_that_agree_is_coarser() -> None:
    assert coarser([day("1981", "year"), day("1981-06-14"), None]) == [True, False, False]
    assert shares([day("1981", "year"), day("1981-06-14"), day("1990-01-01")]) == [0.5, 0.5, 0.0]


def test_this_week_ends_with_publication_and_a_week_ago_is_a_day() -> None:
    text = "Gunmen killed two people in Quetta this week.\n\nA bomb had killed nine people in Zahedan, Iran, two weeks ago."
    report = run(Document("x", text, published=date(2021, 5, 19)), sift=False)
    assert {incident.date.value for incident in report.incidents} == {"2021-05-17/2021-05-19", "2021-05-05"}


def test_a_death_gives_way_to_the_attack_before_it_unless_that_only_bounds_a_count() -> None:
    days = [day("2016-07-18"), day("2016-07-16")]
    assert later(days, [{"aftermath": 1.0, "lead": 1.0}, {}]) == [True, False]
    assert later(days, [{"aftermath": 1.0, "lead": 1.0}, {"bound": 1.0}]) == [False, False]
    assert later(days, [{"aftermath": 1.0}, {}]) == [False, False]
    assert later(days, [{"aftermath": 1.0, "outlived": 1.0}, {}]) == [True, False]
    assert later([day("2016-07-18"), day("2015-07-16")], [{"aftermath": 1.0, "lead": 1.0}, {}]) == [False, False]


def test_a_day_before_another_incident_is_that_incidents_day() -> None:
    text = (
        "On Thursday, a day before the Orlu shooting, gunmen killed a councillor in Aba. A day before the Orlu shooting, two died."
    )
    annotated = layers(Document("x", text, published=date(2024, 9, 15)))
    turned = [clues(annotated, unit, time)["turned"] for unit in units(annotated) for time in unit.times]
    assert turned == [0.0, 1.0, 0.0]


def test_since_bounds_a_day_and_not_that_of_an_event_behind_it() -> None:
    text = "It was the worst day since four agents died in 2016 in a raid on Dover. No one was shot there since 2019."
    annotated = layers(Document("x", text, published=date(2024, 9, 15)))
    assert [clues(annotated, unit, time)["bound"] for unit in units(annotated) for time in unit.times] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Shells fell on Hodan for the first time since the start of the civil war in @.", True),
        ("It is the worst raid since the invasion of Arland in @.", True),
        ("The war between the two generals, which broke out in @, has emptied the town.", True),
        ("The truce took effect on @ but shelling goes on.", True),
        ("Since the war two men have been killed in a raid on Hodan, on @.", False),
        ("The shelling of Hodan began on @.", False),
        ("A veteran of the war was shot in @.", False),
    ],
)
def test_the_beginning_of_a_war_dates_no_attack(told: str, found: bool) -> None:
    start = told.index("@")
    assert of_war(told, Span(0, len(told)), Span(start, start + 1), opens=False) is found


def test_what_a_war_began_with_is_an_incident_of_that_day() -> None:
    told = "The insurgency began on 5 October with an assault on the barracks."
    start = told.index("5")
    assert not of_war(told, Span(0, len(told)), Span(start, start + 9), opens=True)


def test_a_time_of_day_below_a_search_yields_to_the_day_of_the_deed() -> None:
    text = (
        "Rifle found in doctor's slaying\n\nAlan Quarles was shot to death last Oct. 23 at home in Dover.\n\n"
        "Police dug up a rifle on April 8.\n\nQuarles, 52, was shot to death at 10 p.m. in his kitchen in Dover.\n"
    )
    report = run(Document("x", text, published=date(1999, 4, 19)), sift=False)
    assert [incident.date.value for incident in report.incidents] == ["1998-10-23"]


@pytest.mark.parametrize(
    ("text", "outlived"),
    [
        ("A man was shot on Nov. 2. The man, a father of two, died at a hospital in Erie the following morning.", True),
        ("A woman was stabbed on Nov. 2. She succumbed to her wounds two days later.", True),
        ("Four died on Nov. 2 and a bus was blown up two days later.", False),
        ("Rebels took the town on Nov. 2. Nine died as a convoy left the town two days later.", False),
        ("Rebels took the town on Nov. 2. They shot two officers two days later.", False),
    ],
)
def test_a_death_counted_from_the_day_of_the_attack(text: str, outlived: bool) -> None:
    annotated = layers(Document("x", text, published=date(2024, 11, 16)))
    found = [clues(annotated, unit, time)["outlived"] for unit in units(annotated) for time in unit.times if time.anchor]
    assert [bool(value) for value in found] == [outlived]


def test_the_night_on_which_a_person_lies_in_hospital_is_not_the_attacks() -> None:
    text = (
        "Gun attack in Newry\n\nA prison officer remained in a critical condition last night after a gun attack in Newry, Co Down. "
        "Gunmen fired at his car about 7am on Monday, police said."
    )
    report = run(Document("x", text, published=date(2024, 11, 16)), sift=False)
    assert [incident.date.value for incident in report.incidents] == ["2024-11-11"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A clerk was shot dead last month in Dover.\n\nThe clerk was killed on March 9, police said.", "2022-03-09"),
        ("Four clerks were shot in Dover overnight. They were shot around 3 a.m., police said.", "2022-04-13"),
        (
            "Five clerks were shot in Dover Monday night.\n\nThey were shot around 9 p.m. Monday, March 28, police said.",
            "2022-03-28",
        ),
        ("A clerk was shot dead less than two weeks ago in Dover.", "2022-03-30/2022-04-13"),
        ("A clerk was shot dead last month in Dover.\n\nHe died on March 29, police said.", "2022-03"),
    ],
)
def test_the_finer_of_two_expressions_is_the_day(text: str, value: str) -> None:
    report = run(Document("x", text, published=date(2022, 4, 13)), sift=False)
    assert [incident.date.value for incident in report.incidents] == [value]
