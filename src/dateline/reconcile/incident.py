"""The incident: a pure function of the accounts joined in it, of which documents are copies, and of the judgements in force."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.reconcile import judged as judging
from dateline.reconcile.account import incident_id, value_of
from dateline.reconcile.choose import RULES, choose
from dateline.reconcile.conflicts import conflicts
from dateline.reconcile.link import Pair
from dateline.reconcile.settle import settle_date, settle_perpetrator, settle_place, settle_type
from dateline.reconcile.toll import CASUALTIES, points
from dateline.reconcile.voices import home, voices
from dateline.types import Account, Choice, Incident, Judgement, Party


def founder(accounts: Iterable[Account]) -> Account:
    """Return the founding account: the earliest published (undated last), then the smallest id. Judgements do not move it."""
    return min(accounts, key=lambda account: (account.published.isoformat() if account.published else "9999", account.id))


def build(
    accounts: Sequence[Account],
    *,
    copies: Iterable[Pair] = (),
    seen: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
) -> Incident:  # fmt: skip
    """Return the incident of `accounts`.

    ``copies`` are pairs of near-duplicate documents, ``seen`` the moment of capture where one address has several captures,
    ``judgements`` those in force that speak of these accounts or of their statements.
    """
    ordered = sorted(accounts, key=lambda account: account.id)
    first = founder(ordered)
    groups = voices(ordered, copies)
    of = home(groups)
    held = judging.judged(ordered, judgements)
    toll = points(held, of, seen, read=ordered)
    approved = judging.accepted(judgements)
    figures = [choose(toll, name, rule, approved) for rule in RULES for name in CASUALTIES]
    choices = [
        settle_type(held, of),
        settle_date(held, of),
        settle_place(held, of),
        settle_perpetrator(held, of),
        *(choice for choice in figures if choice is not None),
    ]
    return Incident(
        id=incident_id(first.id),
        accounts=held,
        choices=tuple(_overrule(choices, judgements)),
        toll=toll,
        conflicts=conflicts(held, toll, of),
        voices=groups,
    )


def _overrule(choices: list[Choice], judgements: Sequence[Judgement]) -> list[Choice]:
    """What an analyst corrected on the incident itself stands before every rule; the statements are all passed over."""
    ruled = {j.property: j for j in sorted(judgements, key=lambda j: (j.made, j.id)) if j.kind == "correct" and j.property}
    if not ruled:
        return choices
    left = [choice for choice in choices if choice.property not in ruled]
    for name in sorted(ruled):
        judgement = ruled[name]
        said = {one for choice in choices if choice.property == name for one in (*choice.statements, *choice.passed_over)}
        value = _shown(name, json.loads(judgement.value or "null"))
        because = f"corrected by {judgement.who or 'an analyst'}: {judgement.reason}"
        rules = RULES if name in CASUALTIES else ("reports",)
        left += [Choice(name, value, rule, because, (), tuple(sorted(said))) for rule in rules]
    return left


def _shown(name: str, value: Any) -> object:
    """A corrected value as its type; a perpetrator keeps a ground."""
    if name == "perpetrator" and isinstance(value, dict):
        return Party(value["name"], value.get("actor_id"), value.get("status") or "stated")
    return None if value is None else value_of(name, value)
