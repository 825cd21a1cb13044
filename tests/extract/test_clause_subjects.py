"""Who acts by the clause, and the whole phrase of words that name nobody."""

from __future__ import annotations

import pytest

from dateline.extract.described import by_clause
from dateline.extract.fuller import fuller, without_date
from dateline.pipeline import layers, run
from dateline.types import Annotated, Document, Span

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _read(text: str) -> Annotated:
    return layers(Document(id="case", text=text, language="en"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He stood in the yard when a person in a ski mask walked up and shot him.", ["a person in a ski mask"]),
        ("A paramilitary ranger who killed at least 13 people was shot on Sunday.", ["A paramilitary ranger"]),
        ("In 1981, two young people shot the baker in the neck.", ["two young people"]),
        ("A soldier was shot in the stomach a few hours later on the hill by a motorcyclist who got away.", ["a motorcyclist"]),
        ("Three were hurt when several people began shooting at a wedding.", ["several people"]),
        ("Burglar shot dead by 68-year-old tenant was a former guest.", ["68-year-old tenant"]),
        ("That evening, a crowd set two lorries in the yard on fire.", ["a crowd"]),
        ("Timber thieves shot dead a forester near the river.", ["Timber thieves"]),
        ("Villagers beat a pedlar to death at the well.", ["Villagers"]),
        ("Fans of the visitors stoned three buses.", ["Fans of the visitors"]),
        ("A clerk was beaten to death by residents of the lane.", ["residents of the lane"]),
        ("Hundreds of strikers torched the depot on Friday.", ["Hundreds of strikers"]),
    ],
)
def test_the_subject_of_a_violent_verb_and_the_far_agent(text: str, wanted: list[str]) -> None:
    assert [actor.value.name for actor in by_clause(_read(text), [Span(0, len(text))])] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "A man of 49 who argued with others on a bridge was doused and set alight.",
        "Five soldiers killed in the attack were buried on Monday.",
        "A convoy struck a mine near the town.",
        "Three men shot in a car were found by the river.",
        "Her neighbour Peter Quill shot him.",
        "Mason beat him at the well.",
        "Students were beaten at the gate.",
    ],
)
def test_who_suffers_things_and_names_act_not(text: str) -> None:
    assert not list(by_clause(_read(text), [Span(0, len(text))]))


@pytest.mark.parametrize(
    ("text", "mention", "wanted"),
    [
        ("The driver, a German citizen of 29 who lives there, was arrested.", "driver", "a German citizen of 29"),
        ("Some saw masked gunmen armed with pistols who fled.", "masked gunmen", "masked gunmen armed with pistols"),
        ("It was done by still unidentified men.", "unidentified men", "still unidentified men"),
        ("On March 6 gunmen came.", "gunmen", None),
        ("It was done by gunmen with links to the army.", "gunmen", None),
    ],
)
def test_the_whole_phrase(text: str, mention: str, wanted: str | None) -> None:
    at = text.index(mention)
    found = fuller(_read(text), [Span(at, at + len(mention))])
    assert (found and found.of(text)) == wanted


def test_a_day_before_the_noun_is_no_number_of_people() -> None:
    text = "On March 6 gunmen killed two; in 2005 rebels did."
    assert without_date(_read(text), Span(9, 17)).of(text) == "gunmen"
    assert without_date(_read(text), Span(33, 44)).of(text) == "rebels"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Russia hit a school in Kherson on Friday, killing 12 people.", "Russia"),
        ("Russia hit Kharkiv with rockets on Friday and killed three people.", "Russia"),
        ("Turkey launched missiles at Qamishli on Friday, killing three people.", "Turkey"),
        ("Al Shabaab seized a barracks in Baidoa on Friday, killing nine soldiers.", "Al Shabaab"),
        ("Army troops hit a roadside bomb near Mosul on Friday, killing three civilians.", None),
    ],
)
def test_a_subject_whose_verb_goes_on_in_the_harm(text: str, who: str | None) -> None:
    found = run(Document(id="case", text=text, language="en")).incidents[-1].perpetrator
    assert (found and found.actor.name) == who


@pytest.mark.parametrize("who", ["An Army veteran", "A former Navy contractor", "A Marine Corps veteran"])
def test_who_left_a_force_does_not_act_for_it(who: str) -> None:
    text = f"{who} shot dead six people at a bar in Reno, Nevada, on Sunday, police said."
    found = run(Document(id="case", text=text, language="en")).incidents[0].perpetrator
    assert found is None or found.actor.kind != "state"
