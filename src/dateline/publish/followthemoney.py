"""Actors as FollowTheMoney JSON, written and read without the followthemoney package (it needs PyICU).

Each group is one ``Organization`` entity with properties of the schemata Thing and LegalEntity
(alephdata/followthemoney, ``schema/``): ``name``, ``alias``, ``weakAlias``, ``previousName``,
``country`` (ISO codes in lower case), ``incorporationDate``,
``dissolutionDate``, ``parent`` (the id of another entity) and ``notes``. Ids are the codebook's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.codebook.actors import ActorRecord
from dateline.errors import Malformed

SCHEMA = "Organization"
_DESIGNATED = "Designated by: "
_IDEOLOGY = "Ideology: "


def entity(record: ActorRecord) -> dict[str, Any]:
    """Return one actor as a FollowTheMoney entity; properties are lists of strings, empty ones are left out."""
    aliases = (*record.aliases, *record.cased_aliases, *record.weak_aliases)
    notes = [_DESIGNATED + ", ".join(record.designated_by)] if record.designated_by else []
    notes += [_IDEOLOGY + record.ideology] if record.ideology else []
    properties = {
        "name": [record.name],
        "alias": list(aliases),
        "weakAlias": list(record.lookup_names),
        "previousName": [name for name, _, until in record.names_over_time if until is not None],
        "country": [country.lower() for country in record.countries],
        "incorporationDate": [record.active_from] if record.active_from else [],
        "dissolutionDate": [record.active_to] if record.active_to else [],
        "parent": [record.parent] if record.parent else [],
        "notes": notes,
    }
    return {"id": record.id, "schema": SCHEMA, "properties": {key: value for key, value in properties.items() if value}}


def export(records: Iterable[ActorRecord]) -> Iterator[str]:
    """Yield one JSON line an actor, in the order given."""
    for record in records:
        yield json.dumps(entity(record), ensure_ascii=False, sort_keys=True)


def load(lines: Iterable[str]) -> Iterator[ActorRecord]:
    """Yield the actors of FollowTheMoney JSON lines; entities of other schemas are passed over.

    Raises:
        Malformed: a line is no JSON object, or an Organization has no id or no name; ``position`` is its line from 1.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise Malformed(f"not well-formed JSON: {error.msg}", position=number) from error
        if not isinstance(item, dict):
            raise Malformed("not a FollowTheMoney entity", position=number)
        if item.get("schema") == SCHEMA:
            yield _record(item, number)


def _record(item: dict[str, Any], number: int) -> ActorRecord:
    properties: dict[str, list[str]] = item.get("properties", {})
    names = properties.get("name", [])
    if not item.get("id") or not names:
        raise Malformed("an Organization without id or name", position=number)
    notes = properties.get("notes", [])
    return ActorRecord(
        id=str(item["id"]),
        name=names[0],
        aliases=(*names[1:], *properties.get("alias", [])),
        lookup_names=tuple(properties.get("weakAlias", [])),
        parent=_first(properties, "parent"),
        countries=tuple(country.upper() for country in properties.get("country", [])),
        active_from=_first(properties, "incorporationDate"),
        active_to=_first(properties, "dissolutionDate"),
        ideology=next((note.removeprefix(_IDEOLOGY) for note in notes if note.startswith(_IDEOLOGY)), None),
        designated_by=tuple(
            name for note in notes if note.startswith(_DESIGNATED) for name in note.removeprefix(_DESIGNATED).split(", ")
        ),
        names_over_time=tuple((name, None, None) for name in properties.get("previousName", [])),
        source="FollowTheMoney import",
    )


def _first(properties: dict[str, list[str]], name: str) -> str | None:
    return next(iter(properties.get(name, [])), None)


# ---- incidents as statements ---------------------------------------------------------------------------------------------


def statements(records: Iterable[dict[str, Any]], dataset: str = "dateline") -> Iterator[str]:
    """Yield FollowTheMoney statements as JSON lines: an ``Event`` an incident, each value with its quote and its article.

    A statement's fields follow followthemoney's ``Statement.to_dict``; ``original_value`` is the quote, ``origin`` the article's
    address, ``first_seen`` and ``last_seen`` the day of the article that says so.
    """
    for record in records:
        for prop, value, said in _event(record):
            yield json.dumps(_statement(record["id"], prop, value, said, dataset), ensure_ascii=True, sort_keys=True)


def _event(record: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """The properties of schema Event (followthemoney ``schema/Event.yaml``) with the statement that bears each."""
    from dateline.publish.abstract import abstract, headline

    date, place, who = record.get("date") or {}, record.get("place") or {}, record.get("perpetrator")
    said = {s["id"]: s for s in record["statements"]}
    behind = {c["property"]: next((said[one] for one in c["statements"] if one in said), None) for c in record["choices"]}
    yield "id", record["id"], None
    yield "name", headline(record), None
    yield "summary", abstract(record), None
    yield "keywords", record["type"], behind.get("type")
    if date.get("value"):
        first, _, last = date["value"].partition("/")
        for prop, value in (("startDate", first), ("endDate", last)) if last else (("date", first),):
            yield prop, value, behind.get("date")
    if place.get("name"):
        yield "location", place["name"], behind.get("place")
    if place.get("country"):
        yield "country", place["country"].lower(), behind.get("place")
    if who and who.get("actor_id"):
        yield "organizer" if who["status"] == "claimed" else "involved", who["actor_id"], behind.get("perpetrator")
    for report in record["reports"]:
        if report["url"]:
            yield "sourceUrl", report["url"], None


def _statement(entity: str, prop: str, value: str, said: dict[str, Any] | None, dataset: str) -> dict[str, Any]:
    day = said["published"] if said else None
    key = f"{dataset}.{entity}.{prop}.{value}"
    return {
        "id": hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest(),
        "entity_id": entity, "canonical_id": entity, "prop": prop, "schema": "Event", "value": value, "dataset": dataset,
        "lang": None, "original_value": said["quote"] if said else None, "external": False,
        "first_seen": day, "last_seen": day, "origin": said["document"] if said else None,
    }  # fmt: skip
