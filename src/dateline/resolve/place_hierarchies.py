"""Which place lies in which, where the text says so outright: "Springfield, Illinois", "Khanabad district of Kunduz province"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.codebook.demonyms import demonyms
from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance
from dateline.resolve import place_chains, place_clues, place_home
from dateline.resolve.candidates import WEIGHTS, Name
from dateline.types import PlaceMention

REACH_KM = {"town": 40, "admin2": 70}
"""How far from a town or a small division a place in it can lie; in a larger one 200."""
BOROUGH_KM = 25
"""The same for a borough of New York ("Red Hook, Brooklyn" is not the village upstate)."""

PEOPLES = 48
_PEOPLES = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:[a-z-]+ ){0,2}(?:city|cities|town|towns|village|villages|port|resort|province|region|"
    r"district|island|suburb|county|state) (?:of |called )?$"
)
"""A people's name before a kind of place: "the Libyan port city of Derna"."""


def hierarchies(text: str, mentions: Sequence[PlaceMention], keys: Sequence[str | None], names: dict[str, Name]) -> None:
    """Strengthen the meanings that lie in one another where two mentions are told so, and those in the country that an adjective
    gives them ("the Libyan city of Derna"); `keys` are those of their `names`."""
    for mention, own in zip(mentions, keys, strict=True):
        match = _PEOPLES.search(text, max(0, mention.toponym.start - PEOPLES), mention.toponym.start) if own else None
        country = demonyms().get(match[1]) if match is not None else None
        if own and country is not None:
            _lie_in(names[own], country, match[1] if match else "")
    _below_headings(text, mentions, keys, names)
    for index, name in enumerate(keys[:-1]):
        owner = keys[index + 1]
        if not name or not owner or name == owner:
            continue
        between = text[mentions[index].toponym.end : mentions[index + 1].toponym.start]
        if place_chains.owns(between) and not mentions[index].site:
            _contain(names[owner], names[name], "'s", listed=False)
            continue
        if not (0 < len(between) <= 60) or not place_clues.HIERARCHY.match(re.sub(r"^ \w+(?=,| in | of )", "", between)):
            continue
        listed = place_chains.lists(text, mentions[index + 1].toponym.end)
        _contain(names[name], names[owner], between, listed=listed)
        if names[name].denied and between == ", ":
            _deny_everywhere(name, names)


def _deny_everywhere(name: str, names: Mapping[str, Name]) -> None:
    """Deny a town wherever it is named that the report puts where the gazetteer has none ("SHELBY, N.Y. … the Town of Shelby")."""
    bare, _, _ = name.partition("|")
    for own, entry in names.items():
        other, _, kind = own.partition("|")
        entry.denied |= other == bare and kind in ("", "town", "city", "village", "township")


def _below_headings(
    text: str, mentions: Sequence[PlaceMention], keys: Sequence[str | None], names: dict[str, Name]
) -> None:  # fmt: skip
    """Strengthen the meanings that lie in the country whose name is the line above them ("Syria\\nNear Palmyra, two strikes …")."""
    heading: tuple[str, str] | None = None
    for mention, own in zip(mentions, keys, strict=True):
        if own is None:
            continue
        start = text.rfind("\n", 0, mention.toponym.start) + 1
        end = text.find("\n", mention.toponym.end)
        word = mention.toponym.of(text)
        alone = start > 0 and text[start : len(text) if end < 0 else end].strip(" :*•-–—") == word
        if alone and names[own].places[0].kind == "country":
            heading = names[own].places[0].country, word
        elif heading is not None:
            _lie_in(names[own], *heading)


def _lie_in(name: Name, country: str, word: str) -> None:
    for position, place in enumerate(name.places):
        said = f"in {country} by '{word}'"
        if place.country == country and place.kind != "country" and said not in name.why[position]:
            name.own[position] += WEIGHTS["hierarchy"]
            name.why[position].append(said)


def _contain(inner: Name, outer: Name, between: str, *, listed: bool) -> None:
    """Strengthen the meanings of `inner` that lie in one of `outer`, and that one; deny `inner` where none does."""
    bonus = WEIGHTS["hierarchy"] if between.startswith((",", " (")) else WEIGHTS["hierarchy"] / 2
    fitting = [_owner(place, outer.places) for place in inner.places]
    if not any(fitting):
        part = between in (", ", " in ") and _is_part(outer, inner)
        inner.denied |= not listed and (_denies(outer, inner, between) or _foreign(outer, inner) or part)
        return
    for position, owner in enumerate(fitting):
        if owner is not None and f"in {owner.name} by the text" not in inner.why[position]:
            inner.own[position] += bonus
            inner.why[position].append(f"in {owner.name} by the text")
    for position, owner in enumerate(outer.places):
        if any(owner is fit for fit in fitting):
            outer.own[position] += bonus / 3


def _owner(place: Candidate, owners: Sequence[Candidate]) -> Candidate | None:
    """Return the first of `owners` that `place` lies in, by its codes or, where they do not say, by the distance."""
    for owner in owners:
        if owner.id == place.id or not owner.country or owner.country != place.country:
            continue
        if owner.kind == "country" or (owner.kind == "admin1" and owner.admin1 == place.admin1):
            return owner
        if owner.kind == "admin1" and "." in owner.admin1 and "." in place.admin1:
            continue
        inside = owner.kind in ("admin2", "region", "admin1", "town") and place.kind in ("town", "admin2", "site")
        reach = BOROUGH_KM if owner.name in table("place_home")["boroughs"] else REACH_KM.get(owner.kind, 200)
        if inside and distance(place.lat, place.lon, owner.lat, owner.lon) < reach:
            return owner
    return None


def _denies(outer: Name, inner: Name, between: str) -> bool:
    """Tell whether a division behind a comma says that none of a name's meanings is meant ("ROSEBUD, Mo.")."""
    owners = [place for place in outer.places if place.kind == "admin1" and place.rank in (0, 4)]
    return between == ", " and any(place.country == owner.country for place in inner.places for owner in owners)


def _foreign(outer: Name, inner: Name) -> bool:
    """Tell whether a town or division that a name is put in has no place of that name in its country ("Eastleigh, Nairobi")."""
    owner, place = outer.places[0], inner.places[0]
    if owner.kind not in ("town", "admin1") or owner.rank > 1 or place.kind not in ("town", "admin2", "site"):
        return False
    small = place.population < place_home.LARGE or place.population < owner.population
    return small and all(item.country != owner.country for item in inner.places)


def _is_part(outer: Name, inner: Name) -> bool:
    """Tell whether a borough or a large American town that a small town's name is put in holds no town of that name: it is one of
    its parts ("Red Hook, Brooklyn")."""
    owner = outer.places[0]
    borough = owner.name in table("place_home")["boroughs"]
    large = owner.kind == "town" and owner.population >= place_home.LARGE and owner.rank < 2
    if owner.country not in table("place_home")["with_division"] or not (borough or large):
        return False
    return all(place.kind in ("town", "site", "admin2") and place.population < place_home.LARGE for place in inner.places)
