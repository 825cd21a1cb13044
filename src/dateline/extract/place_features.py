"""What a report says of one of its places, as features: "in" before it, a dateline around it, the model's reading of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from dateline.codebook.labels import is_label
from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.compare import unlisted
from dateline.extract.place_elsewhere import (
    elsewhere,
    is_beside_road,
    is_bound,
    is_called_village,
    is_care,
    is_home,
    is_road_to,
    is_treated,
)
from dateline.extract.place_wording import proper
from dateline.extract.units import Unit, nearness
from dateline.types import Annotated, PlaceMention, PlaceValue, Scores, Span

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|on|inside|from|around|outskirts of)\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_DATELINE = re.compile(r"^[^a-z\n]{2,60}(?:\([^)]{1,40}\))?\s*(?:—|–|--|-|:)\s")
_POSTED = re.compile(
    r",? ?(?:\([^)]{1,30}\),? )?\d{1,2} [A-Z][A-Za-z]{2,8}\.? \d{2,4}\b|"
    r"(?:, [A-Z][A-Za-z .]{2,20})?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? (?:\([^)\n]{1,40}\) ?)?[-–—]"
)
"""A place and a day are where and when a wire sent its report ("BOGOTA, 7 FEB 90 (EFE)", "LIMA, May 7 (Agency) -"), not where it
happened."""
_PART = (
    r"(?:(?:[Uu]nion|police) )?(?:[Vv]illages?|town|hamlet|district|area|city|upazila|thana|tehsil|taluk|taluka|mandal|union|block|"
    r"sub-?division|sub-?district|township|municipality|commune|locality|ward|barangay|parish|county|region|zone|panchayat|"
    r"community|settlement)"
)
"""What a part of a larger place is called behind its name ("Zayo upazila of Nador")."""
_CHAIN = re.compile(
    rf"(?: {_PART})?(?:, (?:in |near |outside |under )?| (?:in|of|under|near|outside) |"
    r",? (?:(?:some|about|around|nearly) )?[\d.,]{1,6} ?(?:km|kilomet(?:er|re)s?|miles?) "
    r"(?:(?:to the )?\w{4,9} (?:of|from)|from|outside) |"
    r",? (?:just |to the |due )?(?:north|south|east|west)(?:-?(?:east|west))? of |"
    r",? on (?:the|a) (?:[a-z]+ )?(?:road|highway|route|way|railway|line) (?:to|from|towards|between|that leads to) |"
    r", (?:a|an|the) (?:[a-z-]+ ){1,5}(?:near|beside|outside|next to|close to|opposite|overlooking) |"
    r", (?:a|an|the) (?:[\w-]+ ){0,3}(?:village|town|city|hamlet|settlement|suburb|community|neighbou?rhood) "
    r"(?:(?:some|about|around|nearly|just|[\d.,]{1,6}|km|kilomet(?:er|re)s?|miles?) ){0,3}"
    r"(?:in|near|outside|on the (?:edge|outskirts) of|"
    r"(?:(?:to the )?(?:(?:north|south)-?(?:east|west)?|east|west) (?:of|from))|from) |"
    r", on (?:the )?(?:[A-Za-z]+ ){0,3}(?:island|peninsula|coast|border) (?:of|with) )"
    r"(?:the )?(?:(?:town|city|district|province|region) of |"
    r"(?:far |deep )?(?:north|south|east|west|central)\w*(?: of)? (?:the )?)?"
)
_LIES = re.compile(
    r"\W{0,3}The (?:[a-z-]+ ){0,2}(?P<what>[a-z-]+),? (?:is|lies|stands|sits|was|stood)(?: located| situated| based)? "
    r"(?:in|on|at|near|outside|just outside|about|some|around|roughly|\d)[^.;:\n]{0,60}$"
)
"""What stands before the place of a site spoken of before ("The monastery is in the village of")."""
_SETTLEMENTS = frozenset(
    {"village", "town", "city", "district", "area", "region", "province", "county", "state", "attack", "group"}
)
_ON_LINE = re.compile(r",? on (?:the )?(?:[A-Z][a-z]+ )?")
_LINE = re.compile(r"(?:[-–][A-Z][\w’'-]*)? (?:border|frontier|boundary)\b")
_HEAD = re.compile(r"[^\w\n]{0,4}(?:NEAR |Near )?")
_SIDES = ("island", "bank")
"""What a place lies on, behind it: "Tarim on the Mukalla-Seiyun border", "Nador, on the island of …"."""


def is_dateline(text: str, place: PlaceMention, value: PlaceValue) -> bool:
    """Tell whether a place is where the report was filed, which alone is never the incident's (CODEBOOK.md, Place).

    A local paper's own town is: in the countries of `place_home` whose every town has one.
    """
    behind = text[place.span.end : place.span.end + 80]
    capitals = place.toponym.of(text).isupper() and not behind.isupper()
    return (capitals and value.country not in table("place_home")["dense"]) or is_posted(text, place)


def heads_item(text: str, unit: Unit, place: PlaceMention) -> bool:
    """Tell the town that heads an item of a bulletin town by town, which is where the item happened ("KIRKUK - A bomb …")."""
    line = text.rfind("\n", 0, place.span.start) + 1
    return unit.item is not None and _HEAD.fullmatch(text, line, place.span.start) is not None


def is_posted(text: str, place: PlaceMention) -> bool:
    """Tell whether a wire sent its report from a place, whose day stands behind it ("LIMA, May 7 (Agency) -")."""
    return _POSTED.match(text, place.span.end) is not None


def kind_of_place(text: str, place: PlaceMention, value: PlaceValue) -> str:
    """Return the feature that says what kind of place it is."""
    if unlisted(value) or value.precision == "unknown":
        return "unlisted"
    listed = place.site is None and value.precision == "site" and value.gazetteer_id is not None
    return "proper_site" if listed or proper(text, place) else value.precision


def pointed_features(unit: Unit, place: PlaceMention, phrase: Span, first: int, how: str) -> dict[str, float]:
    """Return the features of a place that the unit points back to; the model says nothing of such a phrase."""
    value = place.value or PlaceValue(name="")
    return {
        "unlisted" if unlisted(value) else value.precision: 1.0,
        "locative": 1.0,
        how: 1.0,
        "lead": float(unit.lead),
        "near": nearness(unit, phrase),
        "beside": float(unit.beside),
        "late": min(10, unit.order - first) / 10,
        "score": value.score,
    }


def named_features(
    annotated: Annotated,
    unit: Unit,
    place: PlaceMention,
    named: Counter[str],
    first: int,
    *,
    main: bool,
    asked: Scores | None = None,
) -> dict[str, float]:
    """Return the features of a place that the unit names; `named` counts the names, `first` is the order of the first unit."""
    text, value = annotated.document.text, place.value or PlaceValue(name="")
    before = text[max(unit.span.start, place.span.start - 60) : place.span.start]
    label = 2.0 if heads_item(text, unit, place) else float(is_label(text, place.span))
    treated = is_treated(text, place, before)
    bound = not treated and is_bound(text, unit.events, place)
    outer = _outer(annotated, place)
    kind, away = kind_of_place(text, place, value), not bound and elsewhere(text, place, before)
    lies = unit.beside and not unit.apart and _lies(annotated, unit, place)
    head = _DATELINE.match(text[unit.sentence.span.start : place.span.end + 60])
    return {
        kind: 1.0,
        "street": float(place.site == "street" and not outer),
        "locative": float(bool(_LOCATIVE.search(before))),
        "elsewhere": float(away),
        "elsewhere_site": float(away and kind == "proper_site"),
        "bound": float((bound and not (outer and _behind_village(annotated, place))) or lies),
        "care": float(treated or is_care(place, before)),
        "treated": float(treated),
        "home": float(is_home(text, place)),
        "outer": float(outer),
        "lead": float(unit.lead),
        "near": nearness(unit, place.span),
        "beside": float((not lies and unit.beside and not unit.apart) or not unit.sentence.span.covers(place.span)),
        "apart": float(unit.apart),
        "named": float(min(3, named[value.name])),
        "late": min(10, unit.order - first) / 10,
        "dateline": float(not label and head is not None and place.span.start < unit.sentence.span.start + head.end()),
        "filed": float(not label and is_dateline(text, place, value)),
        "posted": float(not label and is_posted(text, place)),
        "label": label,
        "score": value.score,
        **weigh.role(annotated, place.span, "place", main=main, asked=asked),
    }


def _lies(annotated: Annotated, unit: Unit, place: PlaceMention) -> bool:
    """Tell whether the unit says no more than where a site lies that the text named before: the place of what was done there."""
    text = annotated.document.text
    found = _LIES.match(text, unit.span.start, place.span.start)
    if found is None or found["what"] in _SETTLEMENTS:
        return False
    return any(token.word == found["what"] for token in tokens(text, 0, unit.span.start))


def _behind_village(annotated: Annotated, place: PlaceMention) -> bool:
    """Tell the Dori of "attacked the village of Kalu in Dori": the deed is bound to Kalu, which no gazetteer holds."""
    at = bisect_left(annotated.places, place.span.start, key=lambda other: other.span.start)
    return at > 0 and is_called_village(annotated.document.text, annotated.places[at - 1])


def _outer(annotated: Annotated, place: PlaceMention) -> int:
    """Return how many places are named right before one that only says where they lie, two at most: 1 for Lokori in "Akoret,
    outside Lokori", 2 for Turkana in "Akoret village of Lokori, in Turkana"."""
    text, places = annotated.document.text, annotated.places
    at = bisect_left(places, place.span.start, key=lambda other: other.span.start)
    if not _is_outer(text, places, at, place):
        return 0
    return 1 + (at > 1 and _is_outer(text, places, at - 1, places[at - 1]))


def _is_outer(text: str, places: Sequence[PlaceMention], at: int, place: PlaceMention) -> bool:
    """Tell whether the place at index `at` only says where the one named right before it lies."""
    if is_road_to(text, place, next((other for other in places[at:] if other.span.start >= place.span.end), None)):
        return True
    if at == 0:
        return False
    before = places[at - 1]
    between = text[before.span.end : place.span.start]
    if _ON_LINE.fullmatch(between) and (place.site in _SIDES or _LINE.match(text, place.span.end)):
        return True
    return _CHAIN.fullmatch(between) is not None or is_beside_road(before, place, between, text)
