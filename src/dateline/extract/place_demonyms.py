"""The country of "in a Nigerian village", "at an Egyptian church": where nothing else says where it was, the people's name does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.demonyms import demonyms
from dateline.codebook.needles import Needled
from dateline.extract.units import Unit
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.types import Annotated, PlaceMention, PlaceValue, Span

SCORE = 0.6
PEOPLES = "its people are named:"
_NAME = re.compile(r"\b[A-Z][a-z]+(?=(?P<more> [A-Z][a-z]+)?\b)")
_LAND = Needled(
    r"\b(?:in|at|near|outside|across|inside|on|raided|attacked|stormed|bombed|shelled|seized|overran)\s(?:(?:an?|the|two|three|four|five|six|several|some|another)\s)?(?:[a-z-]{3,15}\s){0,2}"
    r"(?P<whose>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s(?:[a-z-]{3,15}\s){0,2}"
    r"(?:villages?|towns?|cit(?:y|ies)|provinces?|regions?|districts?|countryside|islands?|states?|suburbs?|settlements?|hamlets?|"
    r"territory|soil|desert|coast|waters|"
    r"communit(?:y|ies)|prisons?|jails?|markets?|mosques?|church(?:es)?|schools?|universit(?:y|ies)|hospitals?|airports?|parliament)\b"
)
"""Embassies, bases and restaurants are left out: they mostly stand in another's country."""


def country_of_people(annotated: Annotated, units: Sequence[Unit]) -> tuple[PlaceMention, PlaceValue] | None:
    """Return the country whose people's name stands before a word for a settlement or its buildings, in the units' sentences.

    None where there is no such word, or more than one country.
    """
    text = annotated.document.text
    found: dict[str, tuple[PlaceMention, PlaceValue]] = {}
    for unit in units:
        for match in _LAND.every(text, unit.span.start, unit.span.end):
            span = Span(*match.span("whose"))
            code = demonyms().get(span.of(text), "")
            if (mention := _country(text, span, code)) is not None and mention.value is not None:
                found.setdefault(code, (mention, mention.value))
    return next(iter(found.values())) if len(found) == 1 else None


def people_of(annotated: Annotated, units: Sequence[Unit], code: str) -> PlaceMention | None:
    """Return the first word for the people of a country in the units' sentences ("the Salvadoran army") as a mention of it."""
    text = annotated.document.text
    for unit in units:
        for match in _NAME.finditer(text, unit.span.start, unit.span.end):
            for span in (Span(match.start(), match.end() + len(match["more"] or "")), Span(*match.span())):
                if demonyms().get(span.of(text)) == code:
                    return _country(text, span, code)
    return None


def _country(text: str, span: Span, code: str) -> PlaceMention | None:
    """Return the words for a people as a mention of their country."""
    found = (place for place in gazetteer().find(key(span.of(text))) if place.country == code and place.kind == "country")
    place = next(found, None)
    if place is None:
        return None
    value = PlaceValue(
        name=place.name, country=code, lat=place.lat, lon=place.lon, precision="country", gazetteer_id=str(place.id),
        score=SCORE, reason=f"{PEOPLES} {span.of(text)}",
    )  # fmt: skip
    return PlaceMention(span, span, value=value)
