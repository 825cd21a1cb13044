"""Where somebody was going: the ends of a journey place nothing where the text says on which part of it the deed was done.

"Gunmen stopped a bus travelling from Sokoto to Kano near Gusau": it happened near Gusau.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.codebook.needles import Needled
from dateline.extract.compare import share_country, unlisted
from dateline.extract.place_elsewhere import elsewhere, is_care
from dateline.extract.units import Unit, inside
from dateline.gazetteer import gazetteer
from dateline.types import Annotated, PlaceMention, PlaceValue, Span

REACH = 60
"""Code points before a place in which the journey's word stands."""
_GOING = Needled(
    r"\b(?:travell?(?:ing|ed)|driving|heading|headed|en route|on (?:its|their|his|her|the) way|bound|going|flying|sailing|"
    r"returning|journey|trip|bus|minibus|coach|convoy|train|ferry|truck|lorry|taxi|flight|plane|car|vehicles?|road|highway)"
    r"(?: (?:back|home|that was|carrying [a-z]{3,15}))? (?:from|to|for|towards?|between|linking|connecting) "
    r"(?:the )?(?:(?:town|city) of )?$",
    re.IGNORECASE,
)
_ON = re.compile(r" (?:to|towards?|and|with|for) (?:the )?(?:(?:town|city) of )?")
_AT = re.compile(r"\b(?:in|near|at|outside|around|close to|inside)\s(?:the\s)?(?:(?:town|city|village|outskirts) of )?$")

_HOLDS = re.compile(
    r"(?:['’]s?)?\s(?:(?!of\b)[a-z][a-z-]*\s){0,3}(?:suburb|neighbou?rhood|district|quarter|area|town|city|village|hamlet|resort|camp|"
    r"township|settlement|borough|port|municipality|island|enclave|community|locality)\s(?:of|called|named|known as)\s(?:the\s)?"
)
"""What stands between a place and the one that lies in it ("the Red Sea resort of Tarim", "a Nador suburb called Zayo")."""
_RESORTS = ("resort", "port")
_OWNS = re.compile(r"['’]s? (?:the )?(?:(?:[a-z]+ )?(?:villages?|towns?|cit(?:y|ies)|districts?|suburbs?) of )?")
"""Right behind a place, before the name of a part of it ("Nador's Zayo district", "Nador's villages of Zayo and Kalu")."""
BIG, TIMES = 100_000, 4
"""People of a city that has quarters and suburbs of its own in the news, and how many times those of one of them it has."""
_TIED = re.compile(r" (?:after|before) [^,.;:\n]{3,120},")
OPENING = 4
"""Words at most before "two days after" where that opens its sentence ("On Monday,")."""


def ends_of_ways(annotated: Annotated, mentions: Sequence[tuple[Unit, PlaceMention]]) -> tuple[set[Span], set[Span]]:
    """Return the places that somebody came from or was bound for, and those right behind such a one that say where it was.

    Both are empty for a sentence that puts the deed in or near no town besides the two.
    """
    text = annotated.document.text
    ends: set[Span] = set()
    behind: set[Span] = set()
    last: PlaceMention | None = None
    for place in annotated.places:
        after = last is not None and last.span in ends
        if _is_end(text, place, last if after else None):
            ends.add(place.span)
        elif after and last is not None and _AT.fullmatch(text, last.span.end + 1, place.span.start):
            behind.add(place.span)
        last = place
    if not ends:
        return ends, behind
    settled = {
        unit.sentence.span
        for unit, place in mentions
        if place.span not in ends and (place.span in behind or _is_settled(text, place))
    }
    gone = {place.span for unit, place in mentions if place.span in ends and unit.sentence.span in settled}
    return gone, behind


def of_the_deed_before(annotated: Annotated, mentions: Sequence[tuple[Unit, PlaceMention]]) -> set[Span]:
    """Return the places of a deed that only says when: Kano in "On Monday, a day after a blast in Kano, four were shot in Lagos".

    The clause opens its sentence, and what follows the comma tells an event with a town of its own.
    """
    text, gone = annotated.document.text, set[Span]()
    for unit in dict.fromkeys(unit for unit, _ in mentions):
        for time in unit.times:
            clause = _TIED.match(text, time.span.end, unit.span.end)
            before = Span(unit.span.start, time.span.start)
            if clause is None or len(before.of(text).split()) > OPENING or inside(annotated.events, before):
                continue
            rest = Span(clause.end(), unit.span.end)
            if inside(annotated.events, rest) and any(_is_settled(text, place) for place in inside(annotated.places, rest)):
                gone |= {place.span for place in inside(annotated.places, Span(time.span.end, clause.end()))}
    return gone


def holders(annotated: Annotated, mentions: Sequence[tuple[Unit, PlaceMention]]) -> set[Span]:
    """Return the places that only say in what the next one lies: the sea of "the Red Sea resort of Tarim", the town of "Nador's
    Zayo district"."""
    text = annotated.document.text
    usable = {place.span for _, place in mentions}
    gone = set[Span]()
    for _, place in mentions:
        at = bisect_left(annotated.places, place.toponym.end, key=lambda other: other.span.start)
        inner = annotated.places[at] if at < len(annotated.places) else None
        if inner is None or inner.span not in usable:
            continue
        called = _HOLDS.fullmatch(text, place.toponym.end, inner.span.start) is not None and _is_broader(place, inner)
        if called or (_OWNS.fullmatch(text, place.toponym.end, inner.span.start) and share_country(place, inner)):
            gone.add(place.span)
    return gone


def _is_broader(one: PlaceMention, other: PlaceMention) -> bool:
    """Tell a division, a sea or a big city from a place within it; "the Zayo area of Nador province" names the part first."""
    if one.value is None or other.value is None or _is_division(other.value):
        return False
    if _is_division(one.value):
        return True
    if one.site in _RESORTS:
        return True
    people = _people(one.value)
    return people >= BIG and people >= TIMES * _people(other.value)


def _is_division(value: PlaceValue) -> bool:
    return value.precision in ("region", "country") and not unlisted(value)


def _people(value: PlaceValue) -> int:
    found = gazetteer().search(value.name, value.country)
    return max((place.population for place in found if place.kind == "town"), default=0)


def _is_end(text: str, place: PlaceMention, end: PlaceMention | None) -> bool:
    """Tell whether a way leads to or from a place, or on to it from the `end` before it."""
    if place.site is not None:
        return False
    if end is not None and _ON.fullmatch(text, end.span.end, place.span.start):
        return True
    return _GOING.first(text, max(0, place.span.start - REACH), place.span.start) is not None


def _is_settled(text: str, place: PlaceMention) -> bool:
    """Tell whether a town or a site stands right behind "in" or "near", and no word sets it apart from the deed."""
    before = text[max(0, place.span.start - REACH) : place.span.start]
    fine = place.value is not None and place.value.precision in ("town", "site")
    return fine and bool(_AT.search(before)) and not is_care(place, before) and not elsewhere(text, place, before)
