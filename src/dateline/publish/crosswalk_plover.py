"""PLOVER events as JSON lines, with text offsets and the codebook's version; events without an actor are coded too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.publish.crosswalk import country, crosswalk, target_terms

Json = Mapping[str, Any]


def plover(records: Iterable[Json]) -> str:
    """Return one JSON line an incident."""
    return "".join(json.dumps(event, ensure_ascii=True) + "\n" for event in events(records))


def events(records: Iterable[Json]) -> Iterator[dict[str, Any]]:
    """Yield the events. ``status`` is the mention's mode: actual, or historical for a background incident."""
    rules = crosswalk("plover")
    for record in records:
        kind, mode = rules["types"].get(record["type"], rules["types"]["other"])
        place, party = record.get("place") or {}, record.get("perpetrator")
        yield {
            "id": record["id"], "codebook": rules["codebook"], "version": f"crosswalk {rules['version']}", "rule": record["rule"],
            "date": (record.get("date") or {}).get("value"), "date_precision": (record.get("date") or {}).get("precision"),
            "type": kind, "mode": mode, "status": "actual" if record["main"] else "historical",
            "foiled": record["outcome"] == "foiled", "context": [],
            "actor": {"name": party["name"], "code": party.get("actor_id"), "status": party["status"]} if party else None,
            "recipient": [{"name": term} for term in target_terms(record)],
            "location": {
                "name": place.get("name"), "country": country(record), "iso": place.get("country"), "admin1": place.get("admin1"),
                "lat": place.get("lat"), "lon": place.get("lon"), "precision": place.get("precision"),
            },
            "magnitude": {"dead": _bounds(record.get("killed")), "injured": _bounds(record.get("injured"))},
            "text": [_offsets(said) for said in record["statements"]],
        }  # fmt: skip


def _bounds(value: Json | None) -> dict[str, int | None] | None:
    return {name: value.get(name) for name in ("low", "best", "high")} if value else None


def _offsets(said: Json) -> dict[str, Any]:
    names = ("document", "property", "start", "end", "quote")
    return {name: said[name] for name in names}
