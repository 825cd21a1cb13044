"""Headlines of other stories: lines of our own."""

from __future__ import annotations

import pytest

from dateline.annotate import counts, sentences
from dateline.annotate.links import headlines, is_link
from dateline.types import Annotated, Document


@pytest.mark.parametrize(
    "line",
    [
        "STORY: Mayor wounded in Elm Street shooting",
        "[OTHER NEWS: Man shot dead on Saturday]",
        "► Related: Two dead in café",
        "Read more: 3 hurt",
    ],
)
def test_a_headline_behind_a_link_is_one(line: str) -> None:
    assert is_link(line)


@pytest.mark.parametrize(
    "line",
    [
        "PREVIOUS STORY: A man was shot dead on Saturday.",
        "UPDATE: Man dies after shooting",
        "More: the police say that two of the three who were shot on Saturday have died at the hospital.",
        "More than three people were shot",
        "Story of a shooting: how it began",
    ],
)
def test_what_tells_this_story_is_none(line: str) -> None:
    assert not is_link(line)


CLIPS = [
    "0:43 Man found dead in park Pause",
    "1:47 'I miss him,' says widow",
    "0:59 Two hurt in crash",
    "2:21 Boy killed",
    "0:30 Weather",
]


def told(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return [span.of(text) for span in headlines(text)]


def test_clips_are_told_from_a_chronicle() -> None:
    assert told(["Title", *CLIPS, "Text."]) == CLIPS
    assert not told(["Title", "9:02 Gunman enters", "9:15 Police arrive", "12:40 He surrenders", "1:05 Doors open"])
    assert not told(["Title", "15:40 Toll now nine", "14:05 Six dead, says army", "13:30 Blast", "13:12 Smoke", "9:50 Market"])
    assert not told(["Title", "2:15 p.m. Gunman enters", "1:15 p.m. Police", "0:10 a.m. One", "0:05 a.m. Two", "0:01 a.m. Three"])


def test_a_headline_of_another_story_counts_nobody() -> None:
    text = "\n".join(["STORY: Two dead", *CLIPS, "Five people were hurt.", "STORY: Mayor wounded in shooting", "Police said so."])
    found = counts(sentences(Annotated(Document("x", text)))).counts
    assert [count.span.of(text) for count in found] == ["Two", "Five people"]
