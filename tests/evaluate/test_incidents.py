"""The scorer of hand-coded incidents: a perfect record scores 100, an empty one 0, and each error is counted once."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from dateline.evaluate import fields
from dateline.evaluate.incidents import evaluation, score

EMPTY = {"incidents": [], "advisories": [], "motives": [], "actors": []}


def test_a_perfect_record_scores_100(case, perfect, text):
    result = evaluation("x", "", [score(case, perfect, text)])
    assert result.headline["incident_f1"] == 100
    assert result.headline["field_macro_f1"] == 100
    assert result.headline["main_exact"] == 100
    assert result.errors == ()
    assert next(r for r in result.rows if r.name == "warnings").figures["f1"] == 100


def test_an_empty_record_scores_0_and_misses_everything(case, text):
    scored = score(case, EMPTY, text)
    result = evaluation("x", "", [scored])
    assert result.headline["incident_f1"] == result.headline["field_macro_f1"] == result.headline["main_exact"] == 0
    assert [e["kind"] for e in result.errors] == ["missed", "missed"]


def test_a_false_incident_costs_precision_and_counts_on_a_hard_negative(case, perfect, text):
    nothing = replace(case, incidents=())
    scored = score(nothing, perfect, text)
    result = evaluation("x", "", [scored])
    assert scored.false == 2
    assert result.headline["false_per_negative"] == 2


def test_a_wrong_figure_is_one_error_and_spoils_the_main_record(case, perfect, text):
    wrong = copy.deepcopy(perfect)
    wrong["incidents"][0]["killed"] = {"low": 7, "best": 7, "high": 7, "qualifier": "exact"}
    scored = score(case, wrong, text)
    assert [(e["field"], e["error"]) for e in scored.errors] == [("killed", "wrong")]
    assert scored.exact == (False,)
    assert (scored.fields["killed"].right, scored.fields["killed"].spurious, scored.fields["killed"].missed) == (1, 1, 1)


def test_a_foiled_gold_incident_is_neither_wanted_nor_punished(case, golds, perfect, text):
    foiled = replace(case, incidents=(golds[0], replace(golds[1], optional=True)))
    assert score(foiled, perfect, text).incidents.f1 == 100
    without = perfect | {"incidents": perfect["incidents"][:1]}
    assert score(foiled, without, text).incidents.f1 == 100


def test_the_main_record_must_be_marked_main(case, perfect, text):
    perfect["incidents"][0]["main"] = False
    assert score(case, perfect, text).exact == (False,)


@pytest.mark.parametrize(
    ("gold", "ours", "right"),
    [
        ("2023-05", "2023-05-13", True),
        ("2023-05-13", "2023-05", False),
        ("2023-05-13", "2023-05-13", True),
        ("2023-05-01/2023-05-20", "2023-05-13", True),
        (None, None, True),
        (None, "2023-05-13", False),
        ("2023-05-13", None, False),
    ],
)
def test_a_date_is_right_at_the_golds_precision(golds, perfect, gold, ours, right):
    own = perfect["incidents"][0] | {"date": {"value": ours, "precision": "day"}}
    assert fields.day(replace(golds[0], date={"value": gold, "precision": "day"}), own).right is right


@pytest.mark.parametrize(
    ("gold", "ours", "verdict"),
    [
        ({"low": 4, "best": 4, "high": None}, {"low": 4, "best": 4, "high": 4}, (True, True, True)),
        ({"low": None, "best": None, "high": 183}, {"low": None, "best": None, "high": 183}, (True, True, True)),
        ({"low": None, "best": None, "high": 183}, {"low": 13, "best": 13, "high": 13}, (True, True, False)),
        (None, {"low": 3, "best": 3, "high": 3, "qualifier": "exact"}, (False, True, False)),
        (None, {"low": 3, "best": None, "high": None, "qualifier": "vague"}, (False, False, False)),
        (None, None, (False, False, False)),
        ({"low": 0, "best": 0, "high": 0}, None, (True, False, False)),
    ],
)
def test_counts(gold, ours, verdict):
    assert fields.count(gold, ours) == verdict


def test_words_that_name_nobody_are_no_perpetrator(golds, perfect):
    assert fields.perpetrator(golds[1], perfect["incidents"][1]) == (False, False, False)


def test_an_affiliate_is_compatible_with_its_parent():
    assert fields.same_actor("Islamic State Khorasan Province", "ISIS-K")
    assert fields.same_actor("Islamic State", "ISIS-K")
    assert not fields.same_actor("Boko Haram", "ISIS-K")


def test_a_country_is_no_town(golds, perfect):
    own = perfect["incidents"][0] | {"place": {"name": "Pakistan", "country": "PK", "precision": "country"}}
    gold = replace(golds[0], place={"name": "Marketville, Pakistan", "country": "PK", "precision": "town"})
    assert not fields.place(gold, own).right
    assert fields.country(gold, own).right
