"""Facts about groups: cases of ``tests/cases/profiles.jsonl`` on grammar alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.extract.profiles import profiles
from dateline.pipeline import layers
from dateline.types import ActorValue, CountValue, Document

CASES = [json.loads(row) for row in (Path(__file__).parents[1] / "cases" / "profiles.jsonl").read_text("utf-8").splitlines()]


pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    given = profiles(layers(Document(id="case", text=case["text"], language="en")))
    said = [
        statement.value
        for profile in given
        if profile.actor.name == case["actor"]
        for statement in profile.statements
        if statement.property == case["property"]
    ]
    if case.get("none"):
        assert said == []
    elif "low" in case:
        assert [value.low for value in said if isinstance(value, CountValue)] == [case["low"]]
    else:
        assert case["value"] in [value.name if isinstance(value, ActorValue) else value for value in said]


def test_who_leads_a_group_did_not_found_it_by_that() -> None:
    def founders(text: str) -> list[object]:
        given = profiles(layers(Document(id="case", text=text, language="en")))
        return [s.value for profile in given for s in profile.statements if s.property == "founders"]

    assert founders("Boko Haram was formed in 2002 and is led by Anders Brook.") == []
    assert founders("Boko Haram, founded in 2002 and led by Anders Brook, has 900 men.") == []
    assert founders("Boko Haram was founded and led by Anders Brook.") == ["Anders Brook"]
    assert founders("Boko Haram was founded in 2002 by Anders Brook and which the army fought for years.") == ["Anders Brook"]


def test_a_strength_keeps_its_hedge_and_the_year_that_is_its_own() -> None:
    text = (
        "Boko Haram, founded by a preacher in 2002, is thought to have some 2,000 fighters. In 2015 it had at least 6,000 fighters."
    )
    found = profiles(layers(Document("case", f"Who are they?\n\n{text}")))
    said = [s for profile in found for s in profile.statements if s.property == "strength"]
    assert [(s.value.qualifier, s.value.best, s.note) for s in said if isinstance(s.value, CountValue)] == [
        ("about", 2000, None), ("at_least", 6000, "as of 2015"),
    ]  # fmt: skip


def test_what_a_group_had_before_is_not_its_strength() -> None:
    text = "Gunmen of JNIM attacked a market on 3 May 2021. JNIM has some 6,000 fighters, up from 2,000 fighters in 2018."
    found = profiles(layers(Document("case", f"Who are they?\n\n{text}")))
    said = [
        s.value.best
        for profile in found
        for s in profile.statements
        if s.property == "strength" and isinstance(s.value, CountValue)
    ]
    assert said == [6000]
