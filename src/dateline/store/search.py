"""Find incidents: by date, place, country, type, actor, toll and words (full text on either database)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, select, text

from dateline.reconcile.account import account_id
from dateline.reconcile.record import by_rule
from dateline.store import derive, tables
from dateline.types import Rule

_WORD = re.compile(r'"[^"]+"|[^\W_]+')
Json = dict[str, Any]
RELATIONS: dict[str, tuple[str, ...]] = {
    "held": ("claim", "claimed", "accused", "suspected", "stated", "unknown"),
    "claimed": ("claim", "claimed"),
    "accused": ("accused",),
    "suspected": ("suspected",),
    "stated": ("stated",),
    "unknown": ("unknown",),
    "denied": ("denial",),
}
"""What each ground means in ``incident_actors``; ``held`` is any on which an actor is held responsible."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; None is no condition. Days are inclusive; ``killed_from`` looks at the chosen figure.

    ``status`` is the ground on which the actor, or any, stands with an incident (`RELATIONS`); None with an actor: on any ground,
    also where it denies.
    """

    since: date | None = None
    until: date | None = None
    country: str | None = None
    place: str | None = None
    type: str | None = None
    actor: str | None = None
    killed_from: int | None = None
    killed_to: int | None = None
    status: str | None = None
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
    if wanted.actor is not None or wanted.status is not None:
        yield table.c.id.in_(_by_actor(wanted.actor, wanted.status))
    if wanted.text is not None:
        yield table.c.id.in_(_by_documents(connection, wanted.text))


def _by_actor(actor: str | None, status: str | None) -> Any:
    """An actor by id or by name, with the affiliates whose parent it is; on the ground named."""
    table = tables.incident_actors
    query = select(table.c.incident_id)
    if actor is not None:
        query = query.where(table.c.actor.in_([*actor_keys(actor), actor.casefold()]))
    if status is not None:
        query = query.where(table.c.relation.in_(RELATIONS[status]))
    return query


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


def _by_documents(connection: Connection, words: str) -> Any:
    """The incidents that documents with all of these words tell of: all of them, since a filter has no best."""
    table, members, held = tables.accounts, tables.members, tables.documents
    joined = select(members.c.incident_id).join(table, table.c.id == members.c.account_id)
    joined = joined.join(held, held.c.id == table.c.document_id)
    return joined.where(held.c.seq.in_(numbers_of(connection, words)))


def numbers_of(connection: Connection, words: str) -> Any:
    """Return the selection of the numbers of the documents that hold all of `words` ("quoted words" as a phrase), unranked."""
    terms = _WORD.findall(words)
    if not terms:
        return select(tables.documents.c.seq).where(false())
    if connection.dialect.name == "sqlite":
        asked = " ".join(term if term.startswith('"') else f'"{term}"' for term in terms)
        query = text("SELECT rowid FROM document_search WHERE document_search MATCH :asked")
    else:
        asked = " ".join(terms)
        query = text("SELECT seq FROM documents, websearch_to_tsquery('simple', :asked) q WHERE search @@ q")
    return query.bindparams(asked=asked).columns(seq=tables.documents.c.seq.type)


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
