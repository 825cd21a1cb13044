"""The value of a place mention, once its meaning is chosen: point, precision, division, and the reason in words."""

from __future__ import annotations

import re

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance, gazetteer
from dateline.gazetteer.names import key
from dateline.gazetteer.store import DESIGNATORS
from dateline.resolve import place_clues
from dateline.resolve.candidates import Name
from dateline.types import PlaceMention, PlacePrecision, PlaceValue

PRECISION: dict[str, PlacePrecision] = {"country": "country", "town": "town", "site": "site"}
"""By kind; divisions, regions, seas and continents are regions."""
SAME_KM = 30.0
"""A runner-up nearer than this is the same place under another heading (a town and its district)."""
PART_OF_NAME = (" Island", " Territory", " Valley")
"""Words of a division's name that no report leaves out ("Rhode Island"), unlike "Province"."""
_LINK = re.compile(r" (?:in|near|at|outside|of)(?: [a-z ]{0,40})? $")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


def value_of(text: str, mention: PlaceMention, place: Candidate, city: str | None) -> PlaceValue:
    """Return the value of a mention that means `place`, in the `city` that the text puts it in, without a score or a reason."""
    known = _known_site(text, mention, place)
    at = known or place
    precision: PlacePrecision = PRECISION.get(at.kind, "region")
    if precision == "country" and at.country in table("place_home")["city_states"]:
        precision = "town"
    if mention.site and precision == "town":
        precision = "site"
    return PlaceValue(
        name=place.name if not known else known.name,
        country=place.country or None,
        admin1=division(at) or division(place),
        lat=at.lat,
        lon=at.lon,
        precision=precision,
        gazetteer_id=str(at.id),
        vicinity=place_clues.vicinity(text, mention.toponym.start),
        within=city if mention.site != "street" else None,
    )


def _known_site(text: str, mention: PlaceMention, place: Candidate) -> Candidate | None:
    if not mention.site or place.kind == "site":
        return None
    whole = mention.span.of(text).replace("’s", "").replace("'s", "")
    before = text[mention.span.start : max(mention.span.start, mention.toponym.start)]
    for form in (whole, _LINK.sub("", before)):
        found = gazetteer().find(key(_ARTICLE.sub("", form)))
        if site := next((site for site in found if site.kind == "site" and site.country == place.country), None):
            return site
    return None


def division(place: Candidate) -> str | None:
    """Return the name of the first-order division that a place lies in, for a site that of its town."""
    code = place.admin1
    if place.kind == "region" and place.country == "US":
        code = table("place_home")["divisions_of_regions"].get(place.name, code)
    if place.kind == "site":
        named = [town for town in gazetteer().find(key(place.admin1)) if town.country == place.country and town.kind == "town"]
        town = min(named, key=lambda town: distance(town.lat, town.lon, place.lat, place.lon), default=None)
        code = town.admin1 if town else ""
    name = gazetteer().divisions().get(code)
    return DESIGNATORS.sub("", name) if name and not name.endswith(PART_OF_NAME) else name


def reason(entry: Name, position: int) -> str:
    """Return in words why the meaning at `position` stands where it does among those of its name."""
    place, why = entry.places[position], list(entry.why[position])
    if len(entry.places) == 1:
        why.append("only place of the name")
    elif entry.total[position] - entry.own[position] > 1.0:
        why.append(f"other places in the text are in {division(place) or place.country or place.name}")
    if not why:
        why.append("largest place of the name" if place.kind == "town" else f"{place.kind} of the name")
    return "; ".join(why)


def apart(place: Candidate, other: Candidate) -> bool:
    """Tell whether two meanings are two places, not one under two headings."""
    if place.country != other.country:
        return True
    if place.admin1 and place.admin1 == other.admin1 and (place.is_division or other.is_division):
        return False
    return distance(place.lat, place.lon, other.lat, other.lon) > SAME_KM
