"""What an explainer is written from: an incident's record, the articles, and all that they say (the contract's objects)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dateline.publish.sentences import Evidence, Paper
from dateline.reconcile import actors
from dateline.reconcile.account import accounts, statement_id

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Dossier:
    """``incident`` is the record that `dateline show --json` writes; ``records`` and ``papers`` are keyed by document.

    ``others`` are the records of the incidents that the same articles tell of or the same groups are linked with.
    """

    incident: Json
    papers: Mapping[str, Paper]
    records: Mapping[str, Json]
    others: tuple[Json, ...] = ()
    rule: str = field(default="gtd")

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The documents of the incident that are at hand, in the order of their days."""
        ids = [one for one in self.incident["documents"] if one in self.papers]
        return tuple(sorted(ids, key=lambda one: (self.papers[one].day or "9999", one)))

    @cached_property
    def positions(self) -> dict[str, tuple[str, int]]:
        """Each account's document and place in that document's list of incidents."""
        return {
            account.id: (document, at)
            for document, record in self.records.items()
            if document in self.papers
            for at, account in enumerate(accounts(record, self.papers[document].text))
        }

    def statements(self, incident: Json, *names: str) -> list[Json]:
        """Return an incident's statements of these properties, the earliest day first, then in the order of the text."""
        found = [said for said in incident["statements"] if said["property"] in names]
        return sorted(found, key=lambda said: (said["published"] or "9999", said["document"], said["start"]))

    def chosen(self, incident: Json, name: str) -> list[Json]:
        """Return the statements behind what the incident shows for a property."""
        choice = choice_of(incident, name, self.rule)
        behind = set(choice["statements"]) if choice else set()
        return [said for said in self.statements(incident, name) if said["id"] in behind]

    def items(self, name: str, incident: Json | None = None) -> Iterator[tuple[str, Json]]:
        """Yield what the articles of the incident list under ``advisories``, ``motives`` or ``actors``, with the document."""
        for document in self.own:
            for item in self.records.get(document, {}).get(name, ()):
                if incident is None or self._is_about(document, item, incident):
                    yield document, item

    def is_news_of(self, document: str) -> bool:
        """Tell whether a document reports the incident, and does not only recall it."""
        here = [at for one, (home, at) in self.positions.items() if home == document and one in self.incident["accounts"]]
        return any(self.records[document]["incidents"][at]["main"] for at in here)

    def _is_about(self, document: str, item: Json, incident: Json) -> bool:
        here = {at for one, (home, at) in self.positions.items() if home == document and one in incident["accounts"]}
        return item.get("incident") in here

    def said_evidence(self, said: Iterable[Json]) -> list[Evidence]:
        """Return the quotes of an incident's statements."""
        return [Evidence(s["document"], s["id"], s["quote"], s["start"], s["end"]) for s in said if s["document"] in self.papers]


def item_evidence(document: str, said: Iterable[Json], name: str | None = None) -> list[Evidence]:
    """Return the quotes of statements as the contract lists them in one document."""
    return [
        Evidence(document, statement_id(document, {"property": name, **s}), s["quote"], s["start"], s["end"]) for s in said
    ]  # fmt: skip


def choice_of(incident: Json, name: str, rule: str) -> Json | None:
    """Return the choice that an incident shows for a property."""
    return next((c for c in incident["choices"] if c["property"] == name and c["rule"] in ("reports", rule)), None)


def held(incident: Json) -> list[Json]:
    """Return the named parties that claim the incident or are held responsible for it, the claimants first, each once."""
    found: dict[str, Json] = {}
    for party in [*incident["responsibility_claims"], *_perpetrators(incident)]:
        if is_named(party):
            found.setdefault(key(party), party)
    return list(found.values())


BESIDE = ("beside", "beside, accused")
"""Notes on an actor whom a report names beside the one it holds responsible: in passing, and as blamed by somebody."""


def accused(incident: Json) -> list[Json]:
    """Return the groups that somebody blames beside those that are held responsible, each once."""
    found = {key(party): party for party in held(incident)}
    shown = len(found)
    for said in incident["statements"]:
        if said["property"] == "perpetrator" and said.get("note") == BESIDE[1]:
            found.setdefault(key(said["value"]), said["value"])
    return list(found.values())[shown:]


def _perpetrators(incident: Json) -> list[Json]:
    chosen = incident.get("perpetrator")
    return [*([chosen] if chosen else []), *incident["perpetrators"]]


def is_named(party: Json) -> bool:
    """Tell a named actor from a generic one ("gunmen")."""
    name = str(party["name"])
    return party.get("actor_id") is not None or (name[:1].isupper() and " " in name and not actors.is_description(name))


def key(party: Json) -> str:
    """Return what an actor is known by: the codebook's id, else the name in lower case."""
    return str(party.get("actor_id") or str(party["name"]).casefold())


def related(one: str, two: str) -> bool:
    """Tell whether two actor keys are one actor, or parent and affiliate."""
    return actors.relation(one, two) in ("same", "affiliate")
