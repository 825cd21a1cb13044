"""The name of the one person who is described as the perpetrator: set off beside him, told by his role, or only a family name."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import run
from dateline.types import Document, IncidentReport

pytestmark = pytest.mark.usefixtures("grammar_engine")


def first(text: str) -> IncidentReport:
    document = Document("x", text, language="en", published=date(2024, 5, 10))
    return run(document, sift=False).incidents[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A 33-year-old man, Lim Kok Wei, stabbed one man to death in Ipoh on Thursday.", "Lim Kok Wei"),
        ("Rafael Duarte, a 22-year-old student, stabbed three people to death at a school in Recife on Thursday.", "Rafael Duarte"),
        ("A gunman identified only as Nurlan killed two guards at a market in Osh on Thursday.", "Nurlan"),
        ("A man drove into a crowd in Zibo on Thursday. Police had taken a man surnamed Qiu into custody.", "man surnamed Qiu"),
        ("Police are questioning a man surnamed Baek who stabbed two people in Gumi on Thursday.", "a man surnamed Baek"),
        (
            "A gunman shot dead twelve people at a mall in Udon on Saturday. Police killed the shooter, Somchai Thongdee, 32.",
            "Somchai Thongdee",
        ),
    ],
)
def test_name(text: str, name: str) -> None:
    who = first(text).perpetrator
    assert who is not None
    assert who.actor.name == name


@pytest.mark.parametrize(
    "text",
    [
        "A 15-year-old pupil, Rafael Duarte, stabbed three people to death at a school in Recife on Thursday.",
        "According to commander Tomas Reyes, a man, who was drunk, stabbed three people in Recife on Thursday.",
    ],
)
def test_no_minor_and_no_speaker(text: str) -> None:
    who = first(text).perpetrator
    assert who is None or not {"Duarte", "Reyes"} & set(who.actor.name.split())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "A Russian missile attack on a station in Sumy killed 40 people on Monday. Moscow denied it and accused the 19th "
            "Missile Brigade of launching it.",
            "Moscow",
        ),
        (
            "Nine people were shot dead by presumed cartel gunmen in Bavispe on Monday. A general said that the shooting was "
            "probably carried out by La Linea.",
            "La Linea",
        ),
        ("A junta airstrike killed four people in Loikaw, Myanmar, on Monday.", "Myanmar"),
        (
            "A Russian Kh-101 missile hit a clinic in Sumy on Monday, killing two people. Moscow said that it was a Ukrainian air "
            "defense missile.",
            "Moscow",
        ),
    ],
)
def test_who_is_held(text: str, name: str) -> None:
    who = first(text).perpetrator
    assert who is not None
    assert who.actor.name == name


def test_a_rampage_is_one_incident() -> None:
    text = (
        "Gunmen raid Lethem\n\nTwelve people were killed on Sunday night when a gang stormed the town of Lethem. The men landed at "
        "the wharf and made straight for the Lethem Police Station, where they gunned down three policemen.\n"
    )
    assert len(run(Document("x", text, language="en", published=date(2024, 5, 10)), sift=False).incidents) == 1


@pytest.mark.parametrize(
    "victim", ["The woman, surnamed Hu, died.", "The man, surnamed Hu, was killed.", "A man surnamed Hu died."]
)
def test_a_victims_family_name_is_none(victim: str) -> None:
    who = first(f"A man stabbed two people in Zibo on Thursday. {victim}").perpetrator
    assert who is None or "Hu" not in who.actor.name
