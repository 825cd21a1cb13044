"""What a report does not tell is a sign too: dead of whom a later report knows nothing, hurt of whom those know nothing who count
the dead.

Such a figure is in doubt and stands as a bound from above alone: a misreading, another attack's, or somebody hurt who has died
since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.reconcile.numbers import number
from dateline.types import Account, CountValue, TollPoint

UNTOLD = "a later report counts the injured and tells of no dead"
DIED = "a later report counts as many dead and tells of no injured"
UNHURT = "most reports count the dead and tell of no injured"
SILENCES = frozenset({UNTOLD, DIED, UNHURT})
FEWEST = 2
"""So many reports at least must count the dead and tell of no injured: one may leave them out."""


def doubted(found: list[TollPoint], accounts: Iterable[Account], voices: Mapping[str, str]) -> list[TollPoint]:
    """Return the points, those in doubt by what other reports do not tell marked so."""
    told = list(accounts)
    return _unhurt(_untold(found, told, voices), told, voices)


def _settled(found: Sequence[TollPoint], name: str) -> list[TollPoint]:
    return [p for p in found if p.property == name and p.settled and p.doubtful is None and number(p.value)]


def _voice(account: Account, voices: Mapping[str, str]) -> str:
    return voices.get(account.document_id, account.document_id)


def _untold(found: list[TollPoint], accounts: Sequence[Account], voices: Mapping[str, str]) -> list[TollPoint]:
    """A lone voice's dead are in doubt where a more recent report knows of none: a misreading, another attack's."""
    dead = _settled(found, "killed")
    sayers, last = {p.voice for p in dead}, max((p.day for p in dead if p.day), default=None)
    if len(sayers) != 1 or last is None:
        return found
    silent = {
        _voice(account, voices)
        for account in accounts
        if account.main and account.killed is None and account.injured is not None and number(account.injured)
        if account.published is not None and account.published.isoformat() > last
    }  # fmt: skip
    return [replace(p, doubtful=UNTOLD) if p in dead else p for p in found] if silent - sayers else found


def _unhurt(found: list[TollPoint], accounts: Sequence[Account], voices: Mapping[str, str]) -> list[TollPoint]:
    """The hurt are in doubt where more reports than tell of them count at least as many dead and tell of none hurt, or where all
    that tell of them tell of no dead and a later one counts as many dead and none hurt ("shot in the head", then "fatally shot").
    """
    hurt = _settled(found, "injured")
    sayers, last = {p.voice for p in hurt}, max((p.day for p in hurt if p.day), default=None)
    silent = [
        account
        for account in accounts
        if account.main and account.injured is None and _dead(account) and _voice(account, voices) not in sayers
    ]
    most = max((number(p.value) or 0 for p in hurt), default=0)
    as_many = [account for account in silent if _dead(account) >= most]
    if not hurt or not as_many:
        return found
    later = [a for a in as_many if a.published is not None and last is not None and a.published.isoformat() > last]
    alone = not any(_dead(account) for account in accounts if _voice(account, voices) in sayers)
    count = len({_voice(account, voices) for account in silent})
    doubt = DIED if later and alone else UNHURT if count >= FEWEST and count > len(sayers) else None
    return [replace(p, doubtful=doubt) if p in hurt else p for p in found] if doubt else found


def _dead(account: Account) -> int:
    value: CountValue | None = account.killed
    return 0 if value is None else number(value) or 0
