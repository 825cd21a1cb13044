"""The dead and those who died since, where no words give the sum: "a bomb killed three. … One of the wounded died in hospital"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.extract.figures import FAR, Figure, added, size
from dateline.extract.units import Unit
from dateline.types import CountMention

_OF_THE_HURT = re.compile(r"\bof (?:the|those) (?:\w+ )?(?:wounded|injured|hurt)\b", re.IGNORECASE)
_FURTHER = re.compile(r"another\b|[\w-]+ (?:more|others?)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\s(?:\w+\s){0,2}(?:later (?:died|succumbed)|succumbed|(?:died|passed away)\b[^.;\n]{0,30}?"
    r"(?:\blater\b|\b(?:in|at) (?:an?|the|\w+) ?(?:\w+ )?hospital\b|\bin hospital\b|\bovernight\b"
    r"|\bof (?:his|her|their) (?:wounds|injuries)\b))",
    re.IGNORECASE,
)
"""How it is told that somebody died after the others."""
_AT_ONCE = re.compile(
    r"[^.;,\n]{0,20}?\b(?:on the spot|at the (?:scene|site)|at once|instantly|immediately|outright)\b", re.IGNORECASE
)


def died_since(text: str, found: Sequence[Figure], units: Iterable[Unit]) -> Iterator[Figure]:
    """Yield the last dead told before with those who died since; nothing where the report gives a larger figure itself, or where
    its title tells the same dead, for a title is the last word."""
    for unit in units:
        for count in unit.counts:
            before = _before(text, found, unit, count)
            if before is None:
                continue
            known = (other for other in found if other is not before)
            told = any(size(other) > size(before) or (size(other) == size(before) and _is_title(other)) for other in known)
            if not told:
                mentions = (*before.mentions, count)
                yield Figure(added(mentions), mentions, unit, since=True)


def _before(text: str, found: Sequence[Figure], unit: Unit, count: CountMention) -> Figure | None:
    """Return the dead told before `count`, who died later; None where it is not told so."""
    if count.effect != "killed" or count.attackers or count.certainty != "stated" or not count.value.best:
        return None
    hurt = _OF_THE_HURT.search(text, count.span.start, count.span.end) is not None
    later = _LATER.match(text, count.span.end) is not None
    further = later and _FURTHER.match(text, count.span.start) is not None
    if not (hurt or later):
        return None
    before = [f for f in found if f.span.end < count.span.start <= f.span.end + FAR]
    before = [f for f in before if _on_the_spot(text, f, count) or ((hurt or further) and f.unit.order != unit.order)]
    known = bool(before) and before[-1].value.qualifier in ("exact", "at_least") and size(before[-1]) > 0
    return before[-1] if known and not _is_title(before[-1]) else None


def _on_the_spot(text: str, figure: Figure, count: CountMention) -> bool:
    """Tell "killed 11 people at the scene; two died later": those who died at once, and who did not."""
    return figure.unit.span.covers(count.span) and _AT_ONCE.match(text, figure.span.end) is not None


def _is_title(figure: Figure) -> bool:
    return figure.unit.sentence.kind == "title"
