"""The injured less those of them who died since: "Three men were wounded. One of them died in hospital"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.figures import Figure, size
from dateline.extract.units import Unit
from dateline.types import CountMention, CountValue

_OF_THEM = re.compile(r"\bof (?:them|whom)\b", re.IGNORECASE)
_OF_THE_HURT = re.compile(
    r"\bof (?:the|those) (?:\w+ )?(?:wounded|injured|hurt)\b|\b(?:an?|the) (?:wounded|injured)\b", re.IGNORECASE
)
_ONE = re.compile(r"(?:one|(?P<victims>one of the (?:\w+ )?victims))$", re.IGNORECASE)
OF_THEM = 60
"""How many characters behind the injured "one of them" may stand."""
OF_THE_HURT = 400
"""The same for "one of the wounded later died"."""


def still_hurt(text: str, found: Sequence[Figure], units: Sequence[Unit]) -> list[Figure]:
    """Return the injured less those of them who died: "wounding two servicemen. One of them died in hospital"."""
    less = []
    for unit in units:
        for count in unit.counts:
            reach = _reach_of_those_hurt(text, count)
            one = _ONE.match(text, count.span.start, count.span.end)
            before = [f for f in found if f.note is None and f.span.end <= count.span.start <= f.span.end + reach] if reach else []
            before = [f for f in before if one is None or not _beside_dead(f)]
            for figure in before[-1:]:
                rest = size(figure) - (count.value.best or 0)
                if rest > 0 and figure.value.qualifier == "exact":
                    value = CountValue(rest, rest, rest)
                    less.append(Figure(value, figure.mentions, figure.unit, note="derived: injured less those who died"))
    return less


def _reach_of_those_hurt(text: str, count: CountMention) -> int:
    """Return how far before "one of them died", "one of the wounded later died" the injured may stand; 0 for others who died."""
    if count.effect != "killed" or not count.value.best:
        return 0
    one = _ONE.match(text, count.span.start, count.span.end)
    if one is not None and one["victims"]:
        return OF_THE_HURT
    if one is not None or _OF_THEM.search(text, count.span.start, count.span.end):
        return OF_THEM
    return OF_THE_HURT if _OF_THE_HURT.search(text, count.span.start, count.span.end) else 0


def _beside_dead(figure: Figure) -> bool:
    """Tell the injured of "two were killed and three wounded", of whom a mere "one died" need not speak."""
    return any(count.effect == "killed" and count.value.best for count in figure.unit.counts)
