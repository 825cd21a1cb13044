"""A count in words, as ``diff`` and ``incidents`` print it."""

from __future__ import annotations

import pytest

from dateline.store.changes import count_words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 99, "12 to 99 (words alone)"),
        (12, None, "12 or more (words alone)"),
        (40, 40, "40 (words alone)"),
        (None, None, "some"),
    ],
)
def test_a_vague_word_is_its_bounds(low: int | None, high: int | None, words: str) -> None:
    assert count_words({"low": low, "best": None, "high": high, "qualifier": "vague"}) == words
