"""The injured less those of them who died since: "Three men were wounded. One of them died in hospital"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.tables import table
from dateline.extract.figures import Figure, size
from dateline.extract.units import Unit
from dateline.types import CountMention, CountValue, Span

_OF_THEM = re.compile(r"\bof (?:them|whom)\b", re.IGNORECASE)
_OF_THE_HURT = re.compile(
    r"\bof (?:the|those) (?:\w+ )?(?:wounded|injured|hurt)\b|\b(?:an?|the) (?:wounded|injured)\b", re.IGNORECASE
)
_LAST = re.compile(
    r"the\s(second|third|fourth|fifth|sixth|seventh)\s(?:\w+\s)?(?:victim|person|man|woman|patient|boy|girl)$", re.IGNORECASE
)
"""The last of those hurt: "four were taken to hospital. … The fourth victim died"."""
_ONE = re.compile(r"(?:one|(?P<victims>one of the (?:\w+ )?victims))$", re.IGNORECASE)
_SINCE = re.compile(
    r"\s(?:of (?:them|whom|these|those)\b|(?:\w+ ){0,3}(?:died|dies|succumbed|pronounced dead|declared dead)\b)", re.IGNORECASE
)
"""What makes a bare "one" one of those told before: "one later died"; not the "one dead" of another count."""
OF_THEM = 130
"""How many characters behind the injured "one of them" may stand."""
OF_THE_HURT = 400
"""The same for "one of the wounded later died"."""


def still_hurt(text: str, found: Sequence[Figure], units: Sequence[Unit]) -> list[Figure]:
    """Return the injured less those of them who died: "wounding two servicemen. One of them died in hospital"."""
    less = []
    for count in (count for unit in units for count in unit.counts):
        figure = _of_whom(text, found, count, units)
        rest = size(figure) - (count.value.best or 0) if figure is not None else 0
        if figure is not None and rest > 0 and figure.value.qualifier == "exact":
            less.append(
                Figure(CountValue(rest, rest, rest), figure.mentions, figure.unit, note="derived: injured less those who died")
            )
    return less


def _of_whom(text: str, found: Sequence[Figure], count: CountMention, units: Sequence[Unit]) -> Figure | None:
    """Return the last injured told before "one of them died", "one of the wounded later died"; None where it speaks of others."""
    if count.effect != "killed" or not count.value.best:
        return None
    one = _ONE.match(text, count.span.start, count.span.end)
    last = _LAST.match(text, count.span.start, count.span.end)
    reach = OF_THE_HURT if last is not None else _reach(text, count.span, one)
    if not reach:
        return None
    before = [f for f in found if f.note is None and f.span.end <= count.span.start <= f.span.end + reach]
    there = text[: count.span.start].endswith("where ")  # "were rushed to hospitals, where one was pronounced dead"
    before = [f for f in before if one is None or there or not _beside_dead(f)]
    if last is not None:
        before = [f for f in before if size(f) == table("date_words")["ordinals"].get(last[1].lower())]
    return before[-1] if before and not _are_others(units, Span(before[-1].span.end, count.span.start), count) else None


def _are_others(units: Sequence[Unit], between: Span, some: CountMention) -> bool:
    """Tell "three wounded … Four people were shot, one of them was killed": one of the four, who were told since; "182 injured …
    the number of those killed rose to 137, three of them children": of the dead."""
    since = (c for unit in units for c in unit.counts if between.start <= c.span.start and c.span.end <= between.end)
    dead = some.value.best or 0
    return any(
        (c.effect in ("hit", "casualties") and (c.value.best or 0) > 1) or (c.effect == "killed" and (c.value.best or 0) > dead)
        for c in since
    )


def _reach(text: str, span: Span, one: re.Match[str] | None) -> int:
    """Return how far before those who died the injured may stand; 0 where the words for them do not point back."""
    if one is not None and one["victims"]:
        return OF_THE_HURT
    if _OF_THEM.search(text, span.start, span.end) or (one is not None and _SINCE.match(text, span.end)):
        return OF_THEM
    return OF_THE_HURT if _OF_THE_HURT.search(text, span.start, span.end) else 0


def _beside_dead(figure: Figure) -> bool:
    """Tell the injured of "two were killed and three wounded", of whom "one died", "one of the victims died" need not speak."""
    return any(count.effect == "killed" and count.value.best for count in figure.unit.counts)
