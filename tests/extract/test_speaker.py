"""Quotes without a lone quotation mark; speakers kept by their role."""

from __future__ import annotations

import pytest

from dateline.extract.names import Withheld
from dateline.extract.speaker import whole_quotes
from dateline.extract.voices import voice
from dateline.types import Span

TEXT = 'He said 15 "armed fighters" had died "in reply to the raid on Duma".'


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ('15 "armed fighters', '15 "armed fighters"'),
        ('in reply to the raid on Duma"', "in reply to the raid on Duma"),
        ('"armed fighters', "armed fighters"),
        ('15 "armed fighters"', '15 "armed fighters"'),
    ],
)
def test_a_quote_has_no_lone_mark(words: str, kept: str) -> None:
    start = TEXT.index(words)
    assert whole_quotes(TEXT, Span(start, start + len(words))).of(TEXT) == kept


@pytest.mark.parametrize(
    ("speaker", "kept"),
    [
        ("A father of two of the girls", "A father of two of the girls"),
        ("residents Ann and Joe Bloggs", "residents"),
        ("Neighbour Ann Bloggs", "a neighbour"),
    ],
)
def test_a_private_speaker_is_kept_by_the_role(speaker: str, kept: str) -> None:
    assert voice(speaker, "witness", Withheld()) == kept


def test_an_office_that_has_children_in_its_name_is_no_parent() -> None:
    assert voice("Health and Child Care Minister Omar Deen", "official", Withheld()) == "Health and Child Care Minister Omar Deen"
    assert "Deen" not in (voice("his mother Ann Deen", "witness", Withheld()) or "")
