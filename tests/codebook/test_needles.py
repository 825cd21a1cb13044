"""Words without which an expression matches nowhere, and one of many words as a tree."""

from __future__ import annotations

import re

import pytest

from dateline.codebook.needles import Needled, folded, needles
from dateline.codebook.one_of import one_of


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\b(?:founded|formed)\b[^.;\n]{0,60}?\bin (?P<value>\d{4})", {"founded", "formed"}),
        (r"(?P<value>\d{1,7}) (?:armed |active )?(?:fighters|members)", {" fighters", " members"}),
        (r"[Ss]heriff['’]s office", {"sheriff"}),
        (r"\d{1,3}(?:st|nd|rd|th) of \w+", {"st of ", "nd of ", "rd of ", "th of "}),
        (r"(?:gunned|shot|stabb\w{1,3})(?= dead)", {"gunned", "shot", "stabb"}),
        (r"bombs?|bombing", {"bomb"}),
        (r"(?:ab)?[xy]\d", set()),
        (r"\d+ (?:dead)?", set()),
        (r"Sûreté", {"ret"}),
        (r"(?:arson){2,3}", {"arson"}),
        (r"(?:\w+|arson)", set()),
    ],
)
def test_words_that_every_match_holds(source: str, words: set[str]) -> None:
    found = needles(source)
    assert found == words


def test_blanks_of_a_verbose_expression_are_no_words() -> None:
    assert needles("arson  attack  # of any kind", re.VERBOSE) == {"arsonattack"}


@pytest.mark.parametrize("text", ["Diyarbakır", "DIYARBAKIR", "DİYARBAKIR", "ſtrongholdſ", "\u212aobane"])
def test_letters_that_an_expression_takes_for_others_without_regard_to_case(text: str) -> None:
    for source in ("diyarbakir", "strongholds", "kobane"):
        needled = Needled(source, re.IGNORECASE)
        expected = re.search(source, text, re.IGNORECASE)
        found = needled.search(text, 0, len(text), folded(text))
        assert (found is None) == (expected is None)


def test_a_stretch_without_the_words_is_not_tried() -> None:
    needled, text = Needled(r"\bled by (?P<value>[A-Z]\w+)"), "A wing led by Karim fled. Nobody followed."
    assert [match["value"] for match in needled.finditer(text, 0, 25, folded(text[:25]))] == ["Karim"]
    assert list(needled.finditer(text, 26, len(text), folded(text[26:]))) == []


def test_one_of_many_words_takes_the_longest_that_fits() -> None:
    words = ["bar", "barn", "bar code", "mill", "café"]
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for text in ("barn", "bar", "bark", "bar code", "bar coat", "mills", "café", "milk"):
        for behind in ("", r"\b", "s?$"):
            tree, bars = re.match(one_of(words) + behind, text), re.match(f"(?:{listed}){behind}", text)
            assert (tree and tree.span()) == (bars and bars.span())


@pytest.mark.parametrize("text", ["he fled", "A car and a Bus", "a bus", "ab", ""])
def test_the_first_match_of_a_stretch_is_the_expressions_own(text: str) -> None:
    needled = Needled(r"\b(?:car|bus)\b", re.IGNORECASE)
    slow, found = needled.pattern.search(text, 1), needled.first(text, 1)
    assert (slow and slow.span()) == (found and found.span())
    assert [match.span() for match in needled.every(text, 1)] == [match.span() for match in needled.pattern.finditer(text, 1)]
