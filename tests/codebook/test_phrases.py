"""Tables of phrases: where they may match and where not."""

from __future__ import annotations

import pytest

from dateline.codebook.phrases import PhraseTable, _read, tokens
from dateline.errors import CodebookError


def test_the_longest_phrase_wins_and_a_gap_ends_at_a_mark() -> None:
    phrases = PhraseTable([("shot", 1), ("shot ~ dead", 2)])
    assert list(phrases.find(tokens("Shot three men dead. Shot; dead."))) == [(0, 4, 2), (5, 6, 1)]


def test_no_phrase_begins_with_a_gap() -> None:
    assert PhraseTable([("shot|hit ~ dead", 1)]).first == {"shot", "hit"}
    with pytest.raises(CodebookError):
        PhraseTable([("~ dead", 1)])


def test_a_stretch_holds_the_tokens_that_it_has_when_read_by_itself() -> None:
    text = "Gen. Odeh's men, of the U.S. 4-man unit, fled.Then... (Aug. 7) 'none' was hurt-."
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            assert tokens(text, start, end) == _read(text, start, end)


def test_patterns_of_one_word_keep_the_order_of_the_table() -> None:
    phrases = PhraseTable([("shot dead", 1), ("hit|shot dead", 2), ("hit", 3)])
    assert [value for _, _, value in phrases.find(tokens("shot dead; hit dead; hit him; shot him"))] == [1, 2, 3]
