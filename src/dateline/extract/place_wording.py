"""The name of an incident's place in the report's own words: "northern Iraq", "Bellavista prison, Santo Domingo"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.codebook.eased import eased_document
from dateline.codebook.tables import table
from dateline.extract.place_beside import crossing, house
from dateline.extract.place_demonyms import PEOPLES
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.types import Annotated, PlaceMention, PlaceValue

_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*")
_PART = re.compile(
    r"\b((?:(?:north|south)-?(?:east|west)?(?:ern)?|east(?:ern)?|west(?:ern)?|central)(?: of)?|"
    r"off (?:the )?(?:[a-z]+ )?(?:coast of )?) ?(?:the )?$", re.IGNORECASE,
)  # fmt: skip
"""What makes a region of a country's name: "northern Iraq", "off the coast of Yemen"."""
LARGE = 100_000
"""People of a town that its name alone means."""
SURE, SURE_STREET = 0.5, 0.2
"""Score from which a site that the gazetteer holds, and a street or a site in a town that it holds (`unlisted.SCORE` of that), is
named with its state: of a town with namesakes in ten states, the report must say in which."""
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
    if place.site != "street":
        return replace(value, name=_held(name, value, _state(place, value)))
    held = _held(crossing(annotated, place) or name, value, _state(place, value))
    return replace(value, name=", ".join(part for part in (house(annotated, place), held) if part))


def _state(place: PlaceMention, value: PlaceValue) -> str | None:
    """Return the state with which a site is named: not the likeliest of several where the text says nothing of any."""
    if place.site is None or value.country not in table("place_home")["with_division"]:
        return None
    if value.gazetteer_id is not None:
        return value.admin1 if value.score >= SURE else None
    sure = value.score >= SURE_STREET or _is_large(value)
    held = value.within is not None and not value.within.startswith("near ")
    return value.admin1 if sure and (place.site == "street" or held) else None


def _is_large(value: PlaceValue) -> bool:
    """Tell whether a street's town is a large one, which is meant before its namesakes ("Dallas")."""
    found = gazetteer().find(key((value.within or "").rpartition(", ")[2]))
    large = [place for place in found if place.population >= LARGE and place.country == value.country and place.rank < 2]
    return any(gazetteer().divisions().get(place.admin1) == value.admin1 for place in large)


def _held(name: str, value: PlaceValue, state: str | None) -> str:
    """Return a name with what the place lies in, each said once; the District of Columbia is a town as well."""
    inside = value.within if value.within and value.within.casefold() not in name.casefold() else None
    if state in (capital := table("place_home")["divisions_written"]):
        town, state = capital[state]
        inside = inside if inside and inside.casefold() not in f"{town}, {state}".casefold() else town
    said = state is not None and re.search(rf"\b{re.escape(state)}(?!\w)", f"{name}, {inside}", re.IGNORECASE) is not None
    parts = [name, inside, None if said else state]
    return ", ".join(part for part in parts if part)


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
