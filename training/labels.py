"""Roles that the model learns, and annotated articles as character spans with roles.

Articles come from three places, all in the format of ``../shared/data/written/README.md``: the shared written ones, our own
in ``training/articles/*.jsonl`` (text and annotation in one line), and stand-off annotations of real articles
(``training/standoff/*.jsonl``: where the text is found, its sha256, offsets and values, no text).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = (
    "armed_assault", "bombing", "suicide_bombing", "vehicle_attack", "knife_attack", "arson", "hostage_taking", "abduction",
    "assassination", "armed_clash", "air_strike", "shelling", "landmine", "mob_violence", "other",
)  # fmt: skip
ROLES = (
    "event_main", "event_background", "trap", "date_main", "date_background", "place_main", "place_background",
    "killed_main", "killed_background", "injured_main", "injured_background", "figure_other",
    "perpetrator", "claimant", "denier", "weapon", "target", "warning", "motive", "place",
)  # fmt: skip
ARGUMENTS = (
    "date",
    "place",
    "killed",
    "injured",
    "figure",
    "perpetrator",
    "claimant",
    "denier",
    "weapon",
    "target",
    "motive",
    "same",
)
STATUSES = ("stated", "accused", "suspected", "claimed", "unknown")
ASKED = (
    tuple(f"asked:{role}" for role in ARGUMENTS)
    + tuple(f"asked:perpetrator:{status}" for status in STATUSES)
    + ("asked:incident", "asked:main")
)
"""What a window says of the one event that is marked in it (token type 1): roles of tokens, the status of a perpetrator's words,
other words for the event ("same"), and of the window as a whole whether the event is an incident, and the article's news."""
PROPERTIES = (
    "alias", "parent", "founded", "founder", "base", "strength", "leader", "rival", "ally", "ideology", "designation",
)  # fmt: skip
FACTS = (*(f"fact:{name}" for name in PROPERTIES), "fact:group")
"""Words that say of some group what it is called, whose branch it is, since when, who founded or leads it, and so on; names of groups."""
COLUMNS = ROLES + tuple(f"type:{kind}" for kind in TYPES) + ASKED
"""What the tagger says of a token."""
LABELS = COLUMNS + FACTS
"""What windows are labelled with; facts about groups have layers of their own (``facts.py``)."""


@dataclass(frozen=True)
class Event:
    """An incident, or a trap that is none: ``mentions`` are the spans that name it, ``spans`` are (start, end, column of `ASKED`).

    ``blank`` are other places where a labelled string stands: neither right nor wrong.
    """

    mentions: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int, str], ...]
    blank: tuple[tuple[int, int, str], ...]
    incident: bool
    main: bool


@dataclass(frozen=True)
class Article:
    """One annotated article. ``spans`` are (start, end, column); ``known`` are the columns its source annotates at all."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    known: frozenset[str] = frozenset(LABELS) - frozenset(ASKED)
    origin: str = "written"
    events: tuple[Event, ...] = ()
    unsure: tuple[tuple[int, int, str], ...] = ()
    """Spans that are neither right nor wrong for a column."""


def occurrences(text: str, quote: str) -> list[int]:
    """Return every start of `quote` in `text`."""
    starts, at = [], text.find(quote)
    while at >= 0:
        starts.append(at)
        at = text.find(quote, at + 1)
    return starts


def nearest(text: str, quote: str | None, anchors: list[int]) -> tuple[int, int] | None:
    """Return the occurrence of `quote` nearest to any anchor, the first where there is none."""
    if not quote:
        return None
    starts = occurrences(text, quote)
    if not starts:
        return None
    best = min(starts, key=lambda s: min((abs(s - a) for a in anchors), default=s))
    return best, best + len(quote)


def article(annotation: dict, text: str, origin: str) -> Article:
    """Return the article's spans by role; of several equal quotes the one nearest to the incident's own mentions counts."""
    spans: list[tuple[int, int, str]] = []

    def add(quote: str | None, anchors: list[int], *columns: str) -> None:
        found = nearest(text, quote, anchors)
        if found:
            spans.extend((*found, column) for column in columns)

    for incident in annotation["incidents"]:
        side = "main" if incident["main"] else "background"
        anchors = [s for quote in incident.get("mentions", ()) for s in occurrences(text, quote)[:1]]
        for quote in incident.get("mentions", ()):
            add(quote, anchors, f"event_{side}", f"type:{incident['type']}")
        add((incident.get("date") or {}).get("quote"), anchors, f"date_{side}")
        add((incident.get("place") or {}).get("quote"), anchors, f"place_{side}", "place")
        for effect in ("killed", "injured"):
            add((incident.get(effect) or {}).get("quote"), anchors, f"{effect}_{side}")
        for figure in incident.get("other_figures", ()):
            add(figure.get("quote"), anchors, "figure_other")
        for who in (incident.get("perpetrator"), *incident.get("other_perpetrators", ())):
            if who:
                add(who.get("quote"), anchors, "perpetrator")
        for claim in (incident.get("claim"), *incident.get("other_claims", ())):
            if claim:
                add(claim.get("quote"), anchors, "claimant")
        if incident.get("denial"):
            add(incident["denial"].get("quote"), anchors, "denier")
        add(incident.get("weapon_quote"), anchors, "weapon")
        add(incident.get("target_quote"), anchors, "target")
    for warning in annotation.get("warnings", ()):
        add(warning.get("quote"), [], "warning")
    for motive in annotation.get("motives", ()):
        add(motive.get("quote"), [], "motive")
    for trap in annotation.get("traps", ()):
        add(trap.get("quote"), [], "trap")
    events = (*(_event(incident, annotation, text) for incident in annotation["incidents"]), *_traps(annotation, text))
    facts, unsure = told_of_groups(annotation.get("actor_facts", ()), text)
    known = PLAIN if "actor_facts" in annotation else PLAIN - frozenset(FACTS)
    return Article(annotation["id"], text, (*spans, *facts), known, origin, events, unsure)


PLAIN = frozenset(LABELS) - frozenset(ASKED)


Spans = tuple[tuple[int, int, str], ...]


def told_of_groups(facts: Sequence[dict], text: str, *, whole: bool = False) -> tuple[Spans, Spans]:
    """Return the spans of what is told of groups, the value's words inside each quote, and those that are neither right nor wrong.

    Names of groups are known to be all annotated in a ``whole`` text; else a name that no fact holds is neither.

    Coders note a fact once: other places where its words stand may tell it again. A value in other words than the text's ("2012-05")
    is sought by its year or its longest word; where none of it stands in the quote, the quote is neither right nor wrong.
    """
    spans, unsure = [], [] if whole else [(0, len(text), "fact:group")]
    names = {str(fact.get("actor") or "") for fact in facts}
    names |= {str(fact.get("value") or "") for fact in facts if fact["property"] in ("alias", "parent", "rival", "ally")}
    for name in names:
        if name[:1].isupper():
            spans += [(start, start + len(name), "fact:group") for start in occurrences(text, name)]
    for fact in facts:
        column, at = f"fact:{fact['property']}", nearest(text, fact.get("quote"), [])
        if column not in FACTS or at is None:
            continue
        value = _value(fact["property"], str(fact.get("value") or ""), text[at[0] : at[1]])
        if value is None:
            unsure.append((*at, column))
            continue
        start, end = at[0] + value[0], at[0] + value[1]
        spans.append((start, end, column))
        if end - start > 2 and fact["property"] not in ("alias", "rival", "ally", "parent"):
            unsure += [(s, s + end - start, column) for s in occurrences(text, text[start:end]) if s != start]
    return tuple(spans), tuple(unsure)


def _value(name: str, value: str, quote: str) -> tuple[int, int] | None:
    """Return where a fact's value stands in its quote."""
    words = [value, *re.findall(r"(?:18|19|20)\d\d", value)] if name == "founded" else [value, value.removeprefix("the ")]
    if name == "strength":
        words += re.findall(r"\d[\d,]*", value)
    if name in ("leader", "founder", "alias", "rival", "ally", "parent", "base", "ideology"):
        words += sorted((w for w in re.findall(r"[\w'’-]{4,}", value)), key=len, reverse=True)
    for word in words:
        at = quote.casefold().find(word.casefold()) if word else -1
        if at >= 0:
            return at, at + len(word)
    return None


def _event(incident: dict, annotation: dict, text: str) -> Event:
    """Return what the article says of one incident."""
    anchors = [s for quote in incident.get("mentions", ()) for s in occurrences(text, quote)[:1]]
    mentions = [at for quote in incident.get("mentions", ()) if (at := nearest(text, quote, anchors))]
    spans: list[tuple[int, int, str]] = [(*at, "asked:same") for at in mentions]

    def add(value: dict | None, role: str, key: str = "quote") -> tuple[int, int] | None:
        at = nearest(text, (value or {}).get(key), anchors)
        if at:
            spans.append((*at, f"asked:{role}"))
        return at

    for role in ("date", "place", "killed", "injured"):
        add(incident.get(role), role)
    for figure in incident.get("other_figures", ()):
        add(figure, "figure")
    for who in (incident.get("perpetrator"), *incident.get("other_perpetrators", ())):
        at = add(who, "perpetrator")
        if at and who.get("status") in STATUSES:
            spans.append((*at, f"asked:perpetrator:{who['status']}"))
    for claim in (incident.get("claim"), *incident.get("other_claims", ())):
        add(claim, "claimant")
    add(incident.get("denial"), "denier")
    add(incident, "weapon", "weapon_quote")
    add(incident, "target", "target_quote")
    for motive in annotation.get("motives", ()):
        if motive.get("incident") == incident.get("key"):
            add(motive, "motive")
    blank = [
        (start, start + e - s, column)
        for s, e, column in spans
        if column in BLANKED and e - s > 2
        for start in occurrences(text, text[s:e])
        if start != s
    ]
    if "key" not in incident:  # stand-off annotations do not say which incident a motive explains
        blank.append((0, len(text), "asked:motive"))
    return Event(tuple(mentions), tuple(spans), tuple(blank), incident=True, main=bool(incident["main"]))


BLANKED = frozenset(
    {"asked:date", "asked:place", "asked:perpetrator", "asked:claimant", "asked:weapon", "asked:target", "asked:same"}
)


def _traps(annotation: dict, text: str) -> Iterator[Event]:
    """Yield the stretches that a careless reader would take for incidents, and that touch none."""
    told = [
        at for incident in annotation["incidents"] for quote in incident.get("mentions", ()) if (at := nearest(text, quote, []))
    ]
    for trap in annotation.get("traps", ()):
        at = nearest(text, trap.get("quote"), [])
        if at and not any(at[0] < end and start < at[1] for start, end in told):
            yield Event((at,), (), (), incident=False, main=False)


def written(folder: Path, origin: str) -> Iterator[Article]:
    """Yield the articles of a folder of ``<id>.txt`` and ``<id>.json``."""
    for file in sorted(folder.glob("*.json")):
        if file.with_suffix(".txt").exists():
            yield article(json.loads(file.read_text("utf-8")), file.with_suffix(".txt").read_text("utf-8"), origin)


def packed(file: Path) -> Iterator[Article]:
    """Yield the articles of a JSON Lines file: each line ``{"text": …, "annotation": …}``."""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield article(row["annotation"], row["text"], file.stem)


def held_out(identifier: str, parts: int = 6) -> bool:
    """Tell whether an article belongs to the sixth that the tagger is never trained on: by a hash of its id, the same at every run.

    On it the tagger is measured, and the weights of the choices are learned (``weights.py``).
    """
    return int(hashlib.sha256(identifier.encode()).hexdigest()[:8], 16) % parts == 0


def fold(identifier: str) -> int:
    """Return the half (0 or 1) that an article belongs to: by a hash of its id, independent of `held_out`."""
    return int(hashlib.sha256(identifier.encode()).hexdigest()[8:16], 16) % 2


def standoff(file: Path, data: Path) -> Iterator[Article]:
    """Yield the articles of a stand-off file whose text is found in ``../shared/data`` with the same sha256."""
    from corpora import texts
    from pack import restore

    found = texts(data)
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = found.get(row["origin"])
        if text is not None and hashlib.sha256(text.encode()).hexdigest() == row["sha256"]:
            yield article(restore(row["annotation"], text), text, row["origin"].partition(":")[0])
