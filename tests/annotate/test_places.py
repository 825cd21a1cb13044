"""Place names and sites: cases as data in ``cases/places.jsonl``, and properties that hold for any text."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import annotate
from dateline.types import Annotated, Document, PlaceMention

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "places.jsonl").read_text(encoding="utf-8").splitlines()
]


def found(text: str) -> tuple[PlaceMention, ...]:
    return annotate.places(annotate.sentences(Annotated(Document("test", text)))).places


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict) -> None:
    mentions = {(mention.toponym.of(case["text"]), mention.site) for mention in found(case["text"])}
    names = {name for name, _ in mentions}
    assert {(name, site) for name, site, *_ in case["places"]} <= mentions
    assert not names & set(case["not"])


@given(st.text(alphabet=st.sampled_from("ABab ,.'’-\nKabulinéØشЖ0(\u2028"), max_size=300))
@settings(max_examples=150)
def test_spans_are_quotes_in_order(text: str) -> None:
    mentions = found(text)
    for mention in mentions:
        assert 0 <= mention.toponym.start < mention.toponym.end <= len(text)
        assert mention.span.covers(mention.toponym)
    assert list(mentions) == sorted(mentions, key=lambda mention: (mention.span, mention.toponym))
    assert not any(a.toponym.overlaps(b.toponym) for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    "text", ["A " * 20_000, "New York " * 5_000, "the " * 20_000 + "in Kabul", "Al-" * 15_000, "12 km north of " * 4_000]
)
def test_linear_time(text: str) -> None:
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A man was shot on Friday in Vermont Knolls, police said.", []),
        ("The stones fell in the Hebron Hills, villagers said.", ["Hebron"]),
        ("Police in Prince George's County found the car.", ["Prince George's County"]),
        ("Two men died in Karvani Kandi on Friday.", []),
        ("Milan, 15, was one of six people who were shot dead in Ruma.", ["Ruma"]),
        ("Two men were shot in Villa Sombrera on Friday.", ["Villa Sombrera"]),
        ("Six died in Puerto Tordo, in Peru.", ["Puerto Tordo", "Peru"]),
        ("Six died in San Antonio de Quilamba, in Peru.", ["San Antonio de Quilamba", "Peru"]),
        ("Four died in Rincón de Zaragoza, in Mexico.", ["Rincón de Zaragoza", "Mexico"]),
        ("Ana del Carmen and Luis de la Vega met in Lima.", ["Lima"]),
        ("Two men died in Upper Kandi on Friday.", ["Kandi"]),
        ("A mine lies in Quetta. In Quetta's Kolpur a bomb went off.", ["Quetta", "Quetta", "Kolpur"]),
        ("Her brother told the Newark Advocate that the shots came from a car.", []),
    ],
)
def test_parts_of_longer_names(text, names):
    assert [mention.toponym.of(text) for mention in found(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police charged him over the killing of 34-year-old Anna Ponce. He fled with Ponce's son.", []),
        ("Charges may change in light of Oldham’s death.", []),
        ('He is charged in the death of Tyrone "Easy" Varvel, 40.', []),
        ("The death toll of the fire in Oldham rose.", ["Oldham"]),
        ("A 34-year-old North Charleston man was shot in Charleston.", ["North Charleston", "Charleston"]),
    ],
)
def test_the_name_of_somebody_of_whom_the_report_tells_is_no_place(text: str, found: list[str]) -> None:
    layer = annotate.places(annotate.sentences(Annotated(Document("x", text))))
    assert [place.span.of(text) for place in layer.places] == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("COLONEL PONCE SAID ON FRIDAY THAT NO SOLDIER HAD BEEN HURT IN THE CLASH.", []),
        ("THE REPORT BLAMES PONCE FOR IT, AND NO SOLDIER HAS BEEN HELD SINCE THE CLASH.", []),
        ("A BOMB KILLED TWO SOLDIERS IN PONCE ON FRIDAY.  PONCE LIES ON THE COAST.", ["PONCE", "PONCE"]),
        ("A BOMB KILLED TWO SOLDIERS OF THE PERU BATTALION ON FRIDAY EVENING.", ["PERU"]),
    ],
)
def test_a_town_in_capitals_needs_more_than_its_size(text: str, names: list[str]) -> None:
    assert [mention.toponym.of(text) for mention in found(text)] == names
