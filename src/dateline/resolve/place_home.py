"""The town that a report is about: its dateline, the police and sheriff that it quotes, the town that it names most.

A local report names a neighbourhood more often than its town, and the namesake of a neighbourhood is a town elsewhere. The words
that only a place of its own has ("MACON, Ga. —", "Macon police") count for the town; a small place far from it, in a division
that nothing else in the text lies in, is then one that the gazetteer does not hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance
from dateline.resolve.candidates import Name
from dateline.resolve.place_namesakes import is_former
from dateline.types import PlaceMention, Span

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
BODY = 1.0
"""What a body of its own adds to the score of a large town, in log-odds: as much as three times the people."""
OPENING = 200
"""Code points from the start in which a town named once may be the report's."""
HEAD = 600
"""Code points from the start in which a dateline may stand."""
_STATION = re.compile(r"\b(?:CBS|NBC|ABC|FOX|Fox)\d{0,2} $")
_DATELINE = re.compile(r"(?:, ?[A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14})?)?[,)]?\s{0,2}(?:\([^)\n]{1,40}\))?\s{0,2}(?:--?|—|–|:)\s?")


class Home(NamedTuple):
    """The report's town (or county): the place, how it is written, how often it is named, and how much speaks for it alone."""

    place: Candidate
    name: str
    mentions: int
    proof: int


def proof(text: str, span: Span) -> int:
    """Return what the words beside a name say for its being the report's town: 2 a dateline, 1 its police or its mayor."""
    written = (span.end - span.start > 3 and span.of(text).isupper()) or text[span.start - 1 : span.start] == "("
    if span.start < HEAD and written and _DATELINE.match(text, span.end):
        return 2
    return int(_body().match(text, span.end) is not None)


def _body() -> re.Pattern[str]:
    words = "|".join(table("place_home")["local_bodies"])
    side = r"(?:['’]s?|['’]?s) (?:near |far )?(?:north|south|east|west)(?:east|west)?(?:ern)? side\b"
    return re.compile(rf"(?:['’]s)? (?:(?:County|Regional|Metropolitan|Metro|City) )?(?:{words})\b|{side}", re.IGNORECASE)


def weigh_bodies(name: Name) -> None:
    """Let a large town's meaning gain where a police force stands behind the name ("Sacramento police"), or it is a dateline."""
    for position, place in enumerate(name.places):
        if (name.bodies or name.proof) and place.kind == "town" and place.population >= LARGE and place.rank < 2:
            name.own[position] += BODY


def home(names: Collection[Name]) -> Home | None:
    """Return the report's town, else its county: the one most speaks for, then the one named most; None if none twice.

    One that is named once is its town where it opens the report under its state, or as the only large one.
    """
    found = []
    for name in names:
        place, sure = likely_town(name)
        if not sure and is_former(place, name.written):
            continue
        if not sure and _is_strange(name, place, names):
            name.denied = True
        elif name.mentions > name.inner + name.outlet and _may_be_home(name, place):
            item = Home(place, name.written, name.mentions, name.proof)
            found.append((item, sure, _is_known(name, place), name))
    bodies = [item[0].place for item in found if item[0].place.kind != "town" and item[0].proof > 1]
    best = max(
        found,
        key=lambda item: (
            _is_town(item[0], bodies), item[1] or item[2], item[0].proof > 0, item[0].mentions + item[0].proof,
            item[0].mentions, item[0].place.population,
        ),
        default=None,
    )  # fmt: skip
    if best is None:
        return None
    town, sure, _, name = best
    if city := _city_over(name, town, sure, [item[0] for item in found if item[3].bodies], names):
        name.denied = True
        return city
    opens = name.start < OPENING and town.place.country in table("place_home")["with_division"] and (sure or _alone(town, names))
    if town.mentions + town.proof > 1:
        return town
    return town._replace(proof=1) if opens else None


def _may_be_home(name: Name, place: Candidate) -> bool:
    counties = place.kind == "admin2" or place.name in table("place_home")["divisions_of_regions"]
    return place.kind == "town" or (counties and name.proof > 0)


def _city_over(name: Name, town: Home, sure: bool, bodies: Sequence[Home], names: Collection[Name]) -> Home | None:
    """Return the large city whose police speaks, where a dateline names a far town in a state of which nothing else speaks.

    "AUSTIN — … a Chicago police spokesman said" is a part of Chicago.
    """
    if sure or name.bodies or town.place.country not in table("place_home")["with_division"]:
        return None
    large = [item for item in bodies if item.place.kind == "town" and item.place.population >= LARGE]
    far = [item for item in large if item.place.country == town.place.country and item.place.admin1 != town.place.admin1]
    if not far or distance(far[0].place.lat, far[0].place.lon, town.place.lat, town.place.lon) <= FAR_KM:
        return None
    return None if _supported(name, town.place, names) else far[0]


def _is_strange(name: Name, place: Candidate, names: Collection[Name]) -> bool:
    """Tell whether a small town lies far from a state to which two of the other names point, none of them to its own."""
    if (
        name.bodies
        or place.kind != "town"
        or place.population >= SMALL
        or place.country not in table("place_home")["with_division"]
    ):
        return False
    likely = [other.places[other.total.index(max(other.total))] for other in names if other is not name]
    rest = [other for other in likely if other.country == place.country and other.admin1]
    most = Counter(other.admin1 for other in rest).most_common(1)
    if not most or most[0][1] < 2 or any(other.admin1 == place.admin1 for other in rest):
        return False
    return all(distance(place.lat, place.lon, other.lat, other.lon) > FAR_KM for other in rest if other.admin1 == most[0][0])


def _alone(town: Home, names: Collection[Name]) -> bool:
    """Tell whether a large town is the only one that the report names, or a town of some size its only place but for states."""
    likely = [likely_town(name)[0] for name in names]
    large = sum(place.kind == "town" and place.population >= LARGE for place in likely)
    only = sum(place.kind in ("town", "admin2") for place in likely) == 1 and town.place.population >= SMALL
    return only or (town.place.population >= LARGE and large == 1)


def is_bearer(text: str, span: Span) -> bool:
    """Tell whether a name is part of a site's or a station's ("Hollywood Recreation Center", "CBS Chicago")."""
    return _bearers().match(text, span.end) is not None or _STATION.search(text, max(0, span.start - 9), span.start) is not None


@cache
def _bearers() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(table('place_home')['bearers'])})\b")


def is_named_after(text: str, mention: PlaceMention) -> bool:
    """Tell what only bears the name of a place, however it is written: "the Havana Club", "Willingham Village apartments"."""
    if mention.site is None or mention.toponym.end == mention.span.end:
        return mention.site == "street"
    behind = text[mention.toponym.end : mention.span.end].split()  # not "a Daytona Beach club"
    return bool(behind) and any(word[0].isupper() for word in behind) and behind[-1].title() in _bearing()


@cache
def _bearing() -> frozenset[str]:
    return frozenset(table("place_home")["bearers"])


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


def likely_town(name: Name) -> tuple[Candidate, bool]:
    """Return a name's likeliest meaning, the town for a borough of that name, and whether the text says what the town lies in."""
    at = name.total.index(max(name.total))
    place = name.places[at]
    if place.kind == "region":
        place = next((item for item in name.places if item.kind == "town" and item.population >= LARGE), place)
    return place, place.kind == "town" and any(why.startswith("in ") for why in name.why[at])


def _is_known(name: Name, place: Candidate) -> bool:
    """Tell whether a name means that place surely: a large town, or one of which the text or the other names speak."""
    return place.population >= LARGE or max(name.chance, default=0.0) >= KNOWN


def _is_town(item: Home, counties: Sequence[Candidate]) -> bool:
    """Tell whether an item is a town, and no small one of which nothing speaks, far from all `counties` that speak."""
    town = item.place
    unsaid = item.proof == 0 and town.population < LARGE
    stray = unsaid and all(distance(town.lat, town.lon, c.lat, c.lon) > FAR_KM for c in counties)
    return town.kind == "town" and item.mentions + item.proof > 1 and not (counties and stray)


def is_far(entry: Name, position: int, town: Home | None, names: Collection[Name]) -> bool:
    """Tell whether a small place of the home country lies in another division, far from the report's town.

    "Broadway" in a report on Seattle is no town in Virginia, unless the text says so. Where villages are not all listed, what the
    text calls a town, and no other place is called, is that town, however often the report names another: it may recall one there.
    So is what no other place is called beside the country's capital, from which agencies report on all of it.
    """
    place = entry.places[position]
    if town is None or place.kind not in ("town", "site", "admin2") or place.population >= LARGE:
        return False
    if any(why.startswith("in ") for why in entry.why[position]):
        return False
    if place.country != town.place.country or place.admin1 == town.place.admin1:
        return False
    if distance(place.lat, place.lon, town.place.lat, town.place.lon) <= FAR_KM:
        return False
    dense = place.country in table("place_home")["dense"]
    called = any(why.startswith("said to be ") for why in entry.why[position])
    if called and not dense and len(entry.places) == 1 and place.population >= SMALL:
        return False
    if not dense and town.place.admin2 == "capital" and _has_no_namesake(entry, place):
        return False
    weak = not entry.proof and not _supported(entry, place, names)
    sure = town.proof > 0 or town.place.population >= LARGE
    weak = weak and (len(entry.places) > 1 or (dense and sure and place.population < SMALL))
    if weak and (town.proof > 0 or (dense and entry.mentions < town.mentions + sure)):
        return True
    return 2 * entry.mentions <= town.mentions


def _has_no_namesake(entry: Name, place: Candidate) -> bool:
    """Tell whether no other town far from `place` bears its name; divisions named for it may."""
    others = (other for other in entry.places if other.kind == "town" and other is not place)
    return all(distance(place.lat, place.lon, other.lat, other.lon) <= NEAR_KM for other in others)


def _supported(entry: Name, place: Candidate, names: Collection[Name]) -> bool:
    """Tell whether another name of the text lies in the division of `place`: in a dense country no hamlet's, which may be none."""
    for name in names:
        at = name.total.index(max(name.total))
        other = name.places[at]
        said = name.bodies or name.proof or any(why.startswith("in ") for why in name.why[at])
        tiny = other.kind == "town" and other.population < SMALL and other.country in table("place_home")["dense"]
        if name is not entry and place.admin1 and other.admin1 == place.admin1 and (said or not tiny):
            return True
    return False
