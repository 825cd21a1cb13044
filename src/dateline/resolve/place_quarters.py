"""Parts of towns that bear a far place's name: "the Texas quarter" of Nyala, "the Austin neighborhood" of Chicago."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.gazetteer import Candidate, distance
from dateline.resolve.place_home import NEAR_KM
from dateline.types import PlaceMention

REACH = 400
"""Code points from the name of a quarter to the name of its town."""
_THE = re.compile(r"\b(?:the|(?:its|their|the town|the city)['’]s|[A-Z][\w’'-]*['’]s?) $")
_QUARTER = re.compile(r" (?:neighbou?rhood|quarter|barrio|borough)\b(?P<of> of (?=[A-Z]))?")
_OF_THE_CITY = re.compile(r"(?P<of>) (?:[Dd]istrict|neighbou?rhood|quarter|area|suburb|section) of the (?:city|capital|town)\b")
"""Which needs no article before the name: "Medina district of the city"."""
_CALLED = re.compile(r"\bthe (?:quarter|neighbou?rhood|barrio)(?P<of>) of $")
"""So is what stands before it: "the quarter of Medina"."""
_DISTRICT = re.compile(r" District\b(?P<of> of (?=[A-Z]))?")
"""So are parts of American towns called: "the Oregon District" of Dayton."""
_PART = re.compile(r" district\b(?! of\b)")
"""No region is called a district: "in Medina district", of a report that names no other place in Saudi Arabia."""


def _is_state(place: Candidate | None) -> bool:
    return place is not None and place.kind == "admin1" and place.country == "US"


def is_quarter_of_another(
    text: str, mentions: Sequence[PlaceMention], likely: Sequence[Candidate | None], index: int
) -> bool:  # fmt: skip
    """Tell whether the words call the name at `index` a quarter, and the town named nearest lies elsewhere.

    "A Baghdad neighbourhood" and "the Karachi neighbourhood of Lyari" name the town, "the Paris neighbourhood of Port-au-Prince"
    does not. `likely` are the likeliest meanings.
    """
    span, place = mentions[index].toponym, likely[index]
    if place is not None and place.kind == "admin1" and _PART.match(text, span.end):
        others = [town for other, town in enumerate(likely) if town is not None and other != index]
        return any(town.kind in ("town", "capital") for town in others) and all(town.country != place.country for town in others)
    plain = _OF_THE_CITY.match(text, span.end) or _CALLED.search(text, max(0, span.start - 24), span.start)
    called = plain or _QUARTER.match(text, span.end) or (_DISTRICT.match(text, span.end) if _is_state(place) else None)
    if place is None or not called or not (plain or _THE.search(text, max(0, span.start - 12), span.start)):
        return False
    towns = [
        (abs(other.toponym.start - span.start), town)
        for other, town in zip(mentions, likely, strict=True)
        if town is not None and town.kind == "town" and other.toponym.of(text) != span.of(text)
    ]
    gap, town = min(towns, key=lambda pair: pair[0], default=(REACH, place))
    if called["of"] and (gap != called.end() - span.start or town.country == place.country):
        return False
    if gap >= REACH:
        return False
    if town.country != place.country or (place.kind in ("country", "admin1", "region") and town.admin1 != place.admin1):
        return True
    return town.population > place.population and distance(town.lat, town.lon, place.lat, place.lon) > NEAR_KM
