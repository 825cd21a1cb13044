"""Whose incident a claim is that another sentence tells: by the words of the deed, by "both", else the one told before."""

from __future__ import annotations

import pytest

from dateline.pipeline import run
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")
TWO = (
    "A suicide bomber killed nine people at a bank in Quetta on 3 May 2021.\n\n"
    "Gunmen shot dead four soldiers at a checkpoint in Turbat on 5 May 2021.\n\n"
)


def claimed(text: str) -> list[list[str]]:
    """Return who claims each incident, in the order of the text."""
    return [[claim.by.name for claim in item.claims] for item in run(Document(id="case", text=text, language="en")).incidents]


def test_the_place_of_the_deed_chooses() -> None:
    assert claimed(TWO + "The Pakistani Taliban claimed the Quetta bombing.") == [["Pakistani Taliban"], []]


def test_both_are_the_two_told_last() -> None:
    assert claimed(TWO + "The Pakistani Taliban claimed both attacks.") == [["Pakistani Taliban"], ["Pakistani Taliban"]]


def test_two_that_both_claim_one_do_not_claim_both() -> None:
    groups = ["Baloch Liberation Army", "Pakistani Taliban"]
    given = claimed(TWO + "The Pakistani Taliban and the Baloch Liberation Army both claimed the Turbat shooting.")
    assert [sorted(names) for names in given] == [[], groups]


def test_the_attack_is_the_one_told_last() -> None:
    assert claimed(TWO + "The Pakistani Taliban claimed responsibility.") == [[], ["Pakistani Taliban"]]


def test_the_two_victims_are_not_two_attacks() -> None:
    assert claimed(TWO + "The Pakistani Taliban claimed the raid on the two guards in Turbat.") == [[], ["Pakistani Taliban"]]


def test_places_alone_may_be_what_is_claimed() -> None:
    both = [["Pakistani Taliban"], ["Pakistani Taliban"]]
    assert claimed(TWO + "Quetta and Turbat have been claimed by the Pakistani Taliban.") == both
    assert claimed(TWO + "The Pakistani Taliban claimed Quetta.") == [["Pakistani Taliban"], []]


def test_a_day_chooses_with_its_possessive() -> None:
    days = TWO.replace("on 3 May 2021", "on Monday, 3 May 2021").replace("on 5 May 2021", "on Wednesday, 5 May 2021")
    assert claimed(days + "The Pakistani Taliban claimed Monday's attack.") == [["Pakistani Taliban"], []]


def test_a_deed_at_a_place_of_its_own_is_no_claim_of_another() -> None:
    text = (
        "Drone strike hits bus station in El Obeid, killing nine\n\n"
        "At least nine people were killed when a drone struck a bus station in El Obeid on Wednesday, doctors said.\n\n"
        "A rights group said it was carried out by the Rapid Support Forces (RSF). The paramilitary force has not commented.\n\n"
        "Separately, the army said on Thursday that its jets had bombed an RSF camp near Nyala, killing dozens of fighters."
    )
    first, second = run(Document("x", text, language="en"), sift=False).incidents
    assert (first.perpetrator.actor.actor_id, first.perpetrator.status, first.claims) == ("rsf", "accused", ())
    assert second.perpetrator.status == "claimed"


@pytest.mark.parametrize(("charge", "named"), [("planning an attack on a bank", False), ("planning the Turbat attack", True)])
def test_who_is_jailed_for_a_plot_did_not_do_what_it_is_compared_with(charge: str, named: bool) -> None:
    text = f"A court sentenced Omar Lindqvist to nine years on Monday for {charge}.\n\n" + TWO
    who = [item.perpetrator for item in run(Document(id="case", text=text, language="en")).incidents]
    assert any(item is not None and item.actor.name == "Omar Lindqvist" for item in who) is named


def test_an_entry_of_a_timeline_claims_no_other_entrys_deed() -> None:
    text = (
        "Attacks in Balochistan: a timeline\n"
        "3 May 2021: A suicide bomber killed nine people at a bank in Quetta.\n"
        "5 May 2021: Gunmen kill four at a church and a bazaar in Turbat. The Pakistani Taliban claims the attacks in Turbat."
    )
    assert claimed(text) == [[], ["Pakistani Taliban"]]


def test_all_cases_are_all_told_before() -> None:
    text = TWO + "The Pakistani Taliban is suspected in all cases."
    who = [item.perpetrator for item in run(Document(id="case", text=text, language="en")).incidents]
    assert [(item.actor.actor_id, item.status) for item in who if item is not None] == [("ttp", "suspected")] * 2


@pytest.mark.parametrize(
    "words",
    [
        "The Pakistani Taliban has owned the attack.",
        "A spokesman of the Pakistani Taliban had owned responsibility.",
        "The attack was owned by the Pakistani Taliban.",
    ],
)
def test_to_own_an_attack_is_to_claim_it(words: str) -> None:
    assert claimed("A bomb killed nine people at a bank in Quetta on 3 May 2021.\n\n" + words)[0] != []


def test_a_groups_own_outlet_claims_for_it() -> None:
    text = "Gunmen killed nine people at a post in Tazirbu on 3 May 2021.\n\nAmaq said that IS had carried it out."
    assert claimed(text)[0] != []
    assert claimed(text.replace("Amaq", "The army"))[0] == []


def test_a_claim_in_the_lead_is_of_the_deed_that_the_lead_tells() -> None:
    lead = (
        "A suicide bomber killed nine people at an army base in Mogadishu on 3 June 2021, in an attack claimed by al Shabaab.\n\n"
    )
    past = "On 18 May 2021 a suicide bomber blew himself up among army recruits at the Damanyo base, killing ten."
    assert claimed(lead + past) == [["al Shabaab"], []]
