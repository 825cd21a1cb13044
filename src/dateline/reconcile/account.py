"""Accounts: the contract's object of one document, taken apart into the units that linking joins."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from dateline.codebook.tables import table
from dateline.types import Account, ActorValue, CountValue, DateValue, Kept, Party, PlaceValue, Value

Json = Mapping[str, Any]
ID_DIGITS = 20
"""Hex digits of an id: 80 bits, so that a billion accounts meet by chance once in two million records."""
LEAD_WORDS = 120
"""Words of the text's beginning that count as its lead: two or three paragraphs."""
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,29}")
_WORD = re.compile(r"[^\W\d_]{4,30}|\d{2,6}")


@cache
def _common() -> frozenset[str]:
    return frozenset(table("linkage_words")["common"])


def digest(*parts: object) -> str:
    """Return a hash of `parts` as hex digits: the same parts give the same id on every machine."""
    return hashlib.sha256(canonical(parts).encode()).hexdigest()[:ID_DIGITS]


def canonical(value: object) -> str:
    """Return `value` as JSON with sorted keys, no spaces and ASCII alone: the bytes that are compared and hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def incident_id(account_id: str) -> str:
    """Return the id of the incident that the account would found."""
    return "i" + account_id[1:]


def account_id(any_id: str) -> str:
    """Return the account behind an incident's id (every one is named after an account)."""
    return "a" + any_id[1:]


def accounts(record: Json, text: str) -> list[Account]:
    """Return the accounts in one document's contract object, in its order."""
    document = record["document"]
    lead = lead_of(text)
    seen: dict[int, int] = {}
    found = []
    for incident in record["incidents"]:
        anchor = min((s["start"] for s in incident["statements"]), default=-1)
        seen[anchor] = seen.get(anchor, -1) + 1
        found.append(_account(document, incident, "a" + digest(document["id"], anchor, seen[anchor]), lead))
    return found


def lead_of(text: str) -> str:
    """Return the beginning of a text: what its main incident is told in."""
    return " ".join(text.split()[:LEAD_WORDS])


def names(text: str) -> frozenset[str]:
    """Return the words that `text` writes with a capital and nowhere without one, in lower case: mostly names."""
    found = _NAME.findall(text)
    common, low = _common(), {word for word in _WORD.findall(text) if word[:1].islower()}
    return frozenset(word for word in map(str.casefold, found) if word not in common and word not in low)


def words(text: str) -> frozenset[str]:
    """Return the content words of `text` in lower case, without the words that every report of an attack shares."""
    common = _common()
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in common)


def _account(document: Json, incident: Json, identity: str, lead: str) -> Account:
    published = document.get("published")
    place = incident.get("place") or {}
    return Account(
        id=identity,
        document_id=document["id"],
        url=document.get("url"),
        publisher=document.get("publisher"),
        published=date.fromisoformat(published) if published else None,
        main=bool(incident["main"]),
        type=incident["type"],
        outcome=incident.get("outcome", "completed"),
        date=DateValue(**incident["date"]),
        place=place_value(place) if place.get("name") or place.get("country") else None,
        killed=_count(incident.get("killed")),
        injured=_count(incident.get("injured")),
        perpetrator=_party(incident.get("perpetrator"), "name"),
        claims=_parties(incident.get("responsibility_claims")),
        denials=_parties(incident.get("denials")),
        weapons=tuple(incident.get("weapons") or ()),
        targets=tuple(incident.get("targets") or ()),
        statements=tuple(statement(document["id"], said) for said in incident["statements"]),
        words=_own_words(incident, lead),
        names=names(lead) if incident["main"] else names(_quoted(incident)),
        score=incident.get("score", 1.0),
    )


def _quoted(incident: Json) -> str:
    return " ".join(said["quote"] for said in incident["statements"])


def _own_words(incident: Json, lead: str) -> frozenset[str]:
    """The main incident is what the lead is about; a background one has its quotes alone."""
    return words(f"{_quoted(incident)} {lead}" if incident["main"] else _quoted(incident))


def statement_id(document_id: str, said: Json) -> str:
    """Return a statement's id: a hash of its document, property, value, place in the text and speaker."""
    names = ("property", "value", "start", "end", "speaker", "note")
    return "s" + digest(document_id, *(said.get(name) for name in names))


def statement(document_id: str, said: Json) -> Kept:
    """Return one statement of the contract with its id."""
    identity = digest(
        document_id, said["property"], said["value"], said["start"], said["end"], said.get("speaker"), said.get("note")
    )
    return Kept(
        id="s" + identity,
        property=said["property"],
        value=value_of(said["property"], said["value"], reason=said.get("reason") or ""),
        quote=said["quote"],
        start=said["start"],
        end=said["end"],
        speaker=said.get("speaker"),
        certainty=said.get("certainty", "stated"),
        source_kind=said.get("source_kind"),
        note=said.get("note"),
        score=said.get("score", 1.0),
    )


def value_of(name: str, value: Any, *, reason: str = "") -> Value:
    """Return a statement's value as its type: the shape tells which (DESIGN.md, the contract)."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else canonical(value)
    if "qualifier" in value:
        counted = _count(value)
        assert counted is not None
        return counted
    if "lat" in value:
        return place_value(value, reason=reason)
    if "actor_id" in value:
        return ActorValue(value["name"], value["actor_id"])
    if "precision" in value:
        return DateValue(value["value"], value["precision"])
    return canonical(value)


def place_value(place: Json, *, reason: str = "") -> PlaceValue:
    """Return the contract's place as its type."""
    return PlaceValue(
        name=place.get("name") or "",
        country=place.get("country"),
        admin1=place.get("admin1"),
        lat=place.get("lat"),
        lon=place.get("lon"),
        precision=place.get("precision") or "unknown",
        gazetteer_id=place.get("gazetteer_id"),
        vicinity=bool(place.get("vicinity")),
        reason=reason,
    )


def _count(count: Json | None) -> CountValue | None:
    if not count:
        return None
    return CountValue(count.get("low"), count.get("best"), count.get("high"), count.get("qualifier") or "exact")


def _party(who: Json | None, key: str) -> Party | None:
    if not who or not who.get(key):
        return None
    return Party(who[key], who.get("actor_id"), who.get("status") or "unknown", who.get("via"))


def _parties(found: Iterable[Json] | None) -> tuple[Party, ...]:
    parties = (_party(who, "by") for who in found or ())
    return tuple(party for party in parties if party is not None)
