"""A second site of the same day: the settlement and the figure or order word that tell a sentence from the incident before it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.extract.cut import units
from dateline.extract.sites import second_site, second_street
from dateline.pipeline import layers

OPENING = "Gunmen killed four people in Goma on Tuesday.\n"


def told(sentence: str) -> bool:
    annotated = layers(Document("x", OPENING + sentence, published=date(2020, 12, 4)))
    found = units(annotated)
    return second_site(annotated, found[-1], found[:-1])


@pytest.mark.parametrize(
    "sentence",
    [
        "In Bunia, two women were shot dead at a market.",
        "Near Bunia, strangers torched a school.",
        "They also attacked a customs post in Bunia.",
        "A police post near Bunia was also attacked.",
        "The men then went to Butembo and attacked a health post in Butembo.",
    ],
)
def test_a_sentence_with_a_town_and_a_figure_cue_or_deed_of_its_own_tells_another_site(sentence: str) -> None:
    assert told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The attack in Bunia killed two women.",
        "In Goma, two women were shot dead at a market.",
        "Four people were killed in Bunia.",
        "Two women were shot dead at the hospital of Bunia.",
        "Two women from Bunia were shot dead.",
        "A boy from Bunia was also wounded.",
        "Two wounded women were flown to Bunia.",
    ],
)
def test_what_is_spoken_of_before_or_names_no_scene_of_its_own_does_not(sentence: str) -> None:
    assert not told(sentence)


STREET = "Three separate shootings shook Gary, Indiana, on Friday.\nA man was shot at 7 p.m. Friday on Marsh Avenue.\n"


@pytest.mark.parametrize(
    ("sentence", "anew"),
    [
        ("About 11:30 p.m. Friday, two women were shot on Post Road.", True),
        ("The third shooting took place at 2:05 a.m. Saturday on Butternut Street.", True),
        ("About 7:10 p.m. Friday, two women were found shot in the 200 block of Marsh Avenue.", False),
        ("Two women were shot on Post Road.", False),
        ("At 9 p.m. Friday he was flown to Memorial Hospital with a wound to the leg.", False),
    ],
)
def test_a_street_and_an_hour_of_its_own(sentence: str, anew: bool) -> None:
    annotated = layers(Document("x", STREET + sentence, published=date(2020, 12, 7)))
    found = units(annotated)
    assert second_street(annotated, found[-1], found[:-1]) is anew
