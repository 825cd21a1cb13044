"""Places that the words beside them set apart from the incident: where somebody spoke, was treated, tried, born or caught."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.compare import unlisted
from dateline.types import PlaceMention

BEHIND = 26
"""Code points behind a place in which the speaker's verb stands ("The Defence Ministry in Moscow stated")."""

_OFF_ROAD = re.compile(
    r"(?:[ ,][^.;:!?\n]{0,50})? (?:off|along|(?:(?:north|south)-?(?:east|west)?|east|west) of|away from) (?:the )?(?:[a-z]+ )?"
)
_ON_ROAD = re.compile(r",? on (?:the )?(?:[a-z]+ )?")
_PLACE_ON_ROAD = re.compile(r" (?:bypass|junction|village|area|checkpoint|crossing|bridge|market|stretch) on (?:the )?(?:[a-z]+ )?")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(table("place_elsewhere")[name])
    shapes = {
        "before": rf"\b(?:{words})\b[^.;]{{0,25}}$",
        "after": rf"(?:['’]s)?\s?(?:{words})\b",
        "speech": rf",?\s(?:[a-z]+ )?(?:{words})\b",
        "struck": rf"\b(?:{words})\b[^.;]{{0,40}}$",
    }
    return re.compile(shapes[name], re.IGNORECASE)


def elsewhere(text: str, place: PlaceMention, before: str) -> bool:
    """Tell whether a town stands behind "born in", before "man" ("a Whitesboro man"), or a place before a verb of saying."""
    behind = text[place.span.end : place.span.end + BEHIND]
    if _pattern("speech").match(behind):
        return True
    return place.site is None and bool(_pattern("before").search(before) or _pattern("after").match(behind))


def is_beside_road(before: PlaceMention, place: PlaceMention, between: str) -> bool:
    """Tell whether a road only says where the place named before it lies ("Bbuuliro, 17 kilometres off the Masaka road")."""
    if place.site != "street" or before.value is None or before.site == "street" or before.value.precision == "country":
        return False
    if _OFF_ROAD.fullmatch(between):
        return True
    if before.site is not None:
        return _ON_ROAD.fullmatch(between) is not None
    return unlisted(before.value) and _PLACE_ON_ROAD.fullmatch(between) is not None


def is_care(place: PlaceMention, before: str) -> bool:
    """Tell whether a site is one where people are treated, tried or spoken for, with no word of violence right before it."""
    return place.site in table("place_elsewhere")["care"] and _pattern("struck").search(before) is None
