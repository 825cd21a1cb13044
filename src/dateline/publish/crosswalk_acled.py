"""ACLED rows: a named place and one day; the most conservative toll; 0 only where the reports say that nobody died.

ACLED itself codes 0 where no figure is mentioned (Codebook, Fatalities); a cell that we fill so could not be told from a figure,
so it stays empty and the notes say why.

Left out, as ACLED leaves them out: incidents known by country alone or by a date vaguer than a month, and foiled ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.publish.abstract import abstract
from dateline.publish.crosswalk import (
    country,
    figures_said,
    is_near,
    length,
    midpoint,
    named,
    region,
    rows,
    sources,
    span,
    target_terms,
)
from dateline.publish.table import Row, joined

Json = Mapping[str, Any]
LONGEST_MONTH = 31
WHAT_CARRIES = ("bus", "train")
"""Targets that say nothing of whom they carry where another target does ("a bus with soldiers")."""


def acled(records: Iterable[Json]) -> tuple[list[str], list[Row]]:
    """Return ACLED's columns and a row for each record that it codes; the records carry the acled rule's figures."""
    return rows("acled", records, _row)


def _row(record: Json, rules: Any) -> Row | None:
    days, place = span(record), record.get("place") or {}
    precision, where = time_precision(record), geo_precision(place)
    if days is None or gap(record) is not None:
        return None
    killed, note = fatalities(record)
    event, sub = _types(record, rules)
    actor1, actor2 = _actors(record, rules)
    nation = country(record)
    return {
        "event_date": midpoint(days).isoformat(), "year": midpoint(days).year, "time_precision": precision,
        "disorder_type": rules["disorder"].get(event), "event_type": event, "sub_event_type": sub,
        "actor1": actor1[0], "inter1": actor1[1], "actor2": actor2[0], "inter2": actor2[1],
        "civilian_targeting": "Civilian targeting" if actor2[1] == "Civilians" else None,
        "iso": _numeric(place.get("country")), "region": region(place, rules["regions"]), "country": nation,
        "admin1": place.get("admin1"), "location": place.get("name"),
        "latitude": place.get("lat"), "longitude": place.get("lon"), "geo_precision": where,
        "source": sources(record), "source_scale": source_scale(record, rules),
        "notes": joined([abstract(record), note], " "), "fatalities": killed,
    }  # fmt: skip


def gap(record: Json) -> str | None:
    """Return why ACLED has no row for a record, None where it has one."""
    if record["outcome"] == "foiled":
        return "foiled"
    if span(record) is None:
        return "no date"
    if time_precision(record) is None:
        return "a date vaguer than a month"
    return None if geo_precision(record.get("place") or {}) is not None else "no place below the country"


def time_precision(record: Json) -> int | None:
    """Return 1 for a day, 2 within a week, 3 within a month, None for what is vaguer."""
    days = span(record)
    if days is None or length(days) > LONGEST_MONTH:
        return None
    return 1 if length(days) == 1 else 2 if length(days) <= 7 else 3


def geo_precision(place: Json) -> int | None:
    """Return 1 for a named town, 2 near one, 3 for a region, None for a country alone."""
    kind = place.get("precision")
    if kind in ("site", "town"):
        return 2 if is_near(place) else 1
    return 3 if kind == "region" else None


def fatalities(record: Json) -> tuple[int | None, str]:
    """Return the lowest current figure and a note; words count as the least that they allow, no mention is None."""
    value = record.get("killed") or {}
    figure = next((value[name] for name in ("best", "low") if value.get(name) is not None), None)
    if figure is None:
        return None, "No number of fatalities is mentioned; left empty (the ACLED rule would code 0)."
    said = figures_said(record, "killed")
    return int(figure), f"Fatalities as said: {said}." if said else ""


def _types(record: Json, rules: Any) -> tuple[str | None, str | None]:
    terms = target_terms(record)
    holds = {
        "targets:military": bool({"military", "police", "militia or armed group"} & set(terms)) and "civilians" not in terms,
        "targets:civilians": "civilians" in terms,
        "killed": bool((record.get("killed") or {}).get("low")),
        "else": True,
        **{f"weapon:{weapon}": True for weapon in record["weapons"]},
    }
    for condition, event, sub in rules["types"].get(record["type"], ()):
        if holds.get(condition, False):
            return event, sub
    return None, None


Actor = tuple[str | None, str | None]


def _actors(record: Json, rules: Any) -> tuple[Actor, Actor]:
    """Both actors with their kind. ACLED never infers an actor that no source names: "Unidentified Armed Group (Country)"."""
    nation = country(record) or "Unknown"
    party = record.get("perpetrator")
    if party and named(party):
        name = str(party["name"])
        first: Actor = (name, rules["inter"]["state"] if _is_state(party) else None)
    else:
        first = (f"Unidentified Armed Group ({nation})", rules["inter"]["unidentified"])
    for term in sorted(target_terms(record), key=lambda one: one in WHAT_CARRIES):
        if term in rules["targets"]:
            name, kind = rules["targets"][term]
            return first, (name.format(country=nation), kind)
    return first, (None, None)


def _is_state(party: Json) -> bool:
    """State forces have ids of their own ("state:…")."""
    return str(party.get("actor_id") or "").startswith("state")


def source_scale(record: Json, rules: Any) -> str | None:
    """Return "National", "International" or both joined; None where the scale of any outlet is not known."""
    nation = (record.get("place") or {}).get("country")
    outlets = [one["publisher"] for one in record["reports"]]
    if not outlets or not nation or any(one not in rules["outlets"] for one in outlets):
        return None
    homes = {nation in rules["outlets"][one] for one in outlets}
    return "-".join(scale for is_home, scale in ((True, "National"), (False, "International")) if is_home in homes)


def _numeric(code: str | None) -> int | None:
    if not code:
        return None
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return int(found.numeric) if found else None
