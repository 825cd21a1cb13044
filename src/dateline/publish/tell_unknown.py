"""What is not known: what was found in none of the reports. The evidence is the reports, each where it tells of the attack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.publish.dossier import Dossier, held
from dateline.publish.sentences import Evidence, Sentence
from dateline.publish.wording import fill, number

Json = Mapping[str, Any]
MOST = 12
"""Notes under such a sentence, at most."""


def unknown(dossier: Dossier, *, motives: bool, blame: bool) -> list[Sentence]:
    """Return a sentence for each gap; ``motives`` and ``blame`` tell whether the explainer has sentences on them."""
    evidence = _reports(dossier)
    if not evidence:
        return []
    count = len(dossier.own)
    reports = "the report" if count == 1 else f"the {number(count)} reports"
    return [Sentence(fill(name, reports=reports), evidence) for name in _gaps(dossier, motives=motives, blame=blame)]


def _gaps(dossier: Dossier, *, motives: bool, blame: bool) -> Iterator[str]:
    incident = dossier.incident
    if not blame:
        yield "unknown_who"
    if not incident["responsibility_claims"] and held(incident) and not _speaks_of_claim(incident):
        yield "unknown_claim"
    for name in ("killed", "injured"):
        if incident.get(name) is None:
            yield f"unknown_{name}"
    day = incident.get("date") or {}
    if day.get("precision") != "day":
        yield "unknown_date"
    if not (incident.get("place") or {}).get("name"):
        yield "unknown_place"
    if not motives:
        yield "unknown_motive"


def _speaks_of_claim(incident: Json) -> bool:
    """Words that speak of a claim, though none was read from them: it would be wrong to say that there is none."""
    return any("claim" in s["quote"].casefold() for s in incident["statements"] if s["property"] in ("perpetrator", "claim"))


def _reports(dossier: Dossier) -> tuple[Evidence, ...]:
    """One quote a report: where it names the attack."""
    firsts: dict[str, Json] = {}
    for said in sorted(dossier.incident["statements"], key=lambda s: (s["property"] != "type", s["start"])):
        firsts.setdefault(said["document"], said)
    return tuple(dossier.said_evidence(firsts[one] for one in dossier.own if one in firsts))[:MOST]
