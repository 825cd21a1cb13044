"""How two actors stand to each other by the codebook: one, parent and affiliate, or two."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Literal

from dateline.codebook.tables import table
from dateline.types import Account, Party

Relation = Literal["same", "affiliate", "differs", "unknown"]


@cache
def known() -> dict[str, dict[str, Any]]:
    """Return the codebook's actors by id (``codebook/actors.jsonl``)."""
    file = resources.files("dateline.codebook") / "actors.jsonl"
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def key(party: Party) -> str:
    """Return what an actor is known by: the codebook's id, else the name in lower case."""
    return party.actor_id or party.name.casefold()


def is_named(party: Party) -> bool:
    """Tell a named actor (the codebook's, or written with a capital) from a generic one ("gunmen")."""
    return party.actor_id is not None or (party.name[:1].isupper() and not is_description(party.name))


def is_description(name: str) -> bool:
    """Tell attackers who are described from a name, be the first word a sentence's: "Suspected Islamist militants" and "Gunmen",
    but not "Armed Islamic Group"; so is "Four men"."""
    words = name.split()
    return bool(words) and _describes(words[0].casefold()) and (len(words) == 1 or words[-1][:1].islower())


def _describes(first: str) -> bool:
    return first in _describing() or first in table("choice_rules")["number_words"] or first.isdecimal()


@cache
def _describing() -> frozenset[str]:
    """Return the words that begin a description: those that mark attackers, and what attackers are called."""
    data = table("generic_actors")
    return frozenset(phrase.split()[0] for name in ("marking", "heads", "weak_heads") for phrase in data[name])


def ancestors(actor: str) -> list[str]:
    """Return the actor and its parents, nearest first."""
    found: list[str] = []
    current: str | None = actor
    while current is not None and current not in found:
        found.append(current)
        current = known().get(current, {}).get("parent")
    return found


def relation(a: str, b: str) -> Relation:
    """Tell how two actor keys stand. A report that names only the parent is compatible with its affiliate (CODEBOOK: Who)."""
    if a == b:
        return "same"
    if a in ancestors(b) or b in ancestors(a):
        return "affiliate"
    return "differs"


def held(account: Account) -> frozenset[str]:
    """Return the keys of the named actors that the account holds responsible or that claim it, without those who deny."""
    parties = [*account.claims, *([account.perpetrator] if account.perpetrator else [])]
    denied = {key(party) for party in account.denials}
    claimed = {key(party) for party in account.claims}
    return frozenset(key(party) for party in parties if is_named(party) and (key(party) in claimed or key(party) not in denied))


def between(one: frozenset[str], two: frozenset[str]) -> Relation:
    """Return the closest relation between the actors that two accounts hold responsible."""
    if not one or not two:
        return "unknown"
    found = {relation(first, second) for first in one for second in two}
    order: tuple[Relation, ...] = ("same", "affiliate", "differs")
    return next(which for which in order if which in found)
