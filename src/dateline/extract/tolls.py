"""The killed and injured that a report settles on for one incident, out of every figure it says.

Rules (CODEBOOK.md, Killed and injured): a whole stands before its parts; parts of one sentence add up, "including" parts do not;
superseded and cumulative figures are kept beside; attackers are left out unless the text counts them in; silence is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.extract.units import Unit
from dateline.types import CountMention, CountValue, Span

Casualty = Literal["killed", "injured"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure for one effect: its value, the mentions behind it, and the unit that says it."""

    value: CountValue
    mentions: tuple[CountMention, ...]
    unit: Unit

    @property
    def span(self) -> Span:
        """The stretch from the first mention to the last."""
        return Span(min(m.span.start for m in self.mentions), max(m.span.end for m in self.mentions))

    @property
    def known(self) -> bool:
        """Whether it carries a number."""
        return any(n is not None for n in (self.value.low, self.value.best, self.value.high))


def figures(units: Iterable[Unit], effect: Casualty) -> list[Figure]:
    """Return every whole figure for `effect`, parts of one sentence added up, in the order of the text."""
    found: list[Figure] = []
    for unit in units:
        counts = [c for c in unit.counts if c.effect == effect and c.role in ("whole", "part") and c.certainty != "denied"]
        ours = [c for c in counts if not c.attackers] or [c for c in counts if c.role == "whole" and not _alone(counts)]
        wholes = [c for c in ours if c.role == "whole"]
        parts = [c for c in ours if c.role == "part"]
        found += [Figure(c.value, (c,), unit) for c in wholes]
        if parts and not any((w.value.best or 0) >= (added(parts).best or 0) for w in wholes):
            found.append(Figure(added(parts), tuple(parts), unit))
    return [figure for figure in found if figure.known]


def _alone(counts: Sequence[CountMention]) -> bool:
    return all(count.attackers for count in counts)


def added(parts: Sequence[CountMention]) -> CountValue:
    """Return the sum of parts, bound by bound; a bound that one part leaves open is open in the sum.

    "Up to 170 civilians and 13 service members" has no low, no best, and 183 as high.
    """
    if len(parts) == 1:
        return parts[0].value
    values = [part.value for part in parts]
    low, best, high = (_sum(v.low for v in values), _sum(v.best for v in values), _sum(v.high for v in values))
    named = {v.qualifier for v in values} - {"exact"}
    return CountValue(low, best, high, named.pop() if len(named) == 1 else "vague" if named else "exact")


def _sum(numbers: Iterable[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def settle(found: Sequence[Figure]) -> Figure | None:
    """Return the figure that the report settles on.

    The first plural figure of the lead stands, unless a later one says that it rose; single persons told one by one are
    counted where nothing else is said.
    """
    numbered = [f for f in found if f.value.best is not None] or list(found)
    if not numbered:
        return None
    plural = [f for f in numbered if (f.value.best or f.value.high or 0) != 1]
    leading = [f for f in plural if f.unit.lead and f.unit.sentence.kind != "title"] or [f for f in plural if f.unit.lead]
    if leading:
        return leading[0]
    if plural:
        return max(plural, key=lambda f: (_votes(f, plural), -f.unit.order))
    return numbered[0]


def _votes(figure: Figure, others: Sequence[Figure]) -> int:
    return sum(other.value.best == figure.value.best for other in others)
