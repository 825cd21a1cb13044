"""The places that one plural puts its events into: "the bombings in Nairobi, Kenya, and Dar es Salaam, Tanzania", "shootings in
Dover, Leeds and York".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from dateline.extract.compare import same_place
from dateline.extract.opening import plural_aggregate
from dateline.extract.place_elsewhere import is_attributive, is_bound
from dateline.extract.units import LIVE, Unit
from dateline.types import Annotated, EventMention, PlaceMention, PlaceValue, TimeMention

_MORE = r"(?:(?:at least|more than|about|another)\s)?(?:\d[\d,]{0,6}|[a-z]{2,9})\s(?:people\s|others\s|more\s)?(?=in\s|at\s|near\s)"
_JOINT = re.compile(rf"(?:[,;]\s(?:and\s)?|\sand\s)(?:{_MORE})?(?:in\s|at\s|near\s)?(?:the\s)?")
"""What leads from one place of a list to the next ("in Dover, York and Leeds", "247 people in Dover and 10 in Leeds")."""
_SITES = re.compile(r"\s(?:of|on|at|against)\s(?:the\s)?(?:[\w.'’-]+\s){0,3}[a-z]{4,}(?<!s)s\s(?:in|at|near)\s(?:the\s)?")
_WITHIN = re.compile(r",\s")
_DID = re.compile(r"[\s,]*(?:(?:that|which)\s)?(?:had\s)?(?:on\s)?[\s,]*")
""" "Shootings that injured doctors in Dover and Leeds", "the blasts, on 3 May, killed ten in Dover and Leeds": what leads from the
noun to its verb, but for a day."""
MOST = 5
"""Places of one list that are told apart; a longer one sums up."""
SUMMED = frozenset({"armed_clash", "air_strike", "shelling", "mob_violence"})
"""Kinds of which a list of three places or more tells in sum: fighting, riots, days of strikes."""
_IN_SUM = frozenset({"raids", "strikes", "operations", "incidents", "crimes", "deaths"})


def listed(annotated: Annotated, unit: Unit) -> Sequence[PlaceValue]:
    """Return the places that one of the unit's plurals governs; none where none does, or where a list of many tells in sum."""
    text = annotated.document.text
    plural = [event for event in unit.events if event.noun and event.mode in LIVE]
    places = [place for place in unit.places if place.value is not None and not is_attributive(text, place)]
    plural = [event for event in plural if _is_plural(event, text, unit.times) or _strikes_many(event, text, places)]
    for event in plural:
        behind = [place for place in places if place.span.start >= event.span.end]
        if behind and _governs(text, unit, event, behind[0]):
            sites = _joined(text, behind, title=unit.sentence.kind == "title")
            if len(sites) == 2 or (len(sites) > 2 and event.type not in SUMMED and event.span.of(text).lower() not in _IN_SUM):
                return sites
    return ()


def _governs(text: str, unit: Unit, event: EventMention, place: PlaceMention) -> bool:
    """Tell whether a noun is told at a place, also by what it did there ("shootings that injured doctors in Dover")."""
    verbs = [
        other for other in unit.events if other.span.start > event.span.end and _DID.fullmatch(_between(text, unit, event, other))
    ]
    return is_bound(text, [event, *verbs], place)


def _between(text: str, unit: Unit, event: EventMention, other: EventMention) -> str:
    """Return the words from one event to the next, without the first day that stands there."""
    between = text[event.span.end : other.span.start]
    day = next((time for time in unit.times if event.span.end <= time.span.start and time.span.end <= other.span.start), None)
    return between if day is None else between.replace(day.span.of(text), "", 1)


def _strikes_many(event: EventMention, text: str, places: Sequence[PlaceMention]) -> bool:
    """Tell one noun for attacks on several sites ("the bombing of the U.S. embassies in Kenya and Tanzania")."""
    first = next((place for place in places if place.span.start >= event.span.end), None)
    return first is not None and _SITES.fullmatch(text, event.span.end, first.span.start) is not None


def _is_plural(event: EventMention, text: str, times: Sequence[TimeMention]) -> bool:
    words = event.span.of(text)
    return words.endswith("s") and not words.endswith("ss") and not plural_aggregate(event, text, times)


def _joined(text: str, places: Sequence[PlaceMention], *, title: bool) -> Sequence[PlaceValue]:
    """Return the first place and those that commas and "and" join to it, over the country of each; all towns, or all countries.

    In a title a comma does so too ("Explosions rock U.S. embassies in Tanzania, Kenya").
    """
    sites = [place.value for place in places[:1] if place.value is not None]
    closed = False
    for before, place in pairwise(places):
        joint = _JOINT.fullmatch(text, before.span.end, place.span.start)
        if not sites or place.value is None or joint is None or closed:
            break
        inside = place.value.precision in ("country", "region") and place.value.country == sites[-1].country
        if inside and sites[-1].precision != "country" and _WITHIN.fullmatch(joint[0]):
            continue
        sites.append(place.value)
        closed = "and " in joint[0] or (title and len(places) == 2)
    apart = all(_two(one, other) for one, other in combinations(sites, 2))
    return sites if closed and apart and len(sites) <= MOST else ()


def _two(one: PlaceValue, other: PlaceValue) -> bool:
    fine = [value.precision in ("town", "site") for value in (one, other)]
    return same_place(one, other) is False and (all(fine) or {one.precision, other.precision} == {"country"})
