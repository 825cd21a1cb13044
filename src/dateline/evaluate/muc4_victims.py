"""Human targets of a MUC-4 template, slots 19 to 24: described, never named (CODEBOOK, "Care for people").

They are the record's targets that are people, and the people it counts as killed, injured or abducted ("SIX JESUIT PRIESTS" is the
description "JESUIT PRIESTS", the number 6 and the effect DEATH). A victim whom the message knows by name alone has no description
here; its type, number and effect are answered and refer to no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.evaluate import fields
from dateline.evaluate import muc4_deeds as deeds
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_admit import FIGHTS
from dateline.evaluate.muc4_crosswalk import crosswalk, statements_of
from dateline.evaluate.muc4_keys import Fill, Template
from dateline.evaluate.muc4_targets import nation, site, whole

Described = dict[str, tuple[str, int]]
"""Descriptions with their type and where they stand."""
COUNTED = ("killed", "injured", "abducted", "hit")
MOST_WORDS = 6
"""Most words of a description read from a count."""
TROOPS = frozenset(("SOLDIERS", "TROOPS", "POPULATION"))
"""Words for victims that keys hardly ever hold (of 28 on development data 1 is in one): fighting is not the task's."""
NEAR = 120
"""Most code points between people and the words that say what became of them."""


def fills(own: Json, kind: str, text: str, country: str | None) -> Iterator[tuple[int, list[Fill]]]:
    """Yield the slots of human targets with their fills."""
    counts = statements_of(own, *COUNTED)
    found = _described(own, text, counts)
    if not found:
        nameless = dict(_nameless(own, kind))
        unhurt = not any(nameless.values()) and kind != "KIDNAPPING" and _unhurt(own, text)
        yield from (nameless | ({muc.VICTIM_EFFECT: [Fill((crosswalk()["unhurt"],))]} if unhurt else {})).items()
        return
    yield from _slots(found, own, kind, text, country)


def with_harmed(template: Template, own: Json, kind: str, text: str, country: str | None) -> Template:
    """Return a template that describes nobody with the people who are said to be hit in the incident's sentences."""
    if template.slot(muc.VICTIM_DESCRIPTION):
        return template
    found: Described = {}
    for first, last in _told(own, text):
        words = _untold(phrases.bare(text[first:last]))
        found.setdefault(words, (_type(words, "CIVILIAN"), first))
    slots = {slot: tuple(values) for slot, values in _slots(_kept(found), own, kind, text, country) if values}
    return Template(template.message, template.number, {**template.fills, **slots})


def _slots(found: Described, own: Json, kind: str, text: str, country: str | None) -> Iterator[tuple[int, list[Fill]]]:
    counts = statements_of(own, *COUNTED)
    yield muc.VICTIM_DESCRIPTION, [Fill((words,)) for words in found]
    yield muc.VICTIM_TYPE, [Fill((code,), (words,)) for words, (code, _) in found.items()]
    yield muc.VICTIM_NUMBER, [Fill((number(words, counts, text),), (words,)) for words in found]
    abroad = [(words, nation(words, country)) for words in found]
    yield muc.VICTIM_NATION, [Fill((name,), (words,)) for words, name in abroad if name]
    if kind != "KIDNAPPING":
        places = {words: start for words, (_, start) in found.items()}
        effects = [(words, _effect(words, counts) or _near(start, text) or _only_effect(own)) for words, start in places.items()]
        yield muc.VICTIM_EFFECT, [Fill((said,), (words,)) for words, said in effects if said]


def _described(own: Json, text: str, counts: Iterable[Json]) -> Described:
    found: Described = {}
    for said in statements_of(own, "target"):
        if str(said["value"]) in crosswalk()["human"]:
            words = _untold(whole(said, text))
            if (
                _modifies(said, text)
                or site(words)
                or set(words.split()) & phrases.words("deeds")
                or words in phrases.words("forces")
            ):
                continue
            found.setdefault(words, (_type(words, crosswalk()["human"][str(said["value"])]), said["start"]))
    for said in counts:
        described = _counted(said)
        if described and not any(described in known or known in described for known in found):
            found[described] = (_type(described, "CIVILIAN"), said["start"])
    return _kept(found)


def _kept(found: Described) -> Described:
    """Return the descriptions that are of victims, each group of people once."""
    kept = {words: item for words, item in found.items() if not _no_victim(words)}
    return {words: item for words, item in kept.items() if not any(_within(words, other) for other in kept if other != words)}


def _told(own: Json, text: str) -> Iterator[tuple[int, int]]:
    """Yield the phrases for people who are said to be hit in the sentences of the incident."""
    read = {phrases.sentence(text, said["start"]): True for said in statements_of(own, "type", *COUNTED)}
    for first, last in read:
        yield from deeds.harmed(text, first, last)


def _no_victim(words: str) -> bool:
    """Tell whether a phrase speaks of fighters, or of a body or a place and not of people ("GOVERNMENT ARMY")."""
    parts = words.split(" OF ")[0].split()
    return bool(set(words.split()) & phrases.words("fighters")) or parts[-1] in phrases.words("bodies") | TROOPS


def _modifies(said: Json, text: str) -> bool:
    """Tell whether a phrase for people only says what body is meant ("WORKERS NATIONAL UNION", "ARMY GENERAL STAFF")."""
    bodies = phrases.words("bodies") | phrases.words("facilities")
    return bool(set(phrases.following(text, said["end"])) & bodies)


def _within(words: str, other: str) -> bool:
    """Tell whether a description says less of the same people than another ("JESUITS" beside "JESUIT PRIESTS")."""
    less, more = ({word.rstrip("S") for word in phrase.split()} for phrase in (words, other))
    return less < more or (less == more and len(words) < len(other))


def _nameless(own: Json, kind: str) -> Iterator[tuple[int, list[Fill]]]:
    """Yield type, number and effect of victims whom no words describe (the dead of a clash may be fighters)."""
    told = [crosswalk()["human"][s["value"]] for s in statements_of(own, "target") if s["value"] in crosswalk()["human"]]
    figures = {name: fields.figure(own.get(name)) if own.get(name) else None for name in ("killed", "injured")}
    hit = [name for name in ("killed", "injured") if figures[name] and (told or own["type"] not in FIGHTS)]
    if not hit and own["type"] in crosswalk()["personal"]:
        hit = [""]
    code = next(iter(told), "CIVILIAN")
    yield muc.VICTIM_TYPE, [Fill((code,)) for _ in hit]
    yield muc.VICTIM_NUMBER, [Fill((str(figures.get(name) or 1),)) for name in hit]
    deadly = ["killed" if own["type"] == "assassination" and not name else name for name in hit]
    if kind != "KIDNAPPING":
        yield muc.VICTIM_EFFECT, [Fill((crosswalk()["human_effects"][name],)) for name in deadly if name]


def _unhurt(own: Json, text: str) -> bool:
    """Tell whether our record counts nobody, or the message says that nobody was hurt."""
    counted = [fields.figure(own.get(name)) for name in ("killed", "injured") if own.get(name)]
    flat = re.sub(r"\s+", " ", text.upper())
    return 0 in counted or any(cue in flat for cue in crosswalk()["nobody_hurt"])


def _untold(words: str) -> str:
    """Return a description without the name behind its title ("JUDGE JOHN DOE"): victims are not named."""
    parts = words.split()
    titles = [i for i, word in enumerate(parts[:-1]) if word in phrases.words("titles")]
    if (
        not titles
        or {"OF", "AND"} & set(parts)
        or set(parts[titles[-1] + 1 :]) & (phrases.words("ranks") | phrases.words("titles"))
    ):
        return words
    return " ".join(parts[: titles[-1] + 1])


def _counted(said: Json) -> str | None:
    """Return the description in the words of a count, None where they only number or name people or hold more than a phrase."""
    words = phrases.bare(said["quote"])
    parts = re.split(r"[ ]", words)
    if len(parts) > MOST_WORDS or "," in words or any(phrases.ends(w) for w in parts) or parts[-1] in phrases.words("empty"):
        return None
    return words if parts[-1].endswith(("S", "EN", "PLE")) or set(parts) & _titles() else None


def _titles() -> set[str]:
    return {word for name, _ in crosswalk()["victims"] for word in phrases.words(name)}


def _type(words: str, otherwise: str) -> str:
    parts = set(words.split())
    code: str = next((code for name, code in crosswalk()["victims"] if parts & phrases.words(name)), otherwise)
    return crosswalk()["former"].get(code, code) if parts & phrases.words("former") else code


def number(words: str, counts: Iterable[Json], text: str) -> str:
    """Return the number counted with these words, else the one that stands before them, else PLURAL or 1 by their form."""
    if not phrases.many(words):
        return "1"
    inside = [s for s in counts if words in re.sub(r"\s+", " ", s["quote"].upper()) and fields.figure(s["value"])]
    for said in inside:
        if phrases.bare(said["quote"]) == words:
            return _counts(said)
    return phrases.numbered(words, text) or next((_counts(said) for said in inside), "PLURAL")


def _counts(said: Json) -> str:
    value = fields.figure(said["value"])
    return f"{value}-" if said["value"].get("qualifier") == "at_least" else str(value)


def _effect(words: str, counts: Iterable[Json]) -> str | None:
    for said in counts:
        if words in re.sub(r"\s+", " ", said["quote"].upper()):
            return str(crosswalk()["human_effects"].get(said["property"], "")) or None
    return None


@cache
def _fates() -> list[tuple[str, re.Pattern[str]]]:
    return [(code, re.compile(rf"\b(?:{'|'.join(cues)})")) for code, cues in crosswalk()["fates"]]


def _near(start: int, text: str) -> str | None:
    """Return the effect that the nearest word of the sentence tells."""
    first, last = phrases.sentence(text, start)
    told = text[first:last].upper()
    found = ((code, match) for code, cues in _fates() for match in cues.finditer(told))
    gaps = [(abs(match.start() + first - start), code) for code, match in found]
    gap, code = min(gaps, default=(NEAR, None))
    return code if gap < NEAR else None


def _only_effect(own: Json) -> str | None:
    """Return the effect where the incident has only one: killed and none injured, or the other way."""
    killed, injured = (fields.figure(own.get(name)) if own.get(name) else None for name in ("killed", "injured"))
    if killed and not injured:
        return "DEATH"
    return "INJURY" if injured and not killed else None
