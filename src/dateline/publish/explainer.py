"""Compose an explainer: the questions a reader asks, in order, each answered from chosen statements alone.

Every sentence is a template of ``codebook/explainer.json`` filled from statements, and carries their quotes (`Sentence` refuses to
be made without). What the reports do not say is no sentence, or one under "What is not known".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.publish.abstract import headline
from dateline.publish.dossier import Dossier, choice_of, held, key, related
from dateline.publish.sentences import Explainer, Section, Sentence
from dateline.publish.tell_before import before
from dateline.publish.tell_blame import blame
from dateline.publish.tell_contested import contested
from dateline.publish.tell_event import happened
from dateline.publish.tell_group import groups
from dateline.publish.tell_toll import changed, so_far
from dateline.publish.tell_unknown import unknown
from dateline.publish.tell_warnings import motives, warnings
from dateline.publish.wording import phrases

Json = Mapping[str, Any]


def explain(dossier: Dossier) -> Explainer:
    """Return the explainer of an incident; sections without a sentence are left out."""
    who, why = blame(dossier), motives(dossier)
    own, recalled = before(dossier)
    parties = held(dossier.incident)
    alone = len({key(p) for p in parties}) < 2 or all(related(key(parties[0]), key(p)) for p in parties)
    parts = (
        ("happened", happened(dossier)),
        ("toll", so_far(dossier)),
        ("changed", changed(dossier)),
        ("blame", who),
        ("group" if alone else "groups", groups(dossier)),
        ("before", own),
        ("recalled", recalled),
        ("warnings", warnings(dossier)),
        ("motives", why),
        ("contested", contested(dossier)),
        ("unknown", unknown(dossier, motives=bool(why), blame=bool(who))),
    )
    return Explainer(
        subject=str(dossier.incident["id"]),
        title=headline(dossier.incident),
        sections=sections_of(parts),
        papers=tuple(dossier.papers[one] for one in dossier.own),
        rule=dossier.rule,
        chosen=_chosen(dossier),
    )


def sections_of(parts: tuple[tuple[str, list[Sentence]], ...]) -> tuple[Section, ...]:
    """Return the sections that hold anything; a sentence stands once, where it comes first."""
    told: set[str] = set()
    found = []
    for name, sentences in parts:
        fresh = [one for one in sentences if one.text not in told]
        told |= {one.text for one in fresh}
        if fresh:
            found.append(Section(name, phrases()["titles"][name], tuple(fresh)))
    return tuple(found)


def _chosen(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """How each value was chosen, in the words of the choice."""
    names = ("type", "date", "place", "killed", "injured", "perpetrator")
    found = ((name, choice_of(dossier.incident, name, dossier.rule)) for name in names)
    return tuple((name, str(choice["because"])) for name, choice in found if choice is not None)
