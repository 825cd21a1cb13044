"""Counts and the figures made of them. Shares are in percent, 0 to 100; a share of nothing is 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


def percent(part: float, whole: float) -> float:
    """Return `part` of `whole` in percent, 0 where the whole is 0."""
    return 100.0 * part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return F1, the harmonic mean of the two, in their own unit."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Verdict(NamedTuple):
    """One value against one gold value: whether the gold has one, whether we give one, whether ours is right."""

    expected: bool
    given: bool
    right: bool


NOTHING = Verdict(False, False, False)
"""Neither has a value: a true negative, which no figure counts."""


@dataclass(frozen=True, slots=True)
class Tally:
    """True positives, false positives and false negatives; floats, since some benchmarks give half marks."""

    right: float = 0
    spurious: float = 0
    missed: float = 0

    @classmethod
    def of(cls, verdict: Verdict) -> Tally:
        """Return the tally of one verdict: a wrong value is both spurious and missed."""
        if verdict.right:
            return cls(right=1)
        return cls(spurious=int(verdict.given), missed=int(verdict.expected))

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what we give that is right."""
        return percent(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """Share of the gold that we give."""
        return percent(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)

    def figures(self) -> dict[str, float]:
        """Return precision, recall, F1 and the number of gold values."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "n": self.right + self.missed}


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum (micro average) of tallies."""
    return sum(tallies, Tally())


def macro(tallies: Iterable[Tally]) -> float:
    """Return the mean F1 over those tallies that hold anything at all."""
    values = [t.f1 for t in tallies if t.right or t.spurious or t.missed]
    return sum(values) / len(values) if values else 0.0


def by_label(gold: Sequence[str], ours: Sequence[str]) -> Mapping[str, Tally]:
    """Return one tally a label for a classification in which every item has exactly one label on either side."""
    both, expected, given = Counter[str](), Counter(gold), Counter(ours)
    for one, other in zip(gold, ours, strict=True):
        both[one] += one == other
    return {
        label: Tally(both[label], given[label] - both[label], expected[label] - both[label])
        for label in sorted(set(expected) | set(given))
    }


def classification(gold: Sequence[str], ours: Sequence[str]) -> dict[str, float]:
    """Return accuracy, macro F1 (over the labels that the gold holds) and F1 weighted by the gold's frequency, and n."""
    tallies = by_label(gold, ours)
    expected = Counter(gold)
    return {
        "accuracy": percent(sum(one == other for one, other in zip(gold, ours, strict=True)), len(gold)),
        "macro_f1": sum(tallies[label].f1 for label in expected) / len(expected) if expected else 0.0,
        "weighted_f1": sum(tallies[label].f1 * n for label, n in expected.items()) / len(gold) if gold else 0.0,
        "n": len(gold),
    }
