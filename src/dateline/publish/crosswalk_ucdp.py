"""UCDP GED rows: best, low and high; at least one death; a named side or nothing. ``source_original`` is our speaker."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.publish.crosswalk import country, is_near, length, named, region, rows, span, target_terms
from dateline.publish.table import Row, joined

Json = Mapping[str, Any]


def ucdp(records: Iterable[Json]) -> tuple[list[str], list[Row]]:
    """Return UCDP GED's columns and a row for each record that it codes; the records carry the ucdp rule's figures."""
    return rows("ucdp", records, _row)


def _row(record: Json, rules: Any) -> Row | None:
    days, value, place = span(record), record.get("killed") or {}, record.get("place") or {}
    party, code = record.get("perpetrator"), where_prec(record.get("place") or {})
    best, low, high = deaths(value)
    if days is None or party is None or gap(record) is not None:
        return None
    lat, lon = place.get("lat"), place.get("lon")
    side_a, side_b = _side_a(record, rules, str(party["name"])), _side_b(record, rules, str(party["name"]))
    return {
        "year": days[0].year, "type_of_violence": _violence(record, rules),
        "side_a": side_a, "side_b": side_b, "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        **_sources(record), "where_prec": code, "where_coordinates": place.get("name"), "where_description": _said(record, "place"),
        "adm_1": place.get("admin1"), "latitude": lat, "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})" if lat is not None and lon is not None else None, "priogrid_gid": priogrid(lat, lon),
        "country": _nation(record, rules), "country_id": rules["country_ids"].get(place.get("country")),
        "region": region(place, rules["regions"]), "event_clarity": 1, "date_prec": date_prec(record),
        "date_start": days[0].isoformat(), "date_end": days[1].isoformat(),
        "deaths_unknown": best, "best": best, "high": high, "low": low,
    }  # fmt: skip


def gap(record: Json) -> str | None:
    """Return why UCDP has no row for a record, None where it has one."""
    if record["outcome"] == "foiled":
        return "foiled"
    if span(record) is None:
        return "no date"
    if where_prec(record.get("place") or {}) is None:
        return "no place"
    if not deaths(record.get("killed") or {})[0]:
        return "no death reported"
    return None if named(record.get("perpetrator")) else "no named group"


def deaths(value: Json) -> tuple[int | None, int | None, int | None]:
    """Return best, low and high; a bound from below alone is best and low, and high where nothing higher is said."""
    best = value.get("best") if value.get("best") is not None else value.get("low")
    low = value.get("low") if value.get("low") is not None else best
    high = value.get("high") if value.get("high") is not None else best
    return best, low, high


def where_prec(place: Json) -> int | None:
    """Return 1 exact, 2 near, 4 first-order division, 6 country; None for no place."""
    kind = place.get("precision")
    if kind in ("site", "town"):
        return 2 if is_near(place) else 1
    return 4 if kind == "region" else 6 if kind == "country" else None


def date_prec(record: Json) -> int | None:
    """Return 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    days = span(record)
    if days is None:
        return None
    count = length(days)
    return 1 if count == 1 else 2 if count <= 6 else 3 if count == 7 else 4 if count <= 31 else 5


def priogrid(lat: float | None, lon: float | None) -> int | None:
    """Return the PRIO-GRID cell (Tollefsen et al. 2012): half degrees counted from the south-west corner of the world, from 1."""
    if lat is None or lon is None:
        return None
    row, column = min(359, math.floor((lat + 90) * 2)), min(719, math.floor((lon + 180) * 2))
    return row * 720 + column + 1


def _violence(record: Json, rules: Any) -> int | None:
    """1 state-based, 3 one-sided; 2 (non-state) would need the other group's name, which the record does not hold."""
    terms = set(target_terms(record))
    civil, state = bool(terms & set(rules["civilians"])), bool(terms & set(rules["state"]))
    if civil == state:
        return None
    return 3 if civil else 1


def _nation(record: Json, rules: Any) -> str | None:
    """The country as UCDP names it: "Yemen (North Yemen)"."""
    named_so: str | None = rules["country_names"].get((record.get("place") or {}).get("country"))
    return named_so or country(record)


def _side_a(record: Json, rules: Any, name: str) -> str | None:
    """In state-based violence side A is the government."""
    nation = _nation(record, rules)
    if _violence(record, rules) == 1:
        return f"Government of {nation}" if nation else None
    return name


def _side_b(record: Json, rules: Any, name: str) -> str | None:
    kind = _violence(record, rules)
    return name if kind == 1 else "Civilians" if kind == 3 else None


def _sources(record: Json) -> Row:
    reports = record["reports"]
    dated = [one["published"] for one in reports if one["published"]]
    return {
        "number_of_sources": len(record["voices"]),
        "source_article": joined((joined([one["publisher"], one["published"], one["title"]], ",") for one in reports), ";"),
        "source_office": joined((one["publisher"] for one in reports), ";"),
        "source_date": joined(dated, ";"),
        "source_headline": joined((one["title"] for one in reports), ";"),
        "source_original": joined((p["speaker"] for p in record["toll"] if p["property"] == "killed" and p["settled"]), ";"),
    }


def _said(record: Json, name: str) -> str | None:
    return joined((s["quote"] for s in record["statements"] if s["property"] == name), "; ")
