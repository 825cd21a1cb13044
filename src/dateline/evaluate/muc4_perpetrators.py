"""Perpetrators of a MUC-4 template, slots 8 to 11: groups of the record, and people by the words of the message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook import actors
from dateline.evaluate import muc4_deeds as deeds
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_crosswalk import crosswalk, statements_of
from dateline.evaluate.muc4_keys import Fill

ACRONYM = 6
"""Most letters of a group's short name ("FMLN"): keys hold it more often than the long one."""
SAID = ("type", "killed", "injured", "abducted", "perpetrator", "claim", "target", "weapon")
"""Properties whose sentences tell who did it."""
INDIVIDUALS = 2
"""Most phrases for perpetrators (of third and further ones a fifth is right on development data)."""
MODIFIER = 12
"""Most letters of a word before a group's name that is no part of it ("MAOIST SHINING PATH", "COLOMBIAN ARMY OF ...")."""


def fills(own: Json, text: str, *, alone: bool) -> Iterator[tuple[int, list[Fill]]]:
    """Yield the first group held responsible as the organisation, and those who do it by their words as individuals."""
    who = own.get("perpetrator") or {}
    groups, state = [], False
    told = [s["value"] for s in statements_of(own, "perpetrator")] if who else []
    for item in [who, *told, *own.get("responsibility_claims", ())]:
        name, actor_id = item.get("name") or item.get("by"), item.get("actor_id")
        if not name:
            continue
        if actor_id is not None:
            state = state or str(actor_id).startswith("state:")
            groups.append(_as_written(str(actor_id), name, text))
        elif _organized(name):
            state = state or bool(set(name.upper().split()) & phrases.words("state"))
            groups.append(_phrase(name))
    groups = groups[:1]
    people = _individuals(own, text, alone=alone)
    groups = [_body(name) for name in groups]
    if not groups or groups[0].split()[-1] == "MILITARY":
        groups = [body for name in people if (body := _body(name)) != name][:1] or groups
    yield muc.CATEGORY, [Fill(("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",))]
    yield muc.INDIVIDUAL, [Fill((name,)) for name in people]
    yield muc.ORGANIZATION, [Fill((name,)) for name in groups]
    if groups and who.get("status"):
        official = any(s.get("source_kind") == "official" for s in statements_of(own, "perpetrator"))
        confidence = crosswalk()["status"][who["status"]]
        if official and who["status"] == "accused":
            confidence = crosswalk()["accused_by_authorities"]
        yield muc.CONFIDENCE, [Fill((confidence,), (name,)) for name in groups]


def _body(name: str) -> str:
    """Return the body of whose people words speak ("TWO SOLDIERS OF THE ARMED FORCES"), else the words."""
    head, _, body = name.partition(" OF ")
    return _phrase(body) if body and head.split()[-1] in phrases.words("people") and _organized(body) else name


def _organized(name: str) -> bool:
    """Tell whether words that the codebook's actors do not know name an organisation ("THE AIR FORCE", "DEATH SQUADS")."""
    last = name.upper().split()[-1]
    return last in phrases.words("organizations")


def _individuals(own: Json, text: str, *, alone: bool) -> list[str]:
    """Return the perpetrator of our record where the codebook does not know it, then those who do it in the sentences of the
    incident, else the first who does such a thing in a message that tells one incident `alone`."""
    read = {}
    for said in statements_of(own, *SAID):
        read[phrases.sentence(text, said["start"])] = True
    found = [*_recorded(own, text), *(_phrase(text[a:b]) for first, last in read for a, b in deeds.doers(text, first, last))]
    told = [name for name in found if _names(own, name)]
    if not told and alone:
        told = [name for name in (_phrase(text[a:b]) for a, b in deeds.doers(text, 0, len(text))) if name][:1]
    names = list(dict.fromkeys(_own(name) for name in told if _names(own, name)))
    return [n for n in names if not any(n != other and other.endswith(" " + n) for other in names)][:INDIVIDUALS]


def _own(name: str) -> str:
    """Return the words for people without those whose they are ("THE ELN'S SIMON BOLIVAR UNIT"): keys name whose they are apart."""
    head, _, rest = name.partition("'S ")
    return rest if rest and " OF " not in head else name


def _recorded(own: Json, text: str) -> Iterator[str]:
    """Yield the words of the record's perpetrator with all that the message says of it ("TEN HEAVILY ARMED MEN")."""
    for said in statements_of(own, "perpetrator"):
        name = said["value"]["name"]
        place = text.find(name, max(said["start"] - 200, 0))
        if place < 0 or said["value"].get("actor_id") is not None:
            continue
        if name == (own.get("perpetrator") or {}).get("name") and set(name.split()) & phrases.words("people"):
            first, last = phrases.around(text, place, place + len(name))
            if deeds.modifies(text, last):
                continue
            yield _phrase(text[first:last])


def _names(own: Json, name: str) -> bool:
    """Tell whether words say who it was: more than that it was people, and no forces of a state that the record does not blame."""
    return bool(name) and not _vague(name) and (_forces(own) or not set(name.split()) & phrases.words("state"))


def _vague(name: str) -> bool:
    """Tell whether words only say that it was people ("PERSONS", "MEMBERS"; not "UNIDENTIFIED PERSONS")."""
    if set(name.split()) & phrases.words("unknown"):
        return False
    return name in phrases.words("vague") or name.split(" OF ")[0].split()[-1] in phrases.words("nobodies")


def _forces(own: Json) -> bool:
    """Tell whether our record holds a state's forces responsible; else soldiers in its sentences did something else."""
    who = own.get("perpetrator") or {}
    words = set((who.get("name") or "").upper().split())
    return str(who.get("actor_id")).startswith("state:") or bool(words & phrases.words("state"))


def _phrase(quote: str) -> str:
    """Return a phrase on one line without the first words that keys leave out."""
    words = quote.upper().split()
    while words and words[0] in phrases.words("drop") | {"THE", "A", "AN"}:
        words.pop(0)
    return " ".join(words)


def _as_written(actor_id: str, name: str, text: str) -> str:
    """Return the actor's longest name that stands in the message, in the message's words; the given name where none does."""
    known = actors.get(actor_id)
    names = [name, *(alias for alias, _ in known.names())] if known else [name]
    flat = re.sub(r"\s+", " ", text.upper())
    written = [n for n in (phrases.plain(alias) for alias in names) if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", flat)]
    short = next((n for n in written if len(n) <= ACRONYM and " " not in n), None)
    if short:
        return short
    longest = max(written, key=len, default=phrases.plain(name))
    return next((n for n in written if longest.endswith(" " + n) and len(longest) - len(n) < MODIFIER), longest)
