"""Alerts: which incidents a rule watches, and what is new, revised or withdrawn since the last run.

A run is a pure function of rules, records and what was told before. An event's id is a hash of rule, incident and what it shows:
told twice it is the same id, so that a reader who gets it again knows it (at least once).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.publish.table import figure
from dateline.reconcile.account import digest
from dateline.reconcile.actors import ancestors

Json = Mapping[str, Any]
EARTH_KM = 6371.0
Change = Literal["new", "revised", "withdrawn"]
SHOWN = ("type", "outcome", "date", "place", "killed", "injured", "perpetrator", "responsibility_claims", "denials")
"""What a revision is a revision of; another copy of the same story is none."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule: every condition that is not None must hold. ``lat``, ``lon`` in WGS 84 degrees, ``radius_km`` around them."""

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    actor: str | None = None
    type: str | None = None
    killed: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was last told of an incident under a rule: its digest, the event's id and moment, and the headline for a withdrawal."""

    digest: str
    event: str
    sent: str
    headline: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell. ``record`` is None for an incident that is gone; ``before`` is what was told first."""

    id: str
    watch: str
    incident: str
    change: Change
    digest: str
    record: Json | None = field(repr=False, default=None)
    before: Told | None = None


def key_of(watch: str, incident: str) -> str:
    """Return the key under which what was told is kept."""
    return f"{watch}/{incident}"


def changes(watches: Iterable[Watch], records: Iterable[Json], told: Mapping[str, Told]) -> Iterator[Event]:
    """Yield what is new, revised or withdrawn, by rule, then in the order of the records; the withdrawn last."""
    held = list(records)
    for watch in watches:
        met: set[str] = set()
        for record in held:
            if not matches(watch, record):
                continue
            key = key_of(watch.name, record["id"])
            met.add(key)
            shown, before = digest(*(record.get(name) for name in SHOWN)), told.get(key)
            if before is None or before.digest != shown:
                kind: Change = "new" if before is None else "revised"
                yield Event("e" + digest(key, shown), watch.name, record["id"], kind, shown, record, before)
        for key in sorted(told.keys() - met):
            before = told[key]
            if key.startswith(f"{watch.name}/") and before.digest:
                incident = key.rpartition("/")[2]
                yield Event("e" + digest(key, "withdrawn", before.event), watch.name, incident, "withdrawn", "", None, before)


def matches(watch: Watch, record: Json) -> bool:
    """Tell whether an incident meets every condition of a rule; what is unknown meets none."""
    place = record.get("place") or {}
    return (
        (watch.country is None or place.get("country") == watch.country.upper())
        and (watch.type is None or record.get("type") == watch.type)
        and (watch.killed is None or (figure(record.get("killed")) or 0) >= watch.killed)
        and (watch.actor is None or _involves(watch.actor, record))
        and _is_within(watch, place)
    )


def _involves(actor: str, record: Json) -> bool:
    """An actor by id or name, with the affiliates whose parent it is."""
    parties = [*record["responsibility_claims"], *([record["perpetrator"]] if record.get("perpetrator") else [])]
    for party in parties:
        name = str(party.get("name") or party.get("by"))
        if actor.casefold() == name.casefold() or actor in ancestors(str(party.get("actor_id") or "")):
            return True
    return False


def _is_within(watch: Watch, place: Json) -> bool:
    if watch.lat is None or watch.lon is None:
        return True
    if place.get("lat") is None or place.get("lon") is None or place.get("precision") == "country":
        return False
    return kilometres(watch.lat, watch.lon, place["lat"], place["lon"]) <= (watch.radius_km or 0.0)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance (haversine)."""
    one, two = math.radians(lat1), math.radians(lat2)
    half = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
