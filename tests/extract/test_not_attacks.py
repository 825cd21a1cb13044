"""Fighting words that are no fight: what stands around them gives them away. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract import not_attacks
from dateline.extract.cut import units
from dateline.extract.group import group
from dateline.pipeline import layers
from dateline.types import Document

HERD = "A herd of elephants ambushed a cyclist near Dunmar on Sunday and trampled him. Forest officials drove the animals off."
SHARES = "It was carnage in Oldbridge on Monday. Shares were slaughtered, investors fled and the stock market plunged 9 percent."
GUNMEN = "Gunmen ambushed a patrol near Dunmar on Sunday and killed two soldiers. The attackers fled on motorcycles."


def _features(text):
    annotated = layers(Document("d", text, published=date(2024, 5, 7)))
    groups = group(annotated, units(annotated))
    return not_attacks.features(annotated, groups[0])


@pytest.mark.parametrize("text", [HERD, SHARES])
def test_other_harm_and_metaphor(text):
    found = _features(text)
    assert found["unlike"] >= 0.5
    assert found["unlike_same"] > 0


def test_an_attack_has_none():
    assert _features(GUNMEN) == {"unlike": 0.0, "unlike_same": 0.0, "unlike_report": 0.0}


MATCH = (
    "Rovers ambushed late\n\nIt was a massacre in Dunmar on Sunday. United were killed off inside ten minutes.\n\n"
    "The coach made three changes before half-time. The keeper, who has an ankle injury, was carried off. "
    "It was the heaviest defeat of the season, and relegation is near."
)


def test_a_match_told_as_a_war():
    assert _features(MATCH)["unlike_report"] == 1.0


def test_an_attack_on_a_stadium_stays_one():
    text = "Gunmen attacked a stadium in Dunmar on Sunday during a league match and killed two players of the home team."
    assert _features(text)["unlike_report"] < 0.6


ACTED = (
    "A gunman opened fire on visitors in Dunmar on Sunday and 18 people lay dead. None of it was real. "
    "The police and two hospitals were holding an exercise."
)
TAUGHT = GUNMEN + " Two years on, cadets trained for such a raid. The army held an exercise there in May. The shots were blanks."


CHECKED = "FALSE: Video shows bomb attack on a mall in Dunmar that killed nine people on Sunday\n\nThe clip is from a film."

FLAGGED = f"False-flag ambush, says minister. {GUNMEN}"


@pytest.mark.parametrize(("text", "unreal"), [(ACTED, True), (GUNMEN, False), (TAUGHT, False), (CHECKED, True), (FLAGGED, False)])
def test_what_the_report_says_was_acted_or_never_was(text, unreal):
    annotated = layers(Document("d", text, published=date(2024, 5, 7)))
    assert not_attacks.unreal(annotated, group(annotated, units(annotated))[0]) is unreal


SERIES = "A series of ambushes near Buffalo, New York, on Sunday left two guards dead. The attackers fled on motorcycles."


def test_a_series_of_attacks_is_none_on_television_nor_a_town_a_beast():
    assert _features(SERIES)["unlike"] == 0.0
    assert _features(SERIES.replace("A series of ambushes", "A new series about an ambush"))["unlike"] > 0
