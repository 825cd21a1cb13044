"""What a report is about: news of the same last days, not what happened weeks ago. Invented articles."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract import standing
from dateline.extract.cut import units
from dateline.extract.group import group
from dateline.extract.opening import sums_up_a_year
from dateline.extract.standing import incident_features, main_features, set_main
from dateline.pipeline import layers, run
from dateline.types import Document

TEXT = (
    "A bomb killed three people in Quetta on Sunday.\n\n"
    "In Karachi, gunmen shot dead a policeman on Monday.\n\n"
    "A suicide bombing in Peshawar on 14 April 2024 killed nine worshippers."
)


def _groups(text):
    annotated = layers(Document("d", text, published=date(2024, 5, 7)))
    return annotated, group(annotated, units(annotated))


def test_days_of_the_news_and_weeks_ago():
    annotated, groups = _groups(TEXT)
    found = [main_features(annotated, item, first=groups[0], total=3) for item in groups]
    assert [one["just_now"] for one in found] == [1.0, 1.0, 0.0]
    assert [one["same_days"] for one in found] == [0.0, 1.0, 0.0]
    assert [one["weeks_ago"] for one in found] == [0.0, 0.0, 1.0]


def test_an_event_that_the_model_alone_reads_is_wordless_without_a_type():
    annotated, groups = _groups(TEXT)
    assert all(incident_features(annotated, item, first=True)["wordless"] == 0.0 for item in groups)


def test_what_a_dated_entry_counts_is_marked():
    annotated, groups = _groups(
        "Deeds of the rebels\n\n• 3 May 2017: Nine died in Quetta.\n\nIn May 2017 nine more died in Karachi."
    )
    found = [incident_features(annotated, item, first=False)["entry"] for item in groups]
    assert found == [1.0, 0.0]


def test_days_places_and_tolls_of_an_event_are_its_own():
    annotated, groups = _groups(TEXT)
    found = [incident_features(annotated, item, first=False) for item in groups]
    assert all(one["own_date"] > 0.0 and one["own_toll"] > 0.0 for one in found)
    assert [one["own_place"] > 0.0 for one in found] == [False, True, True]  # of the first, read with the next, it is not sure
    assert all(one["trap_report"] == 0.0 for one in found)


def test_words_of_fighting_beside_the_days_of_talks_have_none_of_their_own():
    annotated, groups = _groups(
        "Minister fires back at unions\n\nThe battle over wages went on in Geneva on Monday, and delegates from Bern attacked"
        " the plan again on Tuesday. It was killed by the upper house last year."
    )
    found = [incident_features(annotated, item, first=False) for item in groups]
    assert found and all(one["own_date"] <= 0.0 and one["own_place"] <= 0.0 for one in found)


def test_a_blast_of_which_the_police_suspect_nothing_is_an_accident():
    annotated, groups = _groups(
        "Blast at a boat yard kills man\n\nA man died in a blast in Oban on Monday. There was nothing suspicious."
    )
    assert incident_features(annotated, groups[0], first=True)["accident"] == 2.0
    annotated, groups = _groups("Bomb kills man in Oban\n\nA man was shot in Oban on Monday. There was nothing suspicious.")
    assert incident_features(annotated, groups[0], first=True)["accident"] == 0.0


def test_the_title_of_a_failed_attack_only_names_it():
    failed = "Car bomb in Oban: man held\n\nA man is held over the failed attempt to set off a car bomb in Oban on Monday."
    went_off = (
        "Car bomb in Oban: man held\n\nA man is held over a car bomb that damaged a bank in Oban on Monday. A second one failed."
    )
    outcomes = [
        run(Document("x", text, published=date(2021, 5, 14)), sift=False).incidents[0].outcome for text in (failed, went_off)
    ]
    assert outcomes == ["foiled", "completed"]


def test_an_old_deed_of_title_and_lead_stands_before_a_newer_one_that_is_only_recalled(monkeypatch) -> None:
    annotated, groups = _groups(TEXT)
    old, recalled = groups[:2]
    told = {id(old): {"title": 1.0, "lead": 1.0, "share": 0.8}, id(recalled): {"title": 0.0, "lead": 0.0, "share": 0.1}}
    monkeypatch.setattr(standing, "main_features", lambda _, item, **__: told[id(item)])
    monkeypatch.setattr(standing.weigh, "best", lambda _, rows: rows[0] if rows[0][0] is recalled else None)
    set_main(annotated, [old, recalled])
    assert (old.main, recalled.main) == (True, False)
    told[id(recalled)]["lead"] = 1.0
    set_main(annotated, [old, recalled])
    assert (old.main, recalled.main) == (False, True)


@pytest.mark.parametrize(
    ("told", "sum_"),
    [
        ("In 2023, five rebels were killed in Gadchiroli in three encounters.", True),
        ("In 2021, 26 policemen were killed in Chhattisgarh.", True),
        ("In 2022, militants killed 24 civilians in Jammu and Kashmir.", True),
        ("Last year, 35 civilians were killed in the territory.", True),
        ("In 2021, 26 policemen were killed in an ambush in Chhattisgarh.", False),
        ("In 2019, two policemen were killed in Sukma.", False),
        ("In March 2021, 26 policemen were killed in Chhattisgarh.", False),
        ("Twelve people were killed at a bar in 2018.", False),
    ],
)
def test_a_sum_over_a_year_is_no_incident(told: str, sum_: bool) -> None:
    annotated = layers(Document("d", f"A bomb killed a guard in Kanker on Sunday.\n\n{told}", published=date(2024, 5, 7)))
    last = units(annotated)[-1]
    assert sums_up_a_year(last, annotated.document.text) is sum_
