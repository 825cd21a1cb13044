"""Searches, tests and accidents that fighting words tell of are no attacks. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract.cut import units
from dateline.extract.group import group
from dateline.extract.harmless import harmless
from dateline.extract.standing import _RULED_OUT
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _harmless(text: str) -> bool:
    annotated = layers(Document("d", text, language="en", published=date(2024, 5, 7)))
    return harmless(annotated, group(annotated, units(annotated))[0])


@pytest.mark.parametrize(
    "text",
    [
        "Police carried out a raid on the offices of a party in Dover on Friday and seized computers.",
        "Two soldiers were killed when a mortar round exploded during a training exercise near Dover on Monday.",
        "Nine soldiers were killed when a helicopter crashed near Dover on Monday. There was no sign that it had been shot down.",
        "Two women were trampled to death by elephants near Dover on Sunday.",
        "A controlled detonation of an old mortar round by deminers took place near Dover on Monday.",
    ],
)
def test_no_attack(text: str) -> None:
    assert _harmless(text)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers raided a village near Dover on Friday and killed five men.",
        "A suicide bomber killed nine recruits during a training exercise near Dover on Monday.",
        "Rebels shot down a helicopter near Dover on Monday, killing four. The helicopter crashed in a field.",
        "A tiger hunter was shot dead by gunmen near Dover on Sunday.",
    ],
)
def test_an_attack(text: str) -> None:
    assert not _harmless(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police ruled out a deliberate act.", True),
        ("There was no indication that it was done on purpose.", True),
        ("He had a seizure at the wheel.", True),
        ("Police have not ruled out an attack.", False),
        ("Police ruled out a terrorist motive.", False),
    ],
)
def test_ruled_out(text: str, found: bool) -> None:
    assert (_RULED_OUT.first(text) is not None) is found
