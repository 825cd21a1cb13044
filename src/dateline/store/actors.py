"""What the record knows of a group: its attacks over time, the names found for it, and what was said of it by date."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from dateline.reconcile.actors import known
from dateline.store import dates, tables
from dateline.store.search import Filter, actor_keys, find

Json = dict[str, Any]


def page(connection: Connection, actor: str) -> Json | None:
    """Return the data of a group's page, None where the record does not speak of it.

    ``actor`` is an id, a name or an alias. Attacks come with what the group is to each (claim, denial, accused …); statements
    (strength, leader, parent …) with the day of the article that makes them. An affiliate's attacks are listed with its own id.
    """
    keys = actor_keys(actor)
    roles = _roles(connection, keys)
    said = _said(connection, keys)
    if not roles and not said:
        return None
    attacks = [_attack(one, roles[one["id"]]) for one in find(connection, Filter(actor=actor)) if one["id"] in roles]
    rows = [known()[key] for key in keys if key in known()]
    own = next((row for row in rows if actor.casefold() in (row["id"], row["name"].casefold())), rows[0] if rows else None)
    return {
        "actor_id": own["id"] if own else None,
        "name": own["name"] if own else actor,
        "affiliates": [row["id"] for row in rows if own and row["id"] != own["id"]],
        "aliases": sorted({str(s["value"]) for s in said if s["property"] in ("alias", "name")}),
        "attacks": attacks,
        "by_year": _by_year(attacks),
        "strength": [s for s in said if s["property"] == "strength"],
        "statements": [s for s in said if s["property"] not in ("alias", "name", "strength")],
        "claims": [a["id"] for a in attacks if any(r["relation"] == "claim" for r in a["roles"])],
        "denials": [a["id"] for a in attacks if any(r["relation"] == "denial" for r in a["roles"])],
    }


def _roles(connection: Connection, keys: list[str]) -> dict[str, list[Json]]:
    table = tables.incident_actors
    query = select(table).where(table.c.actor.in_(keys)).order_by(table.c.incident_id, table.c.actor, table.c.relation)
    roles: dict[str, list[Json]] = {}
    for row in connection.execute(query):
        roles.setdefault(row.incident_id, []).append({"actor": row.actor, "relation": row.relation})
    return roles


def _said(connection: Connection, keys: list[str]) -> list[Json]:
    said, documents = tables.statements, tables.documents
    days = dates.given(connection)
    query = (
        select(said, documents.c.published, documents.c.publisher)
        .join(documents, documents.c.id == said.c.document_id)
        .where(said.c.actor.in_(keys))
        .order_by(documents.c.published, said.c.document_id, said.c.position)
    )
    return [
        {
            "actor": row.actor,
            "property": row.property,
            "value": json.loads(row.value),
            "quote": row.quote,
            "speaker": row.speaker,
            "document": row.document_id,
            "publisher": row.publisher,
            "published": day.isoformat() if (day := days.get(row.document_id, row.published)) else None,
        }
        for row in connection.execute(query)
    ]


def _attack(incident: Json, roles: list[Json]) -> Json:
    names = ("id", "type", "date", "place", "killed", "injured")
    return {**{name: incident[name] for name in names}, "roles": roles}


def _by_year(attacks: list[Json]) -> dict[str, int]:
    years = [(attack["date"] or {}).get("value") for attack in attacks]
    found = sorted(year[:4] for year in years if year)
    return {year: found.count(year) for year in dict.fromkeys(found)}
