"""A list of deeds belongs to whom the sentence above it tells."""

from __future__ import annotations

import pytest

from dateline.extract.blame_ledger import Ledger
from dateline.extract.umbrella import is_entry
from dateline.pipeline import layers
from dateline.types import Document, Span

pytestmark = pytest.mark.usefixtures("grammar_engine")
TEXT = (
    "On May 3, 2021, coalition military forces conducted two strikes against ISIL terrorists in Iraq.\n\n"
    "-- Near Mosul, one strike destroyed an ISIL vehicle.\n\n"
    "Officials met in Baghdad."
)


def test_an_entry_has_the_actor_of_the_sentence_above() -> None:
    ledger = Ledger(layers(Document(id="case", text=TEXT, language="en")))
    at = TEXT.index("-- Near")
    ties = ledger.ties(Span(at, TEXT.index("\n", at)))
    assert [(tie.value.actor_id, tie.ground) for tie in ties if tie.ground == "claim"] == [("us-coalition", "claim")]


@pytest.mark.parametrize("text", ["Near Mosul, a market reopened.", "Officials met, and the strikes went on."])
def test_other_sentences_are_no_entries(text: str) -> None:
    assert not is_entry(text, Span(0, len(text)))
