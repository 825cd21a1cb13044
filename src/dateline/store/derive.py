"""Derive the incidents: what adding a document or judging changes in its neighbourhood, and everything anew.

Adding touches the new accounts' neighbourhood alone: blocking finds whom to compare with, the comparison leaves edges, and what
the edges tie to the new accounts is partitioned anew, as far as anything changes (`link.renew`; components of edges grow with the
store and are no neighbourhood). Edges are a symmetric function of two accounts, and the partition a function of edges, so the order
of adding cannot show. An incident whose accounts stay the same is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, delete, or_, select

from dateline.reconcile import block, duplicates
from dateline.reconcile.account import Json
from dateline.reconcile.compare import weigh
from dateline.reconcile.incident import build
from dateline.reconcile.judged import active, pairs
from dateline.reconcile.link import Pair, pair, partition, renew
from dateline.store import documents, incident_rows, judgements, rows, statements, tables
from dateline.store.open import Store
from dateline.types import Account, Incident, Judgement

FLOOR = -4.0
"""Pairs at or below this many log-odds are not kept; in a partition they weigh this, as do pairs that blocking never brought
together: what has no day, no place and no names in common is taken to be two."""


def enter(store: Store, connection: Connection, records: Mapping[str, Json]) -> set[str]:
    """Derive everything that the newest extractions of these documents change; return the ids of the incidents touched.

    ``records`` maps a document, already kept, to the contract's object of its newest extraction.
    """
    current = statements.current(connection, records)
    texts = documents.texts(connection, records)
    old = _forget(connection, records)
    new: list[Account] = []
    for document_id in sorted(records):
        found = statements.unfold(connection, current[document_id], records[document_id], texts[document_id])
        statements.remember(store, current[document_id], found)
        new += found
    _put_blocks(connection, new)
    copies = _find_copies(connection, texts)
    _draw_edges(store, connection, new, copies)
    return relink(store, connection, {account.id for account in new} | old)


def leave(store: Store, connection: Connection, document_id: str) -> set[str]:
    """Take back everything that a document derived; return the ids of the incidents touched. Its extractions are the caller's."""
    neighbours = _forget(connection, [document_id])
    copies = tables.copies
    connection.execute(delete(tables.statements).where(tables.statements.c.document_id == document_id))
    connection.execute(delete(tables.bands).where(tables.bands.c.document_id == document_id))
    connection.execute(delete(copies).where(or_(copies.c.a == document_id, copies.c.b == document_id)))
    return relink(store, connection, neighbours)


def _forget(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Drop what an older extraction of these documents derived; return the accounts that were linked with theirs."""
    table = tables.accounts
    old = {row.id for row in rows.where_in(connection, select(table.c.id), table.c.document_id, document_ids)}
    if not old:
        return set()
    neighbours = _neighbours(connection, old) | _fellows(connection, old)
    for ids in rows.parts(sorted(old)):
        for drawn in (tables.edges, tables.apart):
            connection.execute(delete(drawn).where(or_(drawn.c.a.in_(ids), drawn.c.b.in_(ids))))
        connection.execute(delete(tables.blocks).where(tables.blocks.c.account_id.in_(ids)))
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    incident_rows.drop(connection, old)
    for ids in rows.parts(sorted(document_ids)):
        connection.execute(delete(tables.statements).where(tables.statements.c.document_id.in_(ids)))
    return neighbours - old


def _put_blocks(connection: Connection, new: Iterable[Account]) -> None:
    rows.insert_new(
        connection, tables.blocks, [{"token": token, "account_id": a.id} for a in new for token in sorted(block.put(a))]
    )  # fmt: skip


def _find_copies(connection: Connection, texts: Mapping[str, str]) -> dict[str, set[str]]:
    """Write the bands of new documents, find their copies, and return the copies of each."""
    banded = {document_id: duplicates.bands(text) for document_id, text in texts.items()}
    table = tables.bands
    put = [{"token": token, "document_id": one} for one in sorted(banded) for token in banded[one]]
    rows.insert_new(connection, table, put)
    by_token: dict[int, list[str]] = {}
    query = select(table.c.token, table.c.document_id)
    for row in rows.where_in(connection, query, table.c.token, {token for tokens in banded.values() for token in tokens}):
        by_token.setdefault(row.token, []).append(row.document_id)
    meetings = {pair(one, other) for one in banded for token in banded[one] for other in by_token.get(token, ()) if other != one}
    everyone = {one for meeting in meetings for one in meeting}
    cut = {one: duplicates.shingles(text) for one, text in documents.texts(connection, everyone).items()}
    found = [(a, b, duplicates.likeness(cut[a], cut[b])) for a, b in sorted(meetings)]
    rows.insert_new(connection, tables.copies, [{"a": a, "b": b, "likeness": grade} for a, b, grade in found if grade > 0])
    copies: dict[str, set[str]] = {}
    for a, b, grade in found:
        if grade > 0:
            copies.setdefault(a, set()).add(b)
            copies.setdefault(b, set()).add(a)
    return copies


def _draw_edges(store: Store, connection: Connection, new: Sequence[Account], copies: Mapping[str, set[str]]) -> None:
    """Compare each new account with whom blocking brings it together, and keep what was weighed."""
    met = _candidates(connection, new, copies)
    known = statements.load(store, connection, {one for meeting in met for one in meeting})
    found, apart = [], []
    for a, b in sorted(met):
        one, two = known[a], known[b]
        weight, why = weigh(one, two, copy=two.document_id in copies.get(one.document_id, ()))
        if weight > 0 or why:
            found.append({"a": a, "b": b, "kind": "same" if weight > 0 else "related", "score": weight, "why": why})
        elif weight > FLOOR:
            apart.append({"a": a, "b": b, "score": weight})
    rows.insert_new(connection, tables.edges, found)
    rows.insert_new(connection, tables.apart, apart)


def _candidates(connection: Connection, new: Sequence[Account], copies: Mapping[str, set[str]]) -> set[Pair]:
    looked = {account.id: block.look(account) for account in new}
    table = tables.blocks
    at: dict[int, list[str]] = {}
    query = select(table.c.token, table.c.account_id)
    for row in rows.where_in(connection, query, table.c.token, {token for tokens in looked.values() for token in tokens}):
        at.setdefault(row.token, []).append(row.account_id)
    met = {pair(one, other) for one, tokens in looked.items() for token in tokens for other in at.get(token, ()) if other != one}
    accounts = tables.accounts
    copied = {other for account in new for other in copies.get(account.document_id, ())}
    there: dict[str, list[str]] = {}
    for row in rows.where_in(connection, select(accounts.c.id, accounts.c.document_id), accounts.c.document_id, copied):
        there.setdefault(row.document_id, []).append(row.id)
    for account in new:
        met |= {pair(account.id, other) for document in copies.get(account.document_id, ()) for other in there.get(document, ())}
    return met | {pair(a.id, b.id) for a, b in combinations(new, 2) if a.document_id == b.document_id}


# ---- the neighbourhood --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Judged:
    """The judgements in force, and the pairs of accounts they join and part."""

    held: tuple[Judgement, ...]
    same: frozenset[Pair]
    not_same: frozenset[Pair]


def _judged(connection: Connection) -> _Judged:
    held = tuple(active(judgements.everything(connection)))
    return _Judged(held, frozenset(pairs(held, "same")), frozenset(pairs(held, "not_same")))


def relink(store: Store, connection: Connection, seeds: Iterable[str]) -> set[str]:
    """Partition the neighbourhood of `seeds` anew and write its incidents; return their ids."""
    judged = _judged(connection)
    changed = set(seeds)
    changed |= _fellows(connection, changed)
    groups = renew(
        changed,
        lambda core: _standing(connection, _tied(connection, core, judged) - core),
        lambda around: _split(store, connection, around, judged),
    )
    around = {one for group in groups for one in group}
    standing = _standing(connection, around)
    stale = [group for group in groups if changed & set(group) or frozenset(group) not in standing]
    known = statements.load(store, connection, {one for group in stale for one in group})
    copies = _copies_among(connection, {account.document_id for account in known.values()})
    incident_rows.drop(connection, known)
    touched = [_build([known[one] for one in group], copies, judged, connection) for group in stale]
    incident_rows.write(connection, touched)
    return {incident.id for incident in touched}


def _standing(connection: Connection, ids: Iterable[str]) -> set[frozenset[str]]:
    """The incidents in which these accounts stand, by all their accounts."""
    table = tables.members
    homes = {row.incident_id for row in rows.where_in(connection, select(table.c.incident_id), table.c.account_id, ids)}
    found: dict[str, set[str]] = {}
    for row in rows.where_in(connection, select(table.c.account_id, table.c.incident_id), table.c.incident_id, homes):
        found.setdefault(row.incident_id, set()).add(row.account_id)
    return {frozenset(accounts) for accounts in found.values()}


def _tied(connection: Connection, ids: set[str], judged: _Judged) -> set[str]:
    """The accounts that an edge above zero, or a judgement, ties to these."""
    return _neighbours(connection, ids) | {one for pair in judged.same if ids & set(pair) for one in pair}


def _fellows(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The accounts that stand in one incident with these now: a judgement undone may have held them together."""
    table = tables.members
    homes = {row.incident_id for row in rows.where_in(connection, select(table.c.incident_id), table.c.account_id, ids)}
    return {row.account_id for row in rows.where_in(connection, select(table.c.account_id), table.c.incident_id, homes)}


def _neighbours(connection: Connection, ids: Iterable[str]) -> set[str]:
    table = tables.edges
    out = {row.b for row in rows.where_in(connection, select(table.c.b).where(table.c.kind == "same"), table.c.a, ids)}
    return out | {row.a for row in rows.where_in(connection, select(table.c.a).where(table.c.kind == "same"), table.c.b, ids)}


def _copies_among(connection: Connection, ids: set[str]) -> set[Pair]:
    table = tables.copies
    return {(row.a, row.b) for row in rows.where_in(connection, select(table.c.a, table.c.b), table.c.a, ids) if row.b in ids}


def _split(store: Store, connection: Connection, ids: set[str], judged: _Judged) -> list[tuple[str, ...]]:
    """Partition accounts by the pairs weighed among them; those of one document are weighed here, however far apart they are."""
    known = statements.load(store, connection, ids)
    scores: dict[Pair, float] = {}
    for table in (tables.edges, tables.apart):
        query = select(table.c.a, table.c.b, table.c.score)
        scores |= {(row.a, row.b): row.score for row in rows.where_in(connection, query, table.c.a, ids) if row.b in ids}
    by_document: dict[str, list[Account]] = {}
    for account in known.values():
        by_document.setdefault(account.document_id, []).append(account)
    for fellows in by_document.values():
        for at, one in enumerate(fellows):
            scores |= {pair(one.id, two.id): weigh(one, two)[0] for two in fellows[at + 1 :]}
    return partition(ids, scores, same=judged.same, not_same=judged.not_same, unmet=FLOOR)


def _build(group: Sequence[Account], copies: set[Pair], judged: _Judged, connection: Connection) -> Incident:
    there = {account.document_id for account in group}
    said = {kept.id for account in group for kept in account.statements} | {account.id for account in group}
    ours = [judgement for judgement in judged.held if said & set(judgement.left)]
    urls = [account.url for account in {a.document_id: a for a in group}.values() if account.url]
    seen = documents.moments(connection, there) if len(urls) > len(set(urls)) else {}
    among = [(a, b) for a, b in copies if a in there and b in there] if len(there) > 1 else []
    return build(group, copies=among, seen=seen, judgements=ours)


def incident_of(connection: Connection, account: str) -> str | None:
    """Return the incident that an account stands in now: how an id once given out finds its incident after joins and splits."""
    table = tables.members
    return connection.execute(select(table.c.incident_id).where(table.c.account_id == account)).scalar()


def rebuild(store: Store, connection: Connection) -> int:
    """Drop everything derived and make it anew from what is kept; return the number of documents."""
    store.cache.clear()
    for table in tables.DERIVED:
        connection.execute(delete(table))
    ids = sorted(connection.execute(select(tables.extractions.c.document_id).distinct()).scalars())
    for at in range(0, len(ids), 200):
        enter(store, connection, statements.records(connection, ids[at : at + 200]))
    return len(ids)
