"""Where the noun phrases of targets begin and end."""

from __future__ import annotations

import pytest

from dateline.extract import target_phrases
from dateline.extract.units import Unit
from dateline.types import Sentence, Span


def unit(text: str) -> Unit:
    """A unit that holds the whole text and nothing found in it."""
    whole = Span(0, len(text))
    return Unit(0, Sentence(whole, 0), whole, (), (), (), (), (), ())


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the tea shop frequented by soldiers", "tea shop"),
        ("three wounded soldiers of the base", "wounded soldiers"),
        ("among a group of reporters", "group"),
        ("civilians a week earlier", "civilians"),
        ("the Hong Kong-flagged chemical carrier off Oldmar", "Hong Kong-flagged chemical carrier"),
        ("a Singapore-flagged tanker off Oldmar", "Singapore-flagged tanker"),
    ],
)
def test_ahead(text: str, phrase: str) -> None:
    span = target_phrases.ahead(text, 0, len(text))
    assert span is not None
    assert span.of(text) == phrase


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("soldiers of the Counter Terrorism Department", "soldiers", "soldiers of the Counter Terrorism Department"),
        ("a jawan of the CRPF", "jawan", "jawan of the CRPF"),
        ("the brother of Peter Mwangi", "brother", "brother"),
        ("members of a vaccination team in Gao", "members", "members of a vaccination team"),
    ],
)
def test_completed(text: str, noun: str, phrase: str) -> None:
    start = text.index(noun)
    assert target_phrases.completed(text, Span(start, start + len(noun)), unit(text)).of(text) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("a Levies vehicle", "Levies vehicle"), ("Okello's burned vehicle", "vehicle"), ("a police vehicle", "police vehicle")],
)
def test_widened(text: str, phrase: str) -> None:
    start = text.index("vehicle")
    assert target_phrases.widened(text, Span(start, start + len("vehicle")), unit(text)).of(text) == phrase
