"""Verbs left out: "16 people were gunned down in Nomzamo, and that night four more at Sweetwaters"."""

from __future__ import annotations

from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase


def left_out(row: Clause) -> None:
    """Give figures with a place and no verb what befell those told before them in the sentence: both add up."""
    last: Phrase | None = None
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase):
            continue
        bare = item.others and item.effect is None and bool(item.value.best) and item.person == "yes" and not item.attackers
        if bare and last is not None and row.kind(index + 1) == "P" and _stands_alone(row, index):
            item.effect, item.deed, item.role = last.effect, last.deed, "part"
            last.role = "part" if last.role == "whole" else last.role
        elif item.effect in ("killed", "injured") and item.value.best and item.role in ("whole", "part"):
            last = item


def _stands_alone(row: Clause, index: int) -> bool:
    """Tell a figure with its place and no verb: "and on the same weekend four more at Sweetwaters outside the town."."""
    at = index - 1
    while row.kind(at) in ("T", "NP", "P", "B") and row.word(at) not in ("of", "by", "with", "to", "from"):
        at -= 1
    after = index + 1
    while row.kind(after) == "P" and row.kind(after + 1) in ("NP", "T"):
        after += 2
    return row.kind(at) in ("C", ";") and row.kind(after) in (".", ",", ";")
