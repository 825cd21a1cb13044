"""The town or county whose police or sheriff speaks, where a report says only the American state of its deed.

"Five people were wounded in a Texas shooting … Houston police say": the police that speaks of a deed is that of its town, the
sheriff that of its county. A dateline with the state bears out a small town alone: agencies file from the capital what happened
elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.codebook.tables import table
from dateline.extract.compare import kilometres
from dateline.extract.place_filed import Found, filed_in
from dateline.gazetteer import gazetteer
from dateline.types import Annotated, PlaceMention, PlaceValue

DESK = 50_000
"""A town of so many people has desks of its own that report from all of its state."""
NEAR_KM = 60.0
"""How far from a town lies what a report places by it."""
_SUBURBAN = re.compile(r"\b[Ss]uburban $")
_POLICE = re.compile(r" (?:(?:City|Metro|Metropolitan|Regional) )?(?:[Pp]olice|PD)\b")
_SHERIFF = re.compile(
    r" (?:[Ss]heriff|[Cc]oroner|[Pp]rosecutor|(?:[Cc]hief )?[Dd]eput|[Pp]olice|[Dd]istrict [Aa]ttorney|[Aa]uthorities)"
)


def is_state(value: PlaceValue | None) -> bool:
    """Tell whether a place is no more than a first-order division of a country whose towns are told by it."""
    return (
        value is not None
        and value.precision == "region"
        and value.name == value.admin1
        and value.country in table("place_home")["with_division"]
    )


def beside(annotated: Annotated, found: Found) -> Found | None:
    """Return the one town near by whose police speaks or which the dateline names with the state, where the town chosen only says
    what the place is near ("a suburban Seattle home", "near Sacramento"), and its own police says nothing; None elsewhere."""
    town, score = found[0].value, found[1]
    text = annotated.document.text
    if (
        town is None
        or town.gazetteer_id is None
        or town.precision not in ("town", "site")
        or town.country not in table("place_home")["with_division"]
    ):
        return None
    if not (town.vicinity or _SUBURBAN.search(text, max(0, found[0].span.start - 10), found[0].span.start)):
        return None
    speak = {place.value.name: place for place in annotated.places if place.value and _speaks_in(text, place, town)}
    if town.name in speak:
        return None
    filed = filed_in(annotated, town, score)
    if filed is not None and filed[0].value is not None:
        speak[filed[0].value.name] = filed[0]
    near = [place for place in speak.values() if place.value and (kilometres(place.value, town) or NEAR_KM) < NEAR_KM]
    return (near[0], score) if len(near) == 1 else None


def _speaks_in(text: str, place: PlaceMention, town: PlaceValue) -> bool:
    return _lies_in(place, town) and _is(place, "town") and _POLICE.match(text, place.toponym.end) is not None


def speaking(annotated: Annotated, found: Found) -> Found | None:
    """Return the one town of the state `found` whose police the report names, else the one county whose sheriff speaks, else the
    small town of its dateline; with the state's own score. For a town that is only near it `beside`. None where there is none."""
    state, score = found[0].value, found[1]
    if state is None or not is_state(state):
        return beside(annotated, found)
    text = annotated.document.text
    inner = [place for place in annotated.places if _lies_in(place, state)]
    towns = [place for place in inner if _is(place, "town") and _POLICE.match(text, place.toponym.end)]
    counties = [place for place in inner if _is_county(text, place) and _SHERIFF.match(text, place.toponym.end)]
    for bodies in (towns, counties):
        if len({place.value.name for place in bodies if place.value is not None}) == 1:
            return replace(bodies[0], span=bodies[0].toponym, site=None), score
    filed = filed_in(annotated, state, score)
    return filed if filed is not None and filed[0].value is not None and not _has_desks(filed[0].value) else None


def _lies_in(place: PlaceMention, state: PlaceValue) -> bool:
    value = place.value
    return place.site in (None, "office") and value is not None and (value.country, value.admin1) == (state.country, state.admin1)


def _is(place: PlaceMention, precision: str) -> bool:
    return place.value is not None and place.value.precision == precision and place.value.gazetteer_id is not None


def _is_county(text: str, place: PlaceMention) -> bool:
    return _is(place, "region") and place.toponym.of(text).endswith((" County", " Parish"))


def _has_desks(value: PlaceValue) -> bool:
    """Tell a state's capital and a large town, in which agencies file what happened elsewhere in the state."""
    if value.name in table("place_home")["state_capitals"]:
        return True
    meant = (place for place in gazetteer().search(value.name, value.country) if str(place.id) == value.gazetteer_id)
    return any(place.population >= DESK for place in meant)
