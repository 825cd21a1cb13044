"""What the words around a place name say: what kind of place it is, what it lies in, whether it is only near, which country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.codebook.demonyms import demonyms
from dateline.codebook.needles import Needled, folded
from dateline.codebook.tables import table
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.gazetteer.store import DESIGNATORS
from dateline.types import Document, Span

_NEXT = re.compile(r" (\w+)\b")
_OF_TOWNS = re.compile(r" (?:town|city|village|suburb) of [A-Z]")
"""Behind a country or division: what it holds is named next ("the Wyoming town of Lingle")."""
_BEFORE = re.compile(r"(?P<name>\b(?!(?:The|A|An|In|This|That|Its|Their)\b)[A-Z][\w’'-]+ )?\b(?P<noun>\w+) of (?:the )?$")
"""The noun is that of a name before it, if there is one: "the Zayo district of Nador", not "the Syrian city of Nador"."""
HIERARCHY = re.compile(
    r"^(?:, (?:in )?(?:the )?| \(|, (?:a|an|the) [\w -]{1,40} (?:in|of) | in | of )"
    r"(?:(?:northern|southern|eastern|western|central|neighbou?ring) )?$"
)
_VICINITY = Needled(
    r"(?:\b(?:near|nearby|outside|around|vicinity of|close to|edge of|outskirts of|suburbs? of|off)"
    r"|\b(?:kilomet(?:er|re)s?|km|miles?|mi)\.?(?: to the)?"
    r" (?:(?:north|south)(?:-?(?:east|west))?|east|west|outside|from|away from)(?: of)?"
    r"|\b(?:(?:north|south)(?:-?(?:east|west))?|east|west) of)(?: the)?(?: (?:capital|city|town|village))?(?: of)?,? $",
    re.IGNORECASE,
)
BODY = 6000
"""Code points from the start in which a country's institutions and demonyms are looked for."""
HEAD = 600
"""Code points from the start in which a dateline may stand."""
_DATELINE = re.compile(r"^[ \t]*(?:[A-Z]{3,8} )?([A-Z][A-Z .'’-]{2,24}[A-Z])(?:,| \(|\s?--?\s|\s?[—–])", re.MULTILINE)
_DEMONYM = re.compile(r"\b(?:[A-Z][a-z]{3,14}|[A-Z]{4,15})\b")


def designator(text: str, span: Span, words: str) -> str | None:
    """Return the word that says what kind of place it is: "Helmand province", "the town of Ghazni", "Laurel County"."""
    if (within := DESIGNATORS.search(words)) and within[1].lower() in kinds() and not gazetteer().known(key(words)):
        return within[1].lower()
    after = _NEXT.match(text, span.end)
    if (
        after
        and after[1].lower() in kinds()
        and not (_OF_TOWNS.match(text, after.start()) and _holds_towns(words))
        and (after[1].islower() or after[1] in ("County", "Province", "Governorate", "District"))
    ):
        return after[1].lower()
    before = _BEFORE.search(text, max(0, span.start - 40), span.start)
    if before is None or (before["name"] and before["name"].strip() not in demonyms()):
        return None
    return before["noun"].lower() if before["noun"].lower() in kinds() else None


def _holds_towns(words: str) -> bool:
    return any(place.kind in ("country", "admin1") and place.rank < 2 for place in gazetteer().find(key(words)))


def vicinity(text: str, start: int) -> bool:
    """Tell whether the words before the name at `start` say that the place is only near it ("12 km north of")."""
    return bool(_VICINITY.first(text, max(0, start - 70), start))


def country_hints(text: str, named: Mapping[str, int]) -> dict[str, float]:
    """Return countries named by demonyms, a capital's dateline or `institutions` of their own ("Crime Stoppers", "gardaí"), each
    with a weight of at most one name."""
    hints: dict[str, float] = {}
    for match in _DATELINE.finditer(text[:HEAD]):
        capitals = {place.country for place in gazetteer().find(key(match[1])) if place.admin2 == "capital" and place.rank < 2}
        hints |= dict.fromkeys(capitals, 1.0)
    words = {match[0].capitalize() for match in _DEMONYM.finditer(text[:BODY])}
    for word in words & demonyms().keys():
        code = demonyms()[word]
        hints[code] = min(1.0, hints.get(code, 0.0) + 0.5)
    for code, number in named.items():
        hints[code] = min(1.0, hints.get(code, 0.0) + 0.5 * number)
    return hints


def institutions(text: str) -> dict[str, int]:
    """Return the countries whose own institutions a report names, with how many kinds of them."""
    end = min(len(text), BODY)
    low = folded(text[:end])
    found = {code: {match[0].lower() for match in needled.finditer(text, 0, end, low)} for code, needled in _institutions().items()}
    return {code: len(words) for code, words in found.items() if words}


@cache
def _institutions() -> dict[str, Needled]:
    return {code: Needled(rf"\b(?:{'|'.join(forms)})(?!\w)") for code, forms in table("place_home")["institutions"].items()}


@cache
def kinds() -> dict[str, list[str]]:
    """Return which kinds of place a designator ("county") can stand with."""
    return dict(table("place_cues")["kinds"])


@cache
def towns() -> dict[str, str]:
    """Return the towns known by initials ("L.A.")."""
    return dict(table("place_abbreviations")["towns"])


def whole_name(words: str, text: str) -> str:
    """Return the name that a shorter one stands for: "Congo" is the larger one, unless a report speaks of the other."""
    row = table("place_abbreviations")["short"].get(words)
    if row is None:
        return words
    others = re.sub(r"\bDemocratic Republic of (?:the )?\w+", "", text)
    return words if any(name in others for name in row["unless"]) else str(row["means"])


def publisher_country(document: Document) -> str | None:
    """Return the publisher's country where its address says it (``.co.uk`` → GB); ``.com`` and ``.org`` say nothing."""
    match = re.match(r"https?://[^/:]*\.([a-z]{2})(?:[:/]|$)", document.url or "")
    if not match:
        return None
    code = {"uk": "GB"}.get(match[1], match[1].upper())
    return code if code not in ("TV", "ME", "IO", "CO", "FM", "AI", "LY") else None
