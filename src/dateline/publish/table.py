"""One flat row an incident, by the columns of ``codebook/export_columns.json``; and cells that a spreadsheet cannot run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.codebook.tables import table
from dateline.intervals import bounds
from dateline.types import DateValue

Json = Mapping[str, Any]
Row = dict[str, Any]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that make a spreadsheet read a text as a formula (OWASP, CSV Injection)."""
PIECE = 64 * 1024
"""Characters after which a piece of a table is handed on."""


def columns() -> list[dict[str, str]]:
    """Return name, type and meaning of each column in order."""
    found: list[dict[str, str]] = table("export_columns")["columns"]
    return found


def row(record: Json) -> Row:
    """Return an exported record as a flat row; None is unknown."""
    date, place = record.get("date") or {}, record.get("place") or {}
    who = record.get("perpetrator") or {}
    days = days_of(record)
    published = sorted(one["published"] for one in record["reports"] if one["published"])
    out: Row = {
        "id": record["id"], "type": record["type"], "main": record["main"], "outcome": record["outcome"],
        "date": date.get("value"), "date_precision": date.get("precision", "unknown"),
        "date_first": days[0] if days else None, "date_last": days[1] if days else None,
        "place": place.get("name"), "country": place.get("country"), "admin1": place.get("admin1"),
        "latitude": place.get("lat"), "longitude": place.get("lon"), "place_precision": place.get("precision", "unknown"),
        "gazetteer_id": place.get("gazetteer_id"),
        "perpetrator": who.get("name"), "perpetrator_id": who.get("actor_id"), "perpetrator_status": who.get("status"),
        "claimed_by": _actors(record["responsibility_claims"]),
        "denied_by": _actors(record["denials"]),
        "weapons": joined(record["weapons"]), "targets": joined(record["targets"]),
        "conflicts": joined(conflict["property"] for conflict in record["conflicts"]),
        "reports": len(record["reports"]), "voices": len(record["voices"]),
        "outlets": joined(one["publisher"] for one in record["reports"] if one["publisher"]),
        "sources": joined((one["url"] for one in record["reports"] if one["url"]), " "),
        "first_report": published[0] if published else None, "last_report": published[-1] if published else None,
        "rule": record["rule"], "codebook": record["codebook"],
    }  # fmt: skip
    for name in ("killed", "injured"):
        out.update(_figures(name, record.get(name)))
    return {column["name"]: out[column["name"]] for column in columns()}


def _figures(name: str, value: Json | None) -> Row:
    value = value or {}
    best = figure(value)
    return {
        name: best, f"{name}_low": value.get("low"), f"{name}_high": value.get("high"), f"{name}_qualifier": value.get("qualifier"),
    }  # fmt: skip


def figure(value: Json | None) -> int | None:
    """Return a chosen figure as a number: "at least 11" is 11; None for words alone and for a bound from above."""
    if not value or value.get("qualifier") == "vague":
        return None
    best = value.get("best") if value.get("best") is not None else value.get("low")
    return int(best) if best is not None else None


def days_of(record: Json) -> tuple[str, str] | None:
    """Return the first and last day that a record's date allows, as ISO 8601."""
    date = record.get("date") or {}
    found = bounds(DateValue(date.get("value"), date.get("precision", "unknown")))
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def joined(parts: Iterable[str | None], mark: str = "; ") -> str | None:
    """Return distinct texts in their order as one, None for none."""
    return mark.join(dict.fromkeys(part for part in parts if part)) or None


def _actors(parties: Iterable[Json]) -> str | None:
    """Return those who claim or deny, each once: "Al-Shabaab" and "al-Shabaab" are one."""
    first: dict[str, str] = {}
    for party in parties:
        first.setdefault(str(party.get("actor_id") or party["by"].casefold()), party["by"])
    return joined(first.values())


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: text with a dangerous beginning gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(DANGEROUS):
        return "'" + cell
    return cell


def csv_text(names: list[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV (RFC 4180) with a header; unknown cells are empty, booleans are true and false."""
    return "".join(csv_parts(names, rows))


def csv_parts(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the same piece by piece, for a table that must not stand in memory whole."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(names)
    for each in rows:
        writer.writerow([_cell(each.get(name)) for name in names])
        if out.tell() > PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else safe(value)
