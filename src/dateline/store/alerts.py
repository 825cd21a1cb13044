"""Rules of alerts, and what is told under them.

What is told and what waits is written in one transaction: a process that is killed has told nothing yet, or loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.errors import StoreError
from dateline.publish.alert_subjects import advisory, incident
from dateline.publish.alerts import Alert, Notice, Told, Watch, changes
from dateline.reconcile.account import account_id, canonical, digest
from dateline.reconcile.record import by_rule
from dateline.store import audit, derive, rows, search, statements, tables
from dateline.store.documents import sha256
from dateline.store.dossier import papers
from dateline.store.exported import records
from dateline.store.open import Store
from dateline.types import Rule

Json = dict[str, Any]


# ---- rules ----------------------------------------------------------------------------------------------------------------


def rules(connection: Connection) -> dict[str, Watch]:
    """Return the rules in force by name, in the order in which they were made."""
    table = tables.watches
    found: dict[str, Json | None] = {}
    for row in connection.execute(select(table.c.name, table.c.record).order_by(table.c.seq)):
        found.pop(row.name, None)
        found[row.name] = json.loads(row.record)
    return {name: _watch(held) for name, held in found.items() if held is not None}


def _watch(held: Json) -> Watch:
    return Watch(**{**held, "targets": tuple(held["targets"])})


def write_rule(store: Store, name: str, watch: Watch | None) -> None:
    """Put a rule in force, or take it back with None; the audit log says so.

    Raises:
        StoreError: there is one of that name already, or none to take back.
    """
    with store.writing() as connection:
        held = rules(connection)
        if (watch is None) == (name not in held):
            raise StoreError(f"there is {'no' if watch is None else 'already a'} rule {name!r}")
        made, written = store.now(), canonical(asdict(watch) if watch else None)
        row = {"id": "r" + digest(name, written, made), "name": name, "record": written, "made": made}
        connection.execute(tables.watches.insert(), [row])
        audit.append(connection, made, [("watch" if watch else "unwatch", row["id"], sha256(written.encode()))])


# ---- what is told ---------------------------------------------------------------------------------------------------------


def tell(store: Store, rule: Rule, sender: str, only: str | None = None, *, first: bool = False) -> list[Notice]:
    """Write down what changed under every rule (or `only` one) since it was last told, and put it into the outbox.

    ``first`` marks what the record holds as known: nobody is told. ``sender`` names us in references of CAP messages.
    """
    while True:
        with store.reading() as connection:
            head = told_so_far(connection)
            found = pending(connection, rule, only, first=first)
        if not found:
            return []
        with store.writing() as connection:
            if told_so_far(connection) == head:
                return [_keep(connection, watch, one, sender, store.now()) for watch, one in found]


def pending(connection: Connection, rule: Rule, only: str | None = None, *, first: bool = False) -> list[tuple[Watch, Alert]]:
    """Return what a run would tell now, under every rule or `only` one, in the order of the rules; nothing is written."""
    told = _told(connection)
    return [
        (watch, one)
        for watch in rules(connection).values()
        if only in (None, watch.name)
        for one in _changes(connection, watch, told.get(watch.name, {}), rule, first=first)
    ]


def told_so_far(connection: Connection) -> tuple[int, int]:
    """Return what was told and which rules hold, as two numbers: another run may have told the same in the meantime."""
    counts = [connection.execute(select(func.coalesce(func.max(t.c.seq), 0))).scalar_one() for t in (tables.alerts, tables.watches)]
    return int(counts[0]), int(counts[1])


def _changes(connection: Connection, watch: Watch, told: dict[str, Told], rule: Rule, *, first: bool) -> Iterator[Alert]:
    homes = {subject: _home(connection, subject) for subject in told}
    subjects = [*_incidents(connection, watch, rule), *(_advisories(connection, rule) if watch.advisories else ())]
    yield from changes(watch, subjects, told, {**homes, **{one["id"]: one["id"] for one in subjects}}, first=first)


def _home(connection: Connection, subject: str) -> str | None:
    return derive.incident_of(connection, account_id(subject)) if subject.startswith("i") else None


def _told(connection: Connection) -> dict[str, dict[str, Told]]:
    """What was last told of each subject, by rule."""
    table = tables.alerts
    found: dict[str, dict[str, Told]] = {}
    for row in connection.execute(select(table.c.id, table.c.subject, table.c.record).order_by(table.c.seq)):
        kept = json.loads(row.record)
        ours = found.setdefault(kept["watch"], {})
        if kept["continues"]:
            ours.pop(kept["continues"], None)
        ours[row.subject] = Told(kept["digest"], row.id, kept["headline"], tuple(kept["messages"]))
    return found


def _incidents(connection: Connection, watch: Watch, rule: Rule) -> Iterator[Json]:
    """Main incidents that a rule may mean, as alerts carry them: the database narrows what `matches` then decides."""
    wanted = search.Filter(main=True, country=watch.country, type=watch.type)
    yield from (incident(one) for one in records(connection, wanted, rule))


def _advisories(connection: Connection, rule: Rule) -> Iterator[Json]:
    """Every warning that an article of the record reports, each once."""
    said, accounts, members = tables.statements, tables.accounts, tables.members
    query = select(said.c.document_id).where(said.c.property == "issuer", said.c.account_id.is_(None)).distinct()
    documents = sorted(connection.execute(query).scalars())
    known = {paper.id: paper for paper in papers(connection, documents)}
    joined = select(accounts.c.document_id, tables.incidents.c.record).select_from(accounts)
    joined = joined.join(members, members.c.account_id == accounts.c.id)
    joined = joined.join(tables.incidents, tables.incidents.c.id == members.c.incident_id).where(tables.incidents.c.main)
    places: dict[str, list[Json]] = {}
    for row in rows.where_in(connection, joined, accounts.c.document_id, documents):
        place = by_rule(json.loads(row.record), rule)["place"]
        if place:
            places.setdefault(row.document_id, []).append(place)
    found: dict[str, Json] = {}
    for document, record in sorted(statements.records(connection, documents).items()):
        for given in record.get("advisories", ()):
            shown = advisory(document, given, known[document], places.get(document, ()))
            found.setdefault(shown["id"], shown)
    yield from found.values()


def _keep(connection: Connection, watch: Watch, alert: Alert, sender: str, now: str) -> Notice:
    """Append one alert, and a row of the outbox for every target of its rule."""
    before = alert.before
    message = f"{sender},{alert.id},{now}"
    headline = alert.shown["headline"] if alert.shown else before.headline if before else alert.subject
    record: Json = {
        "watch": alert.watch, "subject": alert.subject, "change": alert.change, "digest": alert.digest, "headline": headline,
        "before": before.alert if before else None, "continues": alert.continues, "now": alert.now, "sender": sender,
        "messages": [*(before.messages if before else ()), *(() if alert.change == "known" else (message,))],
        "shown": alert.shown,
    }  # fmt: skip
    row = {"id": alert.id, "subject": alert.subject, "record": canonical(record), "made": now}
    seq = int(connection.execute(tables.alerts.insert().returning(tables.alerts.c.seq), [row]).scalar_one())
    if alert.change != "known" and watch.targets:
        due = [{"alert": seq, "target": target, "tries": 0, "due": now} for target in dict.fromkeys(watch.targets)]
        connection.execute(tables.outbox.insert(), due)
    return Notice(seq, alert.id, now, record)
