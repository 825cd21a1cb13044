"""What comparing asks of one account, worked out once: an account is held against dozens of others while it is news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.intervals import bounds
from dateline.reconcile import actors
from dateline.types import Account, CountValue

DAY_WIDTH = 2
"""A date at most this many days wide counts as a day: night attacks run over midnight."""
KEPT = 10_000
"""Facts kept in memory, with their accounts: as many as a store keeps (`store.open.CACHED_ACCOUNTS`), and mostly the same."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """``killed`` and ``injured`` are the figure that the account settles on and the other whole ones in it, early ones too;
    ``least`` is the settled figure of the killed, 0 where there is none; ``place`` the words of the place's name; ``held`` the
    actors held responsible; ``month_day`` the day without its year, where a day is given; ``span`` the first and last day that the
    date allows, as ordinals; ``news_day`` its day, where it is one, else that of publication."""

    killed: frozenset[int]
    injured: frozenset[int]
    least: int
    place: frozenset[str]
    held: frozenset[str]
    month_day: str | None
    span: tuple[int, int] | None
    news_day: int | None


@lru_cache(maxsize=KEPT)
def facts(account: Account) -> Facts:
    """Return the facts of an account."""
    day, edges = account.date.value or "", bounds(account.date)
    sharp = edges is not None and (edges[1] - edges[0]).days < DAY_WIDTH
    news_day = edges[0] if edges is not None and sharp else account.published
    return Facts(
        killed=_figures(account, "killed", account.killed),
        injured=_figures(account, "injured", account.injured),
        least=figure(account.killed) or 0,
        place=words_of_name(account.place.name) if account.place else frozenset(),
        held=actors.held(account),
        month_day=day[5:10] if len(day) == 10 else None,
        span=None if edges is None else (edges[0].toordinal(), edges[1].toordinal()),
        news_day=None if news_day is None else news_day.toordinal(),
    )


def _figures(account: Account, name: str, settled: CountValue | None) -> frozenset[int]:
    said = (k.value for k in account.statements if k.property == name and k.note in (None, "earlier") and k.certainty != "denied")
    figures = (figure(value) for value in (settled, *said) if value is None or isinstance(value, CountValue))
    return frozenset(one for one in figures if one is not None)


def figure(count: CountValue | None) -> int | None:
    """Return the one number that a count stands for, None for "dozens" and the like."""
    if count is None or count.qualifier == "vague":
        return None
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


@lru_cache(maxsize=16384)
def words_of_name(name: str) -> frozenset[str]:
    """Return the words of a place's name in lower case."""
    return frozenset(_LETTERS.findall(name.casefold()))
