"""Alerts: what a rule watches, and what is new, revised or withdrawn since it was last told.

Pure functions of a rule, of subjects (incidents and advisories as `alert_subjects` makes them) and of what was told before. An
alert's id is a hash of rule, subject, what it shows and the alert before it: told twice it is the same id, so that a reader who
gets it again knows it (at least once).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.gazetteer import distance
from dateline.publish.table import figure
from dateline.reconcile.account import digest
from dateline.reconcile.actors import ancestors, known

Json = Mapping[str, Any]
Change = Literal["known", "new", "revised", "withdrawn"]
"""``known`` is what the record held when the rule was made: it is told to nobody, and its revision is."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule: every condition that is not None must hold. ``lat``, ``lon`` in WGS 84 degrees, ``radius_km`` around them.

    ``advisories`` watches warnings too; ``type`` and ``killed`` speak of attacks alone. ``targets`` are names of the targets file.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    actor: str | None = None
    type: str | None = None
    killed: int | None = None
    advisories: bool = False
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What was last told of a subject under a rule. ``digest`` is empty after a withdrawal; ``messages`` are the CAP references
    ("sender,identifier,sent") of every message so far, the first one first."""

    digest: str
    alert: str
    headline: str
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell. ``shown`` is None for what is withdrawn; ``now`` is then the id under which the record holds it.

    That is another id where two reports turned out to tell of one attack, its own where it no longer meets the rule, None where
    it is gone.
    ``continues`` is the id under which the subject was told before, where that was another.
    """

    id: str
    watch: str
    subject: str
    change: Change
    digest: str
    shown: Json | None = field(repr=False, default=None)
    before: Told | None = None
    now: str | None = None
    continues: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """An alert as it is kept and sent: its number in order, its id, the moment it was written, and the record of it.

    The record holds ``watch subject change headline before continues now sender messages shown``; ``messages`` ends in its own.
    """

    seq: int
    id: str
    made: str
    record: Json = field(repr=False)

    @property
    def first(self) -> str:
        """The id of the first alert on this subject, its own where there was none before."""
        return str(self.record["messages"][0]).split(",")[1] if self.record["messages"] else self.id

    @property
    def summary(self) -> str:
        """What is to be said in a line."""
        shown = self.record["shown"]
        return str(shown["summary"]) if shown else gone(self.record)


def gone(record: Json) -> str:
    """Return why an alert is withdrawn."""
    if record["now"] is None:
        return "The record no longer holds this."
    if record["now"] == record["subject"]:
        return "The record now shows this otherwise, and it no longer meets the rule."
    return f"This turned out to be one with {record['now']}."


def changes(
    watch: Watch, subjects: Iterable[Json], told: Mapping[str, Told], homes: Mapping[str, str | None], *, first: bool = False
) -> Iterator[Alert]:
    """Yield what is new or revised, in the order of the subjects, then the withdrawn.

    ``homes`` gives the id that a subject told before goes under now (two reports that turn out to tell of one attack), None where
    it is gone; ``first`` marks everything as known.
    """
    earlier: dict[str, list[str]] = {}
    for subject in sorted(told):
        home = homes.get(subject)
        if home is not None and home != subject:
            earlier.setdefault(home, []).append(subject)
    taken: set[str] = set()
    for shown in subjects:
        if not matches(watch, shown):
            continue
        names = [shown["id"], *earlier.get(shown["id"], ())]
        held = next((one for one in names if one in told and told[one].digest), names[0])
        taken.add(held)
        before, made = told.get(held), shown_digest(shown)
        if before is not None and before.digest == made:
            continue
        change: Change = "known" if first else "revised" if before is not None and before.digest else "new"
        number, other = identity(watch, shown["id"], made, before), held if held != shown["id"] else None
        yield Alert(number, watch.name, shown["id"], change, made, shown, before, continues=other)
    for subject in sorted(told.keys() - taken):
        before = told[subject]
        if before.digest:
            number = identity(watch, subject, "", before)
            yield Alert(number, watch.name, subject, "withdrawn", "", None, before, homes.get(subject))


def shown_digest(shown: Json) -> str:
    """Return the hash of what a revision is a revision of; another copy of the same story is none."""
    return digest(*(shown.get(name) for name in shown["compared"]))


def identity(watch: Watch, subject: str, made: str, before: Told | None) -> str:
    """Return an alert's id. The alert before is part of it: a value that returns to what it was is told again."""
    return "e" + digest(watch.name, subject, made, before.alert if before else "")


def matches(watch: Watch, shown: Json) -> bool:
    """Tell whether a subject meets every condition of a rule; what is unknown meets none."""
    if shown["kind"] == "advisory":
        return watch.advisories and _where_warned(watch, shown) and (watch.actor is None or _is_named(watch.actor, shown["groups"]))
    place = shown.get("place") or {}
    return (
        (watch.country is None or place.get("country") == watch.country.upper())
        and (watch.type is None or shown.get("type") == watch.type)
        and (watch.killed is None or (figure(shown.get("killed")) or 0) >= watch.killed)
        and (watch.actor is None or _involves(watch.actor, shown))
        and _is_within(watch, place)
    )


def _where_warned(watch: Watch, shown: Json) -> bool:
    """A warning holds where its own words name the country, or where the attack lies that its article tells of."""
    places = shown["places"]
    named = watch.country is None or watch.country.upper() in {*shown["countries"], *(place.get("country") for place in places)}
    return named and (watch.lat is None or any(_is_within(watch, place) for place in places))


def _involves(actor: str, shown: Json) -> bool:
    """An actor by id or name, with the affiliates whose parent it is."""
    parties = [*shown["responsibility_claims"], *([shown["perpetrator"]] if shown.get("perpetrator") else [])]
    return _is_named(actor, [{"name": party.get("name") or party.get("by"), **party} for party in parties])


def _is_named(actor: str, parties: Iterable[Json]) -> bool:
    wanted = _ids(actor)
    for party in parties:
        lineage = set(ancestors(str(party.get("actor_id") or "")))
        if actor.casefold() == str(party["name"]).casefold() or lineage & wanted:
            return True
    return False


def _ids(actor: str) -> set[str]:
    """The codebook's ids that an id, a name or an alias means."""
    name = actor.casefold()
    return {
        key
        for key, row in known().items()
        if name in (key, row["name"].casefold(), *(alias.casefold() for alias in row.get("aliases", ())))
    }  # fmt: skip


def _is_within(watch: Watch, place: Json) -> bool:
    if watch.lat is None or watch.lon is None:
        return True
    if place.get("lat") is None or place.get("lon") is None or place.get("precision") == "country":
        return False
    return distance(watch.lat, watch.lon, place["lat"], place["lon"]) <= (watch.radius_km or 0.0)
