"""The JSON contract of ``dateline extract`` (DESIGN.md): a `Report` as plain dicts, ready for one JSON line."""

from __future__ import annotations

import json
from typing import Any

from dateline.types import (
    ActorProfile,
    ActorValue,
    Advisory,
    Claim,
    CountValue,
    DateValue,
    Document,
    IncidentReport,
    Motive,
    Perpetrator,
    PlaceValue,
    Report,
    Statement,
)

Json = dict[str, Any]


def record(report: Report) -> Json:
    """Return the contract's object for one document."""
    text = report.document.text
    return {
        "document": _document(report.document) | ({"passed_over": report.passed_over} if report.passed_over else {}),
        "incidents": [_incident(incident, text) for incident in report.incidents],
        "advisories": [_advisory(advisory, text) for advisory in report.advisories],
        "motives": [_motive(motive, text) for motive in report.motives],
        "actors": [_profile(profile, text) for profile in report.actors],
    }


def line(report: Report) -> str:
    """Return the contract's object as one line of JSON without its end. Lone surrogates come out escaped."""
    written = json.dumps(record(report), ensure_ascii=False, separators=(", ", ": "))
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record(report), separators=(", ", ": "))
    return written


def value(value: DateValue | PlaceValue | CountValue | ActorValue | str) -> Any:
    """Return a statement's value as JSON: an object for the typed values, text as it is."""
    match value:
        case DateValue():
            return {"value": value.value, "precision": value.precision}
        case PlaceValue():
            return _place(value)
        case CountValue():
            return _count(value)
        case ActorValue():
            return {"name": value.name, "actor_id": value.actor_id}
        case _:
            return value


def _document(document: Document) -> Json:
    out: Json = {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "complete": document.complete,
    }
    if document.problems:
        out["problems"] = list(document.problems)
    return out


def _incident(incident: IncidentReport, text: str) -> Json:
    return {
        "type": incident.type,
        "main": incident.main,
        "outcome": incident.outcome,
        "date": value(incident.date),
        "place": _place(incident.place or PlaceValue(name="")),
        "killed": incident.killed and _count(incident.killed),
        "injured": incident.injured and _count(incident.injured),
        "perpetrator": incident.perpetrator and _perpetrator(incident.perpetrator),
        "responsibility_claims": [_claim(claim) for claim in incident.claims],
        "denials": [_claim(denial) for denial in incident.denials],
        "weapons": list(incident.weapons),
        "targets": list(incident.targets),
        "statements": [_statement(statement, text) for statement in incident.statements],
        "score": round(incident.score, 3),
    }


def _place(place: PlaceValue) -> Json:
    return {
        "name": place.name or None,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "gazetteer_id": place.gazetteer_id,
        **({"vicinity": True} if place.vicinity else {}),
    }


def _count(count: CountValue) -> Json:
    return {"low": count.low, "high": count.high, "best": count.best, "qualifier": count.qualifier}


def _perpetrator(perpetrator: Perpetrator) -> Json:
    return {"name": perpetrator.actor.name, "actor_id": perpetrator.actor.actor_id, "status": perpetrator.status}


def _claim(claim: Claim) -> Json:
    return {"by": claim.by.name, "actor_id": claim.by.actor_id, "via": claim.via}


def _statement(statement: Statement, text: str) -> Json:
    out: Json = {
        "property": statement.property,
        "value": value(statement.value),
        "quote": statement.span.of(text),
        "start": statement.span.start,
        "end": statement.span.end,
        "speaker": statement.speaker,
        "certainty": statement.certainty,
        "method": statement.method,
        "score": round(statement.score, 3),
    }
    if statement.source_kind:
        out["source_kind"] = statement.source_kind
    if statement.note:
        out["note"] = statement.note
    if isinstance(statement.value, PlaceValue):
        out["reason"] = statement.value.reason
        out["runner_up"] = statement.value.runner_up
    return out


def _advisory(advisory: Advisory, text: str) -> Json:
    return {
        "issuer": advisory.issuer,
        "addressee": advisory.addressee,
        "subject": advisory.subject,
        "date": value(advisory.date),
        "statements": [_statement(statement, text) for statement in advisory.statements],
    }


def _motive(motive: Motive, text: str) -> Json:
    return {
        "incident": motive.incident,
        "value": motive.value,
        "speaker": motive.speaker,
        "certainty": motive.certainty,
        "quote": motive.span.of(text),
        "start": motive.span.start,
        "end": motive.span.end,
    }


def _profile(profile: ActorProfile, text: str) -> Json:
    return {
        "name": profile.actor.name,
        "actor_id": profile.actor.actor_id,
        "aliases": list(profile.aliases),
        "statements": [_statement(statement, text) for statement in profile.statements],
    }
