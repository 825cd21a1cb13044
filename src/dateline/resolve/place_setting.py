"""The town in which a report says that it happened: "A shooting in Dover left one dead. … deputies went to Orvane Lane".

The sheriff who is quoted is the county's and a dateline the desk's; a street whose sentence names no town lies where the report
puts the deed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.codebook.tables import table
from dateline.gazetteer import distance, gazetteer
from dateline.resolve.place_home import HEAD, Home, proof
from dateline.types import Annotated, PlaceMention, PlaceValue

REACH_KM, CITY_KM, CITY, STATE_KM = 60.0, 20.0, 50_000, 400.0
"""A deed's town lies this near to the middle of the county or to the town of which the report speaks, and this far at least from a
town of so many people: what is nearer may be a quarter of that. Of a dateline's town that the report names nowhere else it may lie
as far off as the state is wide: a desk files from there what happened anywhere in it."""
DATELINE = 2
"""What a dateline alone proves of a report's town (`place_home.proof`)."""
_IN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|outside|(?:north|south|east|west|miles|kilomet(?:er|re)s|km) (?:of|from))\s"
    r"(?:(?:the )?(?:city|town|village|suburb) of )?$"
)
_NOT_THERE = re.compile(
    r"\b(?:hospital|hospitali[sz]ed|center|treated|arrested|captured|caught|jail(?:ed)?|court|courtroom|judge|live[sd]?|living|born|"
    r"moved|taken|flown|airlifted|custody|office|station|based|spoke|said|stopped|crash(?:ed)?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""What happens elsewhere: "was flown to a hospital in", "was arrested in"."""


_A, _NOUN = re.compile(r"\b(?:an?|the) $"), re.compile(r" (?:([a-z-]+)\b)(?: ([a-z]+)\b)?")
_MARK = re.compile(r"[\s*•·▪–—-]{0,4}")
_LABEL = re.compile(r"(?:,\s[A-Z][\w.]{1,14}(?:\s[A-Z][a-z]{2,12})?)?\s?:\s")


def posted(text: str, mentions: Sequence[PlaceMention], values: Sequence[PlaceValue | None]) -> str | None:
    """Return the town of the report's dateline where the gazetteer holds none of its name there ("ROSEBUD, Mo. –")."""
    for mention, value in zip(mentions, values, strict=True):
        if mention.span.start >= HEAD:
            break
        if value is None and mention.site is None and proof(text, mention.toponym) > 1:
            return " ".join(mention.toponym.of(text).split()).title()
    return None


def labels(text: str, mentions: Sequence[PlaceMention], values: Sequence[PlaceValue | None]) -> dict[int, int]:
    """Return where paragraphs begin that a town and a colon open, each with the index of the town's mention."""
    found: dict[int, int] = {}
    for index, (mention, value) in enumerate(zip(mentions, values, strict=True)):
        line = text.rfind("\n", 0, mention.span.start) + 1
        heads = line > 0 and _MARK.fullmatch(text, line, mention.span.start) and _LABEL.match(text, mention.span.end)
        if heads and value is not None and value.precision == "town" and mention.site is None:
            found[line] = index
    return found


def setting(annotated: Annotated, values: Sequence[PlaceValue | None], town: Home | None) -> tuple[str, PlaceValue] | None:
    """Return the one town into which the report's sentences put their deeds, as it is written; None where they name none, several
    or the report's own (`town`)."""
    found: dict[str, tuple[str, PlaceValue]] = {}
    for mention, value in zip(annotated.places, values, strict=True):
        if value is None or value.gazetteer_id is None or value.country not in table("place_home")["dense"]:
            continue
        if names_a_town(annotated, mention, value) and is_of_a_deed(annotated, mention):
            name = " ".join(mention.toponym.of(annotated.document.text).split())
            found.setdefault(value.gazetteer_id, (value.name if name.isupper() else name, value))
    name, value = next(iter(found.values()), ("", None))
    return (name, value) if value is not None and len(found) == 1 and town is not None and _is_beside(value, town) else None


def names_a_town(annotated: Annotated, mention: PlaceMention, value: PlaceValue | None) -> bool:
    """Tell whether a mention names a town as where something was: "in Dover", "a Dover home", "a Dover shooting"."""
    text, name = annotated.document.text, mention.toponym
    behind = text[name.end : mention.span.end].strip()
    if value is None or value.precision not in ("town", "site") or (behind and behind not in table("place_home")["dwellings"]):
        return False
    if bool(behind) or _IN.search(text, max(0, name.start - 30), name.start) is not None:
        return True
    noun = _NOUN.match(text, name.end) if _A.search(text, max(0, name.start - 4), name.start) else None
    words = {*table("place_home")["dwellings"], *table("place_home")["deeds"]}
    return noun is not None and not words.isdisjoint(noun.groups())


def is_of_a_deed(annotated: Annotated, mention: PlaceMention) -> bool:
    """Tell whether a mention's sentence tells of a deed, and not of what came of it elsewhere in the words before the name."""
    text, start = annotated.document.text, mention.toponym.start
    sentence = next((item for item in annotated.sentences if item.span.covers(mention.span)), None)
    if sentence is None or sentence.kind == "boilerplate":
        return False
    told = any(sentence.span.covers(event.span) and event.mode in ("actual", "historical") for event in annotated.events)
    return told and _NOT_THERE.search(text, sentence.span.start, start) is None


def _is_beside(value: PlaceValue, town: Home) -> bool:
    """Tell whether a town is one of the report's county, or another near its town."""
    home, desk = town.place, town.proof == DATELINE and town.mentions == 1
    if value.lat is None or value.lon is None or value.admin1 != gazetteer().divisions().get(home.admin1):
        return False
    apart = distance(value.lat, value.lon, home.lat, home.lon)
    least = CITY_KM if home.kind == "town" and home.population >= CITY else 0.0
    return least < apart <= (STATE_KM if desk else REACH_KM) and value.gazetteer_id != str(home.id)


def town_value(town: Home | None) -> PlaceValue | None:
    """Return the report's town or county as a value."""
    if town is None:
        return None
    place = town.place
    return PlaceValue(
        name=place.name, country=place.country, admin1=gazetteer().divisions().get(place.admin1), lat=place.lat, lon=place.lon,
        precision="town", gazetteer_id=str(place.id), score=0.5, reason="the outlet's town",
    )  # fmt: skip


def most_named(mentions: Sequence[PlaceMention], values: Sequence[PlaceValue | None]) -> set[str]:
    """Return the names of the towns that a text names most often."""
    towns = (
        value.name
        for mention, value in zip(mentions, values, strict=True)
        if value is not None and value.precision == "town" and mention.site is None
    )
    named = Counter(towns)
    most = max(named.values(), default=0)
    return {name for name, count in named.items() if count == most}
