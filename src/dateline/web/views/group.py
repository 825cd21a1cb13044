"""Groups: the list of those named in the record, and one group's profile, attacks, names and what was said of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from dateline.reconcile.actors import known
from dateline.store import dates, search, tables
from dateline.web.snapshot import Snapshot, name_of
from dateline.web.words import PROPERTIES

Json = dict[str, Any]
SAID_AT_MOST = 200
"""Statements on a group's page; the file of the page has the same."""
ROLES = {"claim": "claimed", "claimed": "claimed", "accused": "accused", "suspected": "suspected", "stated": "stated"}


@dataclass(frozen=True, slots=True)
class Row:
    """A group in the list: its key, its name, its attacks, the killed in them, how many it claimed and denied."""

    key: str
    name: str
    named: bool
    attacks: int
    killed: int
    claimed: int
    denied: int


def listed(snapshot: Snapshot) -> list[Row]:
    """Return every actor of the record: groups of the codebook first, by their number of attacks."""
    shown = [_row(snapshot, key, roles) for key, roles in snapshot.actors.items()]
    return sorted(shown, key=lambda row: (not row.named, -row.attacks, row.name))


def _row(snapshot: Snapshot, key: str, roles: Iterable[tuple[int, str]]) -> Row:
    held = list(roles)
    attacks = {row for row, role in held if role != "denial"}
    killed = int(np.maximum(snapshot.killed[sorted(attacks)], 0).sum()) if attacks else 0
    claimed = {row for row, role in held if role in ("claim", "claimed")}
    denied = {row for row, role in held if role == "denial"}
    return Row(key, name_of(key), key in known(), len(attacks), killed, len(claimed), len(denied))


def view(connection: Connection, snapshot: Snapshot, actor: str) -> Json | None:
    """Return what a group's page shows beside its attacks; None where the record does not speak of it.

    ``actor`` is an id, a name or an alias. Affiliates' attacks count as the group's; each affiliate has its own page.
    """
    keys = search.actor_keys(actor)
    own = own_key(keys, actor)
    said = statements(connection, keys)
    mask = snapshot.by_group(actor, None)
    if not mask.any() and not said and own not in known():
        return None
    row = known().get(own, {})
    return {
        "key": own,
        "name": name_of(own),
        "profile": {name: row.get(name) for name in ("kind", "ideology", "active_from", "active_to")},
        "countries": row.get("countries") or [],
        "designated_by": row.get("designated_by") or [],
        "parent": row.get("parent"),
        "parent_name": name_of(row["parent"]) if row.get("parent") else None,
        "affiliates": [{"key": key, "name": name_of(key), "met": key in snapshot.actors} for key in keys if key != own],
        "aliases": row.get("aliases") or [],
        "written": sorted({str(one["value"]) for one in said if one["property"] in ("alias", "name")}),
        "said": [one for one in said if one["property"] not in ("alias", "name")],
        "roles": roles(snapshot, keys),
        "mask": mask,
    }


def own_key(keys: list[str], actor: str) -> str:
    """Return the key of the group that was asked for, among its own and its affiliates'."""
    name = actor.casefold()
    for key in keys:
        row = known().get(key)
        if row and (key == name or row["name"].casefold() == name):
            return key
    named = [key for key in keys if name in (alias.casefold() for alias in known().get(key, {}).get("aliases") or ())]
    return (named or keys)[0]


def roles(snapshot: Snapshot, keys: Iterable[str]) -> dict[str, int]:
    """Return on how many incidents the group stands in each role: claimed, accused, suspected, stated, denied."""
    found: dict[str, set[int]] = {}
    for key in keys:
        for row, role in snapshot.actors.get(key, ()):
            found.setdefault("denied" if role == "denial" else ROLES.get(role, "unknown"), set()).add(row)
    return {role: len(found[role]) for role in ("claimed", "accused", "suspected", "stated", "denied") if role in found}


def statements(connection: Connection, keys: Iterable[str]) -> list[Json]:
    """Return what articles say of the group itself, by day: strength, leader, parent and the like."""
    said, table = tables.statements, tables.documents
    query = (
        select(said, table.c.published, table.c.publisher, table.c.url)
        .join(table, table.c.id == said.c.document_id)
        .where(said.c.actor.in_(list(keys)))
        .order_by(table.c.published.desc(), said.c.document_id, said.c.position)
        .limit(SAID_AT_MOST)
    )
    names = ("id", "property", "quote", "speaker", "certainty", "publisher", "url")
    days = dates.given(connection)
    return [
        {
            **{name: getattr(row, name) for name in names},
            "value": json.loads(row.value),
            "document": row.document_id,
            "published": day.isoformat() if (day := days.get(row.document_id, row.published)) else None,
        }
        for row in connection.execute(query)
        if row.property in PROPERTIES
    ]
