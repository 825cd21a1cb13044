"""What the crosswalks to other codebooks share: their table, their precision codes from our intervals, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from dateline.codebook.tables import table
from dateline.publish.dossier import is_named
from dateline.publish.table import Row, days_of
from dateline.publish.wording import country as name_of_country

Json = Mapping[str, Any]


def crosswalk(name: str) -> Any:
    """Return the table of a crosswalk (``codebook/crosswalks/NAME.json``)."""
    return table(f"crosswalks/{name}")


def rows(name: str, records: Iterable[Json], one: Callable[[Json, Any], Row | None]) -> tuple[list[str], list[Row]]:
    """Return the codebook's columns and a row for each record that it codes; every row names rule and codebook."""
    rules = crosswalk(name)
    found = []
    for record in records:
        made = one(record, rules)
        if made is not None:
            tail = {
                "dateline_id": record["id"],
                "dateline_rule": record["rule"],
                "dateline_codebook": f"{rules['codebook']}, crosswalk {rules['version']}",
            }
            found.append({column: {**made, **tail}.get(column) for column in rules["columns"]})
    return list(rules["columns"]), found


def span(record: Json) -> tuple[date, date] | None:
    """Return the first and last day that a record's date allows."""
    days = days_of(record)
    return (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None


def length(days: tuple[date, date]) -> int:
    """Return how many days an interval holds."""
    return (days[1] - days[0]).days + 1


def midpoint(days: tuple[date, date]) -> date:
    """Return the middle day, the earlier of two."""
    return days[0] + timedelta(days=(days[1] - days[0]).days // 2)


def region(place: Json, regions: Mapping[str, Any]) -> str | None:
    """Return the key under which a table lists the place's country."""
    code = place.get("country")
    return next((name for name, codes in regions.items() if code in (codes[1] if isinstance(codes[1], list) else codes)), None)


def is_near(place: Json) -> bool:
    """Tell "near", "outside", "north of" by the resolved place, or by its name."""
    if place.get("vicinity"):
        return True
    name = f" {str(place.get('name') or '').casefold()}"
    return any(f" {word} " in name for word in ("near", "outside", "north of", "south of", "east of", "west of"))


def country(record: Json) -> str | None:
    """Return the country's English name without an article."""
    found = name_of_country((record.get("place") or {}).get("country"))
    return found.removeprefix("the ") if found else None


def target_terms(record: Json) -> list[str]:
    """Return the codebook's target terms that the statements carry, each once."""
    said = [s["value"] for s in record["statements"] if s["property"] == "target" and isinstance(s["value"], str)]
    return list(dict.fromkeys([*said, *record["targets"]]))


def named(party: Json | None) -> bool:
    """Tell a named actor from a generic one ("gunmen")."""
    return party is not None and is_named(party)


def sources(record: Json) -> str | None:
    """Return the outlets joined by "; "."""
    return "; ".join(dict.fromkeys(one["publisher"] for one in record["reports"] if one["publisher"])) or None


def _told_by(point: Json) -> str:
    """Who said a figure and when, in brackets; nothing where neither is known."""
    known = ", ".join(part for part in (point["speaker"], point["publisher"], point["day"]) if part)
    return f" ({known})" if known else ""


def figures_said(record: Json, name: str) -> str:
    """Return every settled figure with outlet and day: the note that GTD asks for where figures conflict."""
    points = [p for p in record["toll"] if p["property"] == name and p["settled"]]
    said = [f"“{p['quote']}”{_told_by(p)}" for p in points if p["quote"]]
    return "; ".join(dict.fromkeys(said))
