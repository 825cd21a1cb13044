"""What a name of the document can mean, and how well each meaning fits by itself."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.gazetteer import Candidate, distance, gazetteer
from dateline.gazetteer.names import key, skeleton
from dateline.gazetteer.store import DESIGNATORS
from dateline.resolve import place_clues, place_namesakes
from dateline.resolve.candidates import WEIGHTS, Name, prior

MOST_MEANINGS = 40
TWIN_KM = 120.0
"""A division this near to a town of its name is named after it."""
SEAT = 0.15
"""So is one, however wide, in which the town holds such a share of the people ("São Paulo", "Homs", "Gao")."""


def meanings(words: str, designator: str | None) -> tuple[Candidate, ...]:
    """Return the places that a name can mean, by the word beside it that says what it is ("county"), likeliest first."""
    found = place_namesakes.across(gazetteer().search(place_clues.towns().get(words, words)), words)
    owner = next((place.country for place in found if place.kind == "country" and place.rank < 2), None)
    if owner and not designator:
        found = tuple(place for place in found if place.kind == "country" or place.country != owner)
    if designator in ("county", "counties", "parish"):
        suffix = "Parish" if designator == "parish" else "County"
        bare = DESIGNATORS.sub("", words)
        found = gazetteer().find(key(f"{bare} {suffix}")) or found
    if words.endswith(("'s", "’s")):
        found = gazetteer().find(key(f"{words} County")) or found
    if any(place.rank != 3 for place in found) and words.istitle():
        found = tuple(place for place in found if place.rank != 3 or place.kind == "country")
    if words.isupper() and any(place.rank == 4 for place in found) and len(words) < 5:
        found = tuple(place for place in found if place.rank == 4)
    return tuple(sorted(found, key=lambda place: -prior(place))[:MOST_MEANINGS])


def alike(words: str, names: Iterable[Name]) -> tuple[Candidate, ...]:
    """Return the places of a like romanisation in the countries of the names before it in the text."""
    codes = {place.country for name in names for place in name.places[:1]}
    return tuple(place for code in sorted(codes) for place in gazetteer().alike(skeleton(words), code))[:MOST_MEANINGS]


def own(place: Candidate, designator: str | None) -> tuple[float, list[str]]:
    """Return the score of a meaning by itself, and the reasons that can be told."""
    score, why = prior(place), []
    if designator:
        fits = place.kind in place_clues.kinds()[designator]
        score += WEIGHTS["designator" if fits else "against designator"]
        if fits:
            why.append(f"said to be a {designator}")
    return score, why


def prefer_towns(entry: Name) -> None:
    """Let a town stand before the division that is named after it (Alexandria, Kunduz), where no word says which is meant."""
    for position, place in enumerate(entry.places):
        if place.kind not in ("admin1", "admin2"):
            continue
        for other, town in enumerate(entry.places):
            near = (place.approximate and town.admin1 == place.admin1) or distance(
                place.lat, place.lon, town.lat, town.lon
            ) < TWIN_KM
            near = near or _is_seat(town, place)
            bears = town.rank < 2 or town.admin1 == place.admin1  # not a village elsewhere that is also spelt so ("Kebbi", Kebbe)
            bears = bears and not (
                town.rank > 1 and town.name.startswith(f"{place.name} ")
            )  # "Maryland" is no short "Maryland City"
            if town.kind == "town" and bears and town.country == place.country and (near or town.admin2 == "capital"):
                entry.own[position] = min(entry.own[position], entry.own[other] - 0.5)


def _is_seat(town: Candidate, division: Candidate) -> bool:
    """Tell whether a first-order division has its name from a town in it, by the town's share of the people.

    Not by a name that is only in use ("New York City").
    """
    inside = division.kind == "admin1" and town.kind == "town" and town.admin1 == division.admin1
    return inside and town.rank == 0 and town.population >= SEAT * division.population
