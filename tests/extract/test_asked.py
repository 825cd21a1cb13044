"""What the model says of one incident alone, and what is made of it: grouping, merging, values outside its sentences, statuses."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from dateline.extract import asked, blame, means, report, weigh, widen
from dateline.extract import group as grouping
from dateline.extract.cut import units
from dateline.extract.described import described
from dateline.extract.group import Group, group
from dateline.extract.merge import merge
from dateline.pipeline import layers
from dateline.types import Annotated, Document, PerpetratorStatus, Scores, Span

TEXT = (
    "Bomb kills four at Quetta market\n"
    "A bomb hidden in a cart went off in a vegetable market in Quetta on Saturday, killing four people.\n"
    "Gunmen shot dead two teachers in Khuzdar on 3 May 2021.\n"
    "The blast wounded nine shoppers, a hospital official said.\n"
)


@pytest.fixture(scope="module")
def read() -> Annotated:
    return layers(Document("asked", TEXT))


ROLES = (
    "date", "place", "killed", "injured", "perpetrator", "weapon", "target", "motive", "same",
    *(f"perpetrator:{status}" for status in get_args(PerpetratorStatus)),
)  # fmt: skip


def scored(text: str, **high: str) -> Scores:
    """Scores by word, long ones in two pieces: 3.0 on the pieces that touch the words given for a role, -3.0 elsewhere."""
    bounds: list[tuple[int, int]] = []
    for match in re.finditer(r"\w+|[^\w\s]", text):
        cut = match.start() + 1
        bounds += [(match.start(), cut), (cut, match.end())] if len(match[0]) > 7 else [match.span()]
    starts, ends = (np.array(side, dtype=np.int64) for side in zip(*bounds, strict=True))
    logits = np.full((len(starts), len(ROLES)), -3.0, dtype=np.float32)
    for role, words in high.items():
        at = text.index(words)
        logits[(starts < at + len(words)) & (ends > at), ROLES.index(role.replace("__", ":"))] = 3.0
    none = np.zeros(0, dtype=np.int64)
    return Scores(ROLES, starts, ends, logits, logits.max(axis=0), none, none, none)


def test_the_windows_near_an_incident_are_read_for_it_alone(read: Annotated) -> None:
    found = units(read)
    first = asked.ask(read, found[0], found)
    other = next(unit for unit in found if "teachers" in unit.span.of(TEXT))
    second = asked.ask(read, other, found)
    assert first is not None and second is not None
    four = Span(TEXT.index("four people"), TEXT.index("four people") + 4)
    two = Span(TEXT.index("two teachers"), TEXT.index("two teachers") + 3)
    assert first.of(four, "killed") > first.of(two, "killed")
    assert second.of(two, "killed") > second.of(four, "killed")
    assert "same" in first.names and "perpetrator:claimed" in first.names


def test_nothing_is_asked_without_a_model(read: Annotated) -> None:
    found = units(read)
    assert asked.ask(replace(read, scores=None), found[0], found) is None


def test_the_windows_are_cut_as_in_training(read: Annotated) -> None:
    scores = read.scores
    assert scores is not None
    assert len(scores.ids) == len(scores.starts) == len(scores.ends)
    assert scores.windows[0] == scores.sentences[0] == 0
    assert set(scores.windows) <= set(scores.sentences)
    starts = [int(scores.starts[i]) for i in scores.sentences]
    assert starts == [0, *(i + 1 for i in range(len(TEXT) - 1) if TEXT[i] == "\n")]


def test_what_was_not_read_has_no_score() -> None:
    layer = scored("two died", killed="two")
    layer.logits[1:] = np.nan
    assert weigh.asked_of(layer, Span(0, 3), "killed") == 0.5
    assert weigh.asked_of(layer, Span(4, 8), "killed") is None
    both = asked.joined(layer, scored("two died", killed="died"))
    assert both is not None and math.isclose(both.of(Span(4, 8), "killed"), 3.0)
    assert asked.joined(None, layer) is layer


def test_runs_are_the_stretches_above_zero() -> None:
    text = "gunmen fled; gunmen fired"
    layer = scored(text, perpetrator="gunmen")
    assert [span.of(text) for span in asked.runs(layer, "perpetrator")] == ["gunmen"]
    assert list(asked.runs(layer, "perpetrator", Span(10, 20))) == []
    assert list(asked.runs(None, "perpetrator")) == []


def test_groups_that_speak_of_each_other_become_one(read: Annotated) -> None:
    found = units(read)
    bomb = next(unit for unit in found if "cart" in unit.span.of(TEXT))
    blast = next(unit for unit in found if "wounded" in unit.span.of(TEXT))
    other = next(unit for unit in found if "teachers" in unit.span.of(TEXT))
    sure = scored(TEXT, same=TEXT)
    assert [len(item.units) for item in merge(read, [Group([bomb], asked=sure), Group([blast], asked=sure)])] == [2]
    assert len(merge(read, [Group([bomb], asked=scored(TEXT)), Group([other], asked=scored(TEXT))])) == 2
    assert merge(read, [Group([bomb]), Group([blast])]) == [Group([bomb]), Group([blast])], "without a model nothing is joined"


def test_a_sentence_belongs_where_the_model_reads_its_values() -> None:
    text = "A bomb went off in Quetta. It killed two."
    unit = next(unit for unit in units(layers(Document("belongs", text))) if "killed" in unit.span.of(text))
    high, low = (grouping.belongs(scored(text, **said), unit) for said in ({"killed": "two"}, {}))
    assert high["says"] == 0.5 and low["says"] == -0.5
    assert grouping.belongs(None, unit) == {"unread": 1.0}


def test_what_stands_behind_the_longest_text_read_is_no_fault() -> None:
    text = "A bomb killed two people in Quetta on Saturday.\n" + "The market was quiet that day.\n" * 2000
    far = text + "A bomb killed nine people in Khuzdar on Sunday, because of a feud over land.\n"
    assert len(text) > 60_000 and report(layers(Document("far", far))).incidents[0].killed is not None


def test_a_value_in_another_sentence_becomes_a_candidate() -> None:
    text = "A bomb went off in Quetta.\nIt was the third of May 2021, a market day.\n"
    annotated = layers(Document("apart", text))
    item = group(annotated, units(annotated))[0]
    item.asked = scored(text, date="the third of May 2021")
    widen.widen(annotated, item)
    assert [time.span.of(text) for unit in item.apart for time in unit.times] == ["the third of May 2021"]


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("They left her in the well.", "left her", 1),
        ("They killed her and two others.", "killed her and two", None),
        ("The riders never came home.", "The riders", None),
        ("They were buried in March 1998.", "buried in March 1998", None),
        ("Her son, 34, was mourned there.", "Her son, 34, was", None),
        ("The toll has risen again.", "The toll has", None),
    ],
)
def test_counts_that_no_grammar_reads(text: str, words: str, number: int | None) -> None:
    annotated = replace(layers(Document("count", text)), counts=())
    found = list(widen.read_counts(annotated, scored(text, killed=words), annotated.sentences[0]))
    assert [count.value.best for count in found] == ([] if number is None else [number])


def test_described_perpetrators_carry_no_private_name() -> None:
    text = "A former driver who was dismissed set the garage alight. A man called Jan Jansen ran."
    annotated = Annotated(Document("described", text))
    assert [actor.value.name for actor in described(annotated, scored(text, perpetrator="A former driver who was"), [])] == [
        "A former driver"
    ]
    for words, shown in (("A man called Jan Jansen", ["A man"]), ("Jan Jansen", []), ("Jansen ran", [])):
        assert [actor.value.name for actor in described(annotated, scored(text, perpetrator=words), [])] == shown


def test_the_status_weighs_the_words_against_the_model() -> None:
    text = "militants"
    layer = scored(text, perpetrator=text, perpetrator__accused=text)
    sure = blame.surest([Span(0, 9)], layer)
    rows = dict(blame.status_candidates(sure, "stated", layer))
    assert rows["accused"]["model"] == 0.5 and rows["stated"]["told"] == 1.0
    assert dict(blame.status_candidates(None, "stated", None))["accused"]["model"] == 0.0


def test_a_run_ends_where_its_words_end_and_targets_carry_no_name() -> None:
    text = "Gunmen shot shoppers in Quetta. They shot Jan Jansen."
    annotated = layers(Document("run", text))
    layer = scored(text, target="hoppers")
    assert [span.of(text) for span in asked.runs(layer, "target")] == ["shoppers"]
    named = scored(text, target="Jan Jansen")
    assert not [item for item in means.candidates(annotated, units(annotated), named) if item.source == "read"]
