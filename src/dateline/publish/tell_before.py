"""What the group did before, and other attacks that the reports recall: in the order of their dates, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.publish.dossier import Dossier, held, is_named, key, related
from dateline.publish.sentences import Sentence, ordered
from dateline.publish.speakers import said_by
from dateline.publish.tell_event import scene
from dateline.publish.tell_toll import last_said, number, one_voice, parts_of, telling
from dateline.publish.wording import counted, figure, fill, group, kind, listed, people
from dateline.reconcile.actors import ancestors

Json = Mapping[str, Any]
MOST = 15
"""Incidents told in one explainer; of more, those with the highest toll."""
_WHO = {
    "claimed": "; {} claimed responsibility",
    "accused": "; {} was blamed",
    "suspected": "; {} is suspected",
    "stated": "; it is attributed to {}",
}


def before(dossier: Dossier) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences on what the groups held responsible did before, and on what else is recalled."""
    groups = [key(party) for party in held(dossier.incident)]
    own: list[Json] = []
    rest: list[Json] = []
    for other in by_date(dossier.others, MOST):
        linked = any(related(key(party), actor) for party in _chosen(other) for actor in groups)
        if linked and not _is_told(dossier, other) and not _same_country(other, dossier.incident):
            continue
        if linked and _is_earlier(other, dossier.incident):
            own.append(other)
        elif not linked and not other["main"]:
            rest.append(other)
    return _tell(dossier, own, "the group", _most_specific(groups)), _tell(dossier, rest, None, groups)


def _chosen(other: Json) -> list[Json]:
    """The actor that an incident shows, if it is a named one."""
    party = other.get("perpetrator")
    return [party] if party and is_named(party) else []


def _most_specific(groups: list[str]) -> list[str]:
    """The one group that "the group" can mean: the affiliate where its parents are named too; none where there are several."""
    parents = {one for actor in groups for one in ancestors(actor)[1:]}
    below = [actor for actor in groups if actor not in parents]
    return below if len(below) == 1 else []


def _is_told(dossier: Dossier, other: Json) -> bool:
    """Tell whether the articles of the incident themselves tell of another one."""
    return bool(set(other["documents"]) & set(dossier.incident["documents"]))


def _same_country(other: Json, incident: Json) -> bool:
    """What other articles tell of the group counts here where it struck in the same country."""
    one, two = ((each.get("place") or {}).get("country") for each in (other, incident))
    return one is not None and one == two


def by_date(found: Iterable[Json], most: int) -> list[Json]:
    """Return at most `most` incidents, those with the highest toll, in the order of their dates; undated ones last."""
    worst = sorted(found, key=lambda one: (-(number(one["killed"]) or 0) if one.get("killed") else 0, one["id"]))[:most]
    return sorted(worst, key=lambda one: ((one.get("date") or {}).get("value") or "9999", one["id"]))


def _is_earlier(other: Json, incident: Json) -> bool:
    """Earlier by what is known of the dates; an undated one counts, since the article tells of it as background."""
    one, two = ((each.get("date") or {}).get("value") for each in (other, incident))
    if one is None or two is None:
        return not other["main"]
    return bool(one[: min(len(one), len(two))] <= two[: min(len(one), len(two))] and one != two)


def _tell(dossier: Dossier, found: list[Json], short: str | None, groups: list[str]) -> list[Sentence]:
    told: dict[str, Sentence] = {}
    for incident in found:
        sentence = attack(dossier, incident, short, groups)
        if sentence is not None:
            told.setdefault(sentence.text, sentence)
    return list(told.values())


def attack(dossier: Dossier, incident: Json, short: str | None, groups: list[str]) -> Sentence | None:
    """Return one sentence on an incident: date, type, place, toll, and who is linked with it on which ground.

    ``short`` stands for the name of a group among ``groups``. None where neither place nor date is known.
    """
    slots = scene(dossier, incident)
    if not slots["when"] and not slots["where"]:
        return None
    who, parties = _who(dossier, incident, short, groups)
    slots["who"] = who
    proof = [*dossier.chosen(incident, "date"), *dossier.chosen(incident, "place"), *dossier.chosen(incident, "type")]
    parts = parts_of(dossier, incident)
    killed, injured = (None if parts else telling(dossier, incident, "killed")), telling(dossier, incident, "injured")
    taken = last_said(dossier, incident, "abducted")
    template = _template(incident, killed or (parts[0] if parts else None), injured, taken)
    if parts:
        slots["killed"], slots["said"] = listed(counted(s["quote"]) or "" for s in parts), said_by(parts[0])
    elif killed:
        slots["killed"], slots["said"] = people(killed["value"], killed["quote"]), said_by(killed)
    if injured:
        in_words = figure(injured["value"], injured["quote"])
        if template == "before_toll_both" and not one_voice(parts[0] if parts else killed or injured, injured):
            template, slots["said_injured"] = "before_toll_apart", said_by(injured)
        slots["injured"] = people(injured["value"], injured["quote"]) if template == "before_injured" else in_words
        slots.setdefault("said", said_by(injured))
    if taken and template.startswith(("before_abducted", "before_hostage")):
        slots["people"], slots["said"] = people(taken["value"], taken["quote"]), said_by(taken)
    else:
        taken = None
    if taken is None and (parts or killed) and incident.get("type") in ("abduction", "hostage_taking"):
        slots["what"] = kind(None)  # "an abduction killed 12" is said by nobody
    figures = [s for s in (*parts, killed, injured, taken) if s]
    evidence = dossier.said_evidence([*figures, *parties, *proof])
    return Sentence(_opening(fill(template, **slots)), ordered(evidence)) if evidence else None


def _opening(text: str) -> str:
    """An undated sentence begins with what happened."""
    text = text.removeprefix(", ")
    return text[:1].upper() + text[1:]


def _template(incident: Json, killed: Json | None, injured: Json | None, taken: Json | None = None) -> str:
    if incident["outcome"] == "foiled":
        return "before_foiled"
    if killed is not None and number(killed["value"]) == 0:
        return "before_none"
    if killed is not None:
        return "before_toll_both" if injured is not None else "before_toll"
    if injured is not None:
        return "before_injured"
    if taken is not None:
        name = "before_hostage" if incident.get("type") == "hostage_taking" else "before_abducted"
        return f"{name}_one" if number(taken["value"]) == 1 else name
    return "before_plain"


def _who(dossier: Dossier, incident: Json, short: str | None, groups: list[str]) -> tuple[str, list[Json]]:
    """The group linked with an incident, on its ground, and the statements that say so."""
    party = incident.get("perpetrator")
    if not party or not is_named(party) or party["status"] not in _WHO:
        return "", []
    mine = key(party) in groups
    name = short if short and mine else group(party["name"], party.get("actor_id"))
    said = [
        s
        for s in dossier.statements(incident, "claim", "perpetrator")
        if isinstance(s["value"], dict) and key(s["value"]) == key(party)
    ]
    return (_WHO[party["status"]].format(name), said) if said else ("", [])
