"""The town that a report is about: its dateline, the police and sheriff that it quotes, the town that it names most.

A local report names a neighbourhood more often than its town, and the namesake of a neighbourhood is a town elsewhere. The words
that only a place of its own has ("MACON, Ga. —", "Macon police") count for the town; a small place far from it, in a division
that nothing else in the text lies in, is then one that the gazetteer does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance, gazetteer
from dateline.resolve.candidates import Name
from dateline.types import Span

LARGE = 100_000
"""A town of so many people is taken for itself wherever the report is set."""
SMALL = 10_000
"""A town of so few people is taken for itself only where nothing speaks for another, be its name the only one."""
KNOWN = 0.4
"""Probability of its likeliest meaning from which a small town's name counts before that of a town with more namings."""
HUGE = 1_000_000
"""The same for a name that is not the town's usual one ("Kiev")."""
FAR_KM = 120.0
"""A small place this far from the report's town, in another division, is one not listed."""
NEAR_KM = 60.0
"""A part of the report's town lies within this distance of it."""
CITY_KM = 4.0
"""A small place this near to a large town is a quarter of it."""
OUTLET, OUTLET_TOWN = 200, 20_000
"""Code points from the start in which an outlet's name counts, and the people that its town must have."""
HEAD = 600
"""Code points from the start in which a dateline may stand."""
_DATELINE = re.compile(r"(?:, ?[A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14})?)?[,)]?\s{0,2}(?:\([^)\n]{1,40}\))?\s{0,2}(?:--?|—|–|:)\s?")


class Home(NamedTuple):
    """The report's town (or county): the place, how it is written, how often it is named, and how much speaks for it alone."""

    place: Candidate
    name: str
    mentions: int
    proof: int


def proof(text: str, span: Span) -> int:
    """Return what the words beside a name say for its being the report's town: 2 a dateline, 1 its police or its mayor."""
    if (
        span.start < HEAD
        and text[span.start : span.end].isupper()
        and span.end - span.start > 3
        and _DATELINE.match(text, span.end)
    ):
        return 2
    if span.start < HEAD and text[span.start - 1 : span.start] == "(" and _DATELINE.match(text, span.end):
        return 2
    return int(_body().match(text, span.end) is not None)


def _body() -> re.Pattern[str]:
    words = "|".join(table("place_home")["local_bodies"])
    return re.compile(rf"(?:['’]s)? (?:County )?(?:{words})\b", re.IGNORECASE)


def home(names: Collection[Name]) -> Home | None:
    """Return the report's town, else its county: the one most speaks for, then the one named most; None if none twice."""
    found = []
    for name in names:
        place, sure = _town(name)
        if place.kind == "town" or (place.kind == "admin2" and name.proof):
            found.append((Home(place, name.written, name.mentions, name.proof), sure, _is_known(name, place)))
    best = max(
        found,
        key=lambda item: (
            _is_town(item[0]), item[1] or item[2], item[0].proof > 0, item[0].mentions + item[0].proof, item[0].place.population,
        ),
        default=None,
    )  # fmt: skip
    return best[0] if best is not None and best[0].mentions + best[0].proof > 1 else None


def outlet(text: str) -> Home | None:
    """Return the town in the name of the paper or station that heads a report ("The Augusta Chronicle"), where it has one."""
    words = "|".join(table("place_home")["outlets"])
    for match in re.finditer(rf"\b(?:[A-Z][a-z]+ )?[A-Z][a-z]+(?= (?:{words})(?![a-z]))", text[:OUTLET]):
        for name in (match[0], match[0].split()[-1]):
            found = [place for place in gazetteer().search(name) if place.kind == "town" and place.rank < 2]
            if found and found[0].population >= OUTLET_TOWN and found[0].country in table("place_home")["dense"]:
                return Home(found[0], found[0].name, 1, 0)
    return None


def is_quarter(text: str, span: Span) -> bool:
    """Tell whether the word behind a name calls it a part of a town ("the city's Kensington section")."""
    behind = re.match(r" ([a-z]+)", text[span.end : span.end + 20])
    return behind is not None and behind[1] in table("place_home")["quarters"]


def city_of(place: Candidate, names: Collection[Name]) -> str | None:
    """Return the city, by the report's word, of which a small place within `CITY_KM` is a quarter ("Qissa Khwani": Peshawar).

    Not where every suburb is a town of its own, which its city does not hold.
    """
    if place.kind not in ("town", "site") or place.population >= LARGE or place.country in table("place_home")["dense"]:
        return None
    best = None
    for name in names:
        city = name.places[name.total.index(max(name.total))]
        if city.kind != "town" or city.population < LARGE or city.country != place.country or city.rank > 1:
            continue
        same = not place.admin1 or place.kind == "site" or city.admin1 == place.admin1
        if same and distance(place.lat, place.lon, city.lat, city.lon) <= CITY_KM and (best is None or city.population > best[0]):
            best = city.population, city.name if name.written.isupper() else name.written
    return best[1] if best is not None else None


def _town(name: Name) -> tuple[Candidate, bool]:
    """Return a name's likeliest meaning, the town for a borough of that name, and whether the text says what the town lies in."""
    at = name.total.index(max(name.total))
    place = name.places[at]
    if place.kind == "region":
        place = next((item for item in name.places if item.kind == "town" and item.population >= LARGE), place)
    return place, place.kind == "town" and any(why.startswith("in ") for why in name.why[at])


def _is_known(name: Name, place: Candidate) -> bool:
    """Tell whether a name means that place surely: a large town, or one of which the text or the other names speak."""
    return place.population >= LARGE or max(name.chance, default=0.0) >= KNOWN


def _is_town(item: Home) -> bool:
    return item.place.kind == "town" and item.mentions + item.proof > 1


def is_far(entry: Name, position: int, town: Home | None, names: Collection[Name]) -> bool:
    """Tell whether a small place of the home country lies in another division, far from the report's town.

    "Broadway" in a report on Seattle is no town in Virginia, unless the text says so.
    """
    place = entry.places[position]
    if town is None or place.kind not in ("town", "site", "admin2") or place.population >= LARGE or entry.why[position]:
        return False
    if place.country != town.place.country or place.admin1 == town.place.admin1:
        return False
    if distance(place.lat, place.lon, town.place.lat, town.place.lon) <= FAR_KM:
        return False
    weak = not entry.proof and not _supported(entry, place, names)
    dense = place.country in table("place_home")["dense"]
    sure = town.proof > 0 or town.place.population >= LARGE
    weak = weak and (len(entry.places) > 1 or (dense and sure and place.population < SMALL))
    if weak and (town.proof > 0 or (dense and entry.mentions < town.mentions + sure)):
        return True
    return 2 * entry.mentions <= town.mentions


def _supported(entry: Name, place: Candidate, names: Collection[Name]) -> bool:
    """Tell whether another name of the text lies in the division of `place`."""
    return any(
        name is not entry and name.places[name.total.index(max(name.total))].admin1 == place.admin1 and place.admin1
        for name in names
    )
