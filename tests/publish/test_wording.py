"""Sentences that a desk editor sent back: each stands here in its mended form (docs/explainer-review.md)."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.publish.speakers import citing, common, said_by
from dateline.publish.tell_event import _is_worn
from dateline.publish.tell_unknown import _speaks_of_claim
from dateline.publish.tell_warnings import _ADDRESSEE, _LOOSE_END, _OPENING, _one_quote, _reported
from dateline.publish.wording import date, where


def site(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "country": "RU", "precision": "site", **more}


@pytest.mark.parametrize(
    ("place", "quote", "said"),
    [
        (site("Moscow"), None, "in Moscow, Russia,"),
        (site("Moscow", vicinity=True), None, "near Moscow, Russia,"),
        (site("Moscow", vicinity=True), "a concert hall near Moscow", "at a concert hall near Moscow, Russia,"),
        (site("Crocus City Hall"), None, "at Crocus City Hall, Russia,"),
        (site("Manchester Arena"), None, "at Manchester Arena, Russia,"),
        (site("600 block of Main Street, Troy"), None, "in the 600 block of Main Street, Troy, Russia,"),
        (site("Peshawar mosque"), None, "at a Peshawar mosque, Russia,"),
        (site("Maelbeek station"), "the Maelbeek station", "at the Maelbeek station, Russia,"),
        ({**site("Indonesian island of Bali"), "precision": "region", "country": "ID"}, None, "on the Indonesian island of Bali"),
        ({**site("Bardo Museum, Tunis"), "country": None}, None, "at Bardo Museum, Tunis,"),
        ({**site("Baidoa"), "precision": "town", "vicinity": True}, None, "near Baidoa, Russia,"),
        ({**site("Baidoa"), "precision": "town"}, None, "in Baidoa, Russia,"),
    ],
)
def test_places_are_said_as_an_editor_would(place: dict[str, Any], quote: str | None, said: str) -> None:
    assert where(place, quote) == said


def test_a_person_without_an_office_is_no_speaker_of_a_clause() -> None:
    said = {"speaker": "a person quoted"}
    assert said_by(said) == ", according to a person quoted in the report" and citing(said) == ", quoting a person"
    assert said_by({"speaker": "police"}) == ", police said"


def test_an_addressee_ends_where_the_clause_goes_on() -> None:
    assert _LOOSE_END.split("Russian authorities following its long-standing", maxsplit=1)[0] == "Russian authorities"
    assert _ADDRESSEE.match("Russian authorities")


def test_a_motive_does_not_begin_with_the_verbs_preposition() -> None:
    assert _OPENING.sub("", "of turning people away") == "turning people away"
    assert _OPENING.sub("", "revenge for a raid") == "revenge for a raid"


def test_a_vest_is_printed_only_where_one_is_spoken_of() -> None:
    assert _is_worn({"value": "suicide vest", "quote": "set off a suicide vest"})
    assert not _is_worn({"value": "suicide vest", "quote": "blew himself up"})
    assert _is_worn({"value": "firearm", "quote": "opened fire"})


def test_no_claim_was_found_is_not_said_beside_words_of_a_claim() -> None:
    assert _speaks_of_claim({"statements": [{"property": "perpetrator", "quote": "has been claimed by the group"}]})
    assert not _speaks_of_claim({"statements": [{"property": "perpetrator", "quote": "blamed the group"}]})


def test_a_title_keeps_its_capital_in_the_middle_of_a_sentence() -> None:
    assert common("Officials in Arran") == "officials in Arran" and common("Police") == "police"
    assert common("Police Commissioner Reed") == "Police Commissioner Reed" and common("US officials") == "US officials"
    assert said_by({"speaker": "the Reed Army (RA)"}) == ", the Reed Army said"


def test_months_of_one_year_are_said_with_the_year_once() -> None:
    assert date({"value": "2024-03/2024-05"}) == "March to May 2024"
    assert date({"value": "2023-12/2024-02"}) == "December 2023 to February 2024"


@pytest.mark.parametrize(
    ("text", "addressee", "subject", "template", "verb"),
    [
        (
            "Norland told the mill's owners in May that it could be hit.",
            "mill's owners",
            "it could be hit",
            "warned_that",
            "told the",
        ),
        ("The embassy urged its citizens to avoid crowds.", "its citizens", "avoid crowds", "warned_to", "urged"),
        ("The council had been told in May that a bomb was on its way.", "council", "a bomb was on its way", "was_warned", "told"),
        ("The family had been warned by gangsters not to go.", "family", "go", "was_warned", "warned by gangsters"),
        ("The police sent a letter to owners, warning that a raid was near.", "owners", "a raid was near", "warned_that", "warned"),
    ],
)
def test_a_warning_is_told_in_the_words_of_its_verb(text: str, addressee: str, subject: str, template: str, verb: str) -> None:
    parts = [
        {"property": name, "value": words, "start": text.index(words), "end": text.index(words) + len(words)}
        for name, words in (("addressee", addressee), ("subject", subject))
    ]
    told = _reported(text, {"statements": parts}, addressee)
    assert told is not None and told[0] == template and told[1]["verb"].startswith(verb)


def test_quotes_inside_a_motive_pair_off() -> None:
    assert _one_quote('revenge for the "raids" on Lowfield') == "revenge for the ‘raids’ on Lowfield"
    assert _one_quote('an answer to your raids" in Lowfield') == "an answer to your raids in Lowfield"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kabul airport", "at Kabul airport"),
        ("Catholic church in Owo", "at a Catholic church in Owo"),
        ("Paris concert hall", "at a Paris concert hall"),
    ],
)
def test_a_towns_one_site_takes_no_article(name: str, words: str) -> None:
    assert where({"name": name, "country": None, "precision": "site"}, name) == words
