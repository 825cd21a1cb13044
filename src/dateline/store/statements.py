"""Extractions and what they say: the contract's object of each document is kept; accounts and statements are taken from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from dateline.reconcile.account import Json, accounts, canonical, digest, lead_of, statement_id
from dateline.store import rows, tables
from dateline.store.open import CACHED_ACCOUNTS, Store
from dateline.types import Account


def keep(connection: Connection, document_id: str, record: Json, version: str) -> str | None:
    """Append an extraction; return its id, None where the newest one of the document says the same.

    One that says again what an older one said (a publication day taken back) is another row: its id holds the one before it.
    """
    written, table = kept_form(record), tables.extractions
    identity, newest = "x" + digest(document_id, written), current(connection, [document_id]).get(document_id)
    if newest is not None and connection.execute(select(table.c.record).where(table.c.id == newest)).scalar() == written:
        return None
    if connection.execute(select(table.c.id).where(table.c.id == identity)).first() is not None:
        identity = "x" + digest(document_id, written, newest)
    row = {"id": identity, "document_id": document_id, "version": version, "record": written}
    rows.insert_new(connection, tables.extractions, [row])
    return identity


def kept_form(record: Json) -> str:
    """Return the contract's object as it is kept. The path belongs to a capture, not to what is said."""
    return canonical({**record, "document": {**record["document"], "path": None}})


def current(connection: Connection, document_ids: Iterable[str]) -> dict[str, str]:
    """Return the newest extraction's id of each document."""
    table = tables.extractions
    query = select(table.c.document_id, table.c.id).order_by(table.c.seq)
    return {row.document_id: row.id for row in rows.where_in(connection, query, table.c.document_id, document_ids)}


def records(connection: Connection, document_ids: Iterable[str]) -> dict[str, Json]:
    """Return the newest extraction of each document as the contract's object."""
    table = tables.extractions
    query = select(table.c.document_id, table.c.record).order_by(table.c.seq)
    found = {row.document_id: row.record for row in rows.where_in(connection, query, table.c.document_id, document_ids)}
    return {document: json.loads(written) for document, written in found.items()}


def unfold(connection: Connection, extraction: str, record: Json, text: str) -> list[Account]:
    """Write the rows of accounts and statements that `record` holds, and return the accounts."""
    document_id = record["document"]["id"]
    found = accounts(record, text)
    shared = {"document_id": document_id, "extraction": extraction}
    parts = [
        {**shared, "id": account.id, "position": at, "record": canonical(_part(record, incident, text))}
        for at, (account, incident) in enumerate(zip(found, record["incidents"], strict=True))
    ]
    rows.insert_new(connection, tables.accounts, parts)
    said = [_row(document_id, at, *item) for at, item in enumerate(_said(record, found))]
    rows.insert_new(connection, tables.statements, said)
    return found


def _part(record: Json, incident: Json, text: str) -> dict[str, Any]:
    """One account's share of the record: enough to read it back without the others. Of the text, its beginning."""
    return {"document": record["document"], "incident": incident, "lead": lead_of(text)}


def _said(record: Json, found: list[Account]) -> Iterator[tuple[str | None, str | None, Mapping[str, Any]]]:
    for account, incident in zip(found, record["incidents"], strict=True):
        yield from ((account.id, None, said) for said in incident["statements"])
    for actor in record.get("actors", ()):
        key = (actor.get("actor_id") or actor["name"].casefold())[:255]
        yield from ((None, key, said) for said in actor["statements"])
    for advisory in record.get("advisories", ()):
        yield from ((None, None, said) for said in advisory["statements"])


def _row(document_id: str, at: int, account: str | None, actor: str | None, said: Mapping[str, Any]) -> dict[str, object]:
    return {
        "document_id": document_id,
        "position": at,
        "id": statement_id(document_id, said),
        "account_id": account,
        "actor": actor,
        "property": said["property"],
        "value": canonical(said["value"]),
        "quote": said["quote"],
        "start": said["start"],
        "end": said["end"],
        "speaker": said.get("speaker"),
        "certainty": said.get("certainty", "stated"),
        "method": said.get("method", "unknown"),
    }


def load(store: Store, connection: Connection, ids: Iterable[str]) -> dict[str, Account]:
    """Return accounts by id; what was read lately and has not been extracted anew comes from memory."""
    table = tables.accounts
    current = {row.id: row.extraction for row in rows.where_in(connection, select(table.c.id, table.c.extraction), table.c.id, ids)}
    found = {one: _recall(store, one, made) for one, made in current.items() if (one, made) in store.cache}
    query = select(table.c.id, table.c.record)
    for row in rows.where_in(connection, query, table.c.id, current.keys() - found.keys()):
        found[row.id] = _read(json.loads(row.record), row.id)
        remember(store, current[row.id], [found[row.id]])
    return found


def _read(part: Json, identity: str) -> Account:
    single = accounts({"document": part["document"], "incidents": [part["incident"]]}, part["lead"])[0]
    return replace(single, id=identity)


def _recall(store: Store, account: str, extraction: str) -> Account:
    """Return an account from memory, as the one used last: the news of these weeks stays, however many old ones are looked at."""
    store.cache.move_to_end((account, extraction))
    return store.cache[account, extraction]


def remember(store: Store, extraction: str, found: Iterable[Account]) -> None:
    """Keep accounts in memory, the `CACHED_ACCOUNTS` used last."""
    for account in found:
        store.cache[account.id, extraction] = account
    while len(store.cache) > CACHED_ACCOUNTS:
        store.cache.popitem(last=False)
