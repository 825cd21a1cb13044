"""Judgements as they are kept: appended, never changed; `judge` makes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, select

from dateline.reconcile.account import canonical
from dateline.reconcile.judged import active
from dateline.store import rows, tables
from dateline.types import Judgement


def row(judgement: Judgement) -> dict[str, object]:
    """Return the judgement as its table's row."""
    return {"id": judgement.id, "kind": judgement.kind, "record": canonical(asdict(judgement))}


def everything(connection: Connection) -> list[Judgement]:
    """Return every judgement ever made, the oldest first."""
    query = select(tables.judgements.c.record).order_by(tables.judgements.c.seq)
    return [_read(record) for record in connection.execute(query).scalars()]


def _read(record: str) -> Judgement:
    fields = json.loads(record)
    lists = {name: tuple(fields[name]) for name in ("left", "right", "supersedes")}
    return Judgement(**{**fields, **lists})


def history(connection: Connection, account_ids: Iterable[str]) -> list[tuple[Judgement, bool]]:
    """Return the judgements that touch these accounts or their statements, oldest first, each with whether it is in force."""
    held = everything(connection)
    about = set(account_ids)
    query = select(tables.statements.c.id)
    about |= {row.id for row in rows.where_in(connection, query, tables.statements.c.account_id, about)}
    ours = {j.id for j in held if about & {*j.left, *j.right}}
    for judgement in held:
        if ours & set(judgement.supersedes):
            ours.add(judgement.id)
    in_force = {judgement.id for judgement in active(held)}
    return [(j, j.id in in_force) for j in held if j.id in ours]
