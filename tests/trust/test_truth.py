"""Nothing is said that the source did not say: cases, corrections, quotes (all data: benchmarks/truth.py)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Benchmark = Callable[[str], ModuleType]
CASES = [json.loads(line) for line in Path(__file__).with_name("said.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_what_was_not_said(benchmark: Benchmark, case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Negations, denials, hedges, old tolls, hypotheses, drills, films, sports, disease and accidents."""
    if "known_failure" in case:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=True))
    assert not benchmark("truth").wrong_case(case)


def test_corrections_reach_incident_export_feed_and_alert(benchmark: Benchmark) -> None:
    assert not [name for name, holds in benchmark("truth").corrections() if not holds]


def test_explainers_of_the_planted_articles_rest_on_statements(benchmark: Benchmark) -> None:
    """Planted articles make quotes move: every sentence still rests on a statement whose quote stands in its article."""
    from dateline.store import open_store
    from dateline.store.add import add

    store = open_store("sqlite://")
    add(store, benchmark("care").documents(6), "planted")
    explainers, sentences, wrong = benchmark("truth").wrong_sentences(store)
    store.close()
    assert explainers and sentences and not wrong


def test_the_year_of_a_strength_is_the_records(benchmark: Benchmark) -> None:
    """A year stands in a sentence on a group's strength only where the statement notes it: the words rest on that note."""
    from datetime import date

    from dateline.extract.contract import record
    from dateline.pipeline import run
    from dateline.publish.explainer import explain
    from dateline.store import open_store
    from dateline.store.add import add
    from dateline.store.dossier import dossier
    from dateline.store.search import Filter, find
    from dateline.types import Document

    text = (
        "Bomb kills 12 in Quetta\nA bomb killed 12 people in a market in Quetta on 3 May 2021, police said. "
        "The Islamic State claimed responsibility.\nBy 2020, the Islamic State had between 1,500 and 2,000 fighters."
    )
    document = Document(id="d", text=text, publisher="Outlet", published=date(2021, 5, 3))
    store = open_store("sqlite://")
    add(store, [(document, record(run(document)))], "truth")
    with store.reading() as connection:
        held = dossier(connection, next(iter(find(connection, Filter())))["id"])
    assert held is not None
    told = [sentence.text for section in explain(held).sections for sentence in section.sentences]
    assert any("by 2020" in one and "1,500" in one for one in told), told
    assert not benchmark("truth").wrong_sentences(store)[2]
    store.close()
