"""The closer look: what the filter lets pass for its words alone is passed over; what tells of violence is not."""

from __future__ import annotations

import pytest

from dateline import Document, annotate, models
from dateline.cascade import closer, doubtful, sift, silent
from dateline.config import settings
from dateline.pipeline import layers, passed_over, run
from dateline.types import Annotated

BUDGET = (
    "Opposition attack fails to stop budget\nParliament approved the budget by eleven votes after a debate until three. "
    "The leader of the opposition launched a fierce attack on the minister and fired off forty questions, but failed "
    "to shoot down the plan. His party said that it would fight on."
)
BUS = (
    "Bus plunges into ravine, 18 dead\nAt least 18 people died and 27 were injured when a bus left the road and plunged into a "
    "ravine, police said on Friday. The driver lost control on a wet bend. Rescuers pulled the injured out with ropes."
)
UNION = (
    "Union storms out of talks\nThe union attacked the offer as a bomb under the health service and its leader fired a shot at the "
    "minister on Friday. Militant branches want to fight. Members ambushed him with questions in the lobby."
)
RAID = (
    "Market reopens\nThe cattle market reopened on Thursday with music and speeches. Traders said that prices were good. "
    "In March gunmen on motorcycles shot 14 people dead here."
)


def cheap(text: str) -> Annotated:
    return annotate.events(annotate.sentences(Annotated(Document("d", text, language="en"))))


@pytest.mark.parametrize("text", [BUDGET, UNION])
def test_words_of_violence_without_any_are_passed_over(text: str) -> None:
    assert sift(text, "en").passed_over is None
    assert closer(cheap(text))
    assert run(Document("d", text, language="en")).passed_over == "no_violence"
    assert run(Document("d", text, language="en"), sift=False).passed_over is None


def test_more_such_sentences_than_it_reads_pass_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("no window need be read")

    monkeypatch.setattr(models.Tagger, "read", read)
    assert not closer(cheap("Budget again\n" + "The fierce attack on the budget failed after a long debate. " * 300))


def test_one_sentence_of_background_passes() -> None:
    assert not closer(cheap(RAID))
    assert passed_over(Document("d", RAID, language="en")) is None
    assert len(run(Document("d", RAID, language="en")).incidents) == 1


def test_what_the_filter_is_sure_of_is_read_without_a_look() -> None:
    assert doubtful(6.0) and not doubtful(9.0)


def test_without_the_model_only_the_filter_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ENGINE", "grammar")
    settings.cache_clear()
    try:
        assert not doubtful(None)
        assert not silent(layers(Document("d", BUDGET, language="en")).scores)
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_the_second_look_is_the_model_over_the_whole() -> None:
    assert silent(layers(Document("d", BUS, language="en")).scores)
    assert not silent(layers(Document("d", RAID, language="en")).scores)
