"""Places of UCDP GED records (name, second- and first-order division, country) looked up in the gazetteer, by country.

A record counts as resolved when its most specific name (``where``; the second- or first-order division where that is empty)
is found inside the country, or else its second-order, or else its first-order division: "place", "admin2" and "admin1" of
the table. Records that name only the country are left out. Countries with fewer than ``FEWEST`` records are put together.

The gazetteer's own ``place_conflict.tsv`` was made from the ``train`` file (split ``dev``); ``validation`` (``test``) is unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from dateline.codebook.tables import table
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.gazetteer import Gazetteer, gazetteer
from dateline.gazetteer.names import key

Level = Literal["place", "admin2", "admin1", "country", "none"]
FEWEST = 10
ALSO: Mapping[str, tuple[str, ...]] = {"IL": ("IL", "PS")}
"""UCDP files the Palestinian territories under Israel."""
ENOUGH = 80.0
"""Percent of a country's records that should resolve at least to a division."""
SPLITS: Mapping[str, str] = {"dev": "train.jsonl", "test": "validation.jsonl"}
_PARENTHESES = re.compile(r"(?<!\s)\s*\(([^()]{0,500})\)")
_KIND = re.compile(
    r"(?<!\s)\s+(?:town|city|village|area|suburb|neighbou?rhood|quarter|sector|camp|hamlet|locality)$", re.IGNORECASE
)


def benchmark(options: Options) -> Evaluation:
    """Look every record's place up; one row a country, the headline over all."""
    path = options.data / SPLITS[options.split]
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][: options.limit]
    places = gazetteer()
    levels: defaultdict[str, Counter[Level]] = defaultdict(Counter)
    errors: list[dict[str, object]] = []
    unnamed = 0
    for record in records:
        country = country_code(record["location_root_name"])
        if not any(record[f"location_{part}_name"] for part in ("where", "adm2", "adm1")):
            unnamed += 1
            continue
        level = _level(record, country, places)
        levels[country or record["location_root_name"]][level] += 1
        if level not in ("place",):
            errors.append(
                {
                    "level": level,
                    "country": country,
                    **{name: record[f"location_{name}_name"] for name in ("root", "adm1", "adm2", "where")},
                }
            )
    rows = tuple(_rows(levels))
    low = [row.name for row in rows[1:] if row.figures["resolved"] < ENOUGH]
    headline = {"ucdp_resolved": rows[0].figures["resolved"], "ucdp_place": rows[0].figures["place"]}
    notes = (
        f"under {ENOUGH:.0f}% to a town or division: {', '.join(low) or 'none'}",
        f"{unnamed} records name no place below the country and are left out",
    )
    return Evaluation("ucdp", hashlib.sha256(path.read_bytes()).hexdigest(), rows, headline, notes, tuple(errors))


def _rows(levels: Mapping[str, Counter[Level]]) -> Iterator[Row]:
    total: Counter[Level] = sum(levels.values(), Counter())
    yield _row("all", total)
    rest: Counter[Level] = Counter()
    for country, counts in sorted(levels.items(), key=lambda item: -item[1].total()):
        if counts.total() < FEWEST:
            rest += counts
        else:
            yield _row(country, counts)
    if rest:
        yield _row("others", rest)


def _row(name: str, counts: Counter[Level]) -> Row:
    size = counts.total()
    share = {level: 100 * counts[level] / size for level in ("place", "admin2", "admin1")}
    return Row(
        name,
        {
            "n": float(size),
            "resolved": sum(share.values()),
            "place": share["place"],
            "admin2": share["admin2"],
            "admin1": share["admin1"],
        },
    )


def _level(record: Mapping[str, str], country: str | None, places: Gazetteer) -> Level:
    if country is None:
        return "none"
    names = {level: record[f"location_{level}_name"] for level in ("where", "adm2", "adm1")}
    finest = next((name for name in names.values() if name), "")
    if not finest:
        return "country"
    if _found(finest, country, places):
        return "place"
    if names["adm2"] and _found(names["adm2"], country, places):
        return "admin2"
    return "admin1" if names["adm1"] and _found(names["adm1"], country, places) else "country"


def _found(name: str, country: str, places: Gazetteer) -> bool:
    codes = ALSO.get(country, (country,))
    return any(places.search(form, code) for form in forms_of(name) for code in codes)


@cache
def forms_of(name: str) -> tuple[str, ...]:
    """Return the ways to look up a name as UCDP writes it: "Tadmur/Palmyra town", "Şabrah (Gaza) area"."""
    parts = [form for part in (_PARENTHESES.sub("", name), *_PARENTHESES.findall(name)) for form in (part, *part.split("/"))]
    return tuple(dict.fromkeys(form.strip() for part in parts if part for form in (part, _KIND.sub("", part)) if form.strip()))


@cache
def country_code(name: str) -> str | None:
    """Return the ISO code of a country as UCDP names it: "Yemen (North Yemen)", "DR Congo (Zaire)"."""
    for form in (name, *_PARENTHESES.findall(name), _PARENTHESES.sub("", name), name.removeprefix("Kingdom of ").split(" (")[0]):
        found = [place for place in gazetteer().find(key(form)) if place.kind == "country"]
        if found:
            return found[0].country
    return {form: code for code, forms in table("place_country_names")["names"].items() for form in forms}.get(name)
