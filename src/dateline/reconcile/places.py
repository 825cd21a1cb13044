"""How two places stand to each other: one site, one town, near, one within the other, apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from dateline.codebook.tables import table
from dateline.gazetteer import distance
from dateline.types import PlaceValue

Relation = Literal["same", "near", "within", "apart", "far", "unknown"]
SAME_KM = 4.0
"""Two coordinates this close are one town (ACLED geo_precision 1: the town's own centre)."""
NEAR_KM = 28.0
"""UCDP where_prec 2: about 25 km, with room for two gazetteers' centres."""
REGION_KM = 250.0
"""A town within a region's centre by this much may lie in it, where no division tells."""
NAME_LIKENESS = 88.0
SITE_LIKENESS = 72.0
"""Likeness of names in percent (rapidfuzz token_set_ratio): Kocha, Kucha and Koocha Risaldar are one mosque."""
_QUARTER = re.compile(r"(?=north|south|east|west)(north|south)?(?:ern)?[- ]?(east|west)?(?:ern)? ")
_TOKEN = re.compile(r"[^\W_]+")


def kilometres(a: PlaceValue, b: PlaceValue) -> float | None:
    """Return the great-circle distance of two places, None where a coordinate is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance(a.lat, a.lon, b.lat, b.lon)


def is_fine(place: PlaceValue | None) -> bool:
    """Tell whether the place is a town or site with coordinates."""
    return place is not None and place.precision in ("site", "town") and place.lat is not None and place.lon is not None


def relation(a: PlaceValue | None, b: PlaceValue | None) -> Relation:
    """Tell how two places stand to each other; the order of the two does not matter."""
    if a is None or b is None:
        return "unknown"
    if a.country and b.country and a.country != b.country:
        return "far"
    kinds = {a.precision, b.precision}
    if "unknown" in kinds:
        return "same" if alike(a.name, b.name) and a.name else "unknown"
    if "country" in kinds:
        return "within" if a.country and a.country == b.country else "unknown"
    if "region" in kinds:
        return _regions(a, b)
    return _towns(a, b)


def _regions(a: PlaceValue, b: PlaceValue) -> Relation:
    apart = kilometres(a, b)
    if a.precision == b.precision:
        if alike(a.name, b.name) or one_village(a.name, b.name) or (apart is not None and apart < SAME_KM):
            return "same"
        if a.admin1 and b.admin1 and a.admin1 == b.admin1:
            return "within" if {a.name, b.name} & {a.admin1, b.admin1} else "unknown"
        return "apart"
    if a.admin1 and b.admin1:
        if a.admin1 == b.admin1:
            return "within"
        return "near" if apart is not None and apart <= NEAR_KM else "apart"
    if apart is None:
        return "unknown"
    region, other = (a, b) if a.precision == "region" else (b, a)
    return "within" if apart <= REGION_KM or _in_quarter(region, other) else "far"


def _in_quarter(region: PlaceValue, other: PlaceValue) -> bool:
    """Tell whether the other lies on the side that the region's name says: "northeastern Ukraine" stands at Ukraine's middle."""
    side = _QUARTER.match(region.name.casefold())
    if side is None or region.lat is None or region.lon is None or other.lat is None or other.lon is None:
        return False
    north, east = other.lat - region.lat, other.lon - region.lon
    beyond = {"north": north, "south": -north, "east": east, "west": -east}
    return all(beyond[word] > 0 for word in side.groups() if word)


def _towns(a: PlaceValue, b: PlaceValue) -> Relation:
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return "same"
    apart = kilometres(a, b)
    if apart is None:
        return "same" if alike(a.name, b.name) else "unknown"
    if apart <= SAME_KM:
        return "same"
    if apart <= NEAR_KM:
        return "same" if alike(a.name, b.name) else "near"
    return "apart" if apart <= REGION_KM else "far"


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Tell whether two names are spellings of one."""
    return bool(a) and bool(b) and fuzz.token_set_ratio(a.casefold(), b.casefold()) >= NAME_LIKENESS


def one_village(a: str, b: str) -> bool:
    """Tell whether two names are one village, be its district beside one of them ("Kwatas", "Kwatas, Bokkos")."""
    first, second = a.split(",")[0], b.split(",")[0]
    return alike(first, second) and (first == a or second == b)


def site_words(place: PlaceValue | None) -> frozenset[str]:
    """Return the words of a site's name, without articles and prepositions; empty for a town."""
    if place is None or place.precision != "site":
        return frozenset()
    noise = table("linkage_words")["site_noise"]
    return frozenset(word for word in _TOKEN.findall(place.name.casefold()) if word not in noise)


def sites_agree(a: PlaceValue | None, b: PlaceValue | None) -> bool | None:
    """Tell whether two named sites can be one; None where either is no site. What both names share with the town counts little."""
    first, second = site_words(a), site_words(b)
    if not first or not second:
        return None
    one, two = " ".join(sorted(first)), " ".join(sorted(second))
    return bool(fuzz.token_sort_ratio(one, two) >= SITE_LIKENESS or len(first & second) >= min(2, len(first), len(second)))
