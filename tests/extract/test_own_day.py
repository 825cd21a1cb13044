"""Deeds of the past told one behind the other: each has a day of its own, and neither the other's place."""

from __future__ import annotations

from datetime import date

from dateline.extract.cut import units
from dateline.extract.means import targets
from dateline.pipeline import layers, run
from dateline.types import Document

NEWS = (
    "Car bomb kills seven at checkpoint outside Mogadishu\n\nA car bomb killed seven soldiers at a checkpoint outside the Somali "
    "capital Mogadishu on Tuesday, police said.\n\n"
)


def test_a_past_deed_has_no_place_of_the_one_before_it() -> None:
    past = "On May 18, a bomber killed ten recruits at the Harwa army base there. In October 2022, bombs at a mill killed 90."
    found = run(Document("x", NEWS + past, published=date(2025, 6, 3), language="en")).incidents
    old = next(item for item in found if item.date.value is not None and item.date.value.startswith("2022"))
    assert old.place is None or "Harwa" not in old.place.name


def test_what_had_already_been_done_is_background() -> None:
    past = "The same town had lost its market. Rebels had already killed 43 people in Baidoa on the night of April 26."
    found = run(Document("x", NEWS + past, published=date(2025, 6, 3), language="en")).incidents
    assert [item.main for item in found] == [True, False]


def test_who_made_an_attack_is_no_target_of_it() -> None:
    read = layers(Document("x", "Nine farmers died in a jihadist attack on Djibo on 3 May 2021.", language="en"))
    assert not any("jihadist" in word.value for word in targets(read, units(read)))
