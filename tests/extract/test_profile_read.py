"""Facts about groups that no pattern tells and the trained model reads."""

from __future__ import annotations

import pytest

from dateline import models
from dateline.extract.profile_read import whole_name
from dateline.extract.profiles import profiles
from dateline.pipeline import layers
from dateline.types import CountValue, Document, Span

ATTACK = "Five people were killed when gunmen of the group attacked a market on 3 May 2021, police said."


def facts(text: str) -> set[tuple[str, str, str | int | None]]:
    """Actor, property and value of each fact that the model alone reads; every quote is a slice of the text."""
    document = Document("case", f"Who are they?\n\n{ATTACK}\n\n{text}", language="en")
    return {
        (profile.actor.name, said.property, said.value.low if isinstance(said.value, CountValue) else str(said.value))
        for profile in profiles(layers(document))
        for said in profile.statements
        if said.method == "tagger/1"
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("By the army's reckoning JNIM can call on some 6,000 men.", ("JNIM", "strength", 6000)),
        ("Al-Shabaab fights the government. Ahmed Diriye is in command.", ("al-Shabaab", "leader", "Ahmed Diriye")),
        (
            "Muhammad Yusuf, a preacher, gathered the first followers of Boko Haram in Maiduguri. "
            "It pledged allegiance to IS in 2015.",
            ("Boko Haram", "founders", "Muhammad Yusuf"),
        ),
    ],
)
def test_what_no_pattern_tells_is_read(text: str, fact: tuple[str, str, str | int]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "property"),
    [
        ("Boko Haram broke in two. It pledged allegiance to Islamic State in 2015.", "founded"),
        ("The ELN offered 50 million pesos for each informer.", "strength"),
        ("Al-Shabaab was formed around the preacher Omar Deen, who died in 2011.", "leader"),
        ("The New IRA was blamed for the attack, said Deputy Chief Constable Iain Pell.", "leader"),
        ("The bomb was a reply. Omar Deen, a commander of Boko Haram, said so.", "leader"),
        ("It was al-Shabaab's largest attack in the capital since President Omar Deen Warsame took office in June.", "leader"),
        ("The ELN is headed by Eliécer Herlinto Chamorro, alias \"Antonio García\".", "founders"),
    ],
)  # fmt: skip
def test_what_else_a_year_a_number_and_a_name_tell_is_no_fact(text: str, property: str) -> None:
    assert property not in {name for _, name, _ in facts(text)}


def test_nothing_is_read_without_a_model(grammar_engine: None) -> None:
    assert facts("By the army's reckoning JNIM can call on some 6,000 men.") == set()


def test_a_report_that_names_a_group_in_passing_is_not_read_for_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("no window gives hope of a fact")

    monkeypatch.setattr(models.Tagger, "read_facts", read)
    assert (
        facts("Al-Shabaab claimed responsibility for the attack on a website on Friday. Police closed the road to Baidoa.") == set()
    )


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("commanders under Abu Musab al-Barnawi rejected it", "Musab al-Barnawi", "Abu Musab al-Barnawi"),
        ("its chief is Musab al-Barnawi", "Musab al-Barnawi", "Musab al-Barnawi"),
    ],
)
def test_a_name_is_not_cut_behind_its_first_word(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    assert whole_name(text, Span(start, start + len(name))).of(text) == whole
