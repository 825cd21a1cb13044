"""Field by field: when a value of ours is right. ``ours`` is an incident of the JSON contract, None where none was aligned.

Every function returns a `Verdict`: whether the gold has a value, whether we give one, whether ours is right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline import intervals
from dateline.codebook import actors
from dateline.evaluate.gold import Gold, Json
from dateline.evaluate.metrics import NOTHING, Verdict
from dateline.evaluate.words import alike, is_generic, share_word, types_agree, weapon_classes
from dateline.types import DateValue


def kind(gold: Gold | None, ours: Json | None) -> Verdict:
    """Type: equal, or a pair of the table of equivalents."""
    return Verdict(gold is not None, ours is not None, bool(gold and ours and types_agree(gold.type, ours["type"])))


def day(gold: Gold | None, ours: Json | None) -> Verdict:
    """Date: ours lies within the gold's value (so it is equal at the gold's precision). Unresolved is right where the gold is."""
    value = date_value(ours.get("date")) if ours else None
    given = value is not None and value.value is not None
    if gold is None:
        return Verdict(False, given, False)
    wanted = date_value(gold.date)
    if ours is None:
        return Verdict(True, False, False)
    if wanted is None or wanted.value is None:
        return Verdict(True, given, not given)
    return Verdict(True, given, given and within(wanted, value))


def within(wanted: DateValue, value: DateValue | None) -> bool:
    """Tell whether every day that `value` allows is allowed by `wanted`."""
    outer, inner = intervals.bounds(wanted), intervals.bounds(value)
    return outer is not None and inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def date_value(item: Json | None) -> DateValue | None:
    """Return a contract's or a gold date as a `DateValue`; None where there is no object."""
    return DateValue(item.get("value"), item.get("precision") or "unknown") if item else None


def country(gold: Gold | None, ours: Json | None) -> Verdict:
    """Country: the same ISO 3166-1 alpha-2 code."""
    wanted, value = _of(_where(gold), "country"), _of(ours and ours.get("place"), "country")
    return Verdict(bool(wanted), bool(value), bool(wanted) and wanted == value)


def place(gold: Gold | None, ours: Json | None) -> Verdict:
    """Place name: one name in the other, or alike by spelling; a country is right only where the gold has no more either."""
    wanted, value = _of(_where(gold), "name"), _of(ours and ours.get("place"), "name")
    right = bool(wanted and value) and alike(str(wanted), str(value)) and not (_broad(ours) and not _broad_gold(gold))
    return Verdict(bool(wanted), bool(value), right)


def _broad(ours: Json | None) -> bool:
    return ours is not None and (ours.get("place") or {}).get("precision") == "country"


def _broad_gold(gold: Gold | None) -> bool:
    return (_where(gold) or {}).get("precision") == "country"


def _where(gold: Gold | None) -> Json | None:
    return gold.place if gold else None


def _of(item: Json | None, key: str) -> Any:
    return item.get(key) if item else None


def killed(gold: Gold | None, ours: Json | None) -> Verdict:
    """Killed: the same best figure."""
    return count(gold.killed if gold else None, ours.get("killed") if ours else None)


def injured(gold: Gold | None, ours: Json | None) -> Verdict:
    """Injured: the same best figure."""
    return count(gold.injured if gold else None, ours.get("injured") if ours else None)


def count(wanted: Json | None, value: Json | None) -> Verdict:
    """A figure is right when best equals best; where the gold has no best, when high (else low) does.

    A vague word without a number ("several") is no figure of its own: it is neither expected nor spurious.
    """
    expected, given = figure(wanted), figure(value)
    if expected is None:
        return Verdict(False, given is not None and (value or {}).get("qualifier") != "vague", False)
    if value is None or given is None:
        return Verdict(True, False, False)
    if (wanted or {}).get("best") is None:
        side = "high" if (wanted or {}).get("high") is not None else "low"
        return Verdict(True, True, expected in (value.get(side), value.get("best")))
    return Verdict(True, True, expected == given)


def figure(item: Json | None) -> int | None:
    """Return the one number that stands for a count: best, else high, else low."""
    if not item:
        return None
    for key in ("best", "high", "low"):
        number = item.get(key)
        if number is not None:
            return int(number)
    return None


def perpetrator(gold: Gold | None, ours: Json | None) -> Verdict:
    """Perpetrator: the same name or a compatible actor of the codebook. Words that name nobody count as no name."""
    who = ours.get("perpetrator") if ours else None
    given = bool(who and who.get("name")) and not is_generic(str(who and who["name"]))
    wanted = [name for name in (gold.perpetrators if gold else ()) if not is_generic(name)]
    if not wanted:
        return Verdict(False, given, False)
    return Verdict(True, given, given and any(same_actor(name, str(who and who["name"]), who) for name in wanted))


def same_actor(wanted: str, name: str, who: Json | None = None) -> bool:
    """Tell whether two names are one actor: by words, or by ids that are compatible (an affiliate with its parent)."""
    if alike(wanted, name):
        return True
    known = actors.find(wanted)
    own = (who or {}).get("actor_id") or getattr(actors.find(name), "id", None)
    return known is not None and own is not None and actors.compatible(known.id, own)


def status(gold: Gold | None, ours: Json | None) -> Verdict:
    """Status of the perpetrator: equal, and counted only where there is a perpetrator."""
    wanted = gold.perpetrator["status"] if gold and perpetrator(gold, None).expected and gold.perpetrator else None
    value = (ours["perpetrator"] or {}).get("status") if ours and perpetrator(None, ours).given else None
    return Verdict(wanted is not None, value is not None, wanted is not None and wanted == value)


def claim(gold: Gold | None, ours: Json | None) -> Verdict:
    """Claim of responsibility: one of ours is by one of those who claimed it."""
    return _said(gold.claims if gold else (), ours.get("responsibility_claims") if ours else None)


def denial(gold: Gold | None, ours: Json | None) -> Verdict:
    """Denial: one of ours is by one of those who denied it."""
    return _said(gold.denials if gold else (), ours.get("denials") if ours else None)


def _said(wanted: tuple[str, ...], ours: list[Json] | None) -> Verdict:
    found = [item for item in ours or [] if item.get("by")]
    right = any(same_actor(name, item["by"], item) for name in wanted for item in found)
    return Verdict(bool(wanted), bool(found), right)


def weapon(gold: Gold | None, ours: Json | None) -> Verdict:
    """Weapon, leniently: one of ours shares a class with one of the gold's."""
    wanted = frozenset(c for phrase in (gold.weapons if gold else ()) for c in weapon_classes(phrase))
    given = frozenset(c for phrase in (ours.get("weapons") or [] if ours else []) for c in weapon_classes(phrase))
    return Verdict(bool(wanted), bool(given), bool(wanted & given))


def target(gold: Gold | None, ours: Json | None) -> Verdict:
    """Target, leniently: one of ours shares a content word with one of the gold's."""
    wanted, given = (gold.targets if gold else ()), tuple(ours.get("targets") or ()) if ours else ()
    right = any(share_word(one, other) for one in wanted for other in given)
    return Verdict(bool(wanted), bool(given), right)


Field = Callable[[Gold | None, Json | None], Verdict]
FIELDS: dict[str, Field] = {
    "type": kind, "date": day, "country": country, "place": place, "killed": killed, "injured": injured,
    "perpetrator": perpetrator, "status": status, "claim": claim, "weapon": weapon, "target": target,
}  # fmt: skip
"""The fields of the macro average, in the order of the table."""
BESIDE: dict[str, Field] = {"denial": denial}
"""Reported, but too rare in the gold to be averaged in."""
EXACT = ("date", "place", "killed")
"""A main record is exact when these are all right (or rightly absent)."""


def holds(verdict: Verdict) -> bool:
    """Tell whether a verdict is right or a true negative."""
    return verdict.right or verdict == NOTHING
