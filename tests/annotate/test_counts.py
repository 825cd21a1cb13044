"""The counts layer: each case is a sentence of our own with every figure that it tells."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate import attributions, counts, sentences
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_tokens import read
from dateline.types import Annotated, CountMention, Document, Sentence, Span

CASES = Path(__file__).parents[1] / "cases" / "counts.jsonl"


def found(text: str) -> tuple[CountMention, ...]:
    return attributions(counts(sentences(Annotated(Document("x", text))))).counts


def told(text: str) -> list[dict[str, Any]]:
    return [
        {
            "words": m.span.of(text),
            "effect": m.effect,
            "value": [m.value.low, m.value.best, m.value.high, m.value.qualifier],
            "role": m.role,
            **({"attackers": True} if m.attackers else {}),
            **({"certainty": m.certainty} if m.certainty != "stated" else {}),
        }
        for m in found(text)
        if (m.value.low, m.value.best, m.value.high) != (None, None, None)
    ]


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["text"][:60]) for row in rows]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["counts"]


def test_spans_stand_in_the_text() -> None:
    text = "Title without figures\nAt least 12 people were killed, police said.\nThree others, aged 4, 5 and 70, were hurt."
    for mention in found(text):
        assert mention.span.covers(mention.number)
        assert mention.who is None or mention.who in text
    assert [m.span.of(text) for m in found(text)] == ["At least 12 people", "Three others"]


def test_a_name_is_not_kept_as_who() -> None:
    (mention,) = found("Marta Lopez, 34, was pronounced dead at the hospital.")
    assert mention.who is None
    assert mention.value.best == 1


def test_he_died_supersedes_the_wound() -> None:
    text = "A man was shot in the chest on Elm Street.\nHe died at the hospital an hour later."
    first, second = found(text)
    assert (first.effect, first.role) == ("hit", "earlier")
    assert (second.effect, second.span.of(text), second.role) == ("killed", "He", "whole")


def test_the_one_of_several_is_included() -> None:
    text = "Three people were killed in the raid.\nThe driver died on the road."
    assert [(m.value.best, m.role) for m in found(text)] == [(3, "whole"), (1, "included")]


def test_a_child_that_was_hurt_is_no_worker_that_died() -> None:
    (first, second) = found("A child of six was injured by a bullet.\nThe dock worker died at his home.")
    assert (first.effect, first.role, second.effect) == ("injured", "whole", "killed")
    *_, hurt, _ = found("A guard was shot dead.\nA porter broke both ankles.\nThe dead man was from Lugo.")
    assert (hurt.effect, hurt.role) == ("injured", "whole")


def test_what_a_toll_rose_to_is_a_figure_of_its_own() -> None:
    text = "Six monks died on Friday.\nIt rose to seven on Saturday and to nine on Sunday."
    assert [(m.effect, m.value.best, m.role) for m in found(text)] == [
        ("killed", 6, "whole"),
        ("killed", 7, "earlier"),
        ("killed", 9, "whole"),
    ]
    assert [m.value.best for m in found("Six monks died on Friday.\nThe river is high: it rose to nine metres.")] == [6]


def test_a_figure_without_noun_takes_the_nearest_effect() -> None:
    text = "The ministry said 24 people were killed and 52 wounded.\nThe hospital said 29."
    assert [(m.effect, m.value.best) for m in found(text)] == [("killed", 24), ("injured", 52), ("killed", 29)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,500 people", (1500, 1500, 1500, "exact")),
        ("twenty-three people", (23, 23, 23, "exact")),
        ("one hundred and twenty people", (120, 120, 120, "exact")),
        ("two lakh people", (200_000, 200_000, 200_000, "exact")),
        ("a couple of men", (2, 2, 2, "exact")),
        ("three dozen men", (36, 36, 36, "exact")),
        ("10-12 men", (10, 10, 12, "range")),
        ("dozens of men", (12, None, None, "vague")),
        ("hundreds of men", (100, None, None, "vague")),
        ("12 or more men", (12, 12, None, "at_least")),
        ("not more than eleven men", (None, None, 11, "up_to")),
    ],
)
def test_numbers(words: str, expected: tuple[int | None, int | None, int | None, str]) -> None:
    number = number_at(read(words, Sentence(Span(0, len(words)), 0)), 0)
    assert number is not None
    assert (number.value.low, number.value.best, number.value.high, number.value.qualifier) == expected


@settings(max_examples=60)
@given(st.text(alphabet="an killed wounded3,.\"'-— of the two people dozens including who he died\n", max_size=400))
def test_any_text_gives_sound_spans(text: str) -> None:
    for mention in found(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        value = mention.value
        known = [n for n in (value.low, value.best, value.high) if n is not None]
        assert known == sorted(known)


def test_a_long_article_takes_little_time() -> None:
    text = "Gunmen killed at least 12 people, including three children, and wounded dozens in the town, police said. " * 300
    start = process_time()
    assert len(found(text)) == 900
    assert process_time() - start < 10


def test_a_bracket_that_nothing_closes_ends_the_list() -> None:
    assert all(c.effect == "killed" for c in found("A bomb went off.\nKilled: a guard (left"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The murder of lawyer and party adviser Tom Reyes shocked the town.", 1),
        ("The murder of a lawyer and adviser Tom Reyes shocked the town.", 2),
        ("The murder of lawyer Ana Ruiz and adviser Tom Reyes shocked the town.", 2),
    ],
)
def test_two_roles_of_one_person(text: str, number: int) -> None:
    found = counts(sentences(Annotated(Document("test", text)))).counts
    assert sum(count.value.best or 0 for count in found if count.effect == "killed") == number


def test_a_figure_that_stood_when_the_story_was_first_published() -> None:
    text = (
        "33 killed in Oldmar attack\n\nThe death toll of the attack has increased to 37, officials said. (When this story was "
        "first published, the figure was 33.) More than 80 others were hurt.\n"
    )
    found = counts(sentences(Annotated(Document("test", text)))).counts
    assert [(c.value.best, c.role) for c in found] == [(33, "whole"), (37, "whole"), (33, "earlier"), (80, "whole")]
