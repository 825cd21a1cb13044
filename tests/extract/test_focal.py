"""In an article about one group its earlier deeds are told without its name; others' deeds, and nobody's, are not its."""

from __future__ import annotations

import pytest

from dateline.extract.focal import about, deeds
from dateline.pipeline import layers
from dateline.types import Annotated, Document

pytestmark = pytest.mark.usefixtures("grammar_engine")
HEAD = "Who are the Lord's Resistance Army?\n\n"
LEAD = "The Lord's Resistance Army was founded by Joseph Kony in Uganda in 1987 and has perhaps 200 fighters left.\n\n"
NEWS = "Raid on market kills nine\n\n"


def read(text: str) -> Annotated:
    return layers(Document(id="case", text=text, language="en"))


def its(told: str, *, head: str = HEAD, past: int = 0) -> bool:
    """Tell whether the last sentence of `told` is among the group's deeds."""
    annotated = read(f"{head}{LEAD}{told}")
    mine = about(annotated, past)
    found = [span for span, _ in deeds(annotated, mine)] if mine is not None else []
    return annotated.sentences[-1].span in found


@pytest.mark.parametrize(
    "told",
    [
        "In April 1995 more than 200 people were shot beside a stream at Atiak.",
        "Then came the camps. Nine years later 300 people died when Barlonyo was burned down.",
        "Two officers were hit by a mine near Gulu in 2003.",
        "In 1988 forty people were hacked to death at Koch.",
        "It was its worst massacre since that of Atiak: in 2004 more than 300 people were burned at Barlonyo.",
        "The Free Syrian Army is another matter.\n\nWhat else has it done?\n\nA bus was ambushed at Pabbo in 2002.",
    ],
)
def test_a_deed_of_which_no_word_says_whose_it_is(told: str) -> None:
    assert its(told)


@pytest.mark.parametrize(
    "told",
    [
        "A priest was shot in Lira in 2001, and nobody knows by whom.",
        "Not all of it is theirs. In 2004 a market at Soroti was bombed.",
        "The army was no better. In 1987 sixty people were burned in a wagon at Mukura.",
        "In 2002 nineteen men were shot by soldiers at Gulu.",
        "Boko Haram is worse. In 2014 a bomb killed 75 people at a bus park in Nyanya.",
        "Who else is about?\n\nOthers' work\n\nIn 2010 bombs killed 74 people in Kampala.",
        "Its founder's brother was killed in a firefight in 2006.",
        "In 1979 forty people were hacked to death at Mukono.",
        "It was the worst massacre in Uganda since the Kanungu fire, in which 500 people died in 2000.",
        "Much as in the bombing of Kampala in 2010, people who watched football were killed.",
    ],
)
def test_deeds_of_others_and_of_nobody(told: str) -> None:
    assert not its(told)


def test_a_report_of_today_is_about_no_group() -> None:
    assert not its("Last month a policeman was shot dead at a checkpoint near Gulu.", head=NEWS, past=2)


def test_many_deeds_of_the_past_make_a_history_without_a_question() -> None:
    assert its("In April 1995 more than 200 people were shot beside a stream at Atiak.", head=NEWS, past=4)


def test_one_fact_or_another_group_named_as_often_is_no_profile() -> None:
    assert about(read(f"{HEAD}The Lord's Resistance Army was founded in 1987."), 5) is None
    rivals = " ".join(["Boko Haram is large. The Islamic State is larger. Al-Shabaab is older."] * 4)
    assert about(read(f"{NEWS}{LEAD}{rivals}"), 5) is None
