"""Events that only the trained model sees: with the model that ships, and with one that is sure of certain words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.annotate import sentences, told
from dateline.types import Annotated, Document, Scores


def seen(text: str, *sure: str) -> list[str]:
    """Return the words of the events that are added where a model takes the words `sure` for an event, and nothing for a trap."""
    places = [m for m in range(len(text)) if text[m] != " "]
    starts = np.array(places, dtype=np.int64)
    at = [range(text.index(words), text.index(words) + len(words)) for words in sure]
    event = np.array([3.0 if any(i in one for one in at) else -6.0 for i in places], dtype=np.float32)
    logits = np.stack([event, event, np.full(len(places), -6.0, dtype=np.float32)], axis=1)
    none = np.zeros(0, dtype=np.int64)
    layer = Scores(("event_main", "event_background", "trap"), starts, starts + 1, logits, logits.max(axis=0), none, none, none)
    read = sentences(Annotated(Document("x", text)))
    return [event.span.of(text) for event in told(replace(read, scores=layer)).events]


def test_what_the_model_is_sure_of_is_an_event() -> None:
    assert seen("A rancher was carried away near Oldmar on Monday.", "carried") == ["carried"]


@pytest.mark.parametrize("head", ["OLDMAR, 4 June 2024 (Agency) - ", "OLDMAR — "])
def test_where_a_report_was_filed_is_no_event(head: str) -> None:
    assert seen(f"{head}A man who planned it was jailed on Tuesday.", "OLDMAR") == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("ETA, the group that burned — its last deed — a mill, has gone.", "burned"),
        ("MILL BURNED DOWN - MAYOR KNOWS WHY", "BURNED"),
    ],
)
def test_an_aside_and_a_headline_are_no_place_of_filing(text: str, event: str) -> None:
    assert seen(text, event) == [event]
