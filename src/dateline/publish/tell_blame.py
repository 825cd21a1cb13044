"""Who is said to be behind it and by whom: claims with their channel, accusations with their speaker, suspicions, denials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.publish.dossier import BESIDE, Dossier, is_named, key
from dateline.publish.sentences import Sentence, ordered
from dateline.publish.speakers import speaker
from dateline.publish.tell_toll import outlet_of
from dateline.publish.wording import fill, graphic, group, phrases, tidy
from dateline.reconcile.actors import ancestors

Json = Mapping[str, Any]


def blame(dossier: Dossier) -> list[Sentence]:
    """Return claims, then what others say, then denials; each actor once on each ground."""
    claims = _by_actor(dossier, "claim")
    found = [*_claims(dossier, claims), *_accusations(dossier, set(claims)), *_denials(dossier)]
    return found or [*_generic(dossier)]


def _by_actor(dossier: Dossier, name: str, answered: frozenset[str] = frozenset()) -> dict[str, list[Json]]:
    """Return the statements of a property by the group that they name.

    One that its report names beside another counts where it answers for itself (``answered``): a denial without the accusation
    would tell half of what is known.
    """
    found: dict[str, list[Json]] = {}
    for said in dossier.statements(dossier.incident, name):
        if not isinstance(said["value"], dict) or not is_named(said["value"]):
            continue
        if said.get("note") != "beside" or (key(said["value"]) in answered and speaker(said) and not _says_it_itself(said)):
            found.setdefault(key(said["value"]), []).append(said)
    return found


def name_of(said: Json) -> str:
    """Return the group that a statement names, as a sentence writes it."""
    return group(said["value"]["name"], said["value"].get("actor_id"))


def _claims(dossier: Dossier, claims: Mapping[str, list[Json]]) -> Iterator[Sentence]:
    affiliates = {parent: one for one in claims for parent in ancestors(one)[1:] if parent in claims}
    for actor in sorted(claims, key=lambda one: (one in affiliates, -len(claims[one]))):
        said = claims[actor]
        evidence = ordered(dossier.said_evidence(said))
        if not evidence:
            continue
        if actor in affiliates:
            below = name_of(claims[affiliates[actor]][0])
            yield Sentence(fill("claimed_parent", actor=name_of(said[0]), affiliate=below), evidence)
            continue
        hedged = all(one["certainty"] == "hedged" for one in said)
        text = fill("claimed_hedged" if hedged else "claimed", actor=name_of(said[0]), via=_via(dossier, actor))
        yield Sentence(text, evidence)


def _via(dossier: Dossier, actor: str) -> str:
    vias = [p.get("via") for p in dossier.incident["responsibility_claims"] if key(p) == actor and p.get("via")]
    return str(phrases()["channels"].get(vias[0], "")) if vias else ""


def _accusations(dossier: Dossier, claimed: set[str]) -> Iterator[Sentence]:
    status = {key(p): p["status"] for p in reversed(dossier.incident["perpetrators"])}
    named = _by_actor(dossier, "perpetrator", frozenset(_by_actor(dossier, "denial")))
    parents = {one for actor in named for one in ancestors(actor)[1:]}
    for actor, said in sorted(named.items(), key=lambda each: each[0] in parents):
        ground = status.get(actor, "accused" if all(s.get("note") in BESIDE for s in said) else "stated")
        said = [s for s in said if not _says_it_itself(s)]
        if not said or actor in claimed or ground == "claimed" or any(actor in ancestors(one)[1:] for one in claimed):
            continue
        evidence = ordered(dossier.said_evidence(said))
        below = next((one for one in named if actor in ancestors(one)[1:]), None)
        if evidence and below is not None:
            text = fill("accused_parent", actor=name_of(said[0]), affiliate=name_of(named[below][0]))
            yield Sentence(text, evidence)
        elif evidence:
            yield Sentence(_accusation(dossier, said, str(ground)), evidence)


def _says_it_itself(said: Json) -> bool:
    """An accusation of which the accused is the speaker is a misreading of "has not said whether it was behind it"."""
    return said.get("source_kind") == "perpetrator"


def _accusation(dossier: Dossier, said: list[Json], ground: str) -> str:
    first = next((s for s in said if speaker(s)), said[0])
    who, actor = speaker(first), name_of(first)
    if ground == "suspected" or all(s["certainty"] == "hedged" for s in said):
        text = fill("suspected_by", actor=actor, speaker=who) if who else fill("suspected", actor=actor)
        many = actor.split()[0].casefold() in phrases()["number_words"][1:]
        return text.replace(" is suspected", " are suspected", 1) if many and actor.split()[-1].endswith(("s", "men")) else text
    if ground == "accused":
        return fill("accused_by", actor=actor, speaker=who) if who else fill("accused", actor=actor)
    if who:
        return fill("stated_said", actor=actor, speaker=who)
    outlets = {outlet_of(dossier, s["document"]) for s in said}
    return fill("stated_many", actor=actor) if len(outlets) > 1 else fill("stated", actor=actor, outlet=min(outlets))


def _denials(dossier: Dossier) -> Iterator[Sentence]:
    claimants = {key(party) for party in dossier.incident["responsibility_claims"]}
    for actor, said in _by_actor(dossier, "denial").items():
        evidence = ordered(dossier.said_evidence(said))
        if evidence:
            yield Sentence(fill("denied_too" if actor in claimants else "denied", actor=name_of(said[0])), evidence)


def _generic(dossier: Dossier) -> Iterator[Sentence]:
    """Unknown attackers in the words of the report, where nobody is named."""
    for said in dossier.statements(dossier.incident, "perpetrator"):
        name = tidy(str(said["value"].get("name", ""))) if isinstance(said["value"], dict) else ""
        words = set(name.casefold().split())
        if _is_suspected(dossier, name, words):
            low = name if name.casefold().startswith(("a ", "an ", "the ")) else f"{_article(name)} {name}"
            yield Sentence(fill("suspected", actor=low), ordered(dossier.said_evidence([said])))
            return
        many = words & set(phrases()["agents"])
        if not (many or words & set(phrases()["agents_one"])) or graphic(name) or len(name.split()) > 5:
            continue
        if any(word[:1].isupper() for word in name.split()[1:]):
            continue
        low = name[:1].lower() + name[1:]
        actor = low if many or low.startswith(("a ", "an ", "the ")) else f"{_article(low)} {low}"
        yield Sentence(fill("generic" if many else "generic_one", actor=actor), ordered(dossier.said_evidence([said])))
        return


def _is_suspected(dossier: Dossier, name: str, words: set[str]) -> bool:
    """Tell whether the incident shows one person without a name as its suspect ("29-year-old man", arrested)."""
    shown = dossier.incident.get("perpetrator")
    if not shown or shown["status"] not in ("suspected", "accused") or tidy(str(shown["name"])) != name:
        return False
    plain = len(words) <= 5 and not any(word[:1].isupper() for word in name.split()[1:]) and not graphic(name)
    return plain and name.casefold().split()[-1] in phrases()["persons_one"]


def _article(low: str) -> str:
    """Return "an" before a vowel, and before a number that is said with one ("an 18-year-old")."""
    return "an" if low[:1].casefold() in "aeiou" or low.startswith(("8", "11-", "18-")) else "a"
