"""The crosswalk to the labels of CASE 2021: invented snippets, one a label group, and the file's reading."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.errors import Malformed
from dateline.evaluate import case2021, case2021_words

NOTHING = {"incidents": []}
SNIPPETS = Path(__file__).parent.parent / "cases" / "event_snippets.txt"
FLOOR = 0.90
"""Share of the invented snippets whose label the crosswalk's rules find; those they miss stay in the file."""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Warplanes bombed a depot outside Qasri on Monday", "AIR_STRIKE"),
        ("A suicide bomber blew himself up at a gate, killing two", "SUIC_BOMB"),
        ("Insurgents clashed with soldiers near Oldbridge, leaving five dead", "ARMED_CLASH"),
        ("Army shelling with mortars hit the village of Dunmar", "ART_MISS_ATTACK"),
        ("Thousands of teachers marched peacefully through Lakeside to demand better pay in a protest", "PEACE_PROTEST"),
        ("Police fired tear gas and dispersed protesters in Lakeside", "PROTEST_WITH_INTER"),
        ("Rioters hurled stones and set fire to tyres during a demonstration", "VIOL_DEMONSTR"),
        ("Sappers defused three bombs found under a bridge", "DISR_WEAP"),
        ("The two governments signed a peace agreement", "AGREEMENT"),
        ("Three traders were kidnapped on the road to Tamsa", "ABDUCT_DISSAP"),
        ("An earthquake of magnitude 6 shook the island", "NATURAL_DISASTER"),
        ("A train derailed near Holm, hurting nine", "MAN_MADE_DISASTER"),
        ("Norland expelled two diplomats", "DIPLO"),
        ("The weather was fine", "OTHER"),
    ],
)
def test_labels(text, label):
    assert case2021.label(text, NOTHING) == label


def test_the_records_type_counts():
    assert case2021.scores("x", {"incidents": [{"type": "air_strike"}]})["AIR_STRIKE"] == 1.0


def test_the_table_is_consistent():
    crosswalk = table("crosswalk_case2021")
    known = set(crosswalk["labels"])
    assert set(crosswalk["ours"]) <= known
    assert crosswalk["default"] in known
    assert all(set(weights) <= known for weights in crosswalk["types"].values())
    for rules in crosswalk["labels"].values():
        for rule in rules:
            assert {*rule.get("if", ()), *rule.get("unless", ())} <= {*crosswalk["contexts"], "state_took", "rebels_took"}
            assert not {*rule.get("weak", ())} & {*rule["any"]}


def test_rows(tmp_path):
    good = tmp_path / "event_types.tsv"
    good.write_text('id\tEventSnippet\tSubType\n1\tA "quoted start\tATTACK\n')
    assert list(case2021.rows(good)) == [("1", 'A "quoted start', "ATTACK")]
    good.write_text("id\tEventSnippet\tSubType\n1\t\tATTACK\n")
    with pytest.raises(Malformed):
        list(case2021.rows(good))


def test_invented_snippets():
    """The rules alone: the words were learned from these snippets."""
    right, total, label = 0, 0, ""
    for line in SNIPPETS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            label = line[2:]
        elif line and not line.startswith("%"):
            total += 1
            sums = case2021.scores(line, NOTHING)
            right += max(sums, key=lambda name: sums[name]) == label
    assert right / total >= FLOOR


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("The army and allied fighters captured a village near Qasri", ["state_took"]),
        ("The town of Qasri was overrun on Sunday by rebels", ["rebels_took"]),
        ("The district fell to the Taliban", ["rebels_took"]),
        ("Soldiers captured a rebel commander", []),
        ("Rebels said they would talk. The army recaptured the town", ["state_took"]),
        ("Six soldiers were killed when insurgents overran the base at Dunmar", ["rebels_took"]),
        ("Government troops retook Dunmar on Monday", ["state_took"]),
        ("Police captured three members of a gang in the village", []),
        ("The centre of Dunmar is in the hands of the rebels", ["rebels_took"]),
    ],
)
def test_who_took_ground(text, taken):
    assert list(case2021.taker(tokens(text), text)) == taken


def test_stems_and_pairs_are_the_words_features():
    found = case2021_words.features("Shells fell on the camps; the shelling of a camp")
    assert found == ["camp", "camp shell", "fell", "fell camp", "shell", "shell camp", "shell fell"]
    assert {case2021_words.stem(word) for word in ("marched", "marches", "marching")} == {"march"}


def test_chances_come_to_one_and_are_even_without_known_words():
    weights = table("crosswalk_case2021_words")["weights"]
    told = case2021_words.chances("Deminers lifted a mine and blew it up", weights)
    assert sum(math.exp(value) for value in told.values()) == pytest.approx(1.0)
    assert told["DISR_WEAP"] > told["AIR_STRIKE"]
    assert len(set(case2021_words.chances("xyzzy", weights).values())) == 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Plain-clothes officers pushed the picketing nurses of Dunmar into buses and drove them off", "PROTEST_WITH_INTER"),
        ("The coast guards of Norland found crates of cartridges under the nets of a trawler", "DISR_WEAP"),
        ("Overnight the garrison left Qasri, and fighters of the other side walked in without a shot", "NON_VIOL_TERRIT_TRANSFER"),
        ("Xyzzy", "OTHER"),
    ],
)
def test_words_speak_where_no_definition_does(text, label):
    assert case2021.label(text, NOTHING) == label


def test_what_is_told_first_weighs_more():
    """One cue loses up to `LATE` of its weight towards the end."""
    early = case2021.scores("Shelling of the port went on for hours while people waited for news from the city.", NOTHING)
    late = case2021.scores("People in the city waited for news for hours, and at the port went on the shelling.", NOTHING)
    assert early["ART_MISS_ATTACK"] > late["ART_MISS_ATTACK"] > 0


def test_a_weak_cue_counts_in_part_where_no_other_is_found():
    tried = case2021.scores("Workers protested", NOTHING)["PEACE_PROTEST"]
    untried = case2021.scores("Workers picketed", NOTHING)["PEACE_PROTEST"]
    assert tried > untried == pytest.approx(tried * table("crosswalk_case2021")["weak"])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A trader was shot dead by gunmen at his stall", "ATTACK"),
        ("Two brothers were hacked to death with machetes at Lakeside", "ATTACK"),
        ("Police and demonstrators clashed in Lakeside and six officers were hurt", "VIOL_DEMONSTR"),
        ("The body of a driver was found beside a pistol; he had been shot", "ATTACK"),
    ],
)
def test_words_of_two_meanings(text, label):
    assert case2021.label(text, NOTHING) == label
