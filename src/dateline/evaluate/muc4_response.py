"""From the contract's incidents to MUC-4 templates, by the crosswalk in the codebook. Unknown slots stay blank.

What the record does not hold cannot be answered: names of victims (HUM TGT: NAME; CODEBOOK, "Care for people"), foreign nations.
A date that is unknown is the conference's default, "- <date of the message>".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline import intervals
from dateline.codebook import actors
from dateline.codebook.tables import table
from dateline.evaluate import fields
from dateline.evaluate import muc4_also as also
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate import muc4_targets as targets
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_admit import admitted
from dateline.evaluate.muc4_keys import Fill, Template
from dateline.evaluate.muc4_score import MONTHS
from dateline.evaluate.muc4_setting import country_of

ACRONYM = 6
"""Most letters of a group's short name ("FMLN"): keys hold it more often than the long one."""
INDIVIDUALS = 2
"""Most phrases for perpetrators (of third and further ones a fifth is right on development data)."""
MODIFIER = 12
"""Most letters of a word before a group's name that is no part of it ("MAOIST SHINING PATH", "COLOMBIAN ARMY OF ...")."""
_HEADER = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")


def message_date(text: str) -> date | None:
    """Return the date in a message's header ("SAN SALVADOR, 3 JAN 90 (EFE) --"), None where there is none."""
    match = _HEADER.search(text[:200])
    try:
        return date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])) if match else None
    except ValueError:
        return None


def templates(message: str, ours: Json, text: str) -> list[Template]:
    """Return the templates for one message's record; incidents outside the nine countries or not of the task's types have none."""
    day, alone = message_date(text), len(ours["incidents"]) == 1
    found: list[Template] = []
    further: list[Template] = []
    for own in ours["incidents"]:
        kind = _type(own)
        if kind is None or not admitted(own, template := _template(own, kind, text, day, alone=alone), text, day):
            continue
        found.append(template)
        further += (_template(own, other, text, day, alone=alone) for other in also.kinds(own, kind, text))
    kinds = {template.slot(muc.TYPE) for template in found}
    found += {template.slot(muc.TYPE): template for template in further if template.slot(muc.TYPE) not in kinds}.values()
    return [Template(message, str(number), template.fills) for number, template in enumerate(found, 1)]


def _template(own: Json, kind: str, text: str, day: date | None, *, alone: bool) -> Template:
    fills = dict(_fills(own, kind, text, day, alone=alone))
    return Template("", "", {slot: tuple(values) for slot, values in fills.items() if values})


def _crosswalk() -> dict[str, Any]:
    found: dict[str, Any] = table("crosswalk_muc4")
    return found


def _type(own: Json) -> str | None:
    kind: str | None = _crosswalk()["types"].get(own["type"])
    evidence = " ".join(s["quote"].lower() for s in own["statements"] if s["property"] == "type")
    for name, cues in _crosswalk()["cues"].items():
        if kind is not None and any(re.search(rf"\b{re.escape(cue)}\b", evidence) for cue in cues):
            return str(name)
    return kind


def _fills(own: Json, kind: str, text: str, day: date | None, *, alone: bool) -> Iterator[tuple[int, list[Fill]]]:
    """Yield each slot with its fills."""
    yield muc.DATE, _date(own, day)
    yield muc.LOCATION, _location(own, text)
    yield muc.TYPE, [Fill((kind,))]
    yield muc.STAGE, [Fill(("ATTEMPTED" if own.get("outcome") == "foiled" else "ACCOMPLISHED",))]
    if kind not in ("KIDNAPPING", "ARSON"):
        yield from _instruments(own, text)
    yield from _perpetrators(own, text, alone=alone)
    yield from targets.fills(own, kind, text)


def _date(own: Json, day: date | None) -> list[Fill]:
    edges = intervals.bounds(fields.date_value(own.get("date")))
    if edges is None:
        return [Fill((f"- {_written(day)}",))] if day else []
    first, last = edges
    return [Fill((_written(first),))] if first == last else [Fill((f"{_written(first)} - {_written(last)}",))]


def _written(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def _location(own: Json, text: str) -> list[Fill]:
    """Return the place; where its country is not known or one the message hardly speaks of, in the country where that is set."""
    where = own.get("place") or {}
    country = country_of(own, text)
    if country is None:
        return []
    name, level = where.get("name"), _crosswalk()["places"].get(where.get("precision"))
    if not name or level is None:
        return [Fill((country,))]
    if _crosswalk()["countries"].get(where.get("country")) != country or _in_header(own, text):
        return [Fill((country,))]
    bare = re.sub(r"(?<!\s)\s+(?:DEPARTMENT|PROVINCE|CITY)$", "", name.upper()) if level == "DEPARTMENT" else name.upper()
    return [Fill((f"{country}: {bare} ({level})",))]


def _in_header(own: Json, text: str) -> bool:
    """Tell whether the place stands only where the message was sent from ("LIMA, 3 MAR 90 -- [TEXT]"): that is where, not what."""
    body = text.find("[TEXT]")
    places = _said(own, "place")
    return bool(places) and all(s["end"] <= body and s["quote"] not in text[body:] for s in places)


def _said(own: Json, *properties: str) -> list[Json]:
    return [s for s in own["statements"] if s["property"] in properties]


def _instruments(own: Json, text: str) -> Iterator[tuple[int, list[Fill]]]:
    """Yield instruments that words of the text name; an act alone ("shot", "blew up") names none."""
    strings: dict[str, str] = {}
    for said in _said(own, "weapon"):
        words = _instrument(said, text)
        kind = next((k for w, k in _crosswalk()["instrument_words"] if w in words.lower()), None)
        kind = kind or _crosswalk()["instruments"].get(str(said["value"]))
        if kind is not None and words:
            strings.setdefault(words, kind)
    yield muc.INSTRUMENT, [Fill((words,)) for words in strings]
    yield muc.INSTRUMENT_TYPE, [Fill((kind,), (words,)) for words, kind in strings.items()]


def _instrument(said: Json, text: str) -> str:
    """Return a weapon's noun phrase without the act it is used in ("bomb attack"), empty where no weapon's noun stands in it."""
    words = phrases.bare(said["quote"]).split()
    kept = [i for i, word in enumerate(words) if word in phrases.words("weapons")]
    return " ".join(words[: kept[-1] + 1]) if kept else ""


def _perpetrators(own: Json, text: str, *, alone: bool) -> Iterator[tuple[int, list[Fill]]]:
    """Yield the first group held responsible as the organisation, and those who do it by their words as individuals."""
    who = own.get("perpetrator") or {}
    groups, state = [], False
    for item in [who, *(s["value"] for s in _said(own, "perpetrator")), *own.get("responsibility_claims", ())]:
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
    yield muc.CATEGORY, [Fill(("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",))]
    yield muc.INDIVIDUAL, [Fill((name,)) for name in _individuals(own, text, alone=alone)]
    yield muc.ORGANIZATION, [Fill((name,)) for name in groups]
    if groups and who.get("status"):
        official = any(s.get("source_kind") == "official" for s in _said(own, "perpetrator"))
        confidence = _crosswalk()["status"][who["status"]]
        if official and who["status"] == "accused":
            confidence = _crosswalk()["accused_by_authorities"]
        yield muc.CONFIDENCE, [Fill((confidence,), (name,)) for name in groups]


def _organized(name: str) -> bool:
    """Tell whether words that the codebook's actors do not know name an organisation ("THE AIR FORCE", "DEATH SQUADS")."""
    last = name.upper().split()[-1]
    return last in phrases.words("organizations")


def _individuals(own: Json, text: str, *, alone: bool) -> list[str]:
    """Return those who do it in the sentences of the incident, else the first who does such a thing in a message that tells one
    incident `alone`, else the actors of our record whom the codebook does not know."""
    read = {}
    for said in _said(own, "type", "killed", "injured", "abducted", "perpetrator", "target", "weapon"):
        read[phrases.sentence(text, said["start"])] = True
    found = [_phrase(text[a:b]) for first, last in read for a, b in phrases.doers(text, first, last)]
    if not found and alone:
        found = [_phrase(text[a:b]) for a, b in phrases.doers(text, 0, len(text))][:1]
    if not found:
        for said in _said(own, "perpetrator"):
            value = said["value"]
            place = text.find(value["name"], max(said["start"] - 200, 0)) if value.get("actor_id") is None else -1
            if place >= 0 and set(value["name"].split()) & phrases.words("people"):
                first, last = phrases.around(text, place, place + len(value["name"]))
                found.append(_phrase(text[first:last]))
    names = list(dict.fromkeys(name for name in found if name and (_forces(own) or not set(name.split()) & phrases.words("state"))))
    return [n for n in names if not any(n != other and other.endswith(" " + n) for other in names)][:INDIVIDUALS]


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
    written = [n for n in (_plain(alias) for alias in names) if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", flat)]
    short = next((n for n in written if len(n) <= ACRONYM and " " not in n), None)
    if short:
        return short
    longest = max(written, key=len, default=_plain(name))
    return next((n for n in written if longest.endswith(" " + n) and len(longest) - len(n) < MODIFIER), longest)


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.upper()) if not unicodedata.combining(c))
