"""The review queue: what needs eyes. Pairs that may be one incident, conflicts without a judgement, statements with a low score."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, select

from dateline.reconcile.account import statement_id
from dateline.reconcile.compare import compare
from dateline.reconcile.judged import active, pairs
from dateline.reconcile.link import pair
from dateline.store import Store, documents, judgements, rows, statements, tables
from dateline.types import Judgement, Rule
from dateline.web.snapshot import Snapshot
from dateline.web.views.incident import SETTLED
from dateline.web.views.incident import documents as reports_of
from dateline.web.views.listing import records

Json = dict[str, Any]
T = TypeVar("T")
Kind = Literal["merges", "conflicts", "scores"]
KINDS: tuple[Kind, ...] = ("merges", "conflicts", "scores")
EDGES_AT_MOST = 2_000
CONFLICTS_AT_MOST = 300
"""Incidents with conflicts that are looked at, the newest first: a person judges some hundred a day."""
READ_AT_MOST = 400
"""Accounts whose scores are looked at, the last read first."""
LOW = 0.6
"""A statement below this score is shown: of those above, nine in ten were right on `modern`'s development half."""
CONTEXT = 160
"""Characters of the article around a quote."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Everything that waits, by kind; items are plain data, each with a ``key`` that stays the same while it waits."""

    merges: list[Json]
    conflicts: list[Json]
    scores: list[Json]

    def of(self, kind: Kind) -> list[Json]:
        """Return the items of one kind."""
        return {"merges": self.merges, "conflicts": self.conflicts, "scores": self.scores}[kind]


class Memory:
    """The last answer to one question, kept while the store's stamp stays the same."""

    def __init__(self) -> None:
        self._held: tuple[Hashable, Any] | None = None
        self._lock = threading.Lock()

    def get(self, stamp: Hashable, make: Callable[[], T]) -> T:
        """Return the answer for `stamp`, made once."""
        with self._lock:
            if self._held is None or self._held[0] != stamp:
                self._held = (stamp, make())
            answer: T = self._held[1]
            return answer


def queue(connection: Connection, snapshot: Snapshot) -> Queue:
    """Return what waits for a judgement: ids and scores alone; `fill` adds what a page shows of an item."""
    held = judgements.everything(connection)
    force = active(held)
    return Queue(_merges(connection, force), _conflicts(connection, snapshot, force), _scores(connection, force))


# ---- possible merges ----------------------------------------------------------------------------------------------------


def _merges(connection: Connection, force: Sequence[Judgement]) -> list[Json]:
    """Pairs of incidents with an edge between them: scored as one but parted by others, or related; judged ones are left out."""
    edges, members = tables.edges, tables.members
    one, two = members.alias("one"), members.alias("two")
    query = (
        select(edges.c.a, edges.c.b, edges.c.kind, edges.c.score, edges.c.why, one.c.incident_id, two.c.incident_id.label("other"))
        .join(one, one.c.account_id == edges.c.a)
        .join(two, two.c.account_id == edges.c.b)
        .where(one.c.incident_id != two.c.incident_id)
        .order_by(edges.c.kind.desc(), edges.c.score.desc(), edges.c.a, edges.c.b)
        .limit(EDGES_AT_MOST)
    )
    parted = pairs(force, "not_same")
    found: dict[tuple[str, str], Json] = {}
    for row in connection.execute(query):
        sides = pair(row.incident_id, row.other)
        if pair(row.a, row.b) not in parted and sides not in found:
            found[sides] = {
                "key": "-".join(sides), "incidents": sides, "accounts": (row.a, row.b), "score": row.score,
                "kind": row.kind, "why": row.why,
            }  # fmt: skip
    return list(found.values())


# ---- conflicts ----------------------------------------------------------------------------------------------------------


def _conflicts(connection: Connection, snapshot: Snapshot, force: Sequence[Judgement]) -> list[Json]:
    ids = [snapshot.ids[row] for row in snapshot.ordered(snapshot.conflicts, "newest")[:CONFLICTS_AT_MOST]]
    spoken = {one for j in force for one in j.left if j.kind in ("accept", "reject", "correct")}
    corrections = (j for j in force if j.kind == "correct" and j.property)
    corrected: set[tuple[str, str | None]] = {(one, j.property) for j in corrections for one in j.left}
    return [
        {"key": f"{incident['id']}-{conflict['property']}", "incident": incident["id"], "property": conflict["property"]}
        for incident in records(connection, ids, "gtd")
        for conflict in incident["conflicts"]
        if not _settled(incident, conflict, spoken, corrected)
    ]


def _settled(incident: Json, conflict: Json, spoken: set[str], corrected: set[tuple[str, str | None]]) -> bool:
    name = "perpetrator" if conflict["property"] == "denial" else conflict["property"]
    ours = {one["id"] for one in incident["statements"] if one["property"] in (conflict["property"], name)}
    return bool(ours & spoken) or any((account, name) in corrected for account in incident["accounts"])


def choices(incident: Json, conflict: Json) -> list[Json]:
    """Return the positions of a conflict, each with what choosing it would record.

    Figures are chosen by accepting their statements; a day, a place or an actor by correcting what the incident shows.
    """
    name = conflict["property"]
    out: list[Json] = []
    for position in conflict["positions"]:
        quoted = {(quote["document_id"], quote["quote"]) for quote in position["quotes"]}
        points = (p for p in incident["toll"] if p["property"] == name and (p["document_id"], p["quote"]) in quoted)
        said = sorted({one for point in points for one in point["statements"]})
        action: Json | None = None
        if name in ("killed", "injured") and said:
            action = {"kind": "accept", "left": said}
        elif name in ("date", "place"):
            action = {"kind": "correct", "left": [incident["id"]], "property": name, "value": json.dumps(position["value"])}
        elif name == "perpetrator":
            actor = {"name": position["value"], "actor_id": _actor_id(incident, position["value"])}
            action = {"kind": "correct", "left": [incident["id"]], "property": name, "value": json.dumps(actor)}
        out.append({**position, "action": action})
    return out


def _actor_id(incident: Json, name: str) -> str | None:
    parties = (*incident["perpetrators"], *incident["responsibility_claims"])
    return next((party["actor_id"] for party in parties if party["name"] == name), None)


# ---- low scores ---------------------------------------------------------------------------------------------------------


def _scores(connection: Connection, force: Sequence[Judgement]) -> list[Json]:
    """Statements with a low score in the accounts read last, the lowest first."""
    accounts, extractions = tables.accounts, tables.extractions
    query = (
        select(accounts.c.id, accounts.c.record)
        .join(extractions, extractions.c.id == accounts.c.extraction)
        .order_by(extractions.c.seq.desc(), accounts.c.position)
        .limit(READ_AT_MOST)
    )
    judged = {one for j in force for one in j.left if j.kind in ("accept", "reject", "correct")}
    found: dict[str, Json] = {}
    for row in connection.execute(query):
        part = json.loads(row.record)
        document_id = part["document"]["id"]
        for said in part["incident"]["statements"]:
            score = said.get("score", 1.0)
            if score < LOW and said["property"] in SETTLED:
                one = statement_id(document_id, said)
                if one not in judged:
                    found.setdefault(one, {"key": one, "document": document_id, "account": row.id, "score": score, "said": said})
    return sorted(found.values(), key=lambda item: (item["score"], item["key"]))


# ---- what a page shows of an item -----------------------------------------------------------------------------------------


def fill(store: Store, connection: Connection, kind: Kind, items: Iterable[Json], rule: Rule) -> list[Json]:
    """Return items with the records, reports and reasons that a page shows; those gone since are left out."""
    waiting = list(items)
    match kind:
        case "merges":
            return _fill_merges(store, connection, waiting, rule)
        case "conflicts":
            return _fill_conflicts(connection, waiting, rule)
        case _:
            return _fill_scores(connection, waiting)


def _fill_merges(store: Store, connection: Connection, items: list[Json], rule: Rule) -> list[Json]:
    held = {one["id"]: one for one in records(connection, {i for item in items for i in item["incidents"]}, rule)}
    known = statements.load(store, connection, {a for item in items for a in item["accounts"]})
    reports = reports_of(connection, {d for one in held.values() for d in one["documents"]})
    shown = []
    for item in items:
        a, b = item["accounts"]
        if all(one in held for one in item["incidents"]) and a in known and b in known:
            reasons = [asdict(reason) | {"adds": reason.adds} for reason in compare(known[a], known[b]).reasons]
            sides = [held[one] for one in item["incidents"]]
            shown.append({**item, "sides": sides, "reasons": reasons, "reports": reports})
    return shown


def _fill_conflicts(connection: Connection, items: list[Json], rule: Rule) -> list[Json]:
    held = {one["id"]: one for one in records(connection, {item["incident"] for item in items}, rule)}
    reports = reports_of(connection, {d for one in held.values() for d in one["documents"]})
    shown = []
    for item in items:
        incident = held.get(item["incident"])
        conflict = next((c for c in incident["conflicts"] if c["property"] == item["property"]), None) if incident else None
        if incident and conflict:
            positions = choices(incident, conflict)
            shown.append({**item, "incident": incident, "conflict": conflict, "positions": positions, "reports": reports})
    return shown


def _fill_scores(connection: Connection, items: list[Json]) -> list[Json]:
    texts = documents.texts(connection, {item["document"] for item in items})
    reports = reports_of(connection, texts)
    members = tables.members
    query = select(members.c.account_id, members.c.incident_id)
    home = {
        row.account_id: row.incident_id
        for row in rows.where_in(connection, query, members.c.account_id, {i["account"] for i in items})
    }
    shown = []
    for item in items:
        if item["document"] in texts and item["account"] in home:
            around = context(texts[item["document"]], item["said"]["start"], item["said"]["end"])
            shown.append({**item, "context": around, "report": reports[item["document"]], "incident": home[item["account"]]})
    return shown


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before a quote, the quote, and the words after it, on one line, cut at blanks."""
    before = " ".join(text[max(0, start - CONTEXT) : start].split())
    after = " ".join(text[end : end + CONTEXT].split())
    if start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, text[start:end], after
