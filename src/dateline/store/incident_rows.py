"""Incidents as they stand in the tables: a row to search and sort by, with the whole record; its accounts; its actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from dateline.intervals import bounds
from dateline.reconcile import actors
from dateline.reconcile.account import canonical
from dateline.reconcile.record import record as incident_record
from dateline.store import rows, tables
from dateline.types import Choice, CountValue, DateValue, Incident, PlaceValue


def drop(connection: Connection, account_ids: Iterable[str]) -> None:
    """Drop the incidents in which these accounts stand, with their members and actors."""
    table = tables.members
    query = select(table.c.incident_id)
    homes = sorted({row.incident_id for row in rows.where_in(connection, query, table.c.account_id, account_ids)})
    for ids in rows.parts(homes):
        for derived in (tables.members, tables.incident_actors):
            connection.execute(delete(derived).where(derived.c.incident_id.in_(ids)))
        connection.execute(delete(tables.incidents).where(tables.incidents.c.id.in_(ids)))


def write(connection: Connection, found: Sequence[Incident]) -> None:
    """Write incidents, which accounts stand in each, and which actors it names and how."""
    rows.insert_new(connection, tables.incidents, [_row(incident) for incident in found])
    member = [{"account_id": account.id, "incident_id": incident.id} for incident in found for account in incident.accounts]
    rows.insert_new(connection, tables.members, member)
    rows.insert_new(connection, tables.incident_actors, [row for incident in found for row in _actors(incident)])


def _choice(incident: Incident, name: str, rule: str) -> Choice | None:
    return next((one for one in incident.choices if one.property == name and one.rule == rule), None)


def _row(incident: Incident) -> dict[str, Any]:
    when, where, kind, killed = (
        choice.value if choice else None
        for choice in (
            _choice(incident, "date", "reports"),
            _choice(incident, "place", "reports"),
            _choice(incident, "type", "reports"),
            _choice(incident, "killed", "gtd"),
        )
    )
    days = bounds(when) if isinstance(when, DateValue) else None
    place = where if isinstance(where, PlaceValue) else PlaceValue("")
    count = killed if isinstance(killed, CountValue) else CountValue(None, None, None)
    shown = incident_record(incident)
    return {
        "id": incident.id,
        "main": shown["main"],
        "type": str(kind),
        "outcome": shown["outcome"],
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "place": place.name or None,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "killed_low": _held(count.best if count.best is not None else count.low),
        "killed_high": _held(count.high),
        "accounts": len(incident.accounts),
        "voices": len(incident.voices),
        "conflicts": canonical([conflict.property for conflict in incident.conflicts]),
        "record": canonical(shown),
    }


def _held(count: int | None) -> int | None:
    """A number the databases can hold; an absurd one stays in the record alone."""
    return count if count is not None and count < 2**62 else None


def _actors(incident: Incident) -> list[dict[str, str]]:
    found = set()
    for account in incident.accounts:
        found |= {(actors.key(party)[:255], "claim") for party in account.claims}
        found |= {(actors.key(party)[:255], "denial") for party in account.denials}
        if account.perpetrator:
            found.add((actors.key(account.perpetrator)[:255], account.perpetrator.status))
    return [{"incident_id": incident.id, "actor": actor, "relation": relation} for actor, relation in sorted(found)]
