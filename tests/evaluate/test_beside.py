"""What stands beside the incidents is scored by its evidence, and by what must agree besides."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.beside import Beside, beside, rows

TEXT = (
    "The harbour office warned fishers on Monday of mines. The raid was revenge for a seizure, elders said. "
    "The Reed Front, formed in 2011, has about 300 fighters.\n"
)
RAW: dict[str, Any] = {
    "warnings": [{"issuer": "harbour office", "addressee": "fishers", "date": {"value": "2023-05-08"}, "quote": "warned fishers"}],
    "motives": [{"incident": "raid", "value": "a seizure", "quote": "revenge for a seizure"}],
    "actor_facts": [
        {"actor": "Reed Front", "property": "founded", "value": "2011", "quote": "formed in 2011"},
        {"actor": "Reed Front", "property": "strength", "value": "about 300", "quote": "about 300 fighters"},
    ],
}


def _said(words: str, **more: object) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words, **more}


def _ours() -> dict[str, Any]:
    warning = {"issuer": "harbour office", "addressee": "fishers", "subject": "mines", "date": {"value": "2023-05-08"}}
    count = {"low": 300, "best": 300, "high": 300, "qualifier": "about"}
    facts = [
        _said("formed in 2011", property="founded", value="2011"),
        _said("about 300 fighters", property="strength", value=count),
    ]
    return {
        "advisories": [
            warning | {"statements": [_said("harbour office warned fishers", property="issuer", value="harbour office")]}
        ],
        "motives": [_said("revenge for a seizure", incident=0, value="a seizure", speaker="elders", certainty="stated")],
        "actors": [{"name": "Reed Front", "actor_id": None, "aliases": ["Reed Front"], "statements": facts}],
    }


def _scored(ours: dict[str, Any], raw: dict[str, Any] = RAW) -> Beside:
    return beside(raw, ours, ["raid"], {0: 0}, TEXT)


def test_a_perfect_record_scores_100_in_every_row():
    for row in rows([_scored(_ours())]):
        assert row.figures.get("f1", row.figures.get("accuracy")) == 100, row.name


@pytest.mark.parametrize("part", ["addressee", "date"])
def test_the_parts_of_a_warning_that_is_found_are_judged(part):
    ours = _ours()
    ours["advisories"][0][part] = {"value": "2023-05"} if part == "date" else "pilots"
    scored = _scored(ours)
    assert scored.warnings.f1 == 100
    assert scored.parts[part] == (0, 1)


def test_a_motive_of_another_incident_is_found_and_not_right():
    ours = _ours()
    ours["motives"][0]["incident"] = 1
    scored = _scored(ours)
    assert (scored.motives.right, scored.placed.right) == (0, 1)


def test_a_fact_of_another_group_or_with_another_value_is_wrong():
    ours = _ours()
    ours["actors"][0]["statements"][0]["value"] = "1998"
    assert _scored(ours).facts["founded"].missed == 1
    ours = _ours()
    ours["actors"][0] |= {"name": "Hill Column", "aliases": ["Hill Column"]}
    assert _scored(ours).facts["strength"].missed == 1


def test_lists_that_the_coder_did_not_keep_are_not_held_against_us():
    scored = _scored(_ours(), {})
    assert scored.motives.spurious == scored.placed.spurious == 0
    assert scored.facts == {}
    assert scored.warnings.spurious == 1
