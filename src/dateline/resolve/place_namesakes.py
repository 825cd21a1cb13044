"""Namesakes that the words of a report rule out: towns named like its streets, places beyond a border, a division across a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from dateline.codebook.demonyms import demonyms
from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance, gazetteer
from dateline.gazetteer.names import key
from dateline.gazetteer.store import DESIGNATORS
from dateline.types import Span

LINE_KM = 40.0
"""A division this near to a large town of its name in another country is named after that town ("Jerusalem")."""
LARGE = 500_000
ALIKE = 80.0
"""Similarity (rapidfuzz token set ratio, 0 to 100) of two forms of one name ("Mt. Vernon", "St. Mary's City")."""
KNOWN = 1_000_000
"""People of a town whose other names are in use as well."""
_STREET = re.compile(
    r"\b([A-Z][a-z]{3,20}) (?:Street|Avenue|Ave\.|Road|Drive|Boulevard|Blvd\.|Lane|Court|Place|Terrace|Parkway)(?!\w)"
)
_BLOCK = re.compile(r"\b[Bb]lock (?:of|on) (?:(?:North|South|East|West|[NSEW]\.?) )?([A-Z][a-z]{3,20})\b(?! [A-Z])")
_WITHOUT = re.compile(r"\b(?:(?:intersection|corner) of|area of) ([A-Z][a-z]{3,20}) and ([A-Z][a-z]{3,20})\b(?! [A-Z]| [Cc]ount)")
"""A street told by its name alone: "the 700 block of Dover", "the corner of Dover and Salem"."""
_SIDE = re.compile(r"\bon (?:North|South|East|West|[NSEW]\.?) $")
_CORNER = re.compile(r"\b(?:near|at|(?:intersection|corner) of|area of) (?:the )?$")
_AND = re.compile(r" and ([A-Z][\w’'-]+)\b(?! (?:[Cc]ount|[A-Z]))")
_FIRST = re.compile(r"\b(?:near|at|(?:intersection|corner) of|area of) ([A-Z][\w’'-]+) and $")
_BORDER = re.compile(
    r",? (?:on|near|close to|along|by|at) (?:the |[A-Z]\w{2,15}['’]s )?"
    r"(?:(?:shared )?border (?:with|to) (?:the )?(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"
    r"|(?P<demonym>[A-Z]\w{3,14}) border\b)"
)

_HOSPITAL = re.compile(
    r"\b((?:[A-Z][\w.'’-]{1,20} ){0,2}[A-Z][\w.'’-]{1,20}) (?:(?:General|Memorial|University|Children['’]s|Regional) )?"
    r"(?:Hospital|Medical Center|Trauma Center|Infirmary)\b"
)
_LOCATED = re.compile(r"\b[Ii]n (?:the )?$")


def streets(text: str) -> frozenset[str]:
    """Return the keys of the names that the text's streets bear ("Lagrange Street"): alone they mean the street again."""
    named = (match[1] for pattern in (_STREET, _BLOCK) for match in pattern.finditer(text))
    return frozenset(key(name) for name in (*named, *(name for match in _WITHOUT.finditer(text) for name in match.groups())))


def is_crossing(text: str, span: Span) -> bool:
    """Tell a street told by its name alone ("near Beale and Dover", "the corner of North and Dover", "on West Dover"): one of the
    two is no place of the USA."""
    if _SIDE.search(text, max(0, span.start - 10), span.start):
        return True
    second = _AND.match(text, span.end)
    led = _CORNER.search(text, max(0, span.start - 40), span.start) is not None
    first = None if led else _FIRST.search(text, max(0, span.start - 60), span.start)
    other = second[1] if led and second is not None else first[1] if first is not None else None
    return other is not None and not (_is_american(other) and _is_american(span.of(text)))


def _is_american(name: str) -> bool:
    return any(place.rank < 2 and place.country == "US" for place in gazetteer().find(key(name)))


def beyond(text: str, end: int) -> str | None:
    """Return the country across the border near which a place ending at `end` lies ("Kologo, near the border with Togo")."""
    match = _BORDER.match(text, end)
    if match is None:
        return None
    if match["demonym"]:
        return demonyms().get(match["demonym"])
    forms = (match["name"], match["name"].split()[0])
    found = [place for form in forms for place in gazetteer().find(key(form)) if place.kind == "country" and place.rank < 2]
    return found[0].country if found else None


def across(found: Sequence[Candidate], words: str) -> tuple[Candidate, ...]:
    """Return the meanings of a name, without a division that is named after a large town of another country right beside it,
    with the divisions whose name it is once its own designator is taken off ("Northern Region": Ghana's "Northern")."""
    towns = [place for place in found if place.kind == "town" and place.population >= LARGE and place.rank == 0]
    kept = [place for place in found if place.kind != "admin1" or not any(_beside(place, town) for town in towns)]
    bare = DESIGNATORS.sub("", words)
    if bare != words and any(place.kind == "admin1" for place in kept):
        known = {place.id for place in kept}
        kept += [
            place for place in gazetteer().find(key(bare)) if place.kind == "admin1" and place.rank < 2 and place.id not in known
        ]
    return tuple(kept)


def _beside(place: Candidate, town: Candidate) -> bool:
    return place.country != town.country and distance(place.lat, place.lon, town.lat, town.lon) < LINE_KM


def hospitals(text: str) -> frozenset[str]:
    """Return the keys of the names that hospitals bear in a text: "taken to Mount Sinai" is one of them, and no town."""
    return frozenset(key(match[1]) for match in _HOSPITAL.finditer(text))


def is_located(text: str, start: int) -> bool:
    """Tell whether a name is said to hold something: "in Mount Sinai" is the town, "to Mount Sinai" may be the hospital."""
    return _LOCATED.search(text, max(0, start - 12), start) is not None


def is_former(place: Candidate, words: str) -> bool:
    """Tell a small American town's other name that is no form of its own ("West Side" of West Newton, "Algiers" of Bennington):
    GeoNames keeps the names that it once had, and reports of other towns mean a part of these by them."""
    if place.kind != "town" or place.rank != 2 or place.population >= KNOWN:
        return False
    return place.country in table("place_home")["with_division"] and fuzz.token_set_ratio(key(place.name), key(words)) < ALIKE
