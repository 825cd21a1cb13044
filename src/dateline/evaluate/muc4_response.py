"""From the contract's incidents to MUC-4 templates, by the crosswalk in the codebook. Unknown slots stay blank.

What the record does not hold cannot be answered: names of victims (HUM TGT: NAME; CODEBOOK, "Care for people"), damage to
buildings, foreign nations. A date that is unknown is the conference's default, "- <date of the message>".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dateline import intervals
from dateline.codebook import actors
from dateline.codebook.tables import table
from dateline.evaluate import fields
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_keys import Fill, Template
from dateline.evaluate.muc4_score import MONTHS

_HEADER = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|about|at least|\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|other)\s+)+", re.IGNORECASE
)


def message_date(text: str) -> date | None:
    """Return the date in a message's header ("SAN SALVADOR, 3 JAN 90 (EFE) --"), None where there is none."""
    match = _HEADER.search(text[:200])
    try:
        return date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])) if match else None
    except ValueError:
        return None


def templates(message: str, ours: Json, text: str) -> list[Template]:
    """Return the templates for one message's record; incidents outside the nine countries or not of the task's types have none."""
    day = message_date(text)
    found: list[Template] = []
    for own in ours["incidents"]:
        kind = _type(own)
        country = (own.get("place") or {}).get("country")
        if kind is None or (country and country not in _crosswalk()["countries"]):
            continue
        fills = dict(_fills(own, kind, text, day))
        kept = {slot: tuple(values) for slot, values in fills.items() if values}
        found.append(Template(message, str(len(found) + 1), kept))
    return found


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


def _fills(own: Json, kind: str, text: str, day: date | None) -> Iterator[tuple[int, list[Fill]]]:
    """Yield each slot with its fills."""
    yield muc.DATE, _date(own, day)
    yield muc.LOCATION, _location(own)
    yield muc.TYPE, [Fill((kind,))]
    yield muc.STAGE, [Fill(("ATTEMPTED" if own.get("outcome") == "foiled" else "ACCOMPLISHED",))]
    if kind not in ("KIDNAPPING", "ARSON"):
        yield from _instruments(own)
    yield from _perpetrators(own, text)
    yield from _targets(own, kind)


def _date(own: Json, day: date | None) -> list[Fill]:
    edges = intervals.bounds(fields.date_value(own.get("date")))
    if edges is None:
        return [Fill((f"- {_written(day)}",))] if day else []
    first, last = edges
    return [Fill((_written(first),))] if first == last else [Fill((f"{_written(first)} - {_written(last)}",))]


def _written(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def _location(own: Json) -> list[Fill]:
    where = own.get("place") or {}
    country = _crosswalk()["countries"].get(where.get("country"))
    if country is None:
        return []
    name, level = where.get("name"), _crosswalk()["places"].get(where.get("precision"))
    if not name or level is None:
        return [Fill((country,))]
    bare = re.sub(r"(?<!\s)\s+(?:DEPARTMENT|PROVINCE|CITY)$", "", name.upper()) if level == "DEPARTMENT" else name.upper()
    return [Fill((f"{country}: {bare} ({level})",))]


def _said(own: Json, *properties: str) -> list[Json]:
    return [s for s in own["statements"] if s["property"] in properties]


def _instruments(own: Json) -> Iterator[tuple[int, list[Fill]]]:
    strings: list[Fill] = []
    types: list[Fill] = []
    for said in _said(own, "weapon"):
        words = _bare(said["quote"])
        kind = next((k for w, k in _crosswalk()["instrument_words"] if w in words.lower()), None)
        kind = kind or _crosswalk()["instruments"].get(str(said["value"]))
        if kind is not None and words not in [f.values[0] for f in strings]:
            strings.append(Fill((words,)))
            types.append(Fill((kind,), (words,)))
    yield muc.INSTRUMENT, strings
    yield muc.INSTRUMENT_TYPE, types


def _perpetrators(own: Json, text: str) -> Iterator[tuple[int, list[Fill]]]:
    """Groups of the codebook and named groups go to the organisation, generic actors to the individual."""
    who = own.get("perpetrator") or {}
    individuals, groups, state = [], [], False
    for item in [who, *(s["value"] for s in _said(own, "perpetrator")), *own.get("responsibility_claims", ())]:
        name, actor_id = item.get("name") or item.get("by"), item.get("actor_id")
        if not name:
            continue
        if actor_id is None:
            individuals.append(_bare(name))
            continue
        state = state or str(actor_id).startswith("state:")
        groups.append(_as_written(str(actor_id), name, text))
    groups = list(dict.fromkeys(groups))
    yield muc.CATEGORY, [Fill(("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",))]
    yield muc.INDIVIDUAL, [Fill((name,)) for name in dict.fromkeys(individuals)]
    yield muc.ORGANIZATION, [Fill((name,)) for name in groups]
    if groups and who.get("status"):
        official = any(s.get("source_kind") == "official" for s in _said(own, "perpetrator"))
        confidence = _crosswalk()["status"][who["status"]]
        if official and who["status"] == "accused":
            confidence = _crosswalk()["accused_by_authorities"]
        yield muc.CONFIDENCE, [Fill((confidence,), (name,)) for name in groups]


def _as_written(actor_id: str, name: str, text: str) -> str:
    """Return the actor's longest name that stands in the message, in the message's words; the given name where none does."""
    known = actors.get(actor_id)
    names = [name, *(alias for alias, _ in known.names())] if known else [name]
    flat = re.sub(r"\s+", " ", text.upper())
    written = [n for n in (_plain(alias) for alias in names) if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", flat)]
    return max(written, key=len, default=_plain(name))


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.upper()) if not unicodedata.combining(c))


def _bare(quote: str) -> str:
    """Return words on one line without leading articles and numbers."""
    return _LEADING.sub("", re.sub(r"\s+", " ", quote).strip()).upper() or quote.upper()


def _targets(own: Json, kind: str) -> Iterator[tuple[int, list[Fill]]]:
    physical: dict[str, str] = {}
    human: dict[str, str] = {}
    for said in _said(own, "target"):
        words, name = _bare(said["quote"]), str(said["value"])
        closer = next((k for w, k in _crosswalk()["physical_words"] if w in words.lower()), None)
        if closer or name in _crosswalk()["physical"]:
            physical.setdefault(words, closer or _crosswalk()["physical"][name])
        elif name in _crosswalk()["human"]:
            human.setdefault(words, _crosswalk()["human"][name])
    if kind != "KIDNAPPING":
        yield muc.TARGET, [Fill((words,)) for words in physical]
        yield muc.TARGET_TYPE, [Fill((code,), (words,)) for words, code in physical.items()]
        yield muc.TARGET_NUMBER, [Fill((_number(words, ()),), (words,)) for words in physical]
    counts = _said(own, "killed", "injured", "abducted")
    yield muc.VICTIM_DESCRIPTION, [Fill((words,)) for words in human]
    yield muc.VICTIM_TYPE, [Fill((code,), (words,)) for words, code in human.items()]
    yield muc.VICTIM_NUMBER, [Fill((_number(words, counts),), (words,)) for words in human]
    yield muc.VICTIM_EFFECT, [Fill((effect,), (words,)) for words in human if (effect := _effect(words, counts))]


def _number(words: str, counts: Iterable[Json]) -> str:
    """Return the number said with these words, else PLURAL or 1 by their form."""
    for said in counts:
        value = fields.figure(said["value"])
        if words in re.sub(r"\s+", " ", said["quote"].upper()) and value is not None:
            return f"{value}-" if said["value"].get("qualifier") == "at_least" else str(value)
    return "PLURAL" if words.endswith(("S", "PEOPLE", "MEN")) else "1"


def _effect(words: str, counts: Iterable[Json]) -> str | None:
    for said in counts:
        if words in re.sub(r"\s+", " ", said["quote"].upper()):
            return str(_crosswalk()["human_effects"].get(said["property"], "")) or None
    return None
