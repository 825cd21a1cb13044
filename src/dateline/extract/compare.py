"""Compare a unit with an incident found so far: a table of weighted features, so that each grouping can be read and learned.

The sum of ``weight × feature`` is the log-odds that the unit speaks of that incident (training/grouping learns the weights from
annotated articles; the hand-set ones stand where none were learned).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.gazetteer import distance as great_circle
from dateline.intervals import compatible, days_apart, width
from dateline.types import DateValue, PlaceMention, PlaceValue, TimeMention

if TYPE_CHECKING:
    from dateline.extract.units import Unit

NEAR_KM = 30.0
"""Two named places closer than this may be one town and its suburb (UCDP where_prec 2: about 25 km)."""
LONG_AGO = 180
"""Days from which two dates that exclude each other are two incidents, whatever else is alike."""
FAMILIES = (
    frozenset({"bombing", "suicide_bombing", "landmine"}),
    frozenset({"armed_assault", "assassination", "armed_clash"}),
    frozenset({"air_strike", "shelling"}),
    frozenset({"hostage_taking", "abduction"}),
    frozenset({"arson", "mob_violence"}),
)
_RIOT = frozenset({"mob_violence", "knife_attack"})
"""Of those who die in a riot some are hacked to death: that is neither the same deed nor another."""
_VAGUE = frozenset({"other"})
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|these|those|its|their|his|her)|['’]s?)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:(?:second|third|fourth|fifth|sixth|other|last|next)"
    r"|(?:worst|deadliest|bloodiest|gravest|(?:most|least) \w+) of (?:those|these|its|their))\s(?:[\w-]+\s)?$",
    re.IGNORECASE,
)
"""Words by which a definite noun still counts an event not spoken of before ("the second attack", "the worst of those raids")."""
_ITEM = re.compile(r"(?:^|\n)\s{0,3}(?:[*•·–-]|\d{1,2}[.)]|\d{1,2}[:h.]\d\d)\s?")
"""The mark of an item in a list, a bulletin or a live blog."""
_WEEKDAY = re.compile(r"WXX-([1-7])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EXPLODED = re.compile(r"explosions?|blasts?", re.IGNORECASE)
CONTEXT = 40
"""Code points read to the left of an event's words for its determiner."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of an incident so far: its date, places, types and tolls, and the paragraph that spoke of it last."""

    date: DateValue | None
    places: tuple[PlaceValue, ...]
    types: frozenset[str]
    tolls: frozenset[tuple[str, int]]
    paragraph: int
    latest: bool = False
    """Whether it is told of a day of the week that no publication date dates: of the report's own days."""
    weekdays: frozenset[str] = frozenset()
    """Those days of the week, as numbers of ISO 8601."""


def weekday(time: TimeMention) -> str | None:
    """Return the day of the week ("1" to "7") that nothing dates, where the text says no more than "on Tuesday"."""
    unknown = time.value is not None and time.value.value is None
    found = _WEEKDAY.search(time.timex) if unknown else None
    return found[1] if found is not None else None


def date_of(unit: Unit) -> DateValue | None:
    """Return the unit's own event date: the narrowest of its times, else the date of the heading above it."""
    values = [time.value for time in unit.times if time.value is not None and time.value.value is not None]
    if values:
        return min(values, key=width)
    return unit.carried.value if unit.carried else None


def places_of(unit: Unit) -> tuple[PlaceValue, ...]:
    """Return the unit's resolved places below the level of a country; countries alone where it names nothing else."""
    values = tuple(place.value for place in unit.places if place.value is not None and place.value.precision != "unknown")
    return tuple(value for value in values if value.precision != "country") or values


def tolls_of(unit: Unit) -> frozenset[tuple[str, int]]:
    """Return (effect, best) of the unit's own whole figures."""
    return frozenset(
        (count.effect, count.value.best)
        for count in unit.counts
        if count.effect in ("killed", "injured") and count.role == "whole" and count.value.best and not count.attackers
    )


def definite(unit: Unit, text: str) -> bool:
    """Tell whether every noun that names the unit's event is definite ("the attack", "Friday's blast"): spoken of before."""
    nouns = [event for event in unit.events if event.noun]
    if not nouns:
        return False
    before = [text[max(0, noun.span.start - CONTEXT) : noun.span.start] for noun in nouns]
    return all(_DEFINITE.search(words) is not None and _ANOTHER.search(words) is None for words in before)


@cache
def _cues() -> PhraseTable[Literal["new", "past"]]:
    data = table("grouping")
    rows: list[tuple[str, Literal["new", "past"]]] = [(cue, "new") for cue in data["new_cues"]]
    return PhraseTable([*rows, *((cue, "past") for cue in data["past_cues"])])


def cue(unit: Unit, text: str) -> Literal["new", "past"] | None:
    """Return the unit's cue for an incident not spoken of yet ("another"), or for an old one ("two years ago")."""
    found = {value for _, _, value in _cues().find(tokens(text, unit.span.start, unit.span.end))}
    return "past" if "past" in found else "new" if "new" in found else None


def kilometres(a: PlaceValue, b: PlaceValue) -> float | None:
    """Return the great-circle distance of two places, None where a coordinate is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle(a.lat, a.lon, b.lat, b.lon)


def unlisted(value: PlaceValue) -> bool:
    """Tell whether a place is a settlement that the gazetteer does not hold: its coordinates are those of what it lies in."""
    return value.gazetteer_id is None and value.precision == "region"


def share_country(one: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether both mentions have values, and those one country."""
    return one.value is not None and other.value is not None and one.value.country == other.value.country


def same_place(a: PlaceValue, b: PlaceValue) -> bool | None:
    """True for one place, False for two, None where one may lie within the other or is unknown."""
    if a.country and b.country and a.country != b.country:
        return False
    if "country" in (a.precision, b.precision) or "unknown" in (a.precision, b.precision):
        return None
    if unlisted(a) or unlisted(b):
        if a.name.casefold() == b.name.casefold():
            return True
        if a.admin1 and b.admin1 and a.admin1 != b.admin1:
            return False
        return False if unlisted(a) and unlisted(b) else None
    if "region" in (a.precision, b.precision):
        if a.admin1 and b.admin1 and a.precision != b.precision:
            return None if a.admin1 == b.admin1 else False
        return a.name == b.name if a.precision == b.precision else None
    if a.name.casefold() == b.name.casefold():
        return True
    apart = kilometres(a, b)
    if apart is None:
        return None
    if apart > NEAR_KM:
        return False
    return a.name.casefold() in b.name.casefold() or b.name.casefold() in a.name.casefold() or _sites(a, b)


def _sites(a: PlaceValue, b: PlaceValue) -> bool | None:
    """Two sites of one town whose names share no word are two; a site may lie in the town that the other names."""
    if a.precision != "site" or b.precision != "site":
        return True if a.precision == b.precision else None
    shared = {word for word in a.name.casefold().split() if len(word) > 3} & set(b.name.casefold().split())
    return bool(shared)


def types_agree(a: Iterable[str], b: Iterable[str]) -> bool | None:
    """Tell whether two sets of types can name one incident: same type or same family; None where either is only 'other'."""
    first, second = set(a) - _VAGUE, set(b) - _VAGUE
    if not first or not second:
        return None
    if first & second:
        return True
    if {"mob_violence"} in (first, second) and first | second == _RIOT:
        return None
    return any(family & first and family & second for family in FAMILIES)


def features(unit: Unit, other: Summary, text: str, *, distance: int, main: bool) -> dict[str, float]:
    """Return the features of "`unit` speaks of `other`"; ``distance`` counts units since `other` was last spoken of."""
    hint, known = cue(unit, text), definite(unit, text)
    places = _places(places_of(unit), other.places)
    dates = _dates(date_of(unit), other.date)
    if other.latest and other.date is None and _of_a_year(unit, text):
        dates = {"date_differs": 1.0, "date_far": 1.0}
    days = {day for time in unit.times if (day := weekday(time)) is not None}
    if days and other.weekdays and date_of(unit) is None and other.date is None:
        dates = {"date_same_day": 1.0} if days & other.weekdays else {"date_differs": 1.0}
    return {
        "bias": 1.0,
        "main": float(main),
        "recent": 1.0 / (1 + distance),
        "last": float(distance <= 1),
        "same_paragraph": float(unit.sentence.paragraph == other.paragraph),
        "definite": float(known),
        "item": float(_ITEM.search(text, max(0, unit.span.start - 4), unit.span.start + 4) is not None),
        "elsewhere_anew": float(bool(places.get("place_differs")) and not known),
        "else_when_anew": float(bool(dates.get("date_differs")) and not known),
        "new_cue": float(hint == "new"),
        "past_cue": float(hint == "past"),
        **dates,
        **places,
        **_types(_kinds(unit, other, text), other.types),
        **_tolls(tolls_of(unit), other.tolls),
    }


def _kinds(unit: Unit, other: Summary, text: str) -> set[str]:
    """Return the unit's types; an explosion is what a missile or a drone makes too: of the incident's type where that is theirs."""
    from_air = other.types & {"air_strike", "shelling"}
    made = [from_air if from_air and _EXPLODED.fullmatch(text, e.span.start, e.span.end) else {e.type} for e in unit.events]
    return {kind for kinds in made for kind in kinds}


def _of_a_year(unit: Unit, text: str) -> bool:
    """Tell a day with its year ("on May 28, 2014"): a report does not say it of its own days ("on Thursday")."""
    days = [time for time in unit.times if time.value is not None and time.value.precision == "day"]
    return any(_YEAR.search(text, time.span.start, time.span.end) is not None for time in days)


def _dates(own: DateValue | None, other: DateValue | None) -> dict[str, float]:
    agree = compatible(own, other)
    if agree is None:
        return {"undated_unit": float(own is None)}
    if agree:
        return {"date_same_day" if width(own) <= 3 and width(other) <= 3 else "date_overlaps": 1.0}
    apart = days_apart(own, other) or 0
    return {"date_differs": 1.0, "date_far": float(apart > 3), "date_long_ago": float(apart > LONG_AGO)}


def relations(own: Sequence[PlaceValue], other: Sequence[PlaceValue]) -> list[bool | None]:
    """Return what `same_place` says of every pair; where both sides name towns or sites, the regions around them say nothing."""
    fine, others = ([p for p in side if p.precision in ("town", "site") or unlisted(p)] for side in (own, other))
    if fine and others:
        own, other = fine, others
    return [same_place(a, b) for a in own for b in other]


def _places(own: tuple[PlaceValue, ...], other: tuple[PlaceValue, ...]) -> dict[str, float]:
    found = relations(own, other)
    if not found:
        return {"placeless_unit": float(not own)}
    return {"place_same": float(True in found), "place_differs": float(set(found) == {False})}


def _types(own: Iterable[str], other: Iterable[str]) -> dict[str, float]:
    agree = types_agree(own, other)
    return {"type_agrees": float(agree is True), "type_differs": float(agree is False)}


def _tolls(own: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> dict[str, float]:
    shared = {effect for effect, _ in own} & {effect for effect, _ in other}
    return {"toll_same": float(bool(own & other)), "toll_differs": float(bool(shared) and not own & other)}
