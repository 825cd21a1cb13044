"""The tagger as it is run: texts cut into the pieces that the library makes, and one window a run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnxruntime.capi.onnxruntime_pybind11_state import InvalidArgument

from dateline import models

TEXTS = (
    "Gunmen shot dead four people in Kasra on Monday, police said.",
    "“We don’t know who did it,” the mayor’s office said – twice…",
    "A 7.62mm round; $1,500,000 (about £1.1m) at 6:30 a.m., e-mail x_y@z.org",
    "Café owners in Côte d'Ivoire and Đakovica",
    "[SEP] is no mark here, nor is [MASK]",
    "tab\there,\r\nline\u00a0break, zero\u200bwidth, \x07bell",
    "a" * 100 + " " + "a" * 101 + " unaffordability",
    "",
)
SIGNS = st.text(alphabet="aBz09 .,;:'’“”‘—–…-_`~|{}[]\\^@?><=/+*)($&%#\"!\t\n\ré№\u0301", max_size=30)


def slow(text: str, at: int) -> list[models.pieces.Piece]:
    """Return what the library makes of a text: the slow and obvious way."""
    read = models.tagger().pieces.tokenizer.encode(text, add_special_tokens=False)
    return [(piece, at + first, at + past) for piece, (first, past) in zip(read.ids, read.offsets, strict=True)]


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_are_those_of_the_library(text: str) -> None:
    assert models.tagger().pieces.of(text, 7) == slow(text, 7)


@given(SIGNS)
@settings(max_examples=300, deadline=None)
def test_pieces_of_any_signs(text: str) -> None:
    assert models.tagger().pieces.of(text) == slow(text, 0)


def test_a_second_window_in_one_run_is_refused() -> None:
    ids = np.full((2, 9), 2000, dtype=np.int64)
    with pytest.raises(InvalidArgument):
        models.tagger().session.run(["logits"], {"input_ids": ids, "token_type_ids": np.zeros_like(ids)})
