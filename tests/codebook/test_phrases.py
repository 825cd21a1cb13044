"""Tables of phrases: where they may match and where not."""

from __future__ import annotations

import pytest

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.errors import CodebookError


def test_the_longest_phrase_wins_and_a_gap_ends_at_a_mark() -> None:
    phrases = PhraseTable([("shot", 1), ("shot ~ dead", 2)])
    assert list(phrases.find(tokens("Shot three men dead. Shot; dead."))) == [(0, 4, 2), (5, 6, 1)]


def test_no_phrase_begins_with_a_gap() -> None:
    assert PhraseTable([("shot|hit ~ dead", 1)]).first == {"shot", "hit"}
    with pytest.raises(CodebookError):
        PhraseTable([("~ dead", 1)])
