"""An incident as JSON: the shape of ``dateline extract`` with ids, reports, choices, toll and conflicts (DESIGN.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.reconcile.toll import CASUALTIES
from dateline.types import (
    Account,
    ActorValue,
    Choice,
    Conflict,
    CountValue,
    DateValue,
    Incident,
    Kept,
    Party,
    PlaceValue,
    Rule,
    TollPoint,
)  # fmt: skip

Json = dict[str, Any]


def record(incident: Incident) -> Json:
    """Return the incident's object; top-level figures are those of the GTD rule, `by_rule` shows another's."""
    accounts = incident.accounts
    out: Json = {
        "id": incident.id,
        "main": any(account.main for account in accounts),
        "outcome": "completed" if any(account.outcome == "completed" for account in accounts) else "foiled",
        "accounts": [account.id for account in accounts],
        "documents": sorted({account.document_id for account in accounts}),
        "voices": [list(voice) for voice in incident.voices],
        "responsibility_claims": _parties(claim for account in accounts for claim in account.claims),
        "denials": _parties(denial for account in accounts for denial in account.denials),
        "perpetrators": _parties(a.perpetrator for a in accounts if a.perpetrator),
        "weapons": sorted({weapon for account in accounts for weapon in account.weapons}),
        "targets": sorted({target for account in accounts for target in account.targets}),
        "choices": [_choice(choice) for choice in incident.choices],
        "toll": [_point(point) for point in incident.toll],
        "conflicts": [_conflict(conflict) for conflict in incident.conflicts],
        "statements": [_statement(kept, account) for account in accounts for kept in account.statements],
    }
    return by_rule(out, "gtd")


def by_rule(shown: Json, rule: Rule) -> Json:
    """Return the object with its top-level values as `rule` chooses them."""
    out = dict(shown)
    out["rule"] = rule
    for name in ("type", "date", "place", "perpetrator", *CASUALTIES):
        out[name] = None
    for choice in shown["choices"]:
        if choice["rule"] in ("reports", rule):
            out[choice["property"]] = choice["value"]
    return out


def plain(value: object) -> Any:
    """Return a value as JSON."""
    match value:
        case DateValue():
            return {"value": value.value, "precision": value.precision}
        case PlaceValue():
            names = ("name", "country", "admin1", "lat", "lon", "precision", "gazetteer_id")
            near = {"vicinity": True} if value.vicinity else {}
            return {**{name: getattr(value, name) for name in names}, **near}
        case CountValue():
            return {"low": value.low, "best": value.best, "high": value.high, "qualifier": value.qualifier}
        case ActorValue():
            return {"name": value.name, "actor_id": value.actor_id}
        case Party():
            shown = {"name": value.name, "actor_id": value.actor_id, "status": value.status}
            return {**shown, "via": value.via} if value.via else shown
        case _:
            return value


def _parties(found: Iterable[Party | None]) -> list[Json]:
    distinct = {party for party in found if party is not None}
    return [plain(party) for party in sorted(distinct, key=lambda p: (p.name, p.actor_id or "", p.status, p.via or ""))]


def _choice(choice: Choice) -> Json:
    return {
        "property": choice.property,
        "value": plain(choice.value),
        "rule": choice.rule,
        "because": choice.because,
        "statements": list(choice.statements),
        "passed_over": list(choice.passed_over),
    }


def _point(point: TollPoint) -> Json:
    names = (
        "property", "day", "voice", "document_id", "account_id", "quote", "publisher", "speaker", "source_kind", "certainty",
        "settled", "doubtful", "revision",
    )  # fmt: skip
    return {"value": plain(point.value), "statements": list(point.statements), **{name: getattr(point, name) for name in names}}


def _conflict(conflict: Conflict) -> Json:
    positions = [
        {"value": plain(p.value), "quotes": [{"document_id": d, "publisher": o, "quote": q} for d, o, q in p.quotes]}
        for p in conflict.positions
    ]  # fmt: skip
    return {"property": conflict.property, "reason": conflict.reason, "positions": positions}


def _statement(kept: Kept, account: Account) -> Json:
    out: Json = {
        "id": kept.id,
        "account": account.id,
        "document": account.document_id,
        "publisher": account.publisher,
        "published": account.published.isoformat() if account.published else None,
        "property": kept.property,
        "value": plain(kept.value),
        "quote": kept.quote,
        "start": kept.start,
        "end": kept.end,
        "speaker": kept.speaker,
        "certainty": kept.certainty,
    }
    return {**out, **({"note": kept.note} if kept.note else {}), **({"source_kind": kept.source_kind} if kept.source_kind else {})}
