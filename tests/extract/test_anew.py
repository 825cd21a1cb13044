"""Signs of an incident not spoken of yet, beside the one told before. Invented sentences."""

from __future__ import annotations

from datetime import date

from dateline.extract.anew import signs
from dateline.extract.cut import units
from dateline.pipeline import layers
from dateline.types import Document

FIRST = "A drone struck a bus near Dunmar on Sunday and killed two worshippers. "


def _signs(second):
    annotated = layers(Document("d", FIRST + second, published=date(2024, 5, 7)))
    one, other = units(annotated)[:2]
    return signs(annotated, other, [one])


def test_shared_words_and_quotes():
    found = _signs('"The drone came back and killed a third," a witness said.')
    assert (found["words_shared"], found["speech"], found["opens_the"]) == (1.0, 1.0, 1.0)


def test_strange_words_in_a_verb_of_a_kind():
    found = _signs("In Oldmar, gunmen with rifles ambushed a patrol of soldiers.")
    assert (found["words_strange"], found["verb_kind"], found["opens_in"], found["date_known"]) == (1.0, 1.0, 1.0, 0.0)


def test_a_date_beside_a_definite_noun_says_which_attack():
    assert _signs("The minister visited the scene of the attack of 28 April.")["date_known"] == 1.0


def test_nobody():
    assert _signs("Nobody was injured in the blast.")["nobody"] == 1.0
