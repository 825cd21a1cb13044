"""Two groups of one town and day: a second mention, or another deed at a street or in a suburb of its own."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.extract.cut import units
from dateline.extract.group import Group
from dateline.extract.second_mentions import second_mentions
from dateline.pipeline import layers


def kept(one: str, other: str) -> int:
    annotated = layers(Document("x", f"Police blotter\n{one}\n{other}", published=date(2016, 7, 5)))
    found = [unit for unit in units(annotated) if unit.sentence.kind == "body"]
    return len(second_mentions(annotated, [Group([found[0]]), Group([found[-1]])]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A man was shot on Monday in the 300 block of North Marsh Street in Louisville, Kentucky.",
            "A woman was shot on Monday in the 2500 block of West Alder Avenue in Louisville.",
        ),
        ("A man was shot on Monday in Khartoum, Sudan.", "A shell hit a clinic on Monday in Omdurman, Sudan."),
    ],
)
def test_streets_or_suburbs_of_their_own_are_two(one: str, other: str) -> None:
    assert kept(one, other) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A man was shot on Monday in the 300 block of North Marsh Street in Louisville, Kentucky.",
            "The shooting happened on Monday at Marsh and Alder streets in Louisville.",
        ),
        (
            "A man was shot on Monday in the 300 block of North Marsh Street in Louisville, Kentucky.",
            "The man was shot on Monday in Louisville.",
        ),
        ("A man was shot on Monday in Khartoum, Sudan.", "The shooting in Khartoum happened on Monday."),
    ],
)
def test_one_street_or_the_town_alone_is_one(one: str, other: str) -> None:
    assert kept(one, other) == 1


def test_what_came_after_another_deed_of_one_day_and_town_is_two() -> None:
    text = "The judge's murder came only two hours after rebels shot a tailor in Khartoum, Sudan, on Monday."
    annotated = layers(Document("x", f"Police blotter\n{text}", published=date(2016, 7, 5)))
    found = [unit for unit in units(annotated) if unit.sentence.kind == "body"]
    assert len(found) == 2
    assert len(second_mentions(annotated, [Group([found[0]]), Group([found[1]])])) == 2
