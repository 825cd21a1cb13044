"""``seed``: the explainer the project began with, checked field by field against ``facts.json``.

A check is right or wrong; nothing is averaged. For each incident: found, type, date, country, place, killed, injured,
perpetrator and status, claim and its channel; and for date, place, killed, injured, perpetrator and claim an evidence check: a
statement of that property in the aligned record overlaps the place of the gold quote in the text. Then: no incident beyond the
gold, nothing from an aggregate or from boilerplate lines, each warning, each motive with hedge and speaker, each statement about
the group, and its aliases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dateline.codebook import actors
from dateline.errors import Malformed
from dateline.evaluate import fields, gold, incidents
from dateline.evaluate.align import align, occurrences
from dateline.evaluate.documents import corpus_hash, from_file, record
from dateline.evaluate.gold import Case, Gold, Json
from dateline.evaluate.metrics import percent
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.evaluate.words import alike, content, share_word

PROPERTIES = {
    "date": ("date",), "place": ("place",), "killed": ("killed",), "injured": ("injured",),
    "perpetrator": ("perpetrator", "claim"), "responsibility_claim": ("claim",),
}  # fmt: skip
"""Gold values that carry a quote, and the properties of our statements that may overlap it."""


class Check(NamedTuple):
    """One thing that must hold: the part of the record, what is checked, whether it holds, gold and ours for the reader."""

    part: str
    what: str
    right: bool
    gold: object = None
    ours: object = None


def benchmark(options: Options) -> Evaluation:
    """Return the checks as one row a part, every wrong one as an error.

    Raises:
        Malformed: ``facts.json`` names a document that is not there.
    """
    facts = options.data / "facts.json"
    case = gold.case(facts, _article(options.data, facts))
    document = from_file(case.path, case.published)
    ours = record(document)
    checks = list(check(case, ours, document.text))
    parts = dict.fromkeys(c.part for c in checks)
    rows = [_row(part, [c for c in checks if c.part == part]) for part in parts]
    everything = _row("all checks", checks)
    errors = tuple({"part": c.part, "check": c.what, "gold": c.gold, "ours": c.ours} for c in checks if not c.right)
    notes = tuple(f"wrong: {c.part}: {c.what}: wanted {c.gold!r}, got {c.ours!r}" for c in checks if not c.right)
    corpus = corpus_hash((facts, case.path))
    return Evaluation("seed", corpus, (*rows, everything), {"checks": everything.figures["accuracy"]}, notes, errors)


def _article(data: Path, facts: Path) -> Path:
    texts = sorted(data.glob("*.txt"))
    if not texts:
        raise Malformed("no article beside it", path=str(facts))
    return texts[0]


def _row(name: str, checks: Sequence[Check]) -> Row:
    right = sum(c.right for c in checks)
    return Row(name, {"accuracy": percent(right, len(checks)), "right": right, "n": len(checks)})


def check(case: Case, ours: Json, text: str) -> Iterator[Check]:
    """Yield every check of one record against its facts."""
    golds, given = case.incidents, ours["incidents"]
    found = align(golds, given, text)
    mates = dict(found.pairs)
    for i, item in enumerate(golds):
        own = given[mates[i]] if i in mates else None
        yield from _incident(item, own, case.raw["incidents"][i], text)
    extra = [incidents.brief(given[j]) for j in found.spurious]
    yield Check("no other incident", "incidents beyond the gold", not extra, [], extra)
    yield from _unused(case.raw, ours, text)
    yield from _warnings(case.raw.get("warnings", ()), ours["advisories"], text)
    yield from _motives(case.raw.get("motives", ()), ours["motives"], golds, mates, text)
    for actor in case.raw.get("actors", ()):
        yield from _actor(actor, ours["actors"], text)


def _incident(item: Gold, own: Json | None, raw: Json, text: str) -> Iterator[Check]:
    part = f"incident {item.key}"
    yield Check(part, "found", own is not None, incidents.brief_gold(item), own and incidents.brief(own))
    yield Check(part, "main or background", own is not None and own["main"] == item.main, item.main, own and own["main"])
    for name, judge in fields.FIELDS.items():
        verdict = judge(item, own)
        if verdict.expected or verdict.given:
            wanted, value = incidents.brief_gold(item).get(name), own and incidents.brief(own).get(name)
            yield Check(part, name, verdict.right, wanted, value)
    for key in PROPERTIES:
        if (raw.get(key) or {}).get("quote"):
            said = _statements(own, *PROPERTIES[key])
            right = any(_touches(s, raw[key]["quote"], text) for s in said)
            yield Check(part, f"{key} evidence", right, raw[key]["quote"], [s["quote"] for s in said])
    via = (raw.get("responsibility_claim") or {}).get("via")
    if via:
        ways = [c.get("via") for c in (own or {}).get("responsibility_claims", ())]
        yield Check(part, "claim's channel", any(alike(via, way) for way in ways if way), via, ways)


def _statements(own: Json | None, *properties: str) -> list[Json]:
    return [s for s in (own or {}).get("statements", ()) if s["property"] in properties]


def _touches(said: Json, quote: str, text: str) -> bool:
    return any(start < said["end"] and said["start"] < end for start, end in occurrences(text, quote))


def _everything_said(ours: Json) -> Iterator[Json]:
    for key in ("incidents", "advisories", "actors"):
        for item in ours[key]:
            yield from item["statements"]
    yield from ours["motives"]


def _unused(raw: Mapping[str, Any], ours: Json, text: str) -> Iterator[Check]:
    said = list(_everything_said(ours))
    for item in raw.get("not_incidents", ()):
        used = [s["quote"] for own in ours["incidents"] for s in own["statements"] if s["property"] == "type"]
        hit = [quote for quote in used if content(item["quote"]) and content(quote) >= content(item["quote"])]
        yield Check("not an incident", item["quote"], not hit, [], hit)
    for line in raw.get("boilerplate", ()):
        hit = [s["quote"] for s in said if _touches(s, line, text)]
        yield Check("boilerplate unused", line[:40], not hit, [], hit)


def _warnings(wanted: Sequence[Json], given: list[Json], text: str) -> Iterator[Check]:
    for item in wanted:
        near = [own for own in given if any(_touches(s, item["quote"], text) for s in own["statements"])]
        named = [own for own in near if share_word(item["issuer"], own["issuer"] or "")]
        shown = [(own["issuer"], own["addressee"], own["subject"], (own["date"] or {}).get("value")) for own in near]
        yield Check("warnings", f"{item['issuer']}: issuer and evidence", bool(named), item["issuer"], shown)
        if item.get("to"):
            right = any(share_word(item["to"], own["addressee"] or "") for own in near)
            yield Check("warnings", f"{item['issuer']}: to whom", right, item["to"], shown)
        if item.get("date"):
            right = any((own["date"] or {}).get("value") == item["date"] for own in near)
            yield Check("warnings", f"{item['issuer']}: date", right, item["date"], shown)


def _motives(
    wanted: Sequence[Json], given: list[Json], golds: Sequence[Gold], mates: dict[int, int], text: str
) -> Iterator[Check]:  # fmt: skip
    keys = [item.key for item in golds]
    for item in wanted:
        near = [own for own in given if _touches(own, item["quote"], text)]
        shown = [(own["incident"], own["value"], own["speaker"], own["certainty"]) for own in near]
        label = item["value"][:40]
        yield Check("motives", f"{label}: found", bool(near), item["quote"], shown)
        home = mates.get(keys.index(item["for"])) if item["for"] in keys else None
        yield Check("motives", f"{label}: of the incident", any(own["incident"] == home for own in near), item["for"], shown)
        hedged = any((own["certainty"] == "hedged") == item["hedged"] for own in near)
        yield Check("motives", f"{label}: hedge", hedged, item["hedged"], shown)
        if item["attributed_to"]:
            spoken = any(own["speaker"] and fields.same_actor(item["attributed_to"], own["speaker"]) for own in near)
            yield Check("motives", f"{label}: speaker", spoken, item["attributed_to"], shown)


def _actor(wanted: Json, given: list[Json], text: str) -> Iterator[Check]:
    part = f"group {wanted['actor']}"
    own = _profile(wanted["actor"], given)
    yield Check(part, "found", own is not None, wanted["actor"], [item["name"] for item in given])
    known = {*(own["aliases"] if own else ()), *([own["name"]] if own else ())}
    missing = [alias for alias in wanted["aliases"] if not any(content(alias) == content(name) for name in known)]
    yield Check(part, "names", not missing, wanted["aliases"], sorted(known))
    twins = [item["name"] for item in given if own is not None and item["actor_id"] == own["actor_id"]]
    yield Check(part, "one actor", len(twins) == 1, 1, twins)
    for fact in wanted["statements"]:
        said = [s for s in (own or {}).get("statements", ()) if s["property"] == fact["property"]]
        right = any(_same_value(fact, s["value"]) and _touches(s, fact["quote"], text) for s in said)
        yield Check(part, fact["property"], right, (fact["value"], fact["quote"]), [(s["value"], s["quote"]) for s in said])


def _profile(name: str, given: list[Json]) -> Json | None:
    """Return our profile of exactly this actor: not of its parent, nor of an affiliate."""
    known = actors.find(name)
    same = (item for item in given if content(item["name"]) == content(name) or (known and item["actor_id"] == known.id))
    return next(same, None)


def _same_value(fact: Json, value: object) -> bool:
    """Numbers must be equal; a date's value too; words may be contained either way or share a content word."""
    wanted = fact["value"]
    if isinstance(wanted, list):
        return isinstance(value, dict) and [value.get("low"), value.get("high")] == wanted
    if isinstance(value, dict):
        return str(value.get("value") or value.get("name") or "") == wanted or share_word(wanted, str(value.get("name") or ""))
    return fields.same_actor(wanted, str(value)) or share_word(wanted, str(value))
