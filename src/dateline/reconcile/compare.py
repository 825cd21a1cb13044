"""Compare two accounts: a readable table of weighted features (``codebook/linkage.json``), each with its reason in words.

The sum of ``weight × feature`` is the log-odds that both speak of one incident. training/linkage.py learns the weights from
annotated pairs; those that the data cannot teach stand by hand, and the table says which. Every feature is symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from dateline.codebook.tables import table
from dateline.reconcile import actors, places
from dateline.reconcile.block import UNDATED_REACH_DAYS
from dateline.reconcile.facts import DAY_WIDTH, Facts, facts
from dateline.types import Account

FAMILIES = (
    frozenset({"bombing", "suicide_bombing", "landmine", "vehicle_attack"}),
    frozenset({"armed_assault", "assassination", "armed_clash"}),
    frozenset({"air_strike", "shelling"}),
    frozenset({"hostage_taking", "abduction"}),
    frozenset({"arson", "mob_violence"}),
)
SAME_TOLL_FULL = 40
"""From this toll on, the same exact figure is full evidence; a toll of one is nearly none."""
FAR_DAYS = 45
COPY = "copy"
PLACES_APART = frozenset({"place_apart", "place_far"})
DAYS_APART = frozenset({"date_adjacent", "date_near", "date_apart", "date_far", "date_slip"})
TOLLS_APART = frozenset({"killed_grows", "killed_far"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of the table: the feature, its value, its weight, what it adds, and what it says in words."""

    feature: str
    value: float
    weight: float
    words: str

    @property
    def adds(self) -> float:
        """What the row adds to the log-odds."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Match:
    """The comparison of two accounts: log-odds, the rows behind it, and whether they are related incidents rather than one."""

    score: float
    reasons: tuple[Reason, ...]
    related: str | None = None


@cache
def _linkage() -> tuple[dict[str, float], dict[str, str]]:
    data = table("linkage")
    return data["weights"], data["words"]


def compare(a: Account, b: Account, *, copy: bool = False) -> Match:
    """Return the match of two accounts; ``copy`` says that their documents are near-duplicates."""
    weights, words = _linkage()
    found = features(a, b, copy=copy)
    rows = (Reason(name, round(value, 3), weights.get(name, 0.0), words.get(name, name)) for name, value in found.items() if value)
    reasons = tuple(sorted(rows, key=lambda row: (-abs(row.adds), row.feature)))
    score, why = weigh(a, b, copy=copy)
    return Match(score, reasons, why)


def weigh(a: Account, b: Account, *, copy: bool = False) -> tuple[float, str | None]:
    """Return the log-odds, and why the two are related where they are not one: `compare` without its reasons, for speed."""
    weights, _ = _linkage()
    found = features(a, b, copy=copy)
    score = round(sum(weights.get(name, 0.0) * value for name, value in found.items()), 4)
    return score, related(a, b, found) if score <= 0 else None


def features(a: Account, b: Account, *, copy: bool = False) -> dict[str, float]:
    """Return the features that hold of the pair, 0..1 each."""
    out = {"bias": 1.0}
    one, two = facts(a), facts(b)
    out.update(_dates(one, two) or _published(a, b))
    out.update(_places(a, b))
    out.update(toll := _tolls(one, two))
    out.update(_types(a.type, b.type))
    out.update(_actors(one, two))
    same_document = a.document_id == b.document_id
    if not (same_document and _told_apart(a, b, out)):  # the words of one article join no two places or days
        out.update(_texts(a, b, one.place | two.place))
    if same_document:
        out["same_document"] = 1.0
    elif copy and ((a.main and b.main) or (a.main == b.main and toll.get("killed_same"))):
        out[COPY] = 1.0
    elif a.main and b.main:
        out["both_main"] = 1.0
    if a.outcome != b.outcome:
        out["outcome_differs"] = 1.0
    out.update(_together(out))
    return out


def _told_apart(a: Account, b: Account, found: Mapping[str, float]) -> bool:
    """Tell whether one article tells its two accounts apart: at places of two names, or on two days with two tolls."""
    if not PLACES_APART.isdisjoint(found):
        return True
    if DAYS_APART.isdisjoint(found):
        return False
    named = a.place is not None and b.place is not None and not places.alike(a.place.name, b.place.name)
    return named or not TOLLS_APART.isdisjoint(found)


def _together(found: dict[str, float]) -> dict[str, float]:
    """Evidence that counts only jointly: one exact toll in one town by one claimant stands against a wrong year."""
    same_place = "place_same" in found or "site_agrees" in found
    toll = found.get("killed_same", 0.0)
    out: dict[str, float] = {}
    if same_place and toll >= 0.5 and "type_differs" not in found:
        out["same_toll_same_place"] = 1.0
        if found.get("actor_same") or found.get("actor_affiliate"):
            out["same_toll_place_actor"] = 1.0
        if found.get("injured_same"):
            out["both_tolls_same_place"] = 1.0
    if same_place and "date_same" in found:
        out["same_day_same_place"] = 1.0
    return out


def _dates(a: Facts, b: Facts) -> dict[str, float]:
    """Hold two dates against each other; empty where one is unknown."""
    if a.span is None or b.span is None:
        return {}
    apart = max(a.span[0] - b.span[1], b.span[0] - a.span[1], 0)
    one, two = a.span[1] - a.span[0] + 1, b.span[1] - b.span[0] + 1
    sharp = one <= DAY_WIDTH and two <= DAY_WIDTH
    if apart == 0:
        return {"date_same" if sharp else "date_month" if max(one, two) <= 31 else "date_year": 1.0}
    if apart == 1:
        return {"date_adjacent": 1.0}
    if apart <= 3:
        return {"date_near": 1.0}
    if sharp and apart <= FAR_DAYS:
        return {"date_apart": 1.0}
    slip = min(one, two) <= DAY_WIDTH < max(one, two) or a.month_day == b.month_day
    return {"date_slip" if slip else "date_far": 1.0}


def _published(a: Account, b: Account) -> dict[str, float]:
    """An undated account can be held only against days of publication: of two articles, or of one and the other's event."""
    out = {"date_unknown": 1.0}
    first, second = facts(a).news_day, facts(b).news_day
    if first is None or second is None or not (a.main and b.main):
        return out
    gap = abs(first - second)
    out["published_near" if gap <= UNDATED_REACH_DAYS else "published_far"] = 1.0 if gap > 2 else 1.2
    return out


def _places(a: Account, b: Account) -> dict[str, float]:
    relation = places.relation(a.place, b.place)
    if relation == "within" and (coarse := _country_alone(a, b)) is not None:
        return _in_country(*coarse)
    out = {f"place_{relation}": 1.0}
    if relation in ("same", "near"):
        agree = places.sites_agree(a.place, b.place)
        if agree is not None:
            out["site_agrees" if agree else "site_differs"] = 1.0
    return out


def _country_alone(a: Account, b: Account) -> tuple[Account, Account] | None:
    """The account that names only a country, then the other; None where both or neither do."""
    coarse, fine = (one.place is not None and one.place.precision == "country" for one in (a, b))
    if coarse == fine:
        return None
    return (a, b) if coarse else (b, a)


def _in_country(coarse: Account, fine: Account) -> dict[str, float]:
    """A country alone says little of where, the less the more common attacks of this size are; the town in its words says more."""
    least = min(facts(coarse).least, facts(fine).least)
    told = any(word in coarse.words or word in coarse.names for word in facts(fine).place)
    return {"place_country": round(1.0 - _rarity(least), 4), **({"place_told": 1.0} if told else {})}


def _rarity(toll: int) -> float:
    """How rare a toll is, 0 for none to 1 from `SAME_TOLL_FULL` killed on."""
    return min(1.0, math.log1p(toll) / math.log1p(SAME_TOLL_FULL))


def _tolls(a: Facts, b: Facts) -> dict[str, float]:
    """Hold the figures against each other; where an account says several, the two that stand nearest speak."""
    out: dict[str, float] = {}
    for name, first, second in (("killed", a.killed, b.killed), ("injured", a.injured, b.injured)):
        if not first or not second:
            continue
        shared = first & second
        if shared:
            out[f"{name}_same"] = round(_rarity(max(shared)), 4)
            continue
        ratio = max((min(x, y) + 1) / (max(x, y) + 1) for x in first for y in second)
        out[f"{name}_close" if ratio >= 0.7 else f"{name}_grows" if ratio >= 0.25 else f"{name}_far"] = 1.0
    return out


@lru_cache(maxsize=512)
def _types(a: str, b: str) -> dict[str, float]:
    if a == b:
        return {"type_same": 0.0 if a == "other" else 1.0}
    if "other" in (a, b):
        return {}
    return {"type_family" if any(a in family and b in family for family in FAMILIES) else "type_differs": 1.0}


def _actors(a: Facts, b: Facts) -> dict[str, float]:
    relation = actors.between(a.held, b.held)
    return {} if relation == "unknown" else {f"actor_{relation}": 1.0}


def _texts(a: Account, b: Account, told: frozenset[str]) -> dict[str, float]:
    """Overlap coefficients of the content words and of the names apart from the places'; short sets say little."""
    out: dict[str, float] = {}
    smaller = min(len(a.words), len(b.words))
    if smaller >= 4:
        out["words"] = round(min(1.0, len(a.words & b.words) / max(8, smaller)), 4)
    shared = len((a.names & b.names) - told)
    if shared >= 4:
        out["many_names"] = round(min(1.0, (shared - 3) / 6), 4)
    fewer = min(len(a.names) - len(a.names & told), len(b.names) - len(b.names & told))
    if fewer >= 2:
        out["names"] = round(min(1.0, shared / max(4, fewer)), 4)
    return out


def related(a: Account, b: Account, found: dict[str, float]) -> Literal["one day, one town", "one day, one group"] | None:
    """Tell whether two incidents are related (GTD): twin attacks of one day and town, or one group's attacks of one day."""
    if not ("date_same" in found or "date_adjacent" in found) or ("place_far" in found and "actor_same" not in found):
        return None
    if "place_same" in found or "place_near" in found:
        return "one day, one town"
    if "actor_same" in found and "date_same" in found:
        return "one day, one group"
    return None
