import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.lexicon import Lexicon, keys, tokens


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Al-Qa'ida", "al Qaida"),
        ("M-19", "M19"),
        ("Jaish-e-Mohammed", "Jaish-i-Mohammed"),
        ("Séléka", "seleka"),
        ("U.S. Army", "us army"),
    ],
)
def test_spellings_fold_to_one_key(left: str, right: str) -> None:
    assert keys(left) == keys(right)


def test_possessive_is_no_part_of_a_token() -> None:
    token = tokens("Hamas's men")[0]
    assert (token.raw, token.end, token.stop) == ("Hamas", 5, 7)


def test_longest_match_wins_and_a_full_stop_parts() -> None:
    lexicon = Lexicon([("Red Front", 1), ("Red Front of the North", 2)])
    text = "Red Front of the North. Red. Front. Red-Front"
    assert [(hits[0].first, hits[0].value) for hits in lexicon.scan(text, tokens(text))] == [(0, 2), (7, 1)]


@given(st.text(max_size=200))
def test_tokens_are_slices_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= token.stop
        assert text[token.start : token.end] == token.raw
        end = token.stop
