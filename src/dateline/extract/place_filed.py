"""The town of a dateline, where the report says no more of the place than a state before a noun: "at a Florida high school".

A dateline alone places nothing (CODEBOOK.md, Place). But an agency that names its town with the state ("PARKLAND, Fla. (AP) —") has
gone there; the large cities in which it has its desks stand without one, and a report written at a desk has none. A report that
says "here" or "in this farming town" of the deed speaks of the town it was filed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.needles import Needled
from dateline.codebook.outlets import outlet_name
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.compare import kilometres, unlisted
from dateline.extract.place_demonyms import people_of
from dateline.extract.units import Unit
from dateline.types import Annotated, PlaceMention, PlaceValue, Span

Found = tuple[PlaceMention, float]
"""A place and its score."""
REGION_KM = 100.0
"""How far from a region's middle a town lies that is in it, where the gazetteers write the region's name otherwise."""
HEAD = 600
"""Code points from the start in which a dateline may stand."""
_A = re.compile(r"\b[Aa]n?\s(?:[a-z]+\s)?$")
_NOUN = re.compile(r"\s[a-z]")
_FILED = re.compile(
    r",\s(?P<state>[A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14})?)\s?(?:(?:\([^)\n]{1,40}\)\s?)?(?:--|[-–—])|\([A-Z]{2,5}\))\s"
)
_HERE = Needled(
    r"\b(?<!\bup\s)(?<!\bover\s)here(?:[,.]|\s(?:on|late|early|last|in|during|shortly|and)\b)"
    r"|\b(?:in|of|through|across|around)\sthis\s(?:[\w’'-]+\s){0,5}?(?:town|city|village|port|suburb|hamlet|township|settlement)\b"
)


def filed_here(annotated: Annotated, units: Sequence[Unit], wide: PlaceValue, score: float) -> tuple[PlaceMention, float] | None:
    """Return the town of the dateline, in the country `wide`, where the units tell of the deed "here"; None where there is none."""
    text = annotated.document.text
    if not any(_HERE.first(text, unit.span.start, unit.span.end) for unit in units):
        return None
    for place in annotated.places:
        if place.span.start > HEAD:
            return None
        value = place.value
        if _FILED.match(text, place.toponym.end) is not None and value is not None:
            fine = value.precision in ("town", "site") or value.gazetteer_id is None
            return (place, score) if fine and value.country == wide.country else None
    return None


def of_the_outlet(annotated: Annotated, mentions: Sequence[tuple[Unit, PlaceMention]]) -> set[Span]:
    """Return the places in the outlet's name behind the title, where the units name another town or site."""
    tail = outlet_name(annotated.document.text)
    inner = {place.span for _, place in mentions if tail is not None and tail.covers(place.span)}
    rest = (place.value for _, place in mentions if place.span not in inner)
    return inner if any(value is not None and (value.precision in ("town", "site") or unlisted(value)) for value in rest) else set()


def country_of_wire(
    annotated: Annotated, units: Sequence[Unit], found: Found, rows: Sequence[tuple[PlaceMention, weigh.Features]]
) -> Found | None:  # fmt: skip
    """Return the country of the town from which a wire sent its report, where nothing else is named: it is not the town itself.

    The report must name that country, or its people in the incident's sentences ("the Salvadoran army"); else there is no place.
    """
    country = found[0].value.country if found[0].value is not None else None
    for place, row in rows:
        wide = place.value is not None and place.value.precision == "country" and place.value.country == country
        if wide and not row.get("dateline") and not row.get("filed"):
            return place, found[1]
    people = people_of(annotated, units, country) if country else None
    return None if people is None else (people, found[1])


def of_a_state(text: str, place: PlaceMention) -> bool:
    """Tell whether a state only stands before the noun for a place ("a Florida high school", "a small Texas church")."""
    value = place.value
    if value is None or value.precision != "region" or value.name != value.admin1:
        return False
    named = value.country in table("place_home")["with_division"]
    return named and bool(_A.search(text, 0, place.toponym.start) and _NOUN.match(text, place.toponym.end))


def filed_in(annotated: Annotated, state: PlaceValue, score: float) -> tuple[PlaceMention, float] | None:
    """Return the town that the dateline names with this state, with the state's own score; None where there is none."""
    text = annotated.document.text
    for place in annotated.places:
        if place.span.start > HEAD:
            return None
        value, filed = place.value, _FILED.match(text, place.toponym.end)
        if filed is not None and value is not None and value.precision == "town" and place.toponym.of(text).isupper():
            return (place, score) if (value.country, value.admin1) == (state.country, state.admin1) else None
    return None


def titled(annotated: Annotated, region: PlaceValue, score: float) -> tuple[PlaceMention, float] | None:
    """Return the town of the title that is the dateline's too, where the report itself says only in which division it was.

    "Death toll in Kalu blast rises. KALU, Somewhere - A bomber struck a post in the north": title and dateline bear each other out.
    """
    if region.name != region.admin1:
        return None  # a district says more than its division's capital
    text = annotated.document.text
    lines = [sentence.span for sentence in annotated.sentences if sentence.kind == "title"]
    towns = [place for place in annotated.places if place.value is not None and place.value.precision == "town"]
    heads = {place.value for place in towns if place.span.start <= HEAD and place.toponym.of(text).isupper()}
    near = ((value, kilometres(value, region)) for value in heads if value is not None and value.country == region.country)
    names = {value.name for value, apart in near if value.admin1 == region.admin1 or (apart is not None and apart <= REGION_KM)}
    for place in towns:
        if any(line.covers(place.span) for line in lines) and place.value is not None and place.value.name in names:
            return place, score
    return None
