from __future__ import annotations

from dataclasses import replace

from dateline.reconcile.facts import facts
from dateline.types import Account, CountValue, DateValue, PlaceValue

ONE = Account(
    "a1", "d1", None, None, None, True, "bombing", "completed", DateValue("2024-05-03", "day"),
    PlaceValue("Kerman", "IR"), CountValue(84, 84, 84), None,
)  # fmt: skip


def test_an_account_that_is_read_anew_has_facts_of_its_own() -> None:
    anew = replace(ONE, killed=CountValue(91, 91, 91))
    assert (facts(ONE).killed, facts(anew).killed) == ({84}, {91})
    assert facts(replace(anew, killed=ONE.killed)) is facts(ONE)


def test_equal_accounts_are_one_key() -> None:
    same = replace(ONE)
    assert same == ONE and hash(same) == hash(ONE) and len({ONE, same}) == 1


def test_vague_counts_and_unknown_days_are_no_facts() -> None:
    vague = replace(ONE, killed=CountValue(None, 24, None, "vague"), date=DateValue(None, "unknown"), place=None)
    found = facts(vague)
    assert (found.killed, found.least, found.month_day, found.place) == (frozenset(), 0, None, frozenset())
