"""Two stories under one headline, sums of several attacks, zeros of both, and a deed told again by its day."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run
from dateline.types import IncidentReport


def told(text: str) -> list[IncidentReport]:
    return list(run(Document("x", text, published=date(2025, 6, 24))).incidents)


def figures(item: IncidentReport) -> tuple[int | None, int | None]:
    killed, injured = (None if f is None else f.best for f in (item.killed, item.injured))
    return killed, injured


def towns(items: list[IncidentReport]) -> list[str | None]:
    return [item.place.name if item.place else None for item in items]


def test_the_later_half_of_a_headline_is_told_in_the_body() -> None:
    text = (
        "Strike on tent kills five in Rafah; rocket fired at Sderot\n\nAn Israeli airstrike on a tent in Rafah killed "
        "five people on "
        "Tuesday, medics said.\n\nHours later, a rocket was launched from Rafah towards the Israeli town of Sderot, the "
        "military said. "
        "Islamic Jihad said it fired the rocket."
    )
    items = told(text)
    assert towns(items) == ["Rafah", "Sderot"]
    assert [claim.by.name for claim in items[0].claims] != ["Islamic Jihad"]
    assert [claim.by.name for claim in items[1].claims] == ["Islamic Jihad"]


def test_a_later_half_of_the_same_deed_opens_nothing() -> None:
    text = (
        "Bomb kills five in Rafah; toll in Rafah may rise\n\nA bomb killed five people in Rafah on Tuesday.\n\nA second device was "
        "defused in Rafah, police said."
    )
    assert len(told(text)) == 1


def test_the_dead_of_the_later_half_are_the_other_storys() -> None:
    text = (
        "Roadside bomb wounds three soldiers in Sulu; village chief slain\n\nThree soldiers were wounded when a roadside bomb "
        "exploded in Patikul, Sulu, on Friday.\n\nElsewhere, the chairman of Lantawan, Basilan, was shot dead by a lone gunman on "
        "Thursday night."
    )
    assert [figures(item) for item in told(text)] == [(None, 3), (1, None)]


def test_the_dead_of_the_later_half_stay_where_no_other_story_has_them() -> None:
    text = (
        "Roadside bomb wounds three in Sulu; soldier dies\n\nThree people were wounded when a roadside bomb exploded in Patikul, "
        "Sulu, on Friday, and a soldier was killed."
    )
    assert [figures(item) for item in told(text)] == [(1, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Four killed in two attacks\n\nThree labourers and a policeman were killed in two attacks in Pakistan on Monday.\n\n"
            "In Turbat, armed men opened fire on the labourers as they slept. Hours later, a policeman was gunned down in Mastung.",
            [3, 1],
        ),
        (
            "Four killed in blast\n\nThree labourers and a policeman were killed in a blast in Quetta on Monday.\n\nA "
            "policeman was "
            "gunned down in Mastung on Sunday.",
            [4, 1],
        ),
    ],
)
def test_what_another_attack_counts_is_taken_off_the_sum(text: str, expected: list[int]) -> None:
    assert [figures(item)[0] for item in told(text)] == expected


@pytest.mark.parametrize(
    ("zero", "expected"),
    [("Nobody was hurt in the two incidents, police said.", [0, 0]), ("Nobody was hurt in the blast, police said.", [None, 0])],
)
def test_a_zero_of_both_is_of_both(zero: str, expected: list[int | None]) -> None:
    text = f"Gunmen fired at a police post in Bannu on Monday. Hours later a bomb went off near a school in Tank. {zero}"
    assert [figures(item)[1] for item in told(text)] == expected


def test_a_zero_of_both_is_not_of_one_that_killed() -> None:
    text = (
        "Gunmen killed two policemen in Bannu on Monday. A bomb went off near a school in Tank the same day. No one was injured in "
        "either incident, police said."
    )
    assert figures(told(text)[0])[0] == 2


def test_an_explosion_where_a_drone_hit_is_the_same_deed() -> None:
    text = (
        "Drones hit two oilfields in Iraq\n\nA drone hit the Sarsang field in Dohuk, Iraq, on Monday. The operator said "
        "an explosion "
        "was reported at one of its facilities."
    )
    assert len(told(text)) == 1


def test_a_deed_told_again_by_its_day_is_that_days() -> None:
    text = (
        "Houthis say missile fired at airbase; raids hit Sanaa airport\n\nThe Houthis said on Saturday they fired a "
        "ballistic missile "
        "at the Nevatim airbase in Israel, two days after Israeli air raids on Sanaa airport and the port of "
        "Hodeidah.\n\nThursday's "
        "raids killed three in Hodeidah and wounded 40, the Saba news agency said."
    )
    assert [figures(item)[1] for item in told(text)] == [None, 40]
