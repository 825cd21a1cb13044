"""A second site of the same day: a sentence that puts its own event into a settlement not named for the incident before it.

It is one feature of the choice "join" (``codebook/weights.json``). Day and kind agree with the incident told before ("In
neighbouring Vuma, two more were killed"), so that only the place, and a figure, an order word or a deed of its own, tell it apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.compare import NEAR_KM, definite, kilometres, tolls_of
from dateline.extract.datelines import past_dateline
from dateline.extract.settlements import settled, settlement, sited
from dateline.extract.units import CASUALTY, Unit
from dateline.types import Annotated, PlaceMention, PlaceValue

_HOUR = re.compile(r"T(?:\d\d|[A-Z]{2})|-\d\d$")
"""A time of day, or a day."""
_TREATED = re.compile(r"\b(?:hospitals?|medical|clinic|health|cent(?:er|re))\b")
_NAME = re.compile(r"[\w’'-]+")
_COMMON: frozenset[str] = frozenset(
    ("a", "and", "apartment", "apartments", "at", "ave", "avenue", "bar", "block", "blvd", "boulevard", "complex", "court",
     "dr", "drive", "east", "gas", "home", "house", "in", "lane", "lot", "near", "north", "northeast", "northwest", "of", "on",
     "park", "parking", "place", "rd", "road", "south", "southeast", "southwest", "st", "station", "street", "the", "way", "west")
)  # fmt: skip
"""Words that two sites may share and be two."""
_ALSO = re.compile(r"\balso\s(?:been\s)?$")
INSIDE = 12
"""Code points between a place and the one that holds it, at most ("Jamia Masjid |of |Kocha Risaldar")."""


def second_site(annotated: Annotated, unit: Unit, group: Sequence[Unit]) -> bool:
    """Tell whether `unit` puts its event into a settlement of its own, beside those of the incident, with a figure, cue or deed."""
    text = annotated.document.text
    if unit.sentence.kind != "body" or unit.beside or definite(unit, text):
        return False
    told = [place for other in group for place in _told(other, text)]
    known = [place for place in told if place.value is not None and settlement(place.value)]
    if not known or not (_figure(unit, group) or _cued(unit, text) or _deed(unit, text)):
        return False
    names = _names(known, text)
    spoken = [place for place in unit.places if any(_shared(name, names) for name in _names([place], text))]
    own = [place for place in unit.places if sited(place, text)]
    several = len({place.value.name for place in known if place.value}) > 1
    if not own or any(_within(place, other) for place in own for other in spoken):
        return False
    return all(_far(place, known) or (several and settled(place)) for place in own)


def second_street(annotated: Annotated, unit: Unit, group: Sequence[Unit]) -> bool:
    """Tell whether `unit` of a round-up puts people who were hit at a street and an hour of their own ("About 11:30 p.m., two women
    were shot on Post Road"), beside an incident told at another street."""
    text = annotated.document.text
    own, known = streets([unit], text), streets(group, text)
    counted = any(c.effect in CASUALTY and c.role in ("whole", "part") and c.value.best for c in unit.counts)
    if unit.sentence.kind != "body" or not own or not known or not (counted or _cued(unit, text)):
        return False
    hours = {time.timex for time in unit.times if _HOUR.search(time.timex)}
    return bool(hours) and hours.isdisjoint(time.timex for other in group for time in other.times) and not meet(own, known)


def streets(units: Sequence[Unit], text: str) -> set[str]:
    """Return the names of the sites, less those where the injured are taken."""
    sites = (place for unit in units for place in unit.places if place.value is not None and place.value.precision == "site")
    return {name for place in sites if not _TREATED.search(name := place.span.of(text).casefold())}


def meet(own: set[str], known: set[str]) -> bool:
    """Tell whether two sites share a word that is no block, street or side of a town."""
    words = [{word for name in names for word in _NAME.findall(name)} - _COMMON for names in (own, known)]
    return not words[0].isdisjoint(words[1])


def _told(unit: Unit, text: str) -> list[PlaceMention]:
    """The places of a sentence without its dateline, where nothing is said to have happened."""
    past = past_dateline(text, unit.sentence, unit.places)
    return [place for place in unit.places if place.span.start >= past]


def _within(place: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether `other` is the place itself or stands right behind it, as what it lies in ("the mosque of Kocha Risaldar")."""
    return 0 <= other.span.start - place.span.start <= place.span.end - place.span.start + INSIDE


def _names(places: Sequence[PlaceMention], text: str) -> set[str]:
    return {name.casefold() for place in places if place.value for name in (place.value.name, place.span.of(text))}


def _shared(name: str, names: set[str]) -> bool:
    return any(name in other or other in name for other in names)


def _far(place: PlaceMention, known: Sequence[PlaceMention]) -> bool:
    return all(_is_far(place.value, other.value) for other in known if place.value and other.value)


def _is_far(one: PlaceValue, other: PlaceValue) -> bool:
    """Tell two places that are no town and its suburb, by their distance or, of one that no gazetteer holds, their countries."""
    apart = kilometres(one, other)
    return apart > NEAR_KM if apart is not None else None not in (one.country, other.country) and one.country != other.country


def _figure(unit: Unit, group: Sequence[Unit]) -> bool:
    """Tell whether the sentence counts casualties that the incident's sentences did not count."""
    told = {toll for other in group for toll in tolls_of(other)}
    counted = [c for c in unit.counts if c.effect in CASUALTY and c.role in ("whole", "part") and c.value.best]
    return any((count.effect, count.value.best) not in told for count in counted)


def _deed(unit: Unit, text: str) -> bool:
    """Tell whether the sentence does something of a kind of its own ("shot him dead in …"), in a verb, or something more ("also
    attacked a post in …")."""
    verbs = (event for event in unit.events if event.mode == "actual" and not event.noun)
    return any(verb.score == 1.0 or _ALSO.search(text, unit.span.start, verb.span.start) is not None for verb in verbs)


def _cued(unit: Unit, text: str) -> bool:
    return any(True for _ in _cues().find(tokens(text, unit.span.start, unit.span.end)))


@cache
def _cues() -> PhraseTable[bool]:
    return PhraseTable((cue, True) for cue in table("sites")["cues"])
