"""What changed: between two captures of one address, and in an incident since a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dateline.reconcile.account import accounts
from dateline.reconcile.record import plain
from dateline.store import documents, statements, tables
from dateline.store.open import Store
from dateline.types import Account

Json = dict[str, Any]
SHOWN = ("type", "date", "place", "killed", "injured", "perpetrator")


def changes(store: Store, before: str, after: str) -> list[Json]:
    """Return what the newer capture of an article says otherwise: main incidents in their order, property by property."""
    with store.reading() as connection:
        records = statements.records(connection, [before, after])
        texts = documents.texts(connection, [before, after])
    old, new = ([a for a in accounts(records[one], texts[one]) if a.main] if one in records else [] for one in (before, after))
    found: list[Json] = []
    for index in range(max(len(old), len(new))):
        one, two = (old[index] if index < len(old) else None, new[index] if index < len(new) else None)
        for name in SHOWN:
            first, second = written(one, name), written(two, name)
            if first != second:
                found.append({"property": name, "before": first, "after": second})
    if not found and texts.get(before) != texts.get(after):
        lengths = (f"{len(texts.get(one, ''))} characters" for one in (before, after))
        found.append({"property": "text", "before": next(lengths), "after": next(lengths)})
    return found


def written(account: Account | None, name: str) -> str:
    """Return a property of an account in a few words, "-" for an unknown one."""
    return "-" if account is None else words(plain(getattr(account, name)))


def words(value: Any) -> str:
    """Return a value of the contract in a few words for people: ``at least 14``, ``Quetta, PK``, ``2023-05-13``."""
    match value:
        case None | "":
            return "-"
        case {"qualifier": _}:
            return count_words(value)
        case {"lat": _}:
            return ", ".join(part for part in (value["name"], value["country"]) if part) or "-"
        case {"status": status, "name": name}:
            return f"{name} ({status})"
        case {"name": name}:
            return str(name)
        case {"value": day, "precision": _}:
            return day or "unknown date"
        case _:
            return str(value)


def count_words(value: Mapping[str, Any]) -> str:
    """Return a count in words: what is said, and the range where there is one."""
    low, best, high, kind = value["low"], value["best"], value["high"], value["qualifier"]
    heads = {"at_least": "at least ", "up_to": "up to ", "about": "about ", "more_than": "more than ", "fewer_than": "fewer than "}
    figure = best if best is not None else low if low is not None else high
    if figure is None:
        return "some"
    if kind == "vague":
        bounds = f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
        return f"{low if low == high else bounds} (words alone)"
    if kind == "range" and low != high:
        return f"{figure} ({low if low is not None else '?'} to {high if high is not None else '?'})"
    spread = f" ({low} to {high})" if kind == "at_least" and low is not None and high is not None and low < high else ""
    return heads.get(kind, "") + str(figure) + spread


def since(store: Store, incident: Json, day: str) -> Json:
    """Return what was said of an incident after `day` (ISO 8601) and what was judged since.

    Statements are dated by publication. What undated reports say stands apart under ``undated``, where they were taken in since:
    when they were published nobody knows, so that they are no news of that day.
    """
    from dateline.store import judgements

    with store.reading() as connection:
        table = tables.captures
        query = select(table.c.document_id, table.c.seen).where(table.c.document_id.in_(incident["documents"]))
        captured = {row.document_id: row.seen[:10] for row in connection.execute(query)}
        told = judgements.history(connection, incident["accounts"])
    came = {one for one, moment in captured.items() if moment > day}
    said = [s for s in incident["statements"] if (s["published"] or "") > day]
    undated = [s for s in incident["statements"] if s["published"] is None and s["document"] in came]
    earlier = [
        s for s in incident["statements"] if (s["published"] <= day if s["published"] else s["document"] not in came)
    ]  # fmt: skip
    known = {_mark(s) for s in earlier}
    fresh = [s for s in said if _mark(s) not in known]
    known |= {_mark(s) for s in said}
    toll = [p for p in incident["toll"] if (p["day"] or "") > day]
    judged = [{"id": j.id, "kind": j.kind, "reason": j.reason, "who": j.who, "made": j.made} for j, _ in told if j.made[:10] > day]
    documents_since = sorted({s["document"] for s in said})
    return {
        "id": incident["id"],
        "since": day,
        "documents": documents_since,
        "statements": fresh,
        "toll": toll,
        "judgements": judged,
        "undated": {
            "documents": sorted({s["document"] for s in undated}),
            "statements": [s for s in undated if _mark(s) not in known],
            "toll": [p for p in incident["toll"] if p["day"] is None and p["document_id"] in came],
        },
    }


def _mark(said: Json) -> tuple[str, str]:
    return said["property"], json.dumps(said["value"], sort_keys=True)
