"""Find incidents: by date, place, country, type, actor, toll and words; and documents by full text on either database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from dateline.reconcile.account import account_id
from dateline.reconcile.record import by_rule
from dateline.store import derive, tables
from dateline.types import Rule

_WORD = re.compile(r'"[^"]+"|[^\W_]+')
MATCHES_AT_MOST = 5_000
"""Documents that a full-text question may bring; rank first, then cut, then look at the texts (PostgreSQL ranks every match)."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; None is no condition. Days are inclusive; ``killed_from`` looks at the chosen figure."""

    since: date | None = None
    until: date | None = None
    country: str | None = None
    place: str | None = None
    type: str | None = None
    actor: str | None = None
    killed_from: int | None = None
    killed_to: int | None = None
    text: str | None = None
    conflicts: bool = False
    main: bool = False
    limit: int | None = None


def find(connection: Connection, wanted: Filter, rule: Rule = "gtd") -> Iterator[Json]:
    """Yield the records of the incidents that `wanted` describes, the earliest first, undated ones last."""
    table = tables.incidents
    query = select(table.c.record).where(and_(True, *_conditions(connection, wanted)))
    query = query.order_by(table.c.first_day.is_(None), table.c.first_day, table.c.id).limit(wanted.limit)
    for record in connection.execute(query).scalars():
        yield by_rule(json.loads(record), rule)


def _conditions(connection: Connection, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    table = tables.incidents
    if wanted.since is not None:
        yield table.c.last_day >= wanted.since
    if wanted.until is not None:
        yield table.c.first_day <= wanted.until
    if wanted.country is not None:
        yield table.c.country == wanted.country.upper()
    if wanted.place is not None:
        yield func.lower(table.c.place).contains(wanted.place.lower(), autoescape=True)
    if wanted.type is not None:
        yield table.c.type == wanted.type
    if wanted.killed_from is not None:
        yield table.c.killed_low >= wanted.killed_from
    if wanted.killed_to is not None:
        yield table.c.killed_low <= wanted.killed_to
    if wanted.conflicts:
        yield table.c.conflicts != "[]"
    if wanted.main:
        yield table.c.main
    if wanted.actor is not None:
        yield table.c.id.in_(_by_actor(wanted.actor))
    if wanted.text is not None:
        yield table.c.id.in_(_by_documents(documents(connection, wanted.text)))


def _by_actor(actor: str) -> Any:
    """An actor by id or by name, with the affiliates whose parent it is."""
    table = tables.incident_actors
    keys = actor_keys(actor)
    return select(table.c.incident_id).where(or_(table.c.actor.in_(keys), func.lower(table.c.actor) == actor.casefold()))


def actor_keys(actor: str) -> list[str]:
    """Return the codebook's ids that `actor` (an id, a name or an alias) means, and their affiliates'."""
    from dateline.reconcile.actors import ancestors, known

    name = actor.casefold()
    direct = {
        key
        for key, row in known().items()
        if key == name or row["name"].casefold() == name or name in (alias.casefold() for alias in row.get("aliases", ()))
    }
    return sorted(key for key in known() if direct & set(ancestors(key))) or [name]


def _by_documents(ids: list[str]) -> Any:
    table, members = tables.accounts, tables.members
    joined = select(members.c.incident_id).join(table, table.c.id == members.c.account_id)
    return joined.where(table.c.document_id.in_(ids))


def documents(connection: Connection, words: str, limit: int = MATCHES_AT_MOST) -> list[str]:
    """Return the documents that hold all of `words` ("quoted words" as a phrase), the best first."""
    terms = _WORD.findall(words)
    if not terms:
        return []
    if connection.dialect.name == "sqlite":
        asked = " ".join(term if term.startswith('"') else f'"{term}"' for term in terms)
        query = text(
            "SELECT d.id FROM document_search s JOIN documents d ON d.seq = s.rowid "
            "WHERE document_search MATCH :asked ORDER BY bm25(document_search, 4.0, 1.0), d.id LIMIT :limit"
        )
    else:
        asked = " ".join(terms)
        query = text(
            "SELECT id FROM documents, websearch_to_tsquery('simple', :asked) q "
            "WHERE search @@ q ORDER BY ts_rank(search, q) DESC, id LIMIT :limit"
        )
    return [str(row.id) for row in connection.execute(query, {"asked": asked, "limit": limit})]


def incident(connection: Connection, any_id: str, rule: Rule = "gtd") -> Json | None:
    """Return the record of the incident that `any_id` (its own, an alias, or an account's) names now, with the related ones."""
    home = derive.incident_of(connection, account_id(any_id))
    if home is None:
        return None
    record = connection.execute(select(tables.incidents.c.record).where(tables.incidents.c.id == home)).scalar_one()
    shown = by_rule(json.loads(record), rule)
    return {**shown, "related": related(connection, home)}


def related(connection: Connection, incident_id: str) -> list[Json]:
    """Return the incidents related to one: twins of one day and town, attacks of one group on one day, and why."""
    edges, members = tables.edges, tables.members
    own = members.alias("own")
    other = members.alias("other")
    found: dict[str, str] = {}
    for near, far in ((edges.c.a, edges.c.b), (edges.c.b, edges.c.a)):
        query = (
            select(other.c.incident_id, edges.c.why)
            .select_from(edges)
            .join(own, own.c.account_id == near)
            .join(other, other.c.account_id == far)
            .where(edges.c.kind == "related", own.c.incident_id == incident_id, other.c.incident_id != incident_id)
        )
        found |= {row.incident_id: row.why for row in connection.execute(query)}
    return [{"id": one, "why": found[one]} for one in sorted(found)]
