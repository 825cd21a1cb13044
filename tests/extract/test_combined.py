"""The toll of several incidents told as one, and figures told place by place."""

from __future__ import annotations

import pytest

from dateline import Document
from dateline.extract.by_place import told_at
from dateline.extract.combined import adds_up, opens_with_several
from dateline.extract.cut import units
from dateline.extract.figures import Figure
from dateline.pipeline import layers, run
from dateline.types import PlaceValue


@pytest.mark.parametrize(
    ("whole", "own", "others", "adds"),
    [(17, 12, [5], True), (14, 3, [5, 6, 9], True), (14, 3, [5], False), (5, 5, [1], False), (3, 1, [], False)],
)
def test_adds_up(whole: int, own: int, others: list[int], adds: bool) -> None:
    assert adds_up(whole, own, others) is adds


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Two villages near Beni were attacked within a night of each other, leaving 17 people dead.", True),
        ("Three bombings in 24 hours in the east of Turkey killed at least 14 people.", True),
        ("Gunmen attacked a village near Beni on Friday, leaving 17 people dead.", False),
    ],
)
def test_an_opening_speaks_of_several(text: str, several: bool) -> None:
    annotated = layers(Document("x", text))
    unit = units(annotated)[0]
    (count,) = [c for c in unit.counts if c.effect == "killed"]
    assert opens_with_several(annotated, Figure(count.value, (count,), unit), [unit]) is several


@pytest.mark.parametrize(("place", "killed"), [("Baghdad", 5), ("Mosul", 3), ("Basra", None)])
def test_figures_told_place_by_place(place: str, killed: int | None) -> None:
    annotated = layers(Document("x", "Bombs went off on Sunday; five people died in Baghdad and three were killed in Mosul."))
    found = told_at(annotated, units(annotated), PlaceValue(f"{place}, Iraq", "IQ"), "killed")
    assert (found and found.value.best) == killed


def test_a_day_of_its_own_behind_a_seam_is_another_incident() -> None:
    text = (
        "OLDMAR, 5 May 2025 (Agency) - A missile hit a market in Oldmar on Sunday and killed eighteen people.\n\n"
        "Oldmar has been struck before: in April a missile killed four people, and on March 6 five died when a hotel was struck."
    )
    found = [(one.date.value, one.killed and one.killed.best) for one in run(Document("d", text, language="en")).incidents]
    assert ("2025-03-06", 5) in found
