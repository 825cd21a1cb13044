"""What happened: type, place and date of the incident, and the weapons that several voices mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.publish.dossier import Dossier
from dateline.publish.sentences import Sentence, ordered
from dateline.publish.wording import fill, graphic, kind, listed, phrases, tidy, when, where

Json = Mapping[str, Any]
NEAR = 400
"""Code points within which a weapon's words stand near the account's own: two or three sentences."""


_CUT = re.compile(r" (?:in|near|of) the [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}$")
_NOUN = re.compile(r"\s(neighbou?rhood|district|area|quarter|suburb|region|province|section)\b")


def happened(dossier: Dossier) -> list[Sentence]:
    """Return the first sentence, and one on the weapons."""
    incident = dossier.incident
    slots = scene(dossier, incident)
    said = [*dossier.chosen(incident, "type"), *dossier.chosen(incident, "place"), *dossier.chosen(incident, "date")]
    template = "foiled" if incident["outcome"] == "foiled" else "happened"
    agents = _agents(dossier) if template == "happened" else None
    if agents is not None:
        template, said = "happened_agents", [agents, *said]  # first: of the notes at most four are kept
        slots["agents"] = tidy(agents["value"]["name"])
    evidence = dossier.said_evidence(said) or dossier.said_evidence(incident["statements"])
    found = [Sentence(fill(template, **slots), ordered(evidence))] if evidence else []
    return [*found, *_weapons(dossier)]


def scene(dossier: Dossier, incident: Json) -> dict[str, str]:
    """Return what, where and when of an incident as slots; an unknown one is empty."""
    said = dossier.chosen(incident, "place")
    quotes = [s["quote"] for s in said] + [f"the {s['quote']}" for s in said if _defined(dossier, s)]
    quote = next((q for q in quotes if q.casefold().startswith(("a ", "an ", "the "))), None)
    time = next((s["value"] for s in dossier.statements(incident, "time") if isinstance(s["value"], str)), None)
    day = (incident.get("date") or {}).get("value")
    if time is None or day is None or not time.startswith(day):
        time = None
    place = _whole(dossier, incident.get("place"), said)
    return {
        "what": kind(incident.get("type")),
        "where": where(place, quote) or "",
        "when": when(incident.get("date"), time) or "",
    }


def _defined(dossier: Dossier, said: Json) -> bool:
    """Tell whether the report writes "the" before the words of a place ("at the Maelbeek station")."""
    return dossier.papers[said["document"]].text[max(0, said["start"] - 4) : said["start"]].casefold() == "the "


def _whole(dossier: Dossier, place: Json | None, said: Sequence[Json]) -> Json | None:
    """The place with the noun of its part of town, where the name was cut before it ("in the Neve Yaakov" neighbourhood)."""
    if not place or not _CUT.search(place.get("name") or ""):
        return place
    for one in said:
        if tidy(one["quote"]).endswith(tidy(place["name"])):
            noun = _NOUN.match(dossier.papers[one["document"]].text, one["end"])
            if noun:
                return {**place, "name": f"{place['name']} {noun[1]}"}
    return place


def _agents(dossier: Dossier) -> Json | None:
    """The statement that names unknown attackers in the plural ("gunmen"), if the first reports do."""
    for said in dossier.statements(dossier.incident, "perpetrator"):
        name = tidy(str(said["value"].get("name", ""))) if isinstance(said["value"], dict) else ""
        words = name.casefold().split()
        plain = not any(word[:1].isupper() for word in name.split()[1:])
        if any(word in said["quote"].casefold() for word in phrases()["blaming"]):
            continue  # an accusation is told under "Who is said to be behind it", not as what happened
        if said["value"].get("actor_id") is None and plain and set(words) & set(phrases()["agents"]) and len(words) <= 4:
            return said if not graphic(name) else None
    return None


def _weapons(dossier: Dossier) -> Iterator[Sentence]:
    incident = dossier.incident
    implied = set(phrases()["implied_weapons"].get(incident.get("type") or "", ()))
    homes: dict[str, list[Json]] = {}
    for said in dossier.statements(incident, "weapon"):
        if said["value"] in phrases()["weapons"] and said["value"] not in implied and _is_near(dossier, said) and _is_worn(said):
            homes.setdefault(said["value"], []).append(said)
    specific = {"vehicle bomb", "IED", "suicide vest", "grenade"} & homes.keys()
    if specific or incident.get("type") == "armed_assault":
        homes.pop("explosive", None)
    if "vehicle bomb" in homes:
        homes.pop("vehicle", None)
    documents = len(dossier.own)
    kept = {name: said for name, said in homes.items() if 3 * len({s["document"] for s in said}) >= documents}
    evidence = dossier.said_evidence(said for found in kept.values() for said in found[:2])
    if evidence:
        words = listed(phrases()["weapons"][name] for name in kept)
        yield Sentence(fill("weapon" if documents > 1 else "weapon_one", weapons=words), ordered(evidence))


def _is_worn(said: Json) -> bool:
    """A vest is printed only where the words speak of one: "blew himself up" may be a car."""
    return said["value"] != "suicide vest" or any(word in said["quote"].casefold() for word in ("vest", "belt", "jacket"))


def _is_near(dossier: Dossier, said: Json) -> bool:
    """Tell whether a weapon is told beside the account's type, place or date, not in another story of the same article."""
    own = [
        other["start"]
        for other in dossier.statements(dossier.incident, "type", "place", "date")
        if other["document"] == said["document"] and other["account"] == said["account"]
    ]
    return any(abs(said["start"] - at) <= NEAR for at in own)
