"""Whom an attack struck: a group behind the "by" of a participle did it, one behind "on" did not."""

from __future__ import annotations

import pytest

from dateline.extract import means, weapons
from dateline.extract.units import units
from dateline.pipeline import layers
from dateline.types import Document


def struck(text: str) -> list[str]:
    annotated = layers(Document("x", text, language="en"))
    return [item.whole.of(text) for item in means.candidates(annotated, units(annotated))]


@pytest.mark.parametrize(
    ("text", "group", "wanted"),
    [
        ("Eight people died in a bombing in Quetta on Monday that was claimed by Islamic State militants.", "Islamic State", False),
        ("A convoy was ambushed by suspected Boko Haram fighters near Diffa on Monday.", "Boko Haram", False),
        ("An air strike on Boko Haram fighters killed eight near Diffa on Monday.", "Boko Haram", True),
    ],
)
def test_a_group_behind_by_was_not_struck(text: str, group: str, wanted: bool) -> None:
    assert any(group in words for words in struck(text)) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Their bus came under heavy fire near Diffa on Monday and two people died.", ["firearm"]),
        ("A van was driven along the pavement in Oldmar on Monday and two people died.", ["vehicle"]),
        ("Four policemen who drove into an ambush near Oldmar on Monday were killed.", []),
    ],
)
def test_what_the_words_of_an_event_imply(text: str, wanted: list[str]) -> None:
    annotated = layers(Document("x", text, language="en"))
    assert [word.value for word in weapons.weapons(annotated, units(annotated))] == wanted
