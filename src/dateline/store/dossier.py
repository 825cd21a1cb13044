"""Gather what an explainer is written from: an incident's record, its articles, what they say, and the incidents around it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from dateline.publish.dossier import Dossier, held, key
from dateline.publish.sentences import Paper
from dateline.reconcile.record import by_rule
from dateline.store import dates, rows, statements, tables
from dateline.store.search import Filter, actor_keys, find, incident
from dateline.types import Rule

Json = dict[str, Any]
MOST_OTHERS = 200
"""Incidents of the same groups that are looked at; the explainer tells fewer."""


def dossier(connection: Connection, any_id: str, rule: Rule = "gtd") -> Dossier | None:
    """Return the dossier of the incident that `any_id` names now, None where there is none."""
    found = incident(connection, any_id, rule)
    if found is None:
        return None
    others = {one["id"]: one for one in (*_told_beside(connection, found, rule), *_of_groups(connection, found, rule))}
    others.pop(found["id"], None)
    return _with_papers(connection, found, tuple(others.values()), rule)


def actor_dossier(connection: Connection, actor: str, rule: Rule = "gtd") -> tuple[Dossier, Json] | None:
    """Return a dossier over all incidents linked with a group and the group as a party; None where the record knows neither.

    ``incident`` of the dossier is an empty one that names the documents that speak of the group.
    """
    keys = actor_keys(actor)
    attacks = [one for one in find(connection, Filter(actor=actor, limit=MOST_OTHERS), rule) if _links(one, keys)]
    said = tables.statements
    query = select(said.c.document_id).where(said.c.actor.in_(keys)).distinct()
    documents = sorted({row.document_id for row in connection.execute(query)} | {d for one in attacks for d in one["documents"]})
    if not documents:
        return None
    party = _party(actor, keys)
    empty: Json = {
        "id": party["actor_id"] or actor, "documents": documents, "accounts": [], "statements": [], "choices": [], "toll": [],
        "conflicts": [], "responsibility_claims": [], "denials": [], "perpetrators": [], "perpetrator": None, "main": False,
    }  # fmt: skip
    return _with_papers(connection, empty, tuple(attacks), rule), party


def _links(one: Json, keys: Sequence[str]) -> bool:
    parties = [*one["responsibility_claims"], *one["perpetrators"], *one["denials"]]
    return any(key(party) in keys for party in parties)


def _party(actor: str, keys: Sequence[str]) -> Json:
    """The group itself: the codebook's row whose id or name was asked for, else the one that is no other's affiliate."""
    from dateline.reconcile.actors import ancestors, known

    own = [known()[one] for one in keys if one in known()]
    name = actor.casefold()
    exact = [row for row in own if name in (row["id"], row["name"].casefold(), *(a.casefold() for a in row.get("aliases", ())))]
    best = min(exact or own, key=lambda row: len(ancestors(row["id"])), default=None)
    return {"name": best["name"], "actor_id": best["id"]} if best else {"name": actor, "actor_id": None}


def _told_beside(connection: Connection, found: Json, rule: Rule) -> list[Json]:
    """The other incidents that the same articles tell of."""
    accounts, members, incidents = tables.accounts, tables.members, tables.incidents
    query = select(members.c.incident_id).join(accounts, accounts.c.id == members.c.account_id)
    ids = {row.incident_id for row in rows.where_in(connection, query, accounts.c.document_id, found["documents"])}
    records = rows.where_in(connection, select(incidents.c.record), incidents.c.id, ids)
    return [by_rule(json.loads(row.record), rule) for row in records]


def _of_groups(connection: Connection, found: Json, rule: Rule) -> list[Json]:
    """Earlier incidents of the groups that are held responsible."""
    value = (found.get("date") or {}).get("value") or ""
    until = date.fromisoformat(value) if len(value) == 10 else None
    if until is None:
        return []
    asked = [Filter(actor=key(party), until=until, main=True, limit=MOST_OTHERS) for party in held(found)[:3]]
    return [one for each in asked for one in find(connection, each, rule)]


def _with_papers(connection: Connection, found: Json, others: tuple[Json, ...], rule: Rule) -> Dossier:
    documents = sorted({*found["documents"], *(one for other in others for one in other["documents"])})
    return Dossier(
        incident=found,
        papers={paper.id: paper for paper in papers(connection, documents)},
        records=statements.records(connection, found["documents"]),
        others=others,
        rule=rule,
    )


def papers(connection: Connection, ids: Iterable[str]) -> list[Paper]:
    """Return articles as notes name them."""
    documents, captures = tables.documents, tables.captures
    wanted = sorted(set(ids))
    seen = rows.where_in(connection, select(captures.c.document_id, captures.c.path), captures.c.document_id, wanted)
    paths = {row.document_id: row.path for row in seen}
    days = dates.given(connection)
    return [
        Paper(
            id=row.id, text=row.text, publisher=row.publisher, title=row.title,
            day=day.isoformat() if (day := days.get(row.id, row.published)) else None,
            url=row.url, path=paths.get(row.id), complete=row.complete,
        )
        for row in rows.where_in(connection, select(documents), documents.c.id, wanted)
    ]  # fmt: skip
