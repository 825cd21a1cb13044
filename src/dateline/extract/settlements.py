"""Settlements that a sentence puts an event into: towns, villages and sites behind "in", "at" or "near", not who is from there."""

from __future__ import annotations

import re

from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.extract.compare import unlisted
from dateline.types import PlaceMention, PlaceValue

BEFORE = 40
"""Code points read before a place for its preposition."""
_LOCATIVE = re.compile(
    r"(?:^|[\s(—–-])(?:in|at|near|on|outside|inside|around|to)\s(?:[\w-]+['’]s?\s)?(?:(?:[Tt]he|an?|neighbou?ring|nearby|central|"
    r"downtown|southern|northern|eastern|western|town|city|villages?|district|area|settlement|suburb|community|locality|quarter|"
    r"neighbou?rhood|municipality|hamlet|of|called|another)[\s’']){0,5}$",
    re.IGNORECASE,
)


def settlement(value: PlaceValue) -> bool:
    """Tell whether the place is a town, a site, or a village that the gazetteer does not hold."""
    return value.precision in ("town", "site") or unlisted(value)


def settled(place: PlaceMention) -> bool:
    """Tell a town or village from a street, a square or a building, which may well lie in the town named before."""
    return place.site is None and place.value is not None and place.value.precision != "site"


def sited(place: PlaceMention, text: str, *, inside: bool = False) -> bool:
    """Tell a settlement or site that an event is put into, not a hospital, a court, an office or where somebody is from.

    ``inside``: a site is put there by its own words too ("blew up a bridge near Dover").
    """
    if place.value is None or not settlement(place.value):
        return False
    no_scene = frozenset(table("sites")["no_scene"])
    if no_scene & frozenset(place.span.of(text).casefold().split()):
        return False
    start = place.span.start
    found = _LOCATIVE.search(text, max(0, start - BEFORE), start)
    if found is None and inside and place.site is not None:
        found = _LOCATIVE.search(text, start, place.toponym.start)
    before = tokens(text, max(0, start - 2 * BEFORE), found.start()) if found else ()
    return found is not None and not (before and (before[-1].word in table("sites")["taken"] or before[-1].word in no_scene))
