"""What keys of MUC-4 hold and leave out: whole phrases, nothing of the forces, no instrument that only the act implies."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate import muc4
from dateline.evaluate.muc4_phrases import around, bare
from dateline.evaluate.muc4_response import templates

HEADER = "LIMA, 3 MAR 90 -- [TEXT] "


def told(sentence: str, kind: str, *said: tuple[str, str, Any]) -> list[dict[str, list[str]]]:
    """Return the templates of one incident in Peru whose statements quote words of a sentence."""
    text = f"{HEADER}{sentence} SO PERU'S POLICE SAID."
    made = [
        {"property": prop, "value": value, "quote": quote, "start": text.index(quote), "end": text.index(quote) + len(quote)}
        for prop, quote, value in said
    ]
    own = {
        "type": kind, "main": True, "outcome": "completed", "date": None, "place": {"country": "PE", "precision": "country"},
        "killed": None, "injured": None, "perpetrator": None, "responsibility_claims": [], "statements": made,
    }  # fmt: skip
    return [muc4.shown(template) for template in templates("m", {"incidents": [own]}, text)]


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("BOMBED THE STATE AND PRIVATE BANK OFFICES", "OFFICES", "STATE AND PRIVATE BANK OFFICES"),
        ("NEAR THE LABOR AND WELFARE MINISTRY", "MINISTRY", "LABOR AND WELFARE MINISTRY"),
        ("AT HOUSES OF RURAL AND MUNICIPAL TEACHERS", "HOUSES", "HOUSES OF RURAL AND MUNICIPAL TEACHERS"),
        ("HIT A PRIVATELY OWNED TRUCK", "TRUCK", "PRIVATELY OWNED TRUCK"),
        ("BY MEMBERS OF THE WORKERS PARTY OF NORLAND", "MEMBERS", "MEMBERS OF THE WORKERS PARTY OF NORLAND"),
        ("AT THE HOME OF ASSEMBLY MEMBERS", "HOME", "HOME OF ASSEMBLY MEMBERS"),
        ("BURNED A CAR AND TWO SMALL HOUSES", "HOUSES", "TWO SMALL HOUSES"),
        ("BURNED A CAR AND RURAL SCHOOLS", "SCHOOLS", "RURAL SCHOOLS"),
        ("KILLED A PEASANT AND SEVERAL LOCAL TEACHERS", "TEACHERS", "SEVERAL LOCAL TEACHERS"),
        ("AT THE HOUSE OF A MAYOR AND WOUNDED A GUARD", "HOUSE", "HOUSE OF A MAYOR"),
    ],
)
def test_phrases_with_an_and_an_of_and_words_that_only_look_like_verbs(text, noun, phrase):
    start, end = around(text, text.index(noun), text.index(noun) + len(noun))
    assert text[start:end] == phrase


def test_words_that_only_count_are_left_out():
    assert [bare(words) for words in ("ANOTHER TWO VEHICLES", "HALF DOZEN OFFICES", "THE ENTIRE MILL")] == [
        "VEHICLES",
        "OFFICES",
        "MILL",
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "thing", "value", "targets"),
    [
        ("REBELS ATTACKED A PLANE AND A STORE.", "armed_assault", "PLANE", "airport or aircraft", ["STORE"]),
        ("REBELS ATTACKED AN ARMY GARRISON AND A STORE.", "armed_assault", "GARRISON", "military", ["STORE"]),
        ("REBELS BLEW UP A PLANE.", "bombing", "PLANE", "airport or aircraft", ["PLANE"]),
        ("REBELS ATTACKED A CLINIC.", "armed_assault", "CLINIC", "hospital", ["CLINIC"]),
    ],
)
def test_what_is_hit_in_war_is_no_target(sentence, kind, thing, value, targets):
    (shown,) = told(sentence, kind, ("type", sentence.split()[1], kind), ("target", thing, value))
    assert shown["PHYS TGT: ID"] == targets


def test_soldiers_are_no_victims_and_a_murdered_officer_is_one():
    fought = told(
        "REBELS KILLED FOUR SOLDIERS AND TWO NUNS.", "armed_assault",
        ("type", "KILLED", ""), ("target", "SOLDIERS", "military"), ("target", "NUNS", "clergy"),
    )  # fmt: skip
    assert fought[0]["HUM TGT: DESCRIPTION"] == ["NUNS"]
    (murder,) = told("A COLONEL WAS MURDERED.", "assassination", ("type", "MURDERED", ""), ("target", "COLONEL", "military"))
    assert murder["HUM TGT: TYPE"] == ["ACTIVE MILITARY"]


def test_a_group_s_own_people_are_named_without_the_group():
    (shown,) = told("THE UPF'S JUAN ROJAS COMMANDOS ATTACKED A BANK.", "armed_assault", ("type", "ATTACKED", ""))
    assert shown["PERP: INDIVIDUAL ID"] == ["JUAN ROJAS COMMANDOS"]


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("WAS PARTIALLY DESTROYED", "SOME DAMAGE"),
        ("WAS DESTROYED", "DESTROYED"),
        ("WAS ROCKED, THE ROOF PARTLY DESTROYED", "SOME DAMAGE"),
    ],
)
def test_what_is_partly_destroyed_has_some_damage(words, effect):
    said = (("type", "BOMB", "bombing"), ("target", "BUILDING", "business"))
    (shown,) = told(f"AN OLD BUILDING {words} BY A BOMB.", "bombing", *said)
    assert (shown["PHYS TGT: EFFECT OF INCIDENT"], shown["PHYS TGT: TYPE"]) == ([effect], ["OTHER"])


def test_an_attack_names_a_bomb_or_a_fire_only_by_words_for_it():
    (strafed,) = told("REBELS STRAFED A BANK.", "armed_assault", ("type", "STRAFED", ""), ("weapon", "STRAFED", "air-dropped bomb"))
    burnt, fire = told("REBELS STORMED AND BURNED A BANK.", "armed_assault", ("type", "STORMED", ""), ("weapon", "BURNED", "arson"))
    assert fire["INCIDENT: TYPE"] == ["ARSON"]
    assert not any("INCIDENT: INSTRUMENT TYPE" in shown for shown in (strafed, burnt, fire))
    (bombing,) = told("A BANK WAS BOMBED.", "bombing", ("type", "BOMBED", ""), ("target", "BANK", "business"))
    assert bombing["INCIDENT: INSTRUMENT TYPE"] == ["BOMB"]


def test_a_thing_told_twice_is_one_target():
    said = (("type", "BOMB", ""), ("target", "PARTY HEADQUARTERS", "government"), ("target", "HEADQUARTERS WAS", "government"))
    (shown,) = told("A BOMB HIT THE GREEN PARTY HEADQUARTERS. THE HEADQUARTERS WAS EMPTY.", "bombing", *said)
    assert shown["PHYS TGT: ID"] == ["GREEN PARTY HEADQUARTERS"]
