"""Motives: cases of ``tests/cases/motives.jsonl`` on grammar alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.pipeline import run
from dateline.types import Document

CASES = [json.loads(row) for row in (Path(__file__).parents[1] / "cases" / "motives.jsonl").read_text("utf-8").splitlines()]


pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    given = run(Document(id="case", text=case["text"], language="en")).motives
    if case.get("none"):
        assert given == ()
        return
    assert [motive.value for motive in given] == [case["value"]]
    for name in ("speaker", "certainty", "incident"):
        if name in case:
            assert getattr(given[0], name) == case[name]
    assert given[0].value in " ".join(given[0].span.of(case["text"]).split())
