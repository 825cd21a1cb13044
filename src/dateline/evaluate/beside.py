"""Score what stands beside the incidents: warnings and their parts, motives, facts about groups.

Each is found by its evidence: one of ours whose words touch the place of the gold quote in the text. What else must agree:

========  ==============================================================================================================
what      right when its evidence touches the gold quote and
========  ==============================================================================================================
warning   the issuers share a content word or are one group (a gold one without issuer asks for the evidence alone)
motive    it is tied to the incident that is aligned with the gold's
fact      property and actor are the same, and the values share a content word or a number
========  ==============================================================================================================

One of ours answers for one of the gold's. Coders note a fact once, where it is told best, and not every alias: precision of facts
is a lower bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate import fields
from dateline.evaluate.align import occurrences
from dateline.evaluate.gold import Json
from dateline.evaluate.metrics import Tally, percent, total
from dateline.evaluate.result import Row
from dateline.evaluate.words import share_word

PROPERTIES = (
    "alias", "parent", "founded", "founder", "base", "strength", "leader", "rival", "ally", "ideology", "designation",
)  # fmt: skip
"""The properties of a group that coders note (shared/data/written/README.md)."""
OURS = {"founders": "founder"}
_NAME_KEYS = ("value", "name")


@dataclass(frozen=True, slots=True)
class Beside:
    """One article's tallies: ``parts`` judge the warnings found (right, all); ``placed`` are motives on whichever incident."""

    warnings: Tally
    parts: Mapping[str, tuple[int, int]]
    motives: Tally
    placed: Tally
    facts: Mapping[str, Tally]


def beside(raw: Mapping[str, object], ours: Json, keys: Sequence[str], mates: Mapping[int, int], text: str) -> Beside:
    """Return the tallies of one article. `keys` are the gold incidents' keys, `mates` the aligned pairs (gold index → ours).

    Motives and facts count only where the annotation has a list of them; warnings always do.
    """
    warned, parts = _warnings(_list(raw, "warnings"), ours["advisories"], text)
    motives = placed = Tally()
    if "motives" in raw:
        motives, placed = _motives(_list(raw, "motives"), ours["motives"], keys, mates, text)
    facts = _facts(_list(raw, "actor_facts"), ours["actors"], text) if "actor_facts" in raw else {}
    return Beside(warned, parts, motives, placed, facts)


def _list(raw: Mapping[str, object], key: str) -> list[Json]:
    found = raw.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def rows(scores: Iterable[Beside]) -> tuple[Row, ...]:
    """Return the rows over all articles; properties of groups that nobody names are left out."""
    found = list(scores)
    facts = {name: total(s.facts.get(name, Tally()) for s in found) for name in PROPERTIES}
    told = {name: tally for name, tally in facts.items() if tally.right or tally.missed}
    motives = total(s.motives for s in found)
    out = [Row("warnings", total(s.warnings for s in found).figures())]
    for name in ("addressee", "date"):
        right, n = (sum(s.parts.get(name, (0, 0))[i] for s in found) for i in (0, 1))
        if n:
            out.append(Row(f"  {name} of those found", {"accuracy": percent(right, n), "n": n}))
    if motives.right or motives.missed:
        out += [Row("motives", motives.figures()), Row("  whichever incident", total(s.placed for s in found).figures())]
    if told:
        out += [Row("facts about groups", total(told.values()).figures())]
        out += [Row(f"  {name}", tally.figures()) for name, tally in told.items()]
    return tuple(out)


def _match(golds: Sequence[Json], given: Iterable[Json], same: Callable[[Json, Json], bool]) -> list[tuple[Json, Json]]:
    left = list(given)
    pairs: list[tuple[Json, Json]] = []
    for gold in golds:
        own = next((own for own in left if same(gold, own)), None)
        if own is not None:
            left.remove(own)
            pairs.append((gold, own))
    return pairs


def _tally(pairs: int, golds: int, given: int) -> Tally:
    return Tally(pairs, given - pairs, golds - pairs)


def _touches(start: int, end: int, quote: str | None, text: str) -> bool:
    return bool(quote) and any(start < past and begin < end for begin, past in occurrences(text, quote or ""))


# ---- warnings --------------------------------------------------------------------------------------------------------------


def _warnings(golds: list[Json], given: list[Json], text: str) -> tuple[Tally, dict[str, tuple[int, int]]]:
    pairs = _match(golds, given, lambda gold, own: _same_warning(gold, own, text))
    whom = [share_word(g["addressee"], own["addressee"] or "") for g, own in pairs if g.get("addressee")]
    when = [(own["date"] or {}).get("value") == _day(g) for g, own in pairs if _day(g)]
    parts = {"addressee": (sum(whom), len(whom)), "date": (sum(when), len(when))}
    return _tally(len(pairs), len(golds), len(given)), parts


def _same_warning(gold: Json, own: Json, text: str) -> bool:
    touches = any(_touches(s["start"], s["end"], gold.get("quote"), text) for s in own["statements"])
    return touches and (not gold.get("issuer") or _same_issuer(gold["issuer"], own["issuer"] or ""))


def _same_issuer(wanted: str, own: str) -> bool:
    return share_word(wanted, own) or fields.same_actor(wanted, own)


def _day(gold: Json) -> object:
    date = gold.get("date")
    return date.get("value") if isinstance(date, dict) else date


# ---- motives ---------------------------------------------------------------------------------------------------------------


def _motives(golds: list[Json], given: list[Json], keys: Sequence[str], mates: Mapping[int, int], text: str) -> tuple[Tally, Tally]:
    def touches(gold: Json, own: Json) -> bool:
        return _touches(own["start"], own["end"], gold.get("quote"), text)

    def home(gold: Json) -> int | None:
        key = gold.get("incident", gold.get("for"))
        return mates.get(keys.index(key)) if key in keys else None

    anywhere = _match(golds, given, touches)
    right = _match(golds, given, lambda gold, own: touches(gold, own) and own["incident"] == home(gold))
    return _tally(len(right), len(golds), len(given)), _tally(len(anywhere), len(golds), len(given))


# ---- facts about groups ----------------------------------------------------------------------------------------------------


def _facts(golds: list[Json], profiles: list[Json], text: str) -> dict[str, Tally]:
    said = [
        {"actor": own, "property": OURS.get(s["property"], s["property"]), "statement": s}
        for own in profiles
        for s in own["statements"]
    ]
    out: dict[str, Tally] = {}
    for name in PROPERTIES:
        wanted = [gold for gold in golds if gold.get("property") == name]
        given = [item for item in said if item["property"] == name]
        pairs = _match(wanted, given, lambda gold, own: _same_fact(gold, own, text))
        out[name] = _tally(len(pairs), len(wanted), len(given))
    return out


def _same_fact(gold: Json, own: Json, text: str) -> bool:
    said, actor = own["statement"], own["actor"]
    if not _touches(said["start"], said["end"], gold.get("quote"), text):
        return False
    names = [actor["name"], *actor["aliases"]]
    if not any(fields.same_actor(str(gold.get("actor") or ""), name, actor) for name in names):
        return False
    return _same_value(str(gold.get("value") or ""), said["value"])


def _same_value(wanted: str, value: object) -> bool:
    """Words that share one of content, a name alike, or the same number ("about 1,500 to 2,000 fighters by 2021")."""
    return any(share_word(wanted, other) or fields.same_actor(wanted, other) for other in _spellings(value))


def _spellings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (str(value[key]) for key in _NAME_KEYS if value.get(key))
        yield from (f"{value[key]:,}" for key in ("low", "best", "high") if isinstance(value.get(key), int))
    else:
        yield str(value)
