"""One incident's page: each value with what was said for and against it, the toll over time, reports, relatives, judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, select

from dateline.publish.record import guarded
from dateline.store import dates, derive, judgements, rows, search, tables
from dateline.types import Rule
from dateline.web.views.listing import records
from dateline.web.words import Words

Json = dict[str, Any]
SETTLED = ("date", "place", "type", "killed", "injured", "perpetrator")
"""What stands on the card, in this order; each has a rule that chose it."""
BESIDE = (
    "claim",
    "denial",
    "weapon",
    "target",
    "time",
    "casualties",
    "missing",
    "abducted",
    "arrested",
    "hit",
    "motive",
    "outcome",
)
"""What reports say beside it, shown where it is said."""
_DOCUMENT = re.compile(r"\b[0-9a-f]{32}\b")


def view(connection: Connection, any_id: str, rule: Rule, words: Words) -> Json | None:
    """Return what an incident's page shows, None where no incident has, or had, that id."""
    found = search.incident(connection, any_id, rule)
    if found is None:
        return None
    found |= guarded(found, "statements", "toll")
    reports = documents(connection, found["documents"])
    told = judgements.history(connection, found["accounts"])
    return {
        "incident": found,
        "reports": _by_voice(found, reports),
        "report": reports,
        "card": [_property(found, name, reports, words) for name in SETTLED],
        "beside": [one for name in BESIDE if (one := _property(found, name, reports, words))["said"]],
        "related": _related(connection, found, rule),
        "judgements": [{"judgement": one, "in_force": held} for one, held in reversed(told)],
        "aliases": [f"i{account[1:]}" for account in found["accounts"]],
    }


def documents(connection: Connection, ids: Iterable[str]) -> dict[str, Json]:
    """Return what a page says of documents, by id; of those without outlet and address, the name of the file they came in."""
    table = tables.documents
    names = ("id", "url", "publisher", "title", "published", "language", "complete", "problems")
    found = rows.where_in(connection, select(*(table.c[name] for name in names)), table.c.id, ids)
    days = dates.given(connection)
    shown = {
        row.id: {**row._asdict(), "published": day.isoformat() if (day := days.get(row.id, row.published)) else None, "file": None}
        for row in found
    }
    nameless = {one for one, report in shown.items() if not report["publisher"] and not report["url"]}
    captures = tables.captures
    for row in rows.where_in(connection, select(captures.c.document_id, captures.c.path), captures.c.document_id, nameless):
        shown[row.document_id]["file"] = PurePath(row.path).name if row.path else None
    return shown


def _by_voice(found: Json, reports: dict[str, Json]) -> list[Json]:
    """The reports, copies under the voice they repeat, the earliest published first."""
    voices = [[reports[one] for one in voice if one in reports] for voice in found["voices"]]
    ordered = [sorted(voice, key=lambda r: (r["published"] or "9999", r["id"])) for voice in voices if voice]
    ordered.sort(key=lambda voice: (voice[0]["published"] or "9999", voice[0]["id"]))
    return [{"first": first, "copies": copies} for first, *copies in ordered]


def _property(found: Json, name: str, reports: dict[str, Json], words: Words) -> Json:
    choice = next((c for c in found["choices"] if c["property"] == name and c["rule"] in ("reports", found["rule"])), None)
    chosen = set(choice["statements"]) if choice else set()
    said = [{**one, "chosen": one["id"] in chosen} for one in found["statements"] if one["property"] == name]
    said.sort(key=lambda one: (not one["chosen"], one["published"] or "9999", one["document"], one["start"]))
    because = _DOCUMENT.sub(lambda match: _outlet(reports, match[0], words), choice["because"]) if choice else None
    return {"name": name, "choice": choice, "because": because, "said": said}


def _outlet(reports: dict[str, Json], document_id: str, words: Words) -> str:
    return words.outlet(reports[document_id]) if document_id in reports else document_id


def _related(connection: Connection, found: Json, rule: Rule) -> list[Json]:
    why = {one["id"]: one["why"] for one in found["related"]}
    return [{"incident": one, "why": why[one["id"]]} for one in records(connection, list(why), rule)]


def current_id(connection: Connection, any_id: str) -> str | None:
    """Return the id under which the incident stands now: ids once given out are sent on to it."""
    from dateline.reconcile.account import account_id

    return derive.incident_of(connection, account_id(any_id)) if any_id.startswith("i") else None
