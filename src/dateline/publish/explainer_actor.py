"""Compose an explainer of a group: who it is, the attacks it is linked with in the order of their dates, warnings, what differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.publish.dossier import Dossier, key
from dateline.publish.explainer import sections_of
from dateline.publish.sentences import Explainer, Sentence
from dateline.publish.tell_before import attack, by_date
from dateline.publish.tell_group import profile_of
from dateline.publish.tell_warnings import warnings
from dateline.publish.wording import capital, group

Json = Mapping[str, Any]
MOST = 40
"""Attacks told; of more, those with the highest toll."""


def explain_actor(dossier: Dossier, party: Json) -> Explainer:
    """Return the explainer of the group `party`; ``dossier.others`` are the incidents linked with it."""
    said = [
        (document, statement)
        for document, profile in dossier.items("actors")
        if key(profile) == key(party)
        for statement in profile["statements"]
    ]
    profile = profile_of(dossier, party, said)
    attacks = _attacks(dossier, party)
    parts = (("profile", profile), ("attacks", attacks), ("warnings", warnings(dossier)))
    sections = sections_of(parts)
    used = {one.paper for section in sections for s in section.sentences for one in s.evidence}
    papers = tuple(dossier.papers[one] for one in dossier.own if one in used)
    name = group(str(party["name"]), party.get("actor_id"))
    return Explainer(str(party.get("actor_id") or party["name"]), capital(name), sections, papers, dossier.rule)


def _attacks(dossier: Dossier, party: Json) -> list[Sentence]:
    found = [attack(dossier, one, None, [key(party)]) for one in by_date(dossier.others, MOST)]
    return list({sentence.text: sentence for sentence in found if sentence is not None}.values())
