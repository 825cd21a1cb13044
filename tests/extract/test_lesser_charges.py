"""Charges of something else than the attack make nobody its perpetrator; those beside a charge of the attack change nothing."""

from __future__ import annotations

import pytest

from dateline.extract.blame_lines import line
from dateline.extract.suspects import suspects
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _held(text: str) -> list[tuple[str, str]]:
    annotated = layers(Document(id="x", text=text, language="en"))
    return [(tie.ground, tie.value.name) for sentence in annotated.sentences for tie in suspects(line(annotated, sentence.span))]


@pytest.mark.parametrize(
    "text",
    [
        "A boy shot his brother. Ann Marlowe, 22, was charged with endangering the welfare of a child.",
        "A boy shot his brother. Ann Marlowe, 22, was arrested on a count of child neglect resulting in injury.",
        "A boy shot his brother. Police charged Ann Marlowe with contributing to the delinquency of a minor.",
    ],
)
def test_who_left_the_gun_lying_did_not_shoot(text: str) -> None:
    assert not _held(text)


def test_a_lesser_charge_beside_murder_changes_nothing() -> None:
    text = "Igor Marlowe, 31, was charged with two counts of endangering the welfare of a child and with murder."
    assert _held(text) == [("charged", "Igor Marlowe")]


@pytest.mark.parametrize(
    "text",
    [
        "Man Charged With Killing Son In Oldmar",
        "Suspect Sought After Oldmar Shooting",
        "Suspect Rips Door Off Wall",
        "Teen Arrested For Accidentally Shooting Friend",
        "Police: suspect Local Teen Arrested",
    ],
)
def test_words_of_a_headline_are_no_name(text: str) -> None:
    assert not [name for _, name in _held(text) if name[0].isupper()]


def test_a_name_ends_where_the_next_sentence_begins_without_a_space() -> None:
    assert ("suspected", "Igor Marlowe") in _held("It was the last shooting by the alleged gunman, Igor Marlowe.Marlowe, 38, fled.")
