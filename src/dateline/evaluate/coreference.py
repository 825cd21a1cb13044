"""Scores of a partition against the true one: B-cubed, MUC, CEAF-e, and CoNLL F1, their mean, in percent.

Partitions map a mention to the name of its cluster. Sources: Bagga and Baldwin 1998 (B-cubed); Vilain et al. 1995 (MUC); Luo 2005
(CEAF with phi4); Pradhan et al. 2012 (CoNLL: the mean of the three F1).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.evaluate.align import assign

Partition = Mapping[Any, Any]
Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in percent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def clusters(partition: Partition) -> dict[Hashable, Cluster]:
    """Return each mention's cluster as the set of its mentions."""
    groups: dict[Hashable, set[Hashable]] = {}
    for mention, name in partition.items():
        groups.setdefault(name, set()).add(mention)
    frozen = {name: frozenset(group) for name, group in groups.items()}
    return {mention: frozen[name] for mention, name in partition.items()}


def b_cubed(gold: Partition, ours: Partition) -> Score:
    """Return B-cubed. A mention that one side lacks counts 0 on the other: a missed one costs recall, a spurious one precision."""
    true, found = clusters(gold), clusters(ours)
    shared = {mention: len(true[mention] & found[mention]) for mention in true.keys() & found.keys()}
    precision = sum(n / len(found[mention]) for mention, n in shared.items()) / len(found) if found else 0.0
    recall = sum(n / len(true[mention]) for mention, n in shared.items()) / len(true) if true else 0.0
    return Score(100 * precision, 100 * recall)


def muc(gold: Partition, ours: Partition) -> Score:
    """Return MUC: the share of links kept; 100 where there is none to keep."""
    return Score(100 * _links_kept(ours, gold), 100 * _links_kept(gold, ours))


def _links_kept(truth: Partition, against: Partition) -> float:
    links = kept = 0
    for cluster in set(clusters(truth).values()):
        parts = {against.get(mention, ("alone", mention)) for mention in cluster}
        links += len(cluster) - 1
        kept += len(cluster) - len(parts)
    return kept / links if links else 1.0


def ceaf_e(gold: Partition, ours: Partition) -> Score:
    """Return CEAF-e: clusters matched one to one so that their likeness (twice the shared over the sum of sizes) is greatest."""
    true, found = sorted(set(clusters(gold).values()), key=sorted_key), sorted(set(clusters(ours).values()), key=sorted_key)
    if not true or not found:
        return Score(0.0, 0.0)
    total = 0.0
    for rows, columns in _blocks(true, found):
        likeness = [[2 * len(a & b) / (len(a) + len(b)) for b in columns] for a in rows]
        total += sum(likeness[i][j] for i, j in assign(likeness))
    return Score(100 * total / len(found), 100 * total / len(true))


def sorted_key(cluster: Cluster) -> list[str]:
    """Return what clusters are ordered by."""
    return sorted(map(str, cluster))


def _blocks(true: list[Cluster], found: list[Cluster]) -> list[tuple[list[Cluster], list[Cluster]]]:
    """Take the matching apart: clusters that share no mention, even over others, can be matched apart from each other."""
    home: dict[Hashable, int] = {}
    parents = list(range(len(true) + len(found)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    for index, cluster in enumerate([*true, *found]):
        for mention in cluster:
            first = home.setdefault(mention, index)
            parents[root(index)] = root(first)
    groups: dict[int, tuple[list[Cluster], list[Cluster]]] = {}
    for index, cluster in enumerate([*true, *found]):
        groups.setdefault(root(index), ([], []))[0 if index < len(true) else 1].append(cluster)
    return [(rows, columns) for rows, columns in groups.values() if rows and columns]


def conll(gold: Partition, ours: Partition) -> float:
    """Return CoNLL F1: the mean of the F1 of MUC, B-cubed and CEAF-e."""
    return (muc(gold, ours).f1 + b_cubed(gold, ours).f1 + ceaf_e(gold, ours).f1) / 3
