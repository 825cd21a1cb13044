"""Harm without an attacker: deaths on the road and in fires are told in words that attacks share. Invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract.cut import units
from dateline.extract.group import group
from dateline.extract.standing import incident_features
from dateline.pipeline import layers, run
from dateline.types import Document

NONE = {
    "road": "Woman, 71, killed in Oakmere\n\nShe was killed on Sunday when she was struck by a delivery van.",
    "fire": "Two people died in Dunmar early on Monday when a house fire spread to the attic, the fire chief said.",
    "illness": "Four pupils have died in the town of Dunmar and 20 are ill after a lunch of tainted rice on Monday.",
    "work": "A roofer was killed on Tuesday in Hollowell when he was electrocuted on a ladder.",
    "blast": "Three workers died in Dunmar on Monday when dust exploded in a grain elevator. The blast tore through the roof.",
    "tanker": "In 2019, nine people died at Dunmar when a petrol tanker exploded.",
    "rammed": "Nine people were killed near Dunmar on Monday when a bus rammed into the back of a stalled lorry.",
    "crush": "Stampede kills 12 in Dunmar\n\nA stampede at a shrine in Dunmar killed 12 people on Monday.",
    "told as a battle": "Eleven people died in Dunmar on Monday when a coal mine collapsed. It felt like an attack, a miner said.",
}
STANDS = {
    "word of attack": "A man was killed in Oakmere when he was struck by a van. Witnesses say the driver rammed him deliberately.",
    "tanker bomb": "A bomb hidden in a petrol tanker exploded in Dunmar on Sunday, killing nine people.",
    "weapon": "A man was killed on Sunday in Oakmere after a road accident when another driver drew a pistol.",
    "word of its kind": "Gunmen opened fire on a bus near Dunmar on Sunday. The bus overturned and nine people were killed.",
    "blast at a plant": "A bomb exploded at a chemical plant in Dunmar on Sunday and killed two guards, the governor said.",
    "sabotage": "An explosion at a chemical plant in Dunmar killed three workers on Sunday. Police suspect sabotage.",
    "derailed": "A train derailed near Dunmar on Sunday and 20 people were killed. Police say a bomb had torn up the track.",
    "stampede after shots": "A stampede killed nine people in Dunmar on Sunday after gunmen opened fire on a parade.",
    "into a crowd": "A van ploughed into a crowd at a market in Dunmar on Sunday and wounded nine people.",
    "mined road": "Nine soldiers were killed near Dunmar on Sunday when their lorry hit a mine and overturned.",
    "nothing of an accident": "Three people were killed in the town of Dunmar on Sunday, the governor said.",
}


def _features(text):
    annotated = layers(Document("d", text, published=date(2024, 5, 7)))
    found = [incident_features(annotated, item, first=True) for item in group(annotated, units(annotated))]
    assert found, "no words of an event"
    return found


@pytest.mark.parametrize("name", NONE)
def test_harm_without_an_attacker(name):
    assert all(found["mishap"] == 1.0 for found in _features(NONE[name]))
    assert run(Document("d", NONE[name], published=date(2024, 5, 7))).incidents == ()


@pytest.mark.parametrize("name", STANDS)
def test_it_stands(name):
    assert all(found["mishap"] == 0.0 for found in _features(STANDS[name]))


def test_that_something_happened_is_no_violence():
    text = "Police in Oakmere responded to a complaint about loud music on Sunday. The incident took place on Mill Lane."
    assert all(found["uneventful"] == 1.0 for found in _features(text))
    assert run(Document("d", text, published=date(2024, 5, 7))).incidents == ()


def test_blasts_beside_one_that_was_no_attack():
    text = "Gas leak kills four in Oakmere\n\nFour people died in Oakmere on Monday. The mayor ruled out sabotage.\n"
    told = {"In March, a blast at a mill in Dunmar injured five workers.": 0, "In March, a bomb in Dunmar injured five workers.": 1}
    for words, number in told.items():
        assert len(run(Document("d", text + words, published=date(2024, 5, 7)), sift=False).incidents) == number


def test_what_happened_counts_somebody():
    text = "The incident occurred on Mill Lane in Oakmere on Sunday. Five people were killed."
    assert all(found["uneventful"] == 0.0 for found in _features(text))


@pytest.mark.parametrize(
    "text",
    [
        "Firefighters battled for nine hours in Oakmere on Sunday.",
        "Volunteers battled a wall of flames near Oakmere on Sunday.",
        "A rocket with three tourists blasted off from Oakmere on Sunday.",
        "His motorcycle went off the road near Oakmere on Sunday.",
    ],
)
def test_fighting_words_that_are_none(text):
    assert [event for event in layers(Document("d", text)).events if event.score == 1.0] == []
