"""``gvdb``: 400 articles on shootings with annotated spans: city, clock time, weapon, and what became of each victim.

Annotators marked one mention of several that are right, so values are scored, not offsets. Names of victims are skipped.

- city: our main incident's place name, a part of it between commas (not the state), or place statements against the marked words
  ("unincorporated" aside), one name within the other or alike; or our point, for a site or town, within 25 km of a place of the
  marked name. A street of which our record says that it knows no town (precision "unknown") gives no city.
- clock time: our statements of property ``time`` (else the digits in the main incident's date statements) brought to hours and
  minutes; right when one of ours equals the marked time.
- weapon: our weapons and their quotes against the marked words, by class or by a shared word.
- killed, injured: the number of victims annotated as killed; as injured or hospitalised but not killed. Scored where it is above 0
  on either side; attackers are kept apart on ours and are victims there only where the shooter shot himself.

``dev`` are even article ids, ``test`` odd ones.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import Malformed
from dateline.evaluate import fields
from dateline.evaluate.documents import Json, corpus_hash, first, from_text, records
from dateline.evaluate.gva import NEAR_KM
from dateline.evaluate.metrics import Tally, Verdict, macro, total
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.evaluate.words import alike, share_word, weapon_classes
from dateline.gazetteer import distance, gazetteer

_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(a|p)?\.?\s*(m)?\b\.?", re.IGNORECASE)
_UNINCORPORATED = re.compile(r"^unincorporated ", re.IGNORECASE)
_NAMED = {"noon": (12, 0), "midnight": (0, 0)}
NOTES = ("values, not offsets: annotators marked one mention of several; none published",)


@dataclass(frozen=True, slots=True)
class Marked:
    """What was annotated of one article; empty text is nothing marked."""

    id: str
    text: str
    city: str
    clock: str
    weapon: str
    killed: int
    injured: int


def benchmark(options: Options) -> Evaluation:
    """Return precision, recall and F1 by field.

    Raises:
        Malformed: an annotation is not JSON or lacks a section.
    """
    path = options.data / "dev.tsv"
    marked = [item for item in articles(path) if (int(item.id) % 2 == 1) == (options.split == "test")]
    marked = list(first(marked, options.limit))
    documents = [from_text(item.id, item.text) for item in marked]
    verdicts: dict[str, list[Verdict]] = {name: [] for name in FIELDS}
    errors: list[Json] = []
    for item, ours in zip(marked, records(documents, options), strict=True):
        own = next((o for o in ours["incidents"] if o["main"]), next(iter(ours["incidents"]), None))
        for name, judge in FIELDS.items():
            verdict = judge(item, own)
            verdicts[name].append(verdict)
            if (verdict.expected or verdict.given) and not verdict.right:
                errors.append({"article": item.id, "field": name, "gold": _gold(item, name), "ours": _ours(own, name)})
    tallies = {name: total(map(Tally.of, found)) for name, found in verdicts.items()}
    rows = (*(Row(name, tally.figures()) for name, tally in tallies.items()), Row("macro F1", {"f1": macro(tallies.values())}))
    headline = {"city_f1": tallies["city"].f1, "clock_f1": tallies["clock time"].f1, "macro_f1": macro(tallies.values())}
    return Evaluation("gvdb", corpus_hash([path]), rows, headline, NOTES, tuple(errors))


def articles(path: Path) -> Iterator[Marked]:
    """Yield the annotated articles of a file.

    Raises:
        Malformed: an annotation is not JSON or lacks a section.
    """
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t"), 2):
            try:
                yield _marked(row["Article id"], row["Full text"], json.loads(row["Json"]))
            except (ValueError, KeyError, TypeError) as error:
                raise Malformed(f"not an annotation: {error}", path=str(path), position=number) from error


def _marked(name: str, text: str, notes: Json) -> Marked:
    when, how = notes["date-and-time"], notes["circumstances"]
    fates = [set(victim.get("victim-was", ())) for victim in notes["victim-section"]]
    return Marked(
        id=name,
        text=text,
        city=when["city"]["value"].strip(),
        clock=when["clock-time"]["value"].strip(),
        weapon=how["type-of-gun"]["value"].strip(),
        killed=sum("killed" in fate for fate in fates),
        injured=sum(bool(fate & {"injured", "hospitalized"}) and "killed" not in fate for fate in fates),
    )


def city(item: Marked, own: Json | None) -> Verdict:
    """City: by our place's name or by the words that were its evidence."""
    names, marked = _places(own), _UNINCORPORATED.sub("", item.city)
    if ((own or {}).get("place") or {}).get("precision") == "unknown":
        names = []
    right = bool(names) and bool(marked) and (any(alike(marked, name) for name in names) or _near(marked, own))
    return Verdict(bool(item.city), bool(names), right)


def _near(name: str, own: Json | None) -> bool:
    """Tell whether our point lies within `NEAR_KM` of a place in the USA that bears the marked name (a site in its town)."""
    where = (own or {}).get("place") or {}
    if where.get("lat") is None or where.get("precision") not in ("site", "town"):
        return False
    return any(distance(where["lat"], where["lon"], p.lat, p.lon) <= NEAR_KM for p in gazetteer().search(name, "US"))


def _places(own: Json | None) -> list[str]:
    where = (own or {}).get("place") or {}
    quotes = [s["quote"] for s in (own or {}).get("statements", ()) if s["property"] == "place"]
    name = where.get("name") or ""
    parts = [part for part in name.split(", ") if part != where.get("admin1")]
    return [form for form in dict.fromkeys((name, *parts, *quotes)) if form]


def clock(item: Marked, own: Json | None) -> Verdict:
    """Clock time: the same hour and minute; a.m. and p.m. must agree where both sides say it."""
    wanted, given = times(item.clock), _times(own)
    right = any(_same_time(one, other) for one in wanted for other in given)
    return Verdict(bool(item.clock), bool(given), right)


def _times(own: Json | None) -> list[tuple[int, int, str]]:
    said = (own or {}).get("statements", ())
    quotes = [s["quote"] for s in said if s["property"] == "time"] or [s["quote"] for s in said if s["property"] == "date"]
    return [time for quote in quotes for time in times(quote)]


def times(words: str) -> list[tuple[int, int, str]]:
    """Return the clock times in some words as (hour 0 to 12 or 24, minute, "a", "p" or "")."""
    found = [(h, m, "p" if h else "a") for name, (h, m) in _NAMED.items() if name in words.lower()]
    for match in _CLOCK.finditer(words):
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower() if match[4] else ""
        if hour <= 24 and minute < 60 and (match[2] or half or words.strip() == match[0].strip()):
            found.append((hour, minute, half))
    return found


def _same_time(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] % 12 == other[0] % 12 and one[1] == other[1] and (not one[2] or not other[2] or one[2] == other[2])


def weapon(item: Marked, own: Json | None) -> Verdict:
    """Weapon: a shared word or class."""
    quotes = [s["quote"] for s in (own or {}).get("statements", ()) if s["property"] == "weapon"]
    given = [*((own or {}).get("weapons") or ()), *quotes]
    same = any(share_word(item.weapon, name) or weapon_classes(item.weapon) & weapon_classes(name) for name in given)
    return Verdict(bool(item.weapon), bool(item.weapon and given), bool(item.weapon) and same)


def killed(item: Marked, own: Json | None) -> Verdict:
    """Victims killed."""
    return _victims(item.killed, own, "killed")


def injured(item: Marked, own: Json | None) -> Verdict:
    """Victims hurt and alive."""
    return _victims(item.injured, own, "injured")


def _victims(wanted: int, own: Json | None, effect: str) -> Verdict:
    value = fields.figure((own or {}).get(effect)) or 0
    return Verdict(wanted > 0, value > 0, wanted > 0 and wanted == value)


FIELDS: dict[str, Callable[[Marked, Json | None], Verdict]] = {
    "city": city, "clock time": clock, "weapon": weapon, "killed": killed, "injured": injured,
}  # fmt: skip


def _gold(item: Marked, name: str) -> object:
    return {"city": item.city, "clock time": item.clock, "weapon": item.weapon, "killed": item.killed, "injured": item.injured}[
        name
    ]


def _ours(own: Json | None, name: str) -> object:
    if own is None:
        return None
    kept = {"city": ("place",), "clock time": ("time", "date"), "weapon": ("weapon",)}.get(name, (name,))
    return [s["quote"] for s in own["statements"] if s["property"] in kept]
