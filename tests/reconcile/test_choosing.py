from __future__ import annotations

import json
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from dateline.reconcile import actors
from dateline.reconcile.account import accounts
from dateline.reconcile.incident import build
from dateline.reconcile.numbers import is_round_of
from dateline.reconcile.record import by_rule, record

_SPEC = util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
assert _SPEC and _SPEC.loader
made = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)
CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "choice.jsonl").read_text().splitlines() if line]


def together(*reports: dict[str, Any], copies: tuple[tuple[int, int], ...] = ()) -> dict[str, Any]:
    """The incident of these reports, whatever linking would say."""
    found = [made.report(when="2023-05-13", where="Quetta", **facts) for facts in reports]
    ids = [document.id for document, _ in found]
    pairs = [tuple(sorted((ids[a], ids[b]))) for a, b in copies]
    return record(build([accounts(said, document.text)[0] for document, said in found], copies=pairs))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_rules(case: dict[str, Any]) -> None:
    found = together(*case["reports"], copies=tuple(map(tuple, case.get("copies", ()))))
    for rule, best in case["best"].items():
        count = by_rule(found, rule)["killed"]
        assert (count and count["best"]) == best, (rule, case["why"])
    if "injured" in case:
        count = by_rule(found, "gtd")["injured"]
        assert (count and count["best"]) == case["injured"], case["why"]
    if "range" in case:
        assert [found["killed"]["low"], found["killed"]["high"]] == case["range"], case["why"]
    if "conflicts" in case:
        assert [conflict["property"] for conflict in found["conflicts"]] == case["conflicts"], case["why"]


def test_downward_revisions_are_told() -> None:
    found = together(
        {"published": "2023-05-14", "killed": 359}, {"published": "2023-05-16", "killed": 253, "filler": "Counted twice."}
    )
    assert [(point["value"]["best"], point["revision"]) for point in found["toll"]] == [(359, None), (253, "down")]


def test_claims_accusations_and_denials_stand_side_by_side() -> None:
    found = together(
        {"published": "2023-05-14", "by": "Islamic State"},
        {"published": "2023-05-14", "by": "Lashkar of the Valley", "status": "claimed", "filler": "A call to a newsroom."},
        {"published": "2023-05-15", "by": "Lashkar of the Valley", "status": "accused", "denied_by": "Lashkar of the Valley"},
    )
    assert {claim["name"] for claim in found["responsibility_claims"]} == {"Islamic State", "Lashkar of the Valley"}
    assert [conflict["reason"] for conflict in found["conflicts"]] == ["competing claims", "the accused deny it"]
    assert found["perpetrator"]["name"] == "Islamic State", "a claim withdrawn stands behind one that is not"


def test_every_choice_names_its_statements() -> None:
    found = together({"published": "2023-05-14", "killed": 14}, {"published": "2023-05-15", "killed": 16, "filler": "More."})
    ids = {said["id"] for said in found["statements"]}
    for choice in found["choices"]:
        assert set(choice["statements"]) | set(choice["passed_over"]) <= ids
        assert not set(choice["statements"]) & set(choice["passed_over"])


def test_the_most_specific_place_stands_and_a_wider_one_is_no_conflict() -> None:
    wide = made.report("2023-05-14", when="2023-05-13", where=None, killed=14)
    site = made.report("2023-05-14", when="2023-05-13", where="Quetta", site="Friday mosque", killed=14)
    found = record(build([accounts(said, document.text)[0] for document, said in (wide, site)]))
    assert found["place"]["precision"] == "site"
    assert found["conflicts"] == []


def test_a_figure_in_round_numbers_does_not_stand_against_the_one_that_it_rounds() -> None:
    assert is_round_of("more_than", 30, 34) and is_round_of("about", 200, 190) and is_round_of("more_than", 150, 158)
    assert not is_round_of("more_than", 30, 41) and not is_round_of("at_least", 30, 34) and not is_round_of("more_than", 34, 36)
    days = [{"published": "2023-05-14", "killed": 4, "injured": 31}, {"published": "2023-05-15", "killed": 4, "injured": 34}]
    more = made.report("2023-05-15", when="2023-05-13", where="Quetta", killed=4, injured=30, filler="Roads were shut all day.")
    rounded = made.count(30, "at_least") | {"qualifier": "more_than"}
    incident = more[1]["incidents"][0]
    incident["injured"] = rounded
    for said in (s for s in incident["statements"] if s["property"] == "injured"):
        said["value"] = rounded
    others = [made.report(when="2023-05-13", where="Quetta", filler=f"Day {at}.", **day) for at, day in enumerate(days)]
    found = record(build([accounts(said, document.text)[0] for document, said in (*others, more)]))
    assert not [c for c in found["conflicts"] if c["property"] == "injured"]
    assert {p["revision"] for p in found["toll"] if p["property"] == "injured" and p["value"]["best"] == 30} == {None}


def test_a_minimum_that_was_cut_leaves_nothing_open() -> None:
    first, cut = (
        {"published": "2023-05-14", "killed": 14},
        {"published": "2023-05-15", "killed": 12, "filler": "Two were counted twice."},
    )
    made_first = made.report(when="2023-05-13", where="Quetta", **first)
    incident = made_first[1]["incidents"][0]
    incident["killed"] = made.count(14, "at_least")
    for said in (s for s in incident["statements"] if s["property"] == "killed"):
        said["value"] = made.count(14, "at_least")
    second = made.report(when="2023-05-13", where="Quetta", **cut)
    found = record(build([accounts(said, document.text)[0] for document, said in (made_first, second)]))
    assert (found["killed"]["best"], found["killed"]["high"], found["killed"]["qualifier"]) == (12, 14, "range")


def test_a_description_is_no_name() -> None:
    for name in ("Suspected rebels on horseback", "Gunmen", "Unidentified Islamist fighters"):
        assert actors.is_description(name)
    for name in ("Armed Islamic Group", "Taliban fighters", "Red Dawn Brigade"):
        assert not actors.is_description(name)


def test_a_parent_and_its_affiliate_do_not_compete_for_a_claim() -> None:
    base = {"when": "2023-05-13", "where": "Quetta", "killed": 14}
    reports = (
        made.report("2023-05-14", by="Islamic State", status="claimed", filler="One.", **base),
        made.report("2023-05-14", by="Islamic State Khorasan Province", status="claimed", filler="Two, and more.", **base),
        made.report("2023-05-14", by="Free Hill Front", status="accused", filler="Three of the stalls burned.", **base),
    )
    found = record(build([accounts(said, document.text)[0] for document, said in reports]))
    reasons = [conflict["reason"] for conflict in found["conflicts"] if conflict["property"] == "perpetrator"]
    assert reasons == ["different actors are held responsible"]
