"""What judgements change: which pairs are joined or parted, which statements count, what an incident shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.reconcile.account import value_of
from dateline.reconcile.link import Pair, pair
from dateline.types import Account, CountValue, DateValue, Judgement, Kept, PlaceValue


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements in force, in the order of their ids: those not superseded, and those whose superseder is undone.

    Judgements refer to earlier ones alone, so the newest is always in force; each is looked at after its superseders.
    """
    held = list(judgements)
    by: dict[str, list[str]] = {}
    for judgement in held:
        for old in judgement.supersedes:
            by.setdefault(old, []).append(judgement.id)
    known: dict[str, bool] = {}
    return sorted((j for j in held if _in_force(j.id, by, known) and j.kind != "undo"), key=lambda j: j.id)


def _in_force(one: str, by: dict[str, list[str]], known: dict[str, bool]) -> bool:
    """Depth first without recursion: a chain of undoings may be long."""
    stack = [one]
    while stack:
        top = stack[-1]
        waiting = [newer for newer in by.get(top, ()) if newer not in known]
        if waiting:
            stack.extend(waiting)
            continue
        known[top] = not any(known[newer] for newer in by.get(top, ()))
        stack.pop()
    return known[one]


def pairs(judgements: Iterable[Judgement], kind: str) -> set[Pair]:
    """Return the pairs of accounts that judgements of `kind` ("same", "not_same") speak of.

    "The same" joins all of both sides; "not the same" parts each of the left from each of the right.
    """
    found: set[Pair] = set()
    for judgement in judgements:
        if judgement.kind == kind == "same":
            first, *rest = sorted({*judgement.left, *judgement.right})
            found |= {pair(first, other) for other in rest}
        elif judgement.kind == kind:
            found |= {pair(a, b) for a in judgement.left for b in judgement.right if a != b}
    return found


def accepted(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the statements that an analyst accepted."""
    return frozenset(one for judgement in judgements if judgement.kind == "accept" for one in judgement.left)


def judged(accounts: Sequence[Account], judgements: Sequence[Judgement]) -> tuple[Account, ...]:
    """Return the accounts with rejected statements gone and corrected ones in their new words."""
    rejected = {one for j in judgements if j.kind == "reject" for one in j.left}
    corrected = {one: j for j in judgements if j.kind == "correct" and j.property is None for one in j.left}
    if not rejected and not corrected:
        return tuple(accounts)
    return tuple(_judge(account, rejected, corrected) for account in accounts)


def _judge(account: Account, rejected: set[str], corrected: dict[str, Judgement]) -> Account:
    kept: list[Kept] = []
    changed: list[tuple[Kept, object]] = []
    for said in account.statements:
        if said.id in rejected:
            changed.append((said, None))
        elif said.id in corrected:
            new = value_of(said.property, json.loads(corrected[said.id].value or "null"))
            kept.append(replace(said, value=new))
            changed.append((said, new))
        else:
            kept.append(said)
    account = replace(account, statements=tuple(kept))
    for said, value in changed:
        account = _replace_value(account, said, value)
    return account


def _replace_value(account: Account, said: Kept, value: object) -> Account:
    """Where the account rests on the statement, it rests on the new value, or on its next whole statement, or on nothing."""
    name = said.property
    if name in ("killed", "injured") and getattr(account, name) == said.value:
        rest = next((k.value for k in account.statements if k.property == name and k.note is None), None)
        new = value if isinstance(value, CountValue) else rest if isinstance(rest, CountValue) else None
        return replace(account, killed=new) if name == "killed" else replace(account, injured=new)
    if name == "date" and account.date == said.value:
        return replace(account, date=value if isinstance(value, DateValue) else DateValue(None, "unknown"))
    if (
        name == "place"
        and account.place is not None
        and isinstance(said.value, PlaceValue)
        and account.place.name == said.value.name
    ):
        return replace(account, place=value if isinstance(value, PlaceValue) else None)
    if name == "type" and isinstance(value, str):
        return replace(account, type=value)
    return _replace_party(account, said, value)


def _replace_party(account: Account, said: Kept, value: object) -> Account:
    named = getattr(said.value, "name", None)
    new = getattr(value, "name", None)
    if said.property == "perpetrator" and account.perpetrator and account.perpetrator.name == named:
        party = replace(account.perpetrator, name=new, actor_id=getattr(value, "actor_id", None)) if new else None
        return replace(account, perpetrator=party)
    if said.property == "claim":
        return replace(account, claims=tuple(p for p in account.claims if p.name != named))
    if said.property == "denial":
        return replace(account, denials=tuple(p for p in account.denials if p.name != named))
    return account
