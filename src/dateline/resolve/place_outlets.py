"""What the outlet's own name says of where a report is set: the paper's town and state, the station's behind the title."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.codebook.tables import table
from dateline.gazetteer import gazetteer
from dateline.resolve.candidates import Name
from dateline.resolve.place_home import LARGE, Home, home

OUTLET, OUTLET_TOWN = 200, 20_000
"""Code points from the start in which an outlet's name counts, and the people that its town must have."""
STATE = 1.3
"""What the state of the paper's own town adds to the score of a county, in log-odds: half of what another name there does."""


def town(names: Collection[Name]) -> Home | None:
    """Return the report's town; where none is named surely, that in the outlet's name may be."""
    found = home(names)
    if found is None or (found.proof == 0 and found.place.population < LARGE):
        for name in names:
            name.outlet = 0
        found = home(names)
    return found


def weigh_state(name: Name, outlet: Home | None) -> None:
    """Let the counties gain that lie in the state of the paper's town ("The Augusta Chronicle": Richmond County, Georgia)."""
    for position, place in enumerate(name.places if outlet is not None else ()):
        if outlet is not None and place.kind == "admin2" and place.admin1 == outlet.place.admin1:
            name.own[position] += STATE


def outlet(text: str) -> Home | None:
    """Return the town in the name of the paper or station that heads a report ("The Augusta Chronicle"), where it has one."""
    words = "|".join(table("place_home")["outlets"])
    for match in re.finditer(rf"\b(?:[A-Z][a-z]+ )?[A-Z][a-z]+(?= (?:{words})(?![a-z]))", text[:OUTLET]):
        for name in (match[0], match[0].split()[-1]):
            found = [place for place in gazetteer().search(name) if place.kind == "town" and place.rank < 2]
            if found and found[0].population >= OUTLET_TOWN and found[0].country in table("place_home")["dense"]:
                return Home(found[0], found[0].name, 1, 0)
    return None
