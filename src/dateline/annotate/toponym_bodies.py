"""What tells a town from the word or the given name that it is called like: its police, and the state behind its name.

"Laurel", "Gary" and "Forest" are a girl, a man and a wood nearly everywhere; "Laurel police" and "FOREST, Miss." are towns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.annotate import place_words
from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, Gazetteer
from dateline.gazetteer.names import key

SMALLEST = 1_000
"""A town of so many people has a police force of its own: of fewer, most of those that a report names are something else."""
_POLICE = re.compile(r" (?:[Pp]olice|PD)\b")
_FORCE = re.compile(r" (?:Police (?:Department|Dept|Chief|Officers?|Capt|Captain|Lt|Lieutenant|Sgt|Sergeant|Det|Detective)|PD)\b")
"""How a town's police is written out, which no other body's is ("Forest Police Chief"; "Union police" may be a transit union's)."""
_STATE = re.compile(r",\s{1,2}([A-Z][a-z]+(?: (?:[A-Z][a-z]+))?)")
_LOCATED = re.compile(r"\b(?:[Ii]n|near|outside) $")


def has_police(text: str, end: int, places: Sequence[Candidate]) -> bool:
    """Tell whether a police force stands behind a name of which there is a town in a country of local forces."""
    dense = table("place_home")["dense"]
    town = any(
        place.kind == "town" and place.rank < 2 and place.country in dense and place.population >= SMALLEST for place in places
    )
    return town and _POLICE.match(text, end) is not None


def is_told(text: str, end: int, places: Sequence[Candidate], gazetteer: Gazetteer) -> bool:
    """Tell whether the words behind a name that is mostly another word say that it is an American town's: the state that it lies
    in ("Forest, Miss."), or its police written out."""
    towns = [place for place in places if place.kind == "town" and place.rank < 2 and place.country == "US"]
    if not towns:
        return False
    if _FORCE.match(text, end):
        return any(place.population >= SMALLEST for place in towns)
    return not _states(text, end, gazetteer).isdisjoint(place.admin1 for place in towns)


def _states(text: str, end: int, gazetteer: Gazetteer) -> set[str]:
    """Return the codes of the divisions whose name or abbreviation stands behind a comma at `end`."""
    if text[end : end + 2] != ", ":
        return set()
    short = place_words.abbreviations()[0].match(text, end + 2)
    full = _STATE.match(text, end)
    forms = [short[0]] if short else [full[1], full[1].split()[0]] if full else []
    return {
        place.admin1 for form in forms for place in gazetteer.find(key(form)) if place.kind == "admin1" and place.country == "US"
    }


def is_located(text: str, start: int) -> bool:
    """Tell whether a name is said to hold something ("a shooting in Forest")."""
    return _LOCATED.search(text, max(0, start - 9), start) is not None
