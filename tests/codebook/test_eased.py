"""Texts in capitals alone, in the case that the grammar of places reads."""

from __future__ import annotations

import pytest

from dateline.codebook.eased import eased, shouts
from dateline.types import Span

WIRE = (
    "LIMA, 3 MAR 90 (EFE) -- [TEXT] PERUVIAN POLICE SAID TWO MEN DIED NEAR ORVANA, IN\nPUNO DEPARTMENT, ON FRIDAY.\n\n"
    "   NOBODY WAS HELD."
)


def name(word: str) -> Span:
    return Span(WIRE.index(word), WIRE.index(word) + len(word))


def test_names_and_peoples_keep_a_capital_and_lines_are_joined() -> None:
    text = eased(WIRE, [name("ORVANA"), name("PUNO")])
    assert text.startswith("LIMA, 3 MAR 90 (EFE) -- [text] Peruvian police said two men died near Orvana, in Puno department, on")
    assert "\n\n   nobody" in text
    assert len(text) == len(WIRE)


@pytest.mark.parametrize(
    "text", ["Two men died near ORVANA, in Puno.", "BOMB KILLS TWO\n\nTwo men died when a bomb went off in Lima."]
)
def test_any_other_text_stays(text: str) -> None:
    assert not shouts(text)
    assert eased(text, []) == text


def test_a_letter_that_grows_in_small_ones_leaves_the_text() -> None:
    text = WIRE.replace("LIMA", "LİMA")
    assert eased(text, []) == text
