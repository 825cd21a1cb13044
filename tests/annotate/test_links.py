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


@pytest.mark.parametrize(
    "line",
    [
        "READ ALSO: Army kills two rebels",
        "Flights resume  • Reporter shot in Goma  • Strike ends  • Soldier killed in Bunia",
    ],
)
def test_other_stories_are_the_publishers_own(line: str) -> None:
    annotated = sentences(Annotated(Document("x", f"Mayor wounded\nA man shot the mayor in Dover on Friday.\n{line}")))
    assert annotated.sentences[-1].kind == "boilerplate"


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


def test_headlines_below_a_heading_of_links_are_of_other_stories() -> None:
    text = (
        "One dead in club shooting\n\nA man was killed at a club in Salem on Saturday.\n\nRelated Articles\n\n"
        "Two shot dead at Eugene mall\nBomb kills six in Kabul hotel\n\nPolice received a call shortly before 1 a.m.\n\n"
        "Other top stories:\n\nMan stabbed at a park"
    )
    found = sentences(Annotated(Document("x", text))).sentences
    assert [one.span.of(text) for one in found if one.kind == "body"] == [
        "A man was killed at a club in Salem on Saturday.", "Police received a call shortly before 1 a.m.",
    ]  # fmt: skip
    asked = "A bomb went off.\n\nRead more\n\nWho are the attackers?\n\nThey are unknown."
    assert [one.kind for one in sentences(Annotated(Document("x", asked))).sentences][-2:] == ["heading", "body"]


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (
            [
                "More on this story",
                "Norland country profile",
                "How a bomb changed my town",
                "Five killed as fans watch final in café",
            ],
            0,
        ),
        (["Related", "The Reed Front", "Two shot dead at Eastmark mall", "Why Norland fears the winter"], 0),
        (["Read more", "Who they are", "The Reed Front was founded in 1991 by two brothers from the hills."], 1),
        (["Related", "Two shot dead at Eastmark mall", "The group", "It has four hundred men."], 1),
    ],
)
def test_a_link_of_few_words_ends_no_list(lines: list[str], body: int) -> None:
    text = "\n".join(["Bomb kills two", "A bomb killed two people in Salem on Saturday.", *lines])
    kinds = [one.kind for one in sentences(Annotated(Document("x", text))).sentences][2:]
    assert kinds.count("body") == body
    assert ("heading" in kinds) == bool(body)
