"""Warnings: cases of ``tests/cases/advisories.jsonl`` on grammar alone, and what the trained model adds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.extract import report
from dateline.extract.advisories import advisories
from dateline.extract.peaks import highest, peak
from dateline.pipeline import layers
from dateline.types import Advisory, Annotated, Document, Scores, Span

CASES = [json.loads(row) for row in (Path(__file__).parents[1] / "cases" / "advisories.jsonl").read_text("utf-8").splitlines()]


pytestmark = pytest.mark.usefixtures("grammar_engine")


def read(text: str) -> Annotated:
    return layers(Document(id="case", text=text, language="en", published=date(2023, 5, 10)))


def found(text: str) -> tuple[Advisory, ...]:
    annotated = read(text)
    return advisories(annotated, report(annotated).incidents)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    given = found(case["text"])
    assert len(given) == case.get("many", 1)
    for name in ("issuer", "addressee", "subject"):
        if name in case:
            assert getattr(given[0], name) == case[name]
    if "date" in case:
        assert given[0].date.value == case["date"]


def test_every_statement_quotes_the_text_and_the_first_opens_with_the_issuer() -> None:
    for case in CASES:
        text = case["text"]
        for advisory in found(text):
            assert all(statement.span.of(text) for statement in advisory.statements)
            assert advisory.statements[0].property == "issuer"


def _scored(text: str, words: str, logit: float) -> Annotated:
    """The layers with a model that is sure of a warning in `words` and nowhere else."""
    annotated = read(text)
    places = [m for m in range(len(text)) if text[m] != " "]
    starts = np.array(places, dtype=np.int64)
    at = text.index(words)
    logits = np.array([[logit if at <= i < at + len(words) else -6.0, -5.0] for i in places], dtype=np.float32)
    none = np.zeros(0, dtype=np.int64)
    layer = Scores(("warning", "motive"), starts, starts + 1, logits, logits.max(axis=0), none, none, none)
    return replace(annotated, scores=layer)


def test_words_without_a_cue_count_where_the_model_is_sure() -> None:
    text = "The herders' union wrote that the riders would come before the rains."
    assert advisories(read(text)) == ()
    given = advisories(_scored(text, "the riders would come before the rains", 3.0))
    assert [advisory.issuer for advisory in given] == ["herders' union"]


def test_the_model_can_bar_a_weak_cue() -> None:
    text = "The clinic told patients to stay away from the north door."
    assert len(advisories(read(text))) == 1
    assert advisories(_scored(text, "patients", -6.0)) == ()


def test_who_tells_of_a_warning_is_no_part_of_what_it_is_of() -> None:
    for tag in ("two clerks said", "a priest said", "the mayor's office says"):
        (given,) = found(f"The coast guard had warned the port of attacks on its ferries, {tag}.")
        assert (given.issuer, given.subject) == ("coast guard", "attacks on its ferries")
    (given,) = found("The coast guard warned the port that raiders, whom it said were armed, would strike the ferries.")
    assert given.subject == "raiders, whom it said were armed, would strike the ferries"


def test_a_warning_that_nobody_gave_is_none() -> None:
    assert found("A spokesman for the governor denied that any such warning had been received.") == ()
    assert found("No one had warned the police of attacks on the ferries.") == ()
    assert found("Nobody warned the villagers of the raid.") == ()


def test_a_peak_is_the_best_few_tokens_and_none_where_nothing_was_read() -> None:
    text = "One two three four five six seven."
    scored = _scored(text, "three four", 2.0)
    top = peak(scored, Span(0, len(text)), "warning")
    assert top is not None
    assert top.logit == pytest.approx(2.0)
    assert top.span.of(text) == "three four"
    assert highest(scored, Span(0, len(text)), ["warning"]) == [top.logit]
    assert peak(read(text), Span(0, len(text)), "warning") is None
    assert highest(read(text), Span(0, len(text)), ["warning"]) == []


@pytest.mark.parametrize(
    ("text", "issuer", "addressee"),
    [
        ("The ministry warned US citizens on Friday of attacks on hotels.", "ministry", "US citizens"),
        ("The ministry warned us on Friday of attacks on hotels.", "ministry", None),
        ("A warning of attacks had been issued by the coast guard.", "coast guard", None),
        ("The army had issued an evacuation order for the suburb on Friday.", "army", None),
    ],
)
def test_who_warned_whom(text: str, issuer: str, addressee: str | None) -> None:
    (given,) = found(text)
    assert (given.issuer.lower().removeprefix("the "), given.addressee) == (issuer, addressee)
