"""Figures from counts."""

from __future__ import annotations

from dateline.evaluate.metrics import Tally, Verdict, classification, macro, total


def test_a_wrong_value_is_spurious_and_missed():
    assert Tally.of(Verdict(True, True, False)) == Tally(0, 1, 1)
    assert Tally.of(Verdict(True, True, True)) == Tally(1, 0, 0)
    assert Tally.of(Verdict(False, False, False)) == Tally()


def test_shares_of_nothing_are_0():
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_f1_and_macro():
    tally = total([Tally(2, 1, 0), Tally(0, 1, 2)])
    assert (tally.precision, tally.recall, tally.f1) == (50, 50, 50)
    assert macro([Tally(1, 0, 0), Tally(0, 1, 1), Tally()]) == 50


def test_classification():
    figures = classification(["a", "a", "b", "c"], ["a", "b", "b", "c"])
    assert figures["accuracy"] == 75
    assert round(figures["macro_f1"], 2) == round((200 / 3 + 200 / 3 + 100) / 3, 2)
    assert round(figures["weighted_f1"], 2) == round((2 * 200 / 3 + 200 / 3 + 100) / 4, 2)
