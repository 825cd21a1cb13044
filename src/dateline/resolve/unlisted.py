"""Places that the gazetteer does not hold: put where the text says they are, with a low score and no gazetteer id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.gazetteer import distance
from dateline.resolve.place_clues import HIERARCHY
from dateline.types import PlaceMention, PlaceValue

FAR_KM = 200.0
NEAR_SITE = 400
"""A named site is placed in a town named at most this many code points away; a street address in any town of the text."""
WINDOW = 200
"""Mentions before and after that are looked at."""
SCORE = 0.4
"""Factor on the score of the place that an unlisted one is put in."""
_DESIGNATED = re.compile(r"^ \w+(?=,| in | of | \()")
"""What kind of place it is, said behind its name ("Kottacheru village in …")."""


def containing(
    text: str, mentions: Sequence[PlaceMention], index: int, values: Sequence[PlaceValue | None]
) -> list[tuple[int, PlaceValue]]:
    """Return the place that the text says a mention lies in ("Xarzuk in Helmand province"), if it does, as a list of one."""
    if index + 1 >= len(mentions) or (value := values[index + 1]) is None or value.lat is None:
        return []
    between = _DESIGNATED.sub("", text[mentions[index].span.end : mentions[index + 1].toponym.start])
    return [(0, value)] if value.precision != "country" and HIERARCHY.match(between) else []


def elsewhere(
    text: str, mentions: Sequence[PlaceMention], index: int, value: PlaceValue, values: Sequence[PlaceValue | None]
) -> bool:
    """Tell whether a site bears the name of a far town, by the text ("Bellavista prison in Santo Domingo")."""
    owner = containing(text, mentions, index, values)
    if not owner or not mentions[index].site or value.gazetteer_id is None or value.lat is None or value.lon is None:
        return False
    lat, lon = owner[0][1].lat, owner[0][1].lon
    return lat is not None and lon is not None and distance(value.lat, value.lon, lat, lon) > FAR_KM


def _most_named(
    pairs: Sequence[tuple[PlaceMention, PlaceValue | None]], around: list[tuple[int, PlaceValue]]
) -> list[tuple[int, PlaceValue]]:
    """Return the town that the text names most: a street lies there, not in the place beside it or in a hospital's name."""
    named = Counter(
        value.name for mention, value in pairs if value is not None and value.precision == "town" and mention.site is None
    )
    most = max(named.values(), default=0)
    return [(gap, value) for gap, value in around if most and named[value.name] == most] or around


def unlisted(
    text: str, mentions: Sequence[PlaceMention], index: int, values: Sequence[PlaceValue | None], country: str | None = None
) -> PlaceValue:
    """Place a name that the gazetteer does not hold in the nearest town named, else in the report's `country` alone; say so."""
    mention = mentions[index]
    name = mention.span.of(text)
    window = slice(max(0, index - WINDOW), index + WINDOW)
    around = [
        (abs(other.span.start - mention.span.start), value)
        for other, value in zip(mentions[window], values[window], strict=True)
        if value is not None and value.precision in ("town", "site", "region")
        if country is None or value.country == country
    ]
    if mention.site == "street":
        around = _most_named(list(zip(mentions[window], values[window], strict=True)), around)
    elif mention.site is not None:
        around = [(gap, value) for gap, value in around if gap < NEAR_SITE]
    near = (
        containing(text, mentions, index, values)
        or [(gap, value) for gap, value in around if value.precision != "region"]
        or around
    )
    if not near and country is not None and mention.site is None:
        reason = "not in the gazetteer; most places of the report lie in this country"
        return PlaceValue(name, country=country, precision="region", score=SCORE / 2, reason=reason)
    if not near:
        return PlaceValue(name, precision="unknown", reason="not in the gazetteer")
    town = min(near, key=lambda pair: pair[0])[1]
    return PlaceValue(
        name=name, country=town.country, admin1=town.admin1, lat=town.lat, lon=town.lon,
        precision="site" if mention.site else "region", gazetteer_id=None, score=round(SCORE * town.score, 3),
        reason=f"not in the gazetteer; placed in {town.name}, the nearest place named", within=town.name,
    )  # fmt: skip
