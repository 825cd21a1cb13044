"""Times that are the page's own date no incident."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run


def test_the_time_of_an_update_is_not_the_day_it_happened() -> None:
    text = (
        "Two dead in Toledo shooting Posted: Monday, May 3, 2021 2:53 PM EDT Updated: Tuesday, May 4, 2021 8:05 AM EDT\n"
        "Two men were shot dead outside a bar in Toledo on Saturday night, police said."
    )
    report = run(Document("x", text, published=date(2021, 5, 4)))
    assert [incident.date.value for incident in report.incidents if incident.main] == ["2021-05-01"]


def test_a_caption_dates_by_its_own_words() -> None:
    text = "Police stand outside a bar in Toledo where two men were shot dead on Saturday. (Published Monday, May 3, 2021)"
    report = run(Document("x", text, published=date(2021, 5, 4)))
    assert report.incidents[0].date.value == "2021-05-01"


def test_a_dateline_written_small_dates_the_report() -> None:
    text = "Four killed in Marawi\n\nManila, Dec. 3, 2023 - A bomb killed four people at a Mass in Marawi on Sunday, police said."
    assert run(Document("x", text)).incidents[0].date.value == "2023-12-03"


def test_nothing_is_counted_from_the_minute_of_an_update() -> None:
    text = "Updated: May 4, 2021 - 7:21 PM\nFive men were shot outside a club in Toledo just after 12 a.m., police said."
    assert run(Document("x", text, published=date(2021, 5, 4))).incidents[0].date.value == "2021-05-04"


def test_the_lengths_of_videos_are_no_times() -> None:
    films = "\n".join(f"{length} {name}" for length, name in (("0:50", "Have you seen"), ("5:20", "A robber"), ("0:40", "A flood")))
    text = f"Boy shot in Toledo\n\n{films}\n2:30 A fair\n1:10 A game\n\nA boy was shot in the head in Toledo, police said."
    assert run(Document("x", text, published=date(2021, 5, 4))).incidents[0].date.value is None


@pytest.mark.parametrize("published", [None, date(2021, 5, 4)])
def test_a_date_that_a_page_puts_before_its_first_words_is_its_own(published: date | None) -> None:
    text = "Raid on Bakura\n date 2021-05-04 Suspected armed bandits killed nine farmers in Bakura{} , residents said."
    told = run(Document("x", text.format(" on Sunday"), published=published)).incidents[0]
    assert (told.date.value, told.perpetrator and told.perpetrator.actor.name) == ("2021-05-02", "Suspected armed bandits")
    assert run(Document("x", text.format(""), published=published)).incidents[0].date.value is None


@pytest.mark.parametrize(
    "line",
    ["May 3, 2021 (OMDURMAN) – ", "Gazette Online , Monday 3 May 2021\n\n"],
)
def test_the_day_that_a_dateline_or_an_outlets_line_begins_or_ends_with_dates_the_report(line: str) -> None:
    text = f"Soldiers storm camp\n\n{line}Soldiers stormed a camp in Omdurman on Saturday, killing 35 people, medics said."
    assert run(Document("x", text)).incidents[0].date.value == "2021-05-01"


def test_an_evening_of_another_day_is_no_time_of_the_incident() -> None:
    text = (
        "Jets bombed a village near Magway on Tuesday, killing scores of people who had gathered at 8 a.m. for a feast, residents "
        "said. By Wednesday evening rescuers had counted 165 bodies at the site of the air strike."
    )
    (incident,) = run(Document("x", text, published=date(2023, 4, 13))).incidents
    assert [statement.span.of(text) for statement in incident.statements if statement.property == "time"] == ["8 a.m."]


@pytest.mark.parametrize("head", ["date 2021-05-04 Soldiers storm camp\n\n", " date 2021-05-04 e-paper\nSoldiers storm camp\n\n"])
def test_a_labelled_day_dates_the_report_whatever_has_run_into_its_line(head: str) -> None:
    text = f"Soldiers storm camp\n{head}OMDURMAN: Soldiers stormed a camp in Omdurman on Saturday, killing 35 people, medics said."
    assert run(Document("x", text)).incidents[0].date.value == "2021-05-01"


@pytest.mark.parametrize(
    "line",
    [
        "date 2021-05-03 WHAT WE KNOW:",
        "Monday May 3, 2021 - 23:01:00 in Latest News by Desk",
        "Gazette News · Posted: May 3, 2021",
        "(Source: Ministry of Works; issued May 3, 2021)",
        "By the desk - May 3, 2021 in World News",
        "Published: May 3rd 2021, 10:01 IST | Last Updated: May 3rd 2021",
    ],
)
def test_a_stamp_is_read_beside_what_else_its_line_holds(line: str) -> None:
    text = f"Soldiers storm camp\n\n{line}\n\nSoldiers stormed a camp in Omdurman on Saturday, killing 35 people, medics said."
    assert run(Document("x", text)).incidents[0].date.value == "2021-05-01"


@pytest.mark.parametrize(
    "line",
    [
        "Released on May 3, 2021, the film shows a camp.",
        "The trial has a date: May 3, 2021.",
        "A clip, posted on May 3, 2021, shows it.",
    ],
)
def test_a_day_that_the_text_tells_is_no_stamp(line: str) -> None:
    text = f"Soldiers storm camp\n\n{line} Soldiers stormed a camp in Omdurman, killing 35 people, medics said."
    assert run(Document("x", text)).document.published is None


def test_the_head_of_a_bulletin_town_by_town_dates_its_items() -> None:
    text = (
        "FACTBOX: Security developments in Iraq\n\nFollowing are security developments in Iraq at 1200 GMT on Friday:\n\n"
        "* FALLUJA - A suicide bomber killed two people and wounded four in Falluja, police said.\n\n"
        "FALLUJA - A roadside bomb killed nine soldiers in Falluja on Thursday, police said.\n\n"
        "HILLA - Gunmen killed a judge in Hilla, police said."
    )
    found = run(Document("x", text, published=date(2007, 6, 22))).incidents
    assert [(one.killed and one.killed.best, one.date.value) for one in found[:2]] == [(2, "2007-06-22"), (9, "2007-06-21")]
