"""GTD rows: 0 for an unknown day or month, "at least 11" is 11, words without a number stay blank, conflicts are noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.publish.abstract import abstract
from dateline.publish.crosswalk import country, figures_said, is_near, length, named, region, rows, span, target_terms
from dateline.publish.table import Row, figure, joined
from dateline.publish.wording import date as date_in_words
from dateline.reconcile.actors import relation

Json = Mapping[str, Any]
MOST = 3
"""Attack types, groups and citations that GTD has columns for."""


def gtd(records: Iterable[Json]) -> tuple[list[str], list[Row]]:
    """Return GTD's columns and a row for each record with a year; eventid is its date and a running number of the day."""
    columns, found = rows("gtd", records, _row)
    running: Counter[str] = Counter()
    for row in found:
        day = f"{row['iyear']:04}{row['imonth']:02}{row['iday']:02}"
        running[day] += 1
        row["eventid"] = f"{day}{running[day]:04}"
    return columns, found


def _row(record: Json, rules: Any) -> Row | None:
    days, place = span(record), record.get("place") or {}
    if days is None or gap(record) is not None:
        return None
    killed, wounded = figure(record.get("killed")), figure(record.get("injured"))
    area = region(place, rules["regions"])
    cited = [joined([one["publisher"], one["title"], one["published"], one["url"]], ", ") for one in record["reports"][:MOST]]
    return {
        **_date(record), "country_txt": country(record), "region": int(area) if area else None,
        "region_txt": rules["regions"][area][0] if area else None, "provstate": place.get("admin1"), "city": _city(place),
        "latitude": place.get("lat"), "longitude": place.get("lon"), "specificity": specificity(place),
        "vicinity": int(is_near(place)), "location": place.get("name") if place.get("precision") == "site" else None,
        "summary": abstract(record), "success": int(record["outcome"] != "foiled"),
        "suicide": int(record["type"] == "suicide_bombing" or "suicide vest" in record["weapons"]),
        **_attack_types(record, rules), **_targets(record, rules), **_groups(record), **_claims(record, rules),
        **_weapons(record, rules),
        "nkill": killed, "nkillter": attackers(record, "killed"), "nwound": wounded, "nwoundte": attackers(record, "injured"),
        "addnotes": _notes(record), "dbsource": "Dateline",
        **{f"scite{at}": text for at, text in enumerate(cited, 1)},
    }  # fmt: skip


def gap(record: Json) -> str | None:
    """Return why GTD has no row for a record, None where it has one."""
    return "no date" if span(record) is None else None


def attackers(record: Json, name: str) -> int | None:
    """Return how many attackers reports tell of, apart or within the toll; None where none does, or where they differ."""
    notes = ("attackers", "attackers, counted in")
    said = {figure(s["value"]) for s in record["statements"] if s["property"] == name and s.get("note") in notes}
    return said.pop() if len(said) == 1 else None


def _date(record: Json) -> Row:
    """Day or month 0 when unknown, with approxdate in the report's words where they name the year ("January" alone does not);
    over 24 hours is extended."""
    days = span(record)
    assert days is not None
    first, last = days
    one_day, one_month = length(days) == 1, (first.year, first.month) == (last.year, last.month)
    said = joined((s["quote"] for s in record["statements"] if s["property"] == "date"), "; ") or ""
    is_range = record["date"]["precision"] == "range"
    return {
        "iyear": first.year,
        "imonth": first.month if one_day or one_month or is_range else 0,
        "iday": first.day if one_day or is_range else 0,
        "approxdate": None if one_day else said if str(first.year) in said else date_in_words(record["date"]),
        "extended": int(is_range and not one_day),
        "resolution": last.isoformat() if is_range and not one_day else None,
    }


def _city(place: Json) -> str | None:
    name = place.get("name")
    if place.get("precision") == "town":
        return str(name)
    return str(name).rpartition(" in ")[2] if place.get("precision") == "site" and " in " in str(name) else None


def specificity(place: Json) -> int:
    """Return 1 city with coordinates, 2 city without, 4 first-order division, 5 unknown (3, outside a city, is not told apart)."""
    if place.get("precision") in ("site", "town"):
        return 1 if place.get("lat") is not None else 2
    return 4 if place.get("precision") == "region" else 5


def _attack_types(record: Json, rules: Any) -> Row:
    said = {s["value"] for s in record["statements"] if s["property"] == "type" and isinstance(s["value"], str)}
    codes = {rules["types"][kind] for kind in {record["type"], *said} if kind in rules["types"]}
    codes = (codes - {9}) or {9}
    ranked = [code for code in rules["hierarchy"] if code in codes][:MOST]
    out: Row = {}
    for at, code in enumerate(ranked, 1):
        out |= {f"attacktype{at}": code, f"attacktype{at}_txt": rules["attack_types"][str(code)]}
    return out


def _targets(record: Json, rules: Any) -> Row:
    code = next((rules["targets"][term] for term in target_terms(record) if term in rules["targets"]), None)
    return {"targtype1": code, "targtype1_txt": rules["target_types"].get(str(code)) if code else None}


def _groups(record: Json) -> Row:
    """The chosen actor first, then other named claimants; guncertain is 1 for a suspicion."""
    party = record.get("perpetrator")
    names = [str(party["name"])] if party and named(party) else []
    ids = {party.get("actor_id") or party["name"]} if party and names else set()
    for claim in record["responsibility_claims"]:
        key = claim.get("actor_id") or claim["by"]
        if named({"name": claim["by"], **claim}) and all(relation(key, other) == "differs" for other in ids):
            ids.add(key)
            names.append(str(claim["by"]))
    out: Row = {"gname": names[0] if names else "Unknown"}
    out |= {f"gname{at}": name for at, name in enumerate(names[1:MOST], 2)}
    out["guncertain1"] = int(party["status"] == "suspected") if party and names else None
    return out


def _claims(record: Json, rules: Any) -> Row:
    claims = [claim for claim in record["responsibility_claims"] if named({"name": claim["by"], **claim})]
    if not claims:
        return {}
    code, text = next(
        (rules["claim_modes"][c["via"]] for c in claims if c.get("via") in rules["claim_modes"]), rules["claim_modes"][""]
    )  # fmt: skip
    keys = [claim.get("actor_id") or claim["by"] for claim in claims]
    competing = any(relation(one, two) == "differs" for one in keys for two in keys)
    return {"claimed": 1, "claimmode": code, "claimmode_txt": text, "compclaim": int(competing)}


def _weapons(record: Json, rules: Any) -> Row:
    codes = list(dict.fromkeys(rules["weapons"][weapon] for weapon in record["weapons"] if weapon in rules["weapons"]))
    out: Row = {}
    for at, code in enumerate(codes[:2], 1):
        out |= {f"weaptype{at}": code, f"weaptype{at}_txt": rules["weapon_types"][str(code)]}
    return out


def _notes(record: Json) -> str | None:
    """GTD always notes a conflict."""
    differ = [c["property"] for c in record["conflicts"]]
    said = [f"{name}: {figures_said(record, name)}" for name in ("killed", "injured") if name in differ]
    others = [f"Reports differ on the {name}." for name in differ if name not in ("killed", "injured")]
    return joined([*said, *others], " ")
