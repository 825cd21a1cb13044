"""Two words for one person: who can be the same, and who cannot."""

from __future__ import annotations

import pytest

from dateline.codebook.one_person import is_name, may_be_one


@pytest.mark.parametrize(
    ("hurt", "dead"),
    [("a man", "the clerk"), ("a soldier", "the soldier"), ("a boy", "the boy's"), ("a woman", "his sister")],
)
def test_the_same_person_in_other_words(hurt: str, dead: str) -> None:
    assert may_be_one(hurt, dead)


@pytest.mark.parametrize(
    ("hurt", "dead"),
    [
        ("a guard", "the teacher"),
        ("a soldier", "the teacher"),
        ("his sister", "the boy"),
        ("a man", "the son’s wife"),
        ("a child", "the soldier"),
        ("a man", "the dead man"),
    ],
)
def test_words_for_two_persons(hurt: str, dead: str) -> None:
    assert not may_be_one(hurt, dead)


def test_a_name_is_no_description() -> None:
    assert is_name("Reyes") and is_name("Tom O'Hara") and is_name("J. Reyes")
    assert not is_name("the clerk") and not is_name("Tom, a clerk")
