"""The name of an incident's place in the report's own words: "northern Iraq", "Bellavista prison, Santo Domingo"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.codebook.eased import eased_document
from dateline.codebook.tables import table
from dateline.extract.place_demonyms import PEOPLES
from dateline.types import Annotated, PlaceMention, PlaceValue

_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*")
_PART = re.compile(
    r"\b((?:(?:north|south)-?(?:east|west)?(?:ern)?|east(?:ern)?|west(?:ern)?|central)(?: of)?|"
    r"off (?:the )?(?:[a-z]+ )?(?:coast of )?) ?(?:the )?$", re.IGNORECASE,
)  # fmt: skip
"""What makes a region of a country's name: "northern Iraq", "off the coast of Yemen"."""
SURE = 0.5
"""Score of a site's town from which the site is named with its state."""
_NOT_NAMED = ("the capital of", PEOPLES)
"""Reasons of a value whose mention is not its name."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TOWN_OF = re.compile(r"(\w) in the (?:town|city|village|district) of (?=[A-Z])")


def in_words(annotated: Annotated, place: PlaceMention, value: PlaceValue) -> PlaceValue:
    """Return `value` under the name that the report gives it ("Zakho", where the gazetteer's own name is "Zaxo").

    A site with a name of its own, and a village that the gazetteer does not hold, are named with the place that the report puts
    them in ("Bellavista prison, Santo Domingo"), alone where it says none: no container is made up; a site without a name ("a
    market in Zakho") goes by its town; the quote keeps the site.
    """
    text, read = annotated.document.text, eased_document(annotated).document.text
    span = place.span if proper(read, place) else place.toponym
    name = _TOWN_OF.sub(r"\1, ", _ARTICLE.sub("", " ".join(span.of(text).split())), count=1)
    if not _CAPITALS.search(name) or (place.value is not None and place.value.reason.startswith(_NOT_NAMED)):
        return value
    if value.precision == "country" and (part := part_of_country(read, place)) is not None:
        return replace(value, name=f"{part} {name}", precision="region")
    inside = value.within if value.within and value.within.casefold() not in name.casefold() else None
    sure = place.site == "street" or (place.site is not None and value.gazetteer_id is not None and value.score >= SURE)
    state = value.admin1 if sure and value.country in table("place_home")["with_division"] else None
    parts = [name, inside, state if state and state.casefold() not in f"{name}, {inside}".casefold() else None]
    return replace(value, name=", ".join(part for part in parts if part))


def part_of_country(text: str, place: PlaceMention) -> str | None:
    """Return the words that say which part of a country is meant ("northern", "off the coast of"); None where there are none."""
    match = _PART.search(text, max(0, place.toponym.start - 40), place.toponym.start)
    return match[1].strip() if match else None


def proper(text: str, place: PlaceMention) -> bool:
    """Tell whether a site has a name of its own, or is told as "Kabul's international airport"."""
    if place.site is None or (place.value is not None and place.value.precision == "country"):
        return False
    if place.span.end > place.toponym.end and text[place.toponym.end : place.span.end].strip() in table("place_home")["dwellings"]:
        return False
    said = text[place.span.start : place.toponym.start]
    said = said[: said.lower().find(place.site) + len(place.site)]
    words = [word.lower() for word in _CAPITALS.findall(said)]
    if words[:1] in (["the"], ["a"], ["an"]):
        words = words[1:]
    named = len(words) > 1 and any(word not in table("place_cues")["not_alone"] for word in words[:-1])
    named = named or any(word.lower() not in table("place_cues")["not_alone"] for word in _CAPITALS.findall(said[1:]))
    return place.toponym.end != place.span.end or place.toponym == place.span or named
