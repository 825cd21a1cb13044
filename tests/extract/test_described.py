"""Described perpetrators: which words of a stretch make the phrase, and that none can name a private person."""

from __future__ import annotations

import pytest

from dateline.extract.described import acting_phrase, phrase
from dateline.pipeline import layers
from dateline.types import Document, Span

pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("which a gang member is serving", "a gang member"),
        ("guerrillas came to her mission", "guerrillas"),
        ("by a convicted terrorist out on licence", "a convicted terrorist"),
        ("a man with an axe injured five passengers", "a man with an axe"),
        ("Kuki militants", "Kuki militants"),
        ("the UPND were the aggressors", "the UPND"),
        ("seven Somalis in a skiff shot at the ship", "seven Somalis in a skiff"),
        ("men of the Ironwood Defence Force", "men of the Ironwood Defence Force"),
        ("a constable on the Wexcombe side of the river shot", "a constable"),
        ("hundreds of traders set stalls alight", "hundreds of traders"),
        ("supporters of the mayor on Tuesday", "supporters of the mayor"),
    ],
)
def test_the_phrase_is_cut_at_verbs_and_clauses(text: str, wanted: str) -> None:
    found = phrase(layers(Document(id="case", text=text, language="en")), Span(0, len(text)))
    assert found is not None
    assert found.of(text) == wanted


@pytest.mark.parametrize("text", ["Peter Quill shot him", "her neighbour Peter Quill", "a man called Peter", "A blast", "clothing"])
def test_nothing_that_can_name_a_private_person_or_is_no_person(text: str) -> None:
    found = phrase(layers(Document(id="case", text=text, language="en")), Span(0, len(text)))
    assert found is None or not any(mark.isupper() for mark in found.of(text)[1:])


def test_a_text_in_capitals_has_no_abbreviations() -> None:
    text = "THE PRIEST SAID THAT PETER QUILL SHOT HIM IN THE STREET."
    assert phrase(layers(Document(id="case", text=text, language="en")), Span(21, 32)) is None


def test_half_a_number_is_nobody() -> None:
    annotated = layers(Document("x", "Some 1,500 marchers burned flags in Izmir on 3 May 2021.", language="en"))
    assert phrase(annotated, Span(0, len(annotated.document.text))) is None


def test_a_group_of_five_is_named_by_the_five() -> None:
    text = "A first group of five suspected pirates fired at a frigate off Somalia on 31 March 2010."
    found = acting_phrase(layers(Document("x", text, language="en")), Span(0, len(text)))
    assert found is not None and found.of(text) == "five suspected pirates"
