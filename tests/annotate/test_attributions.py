"""The attributions layer: each case is a short text of our own with who says what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate import attributions, sentences
from dateline.types import Annotated, Attribution, Document

CASES = Path(__file__).parents[1] / "cases" / "attributions.jsonl"


def found(text: str) -> tuple[Attribution, ...]:
    return attributions(sentences(Annotated(Document("x", text)))).attributions


def told(text: str) -> list[dict[str, Any]]:
    return [
        {
            "speaker": a.speaker.of(text),
            "cue": a.cue.of(text),
            "scope": a.scope.of(text),
            "kind": a.source_kind,
            **({"hedged": True} if a.hedged else {}),
        }
        for a in found(text)
    ]


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["text"][:60]) for row in rows]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["attributions"]


def test_a_private_name_is_not_the_speaker() -> None:
    (attribution,) = found("“We heard two blasts,” said Maria Duarte, a neighbour.")
    assert "Duarte" not in attribution.speaker.of("“We heard two blasts,” said Maria Duarte, a neighbour.")


@settings(max_examples=60)
@given(st.text(alphabet="an police said, told\"“”the who It according to Officials 3.;'\n", max_size=400))
def test_any_text_gives_sound_spans(text: str) -> None:
    for attribution in found(text):
        for span in (attribution.scope, attribution.speaker, attribution.cue):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Earlier, Lieutenant General Aram Sool said 11 rebels were killed in a raid.", "Lieutenant General Aram Sool"),
        ("By Wednesday evening rescuers had counted 165 bodies.", "rescuers"),
        ("On Sunday night police said four people had been shot dead.", "police"),
    ],
)
def test_a_time_before_the_speaker_is_no_part_of_it(text: str, speaker: str) -> None:
    assert [item.speaker.of(text) for item in found(text)] == [speaker]
