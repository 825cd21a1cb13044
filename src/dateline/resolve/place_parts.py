"""Parts of a large town that the gazetteer holds as towns: "Chicago police said … in North Lawndale" is North Lawndale, Chicago.

GeoNames lists the quarters of American towns beside its suburbs and does not say which is which; the report does: what lies within
a large town whose police or mayor speaks, has no body of its own and is put into no state by itself, is a part of that town. A
street is then named with both: the street of a town of millions is found sooner so, and the part alone has namesakes.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance, gazetteer
from dateline.resolve.candidates import Name
from dateline.resolve.place_home import HEAD, LARGE, likely_town, proof
from dateline.resolve.place_setting import is_of_a_deed, names_a_town
from dateline.types import Annotated, PlaceValue

PEOPLE_A_KM2 = 2000.0
"""People on a square kilometre of a large American town (US Census 2010: Chicago 4,600, Portland 1,700, Indianapolis 880)."""

_QUARTER = re.compile(r" (?:neighbou?rhood|quarter|section|subdivision)\b")


class Part(NamedTuple):
    """A part of a town as the report names it, its town where the gazetteer tells that, the number of its sentence, and whether it
    stands in the report's head."""

    name: str
    town: str | None
    sentence: int
    heads: bool


def radius(city: Candidate) -> float:
    """Return the radius in km of the circle on which a town's people live at `PEOPLE_A_KM2`."""
    return math.sqrt(city.population / (math.pi * PEOPLE_A_KM2))


def city_around(entry: Name, place: Candidate, names: Collection[Name]) -> str | None:
    """Return the large town, by the report's word, of which `place` is a part by the report; None where it may be its own town."""
    if place.kind != "town" or place.country not in table("place_home")["with_division"] or entry.bodies or place.rank > 1:
        return None
    state = gazetteer().divisions().get(place.admin1)
    if any(why.startswith(f"in {state} ") for why in entry.why[entry.places.index(place)]):
        return None
    around = [
        (city.population, name)
        for name in names
        if name is not entry and not name.denied and _holds(name, city := likely_town(name)[0], entry, place)
        if city.population > place.population and (city.country, city.admin1 or place.admin1) == (place.country, place.admin1)
        if distance(city.lat, city.lon, place.lat, place.lon) <= radius(city)
    ]
    found = min(around, key=lambda pair: pair[0], default=None)
    if found is None:
        return None
    name = found[1]
    return likely_town(name)[0].name if name.written.isupper() else name.written


def _holds(name: Name, city: Candidate, entry: Name, place: Candidate) -> bool:
    """Tell whether a large town is the report's, or the report puts the part into it itself ("Baltimore's Morrell Park")."""
    said = f"in {city.name} by the text" in entry.why[entry.places.index(place)]
    return _speaks(name, city) or (said and city.kind == "town" and city.population >= LARGE)


def _speaks(name: Name, city: Candidate) -> bool:
    """Tell whether a large town is the report's: its police or a dateline speak, or it is a borough, whose police is another's."""
    if city.kind != "town" or city.population < LARGE:
        return False
    return name.bodies > 0 or name.proof > 0 or any(place.kind == "region" and place.country == "US" for place in name.places)


def parts(annotated: Annotated, values: Sequence[PlaceValue | None], starts: Sequence[int]) -> list[Part]:
    """Return the parts of towns in which the report's sentences tell a deed, or from which it is filed ("NORTH LAWNDALE — ").

    `starts` are where its sentences begin.
    """
    found = []
    text = annotated.document.text
    for mention, value in zip(annotated.places, values, strict=True):
        listed = value is not None and value.within is not None and value.country in table("place_home")["with_division"]
        called = value is None and mention.site != "street" and _QUARTER.match(text, mention.toponym.end) is not None
        if not listed and not called:
            continue
        told = (called or names_a_town(annotated, mention, value)) and is_of_a_deed(annotated, mention)
        if told or proof(text, mention.toponym) > 1:
            name = " ".join(mention.toponym.of(text).split())
            start, town = mention.span.start, value.within if value is not None else None
            found.append(Part(name.title() if name.isupper() else name, town, bisect_right(starts, start), start < HEAD))
    return found


def with_part(named: Sequence[Part], town: str, sentence: int, near: str | None) -> str:
    """Return a street's town with the part of it that its `sentence` or the one before names, else the only one that the report
    does, in its head; a part with its town, or with the town that is named `near` it."""
    if ", " in town:
        return town
    if any(part.name == town for part in named):
        holder = next((part.town for part in named if part.name == town and part.town), near if near != town else None)
        return f"{town}, {holder}" if holder else town
    own = [part for part in named if part.town in (town, None)]
    beside = {part.name for part in own if sentence - 1 <= part.sentence <= sentence}
    names = beside or {part.name for part in own if any(other.heads for other in own)}
    return f"{names.pop()}, {town}" if len(names) == 1 else town
