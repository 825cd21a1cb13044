"""Join accounts into incidents: correlation clustering of one neighbourhood, the same whatever the order of adding.

Greedy additive edge contraction (Keuper et al. 2015, "Efficient decomposition of image and mesh graphs by lifted multicuts",
section 4): join the two clusters with the highest summed log-odds as long as it is above zero; ties go to the smaller ids. What an
analyst judged stands first: "not the same" can never be joined, "the same" is joined before anything else.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

CLIP = 6.0
"""No pair counts for more than this many log-odds: one odd pair must not outvote the others."""
APART = 12.0
"""What parts two may count for more: where each of two articles tells two attacks apart, likeness across must not make them one."""
Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """Return the two ids in their order."""
    return (a, b) if a < b else (b, a)


@dataclass
class _Clusters:
    """Clusters named by their smallest member; between any two the sum and the number of weights; pairs that may never meet."""

    members: dict[str, list[str]]
    unmet: float
    weights: dict[str, dict[str, tuple[float, int]]] = field(default_factory=dict)
    parted: dict[str, set[str]] = field(default_factory=dict)

    def part(self, a: str, b: str) -> None:
        """Forbid that `a` and `b` are ever joined."""
        self.parted.setdefault(a, set()).add(b)
        self.parted.setdefault(b, set()).add(a)

    def weight(self, a: str, b: str) -> float | None:
        """Return the summed log-odds between two clusters, None where no pair of theirs was ever weighed."""
        found = self.weights.get(a, {}).get(b)
        if found is None:
            return None
        total, count = found
        return round(total + self.unmet * (len(self.members[a]) * len(self.members[b]) - count), 6)

    def join(self, a: str, b: str) -> str:
        """Contract two clusters and return the name of the joined one; weights to a third add up."""
        keep, drop = pair(a, b)
        self.members[keep] += self.members.pop(drop)
        for other, (total, count) in self.weights.pop(drop, {}).items():
            del self.weights[other][drop]
            if other != keep:
                before, times = self.weights[keep].get(other, (0.0, 0))
                self.weights[keep][other] = self.weights[other][keep] = (round(before + total, 6), times + count)
        for other in self.parted.pop(drop, set()):
            self.parted[other].discard(drop)
            self.part(keep, other)
        return keep

    def may_join(self, a: str, b: str) -> bool:
        """Tell whether no judgement parts the two."""
        return b not in self.parted.get(a, ())


def partition(
    ids: Iterable[str],
    scores: Mapping[Pair, float],
    *,
    same: Iterable[Pair] = (),
    not_same: Iterable[Pair] = (),
    unmet: float = 0.0,
) -> list[tuple[str, ...]]:
    """Return the incidents as tuples of account ids, each sorted, in the order of their first id.

    ``scores`` holds log-odds by `pair`; a pair that is not in it weighs ``unmet``. Pairs of ids outside `ids` are passed over.
    """
    known = sorted(set(ids))
    clusters = _Clusters({one: [one] for one in known}, unmet, {one: {} for one in known})
    inside = set(known)
    for (a, b), weight in sorted(scores.items()):
        if a in inside and b in inside and a != b:
            clusters.weights[a][b] = clusters.weights[b][a] = (max(-APART, min(CLIP, weight)), 1)
    for a, b in not_same:
        if a in inside and b in inside:
            clusters.part(a, b)
    _join_judged(clusters, sorted(pair(a, b) for a, b in same if a in inside and b in inside))
    _join_scored(clusters)
    return sorted(tuple(sorted(members)) for members in clusters.members.values())


def _join_judged(clusters: _Clusters, same: list[Pair]) -> None:
    """Join what was judged one, unless that would join what was judged two."""
    home = {one: one for one in clusters.members}
    for a, b in same:
        first, second = _home(home, a), _home(home, b)
        if first != second and clusters.may_join(first, second):
            home[first] = home[second] = clusters.join(first, second)


def _home(home: dict[str, str], one: str) -> str:
    while home[one] != one:
        one = home[one]
    return one


def _join_scored(clusters: _Clusters) -> None:
    """Contract the heaviest pair above zero, again and again. Stale entries of the heap are told by their weight."""
    heap: list[tuple[float, str, str]] = []

    def offer(a: str, others: Iterable[str]) -> None:
        for other in others:
            weight = clusters.weight(a, other)
            if weight is not None and weight > 0:
                heapq.heappush(heap, (-weight, *pair(a, other)))

    for one, row in clusters.weights.items():
        offer(one, (other for other in row if one < other))
    while heap:
        negative, a, b = heapq.heappop(heap)
        if clusters.weight(a, b) == -negative and clusters.may_join(a, b):
            keep = clusters.join(a, b)
            offer(keep, list(clusters.weights[keep]))


def components(ids: Iterable[str], joined: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Return the connected components of `ids` under `joined`, each sorted, in the order of their first id."""
    home = {one: one for one in ids}
    for a, b in joined:
        if a in home and b in home:
            first, second = sorted((_home(home, a), _home(home, b)))
            home[second] = first
    groups: dict[str, list[str]] = {}
    for one in home:
        groups.setdefault(_home(home, one), []).append(one)
    return sorted(tuple(sorted(group)) for group in groups.values())


def renew(
    core: Iterable[str], ring: Callable[[set[str]], Iterable[frozenset[str]]], split: Callable[[set[str]], list[tuple[str, ...]]]
) -> list[tuple[str, ...]]:  # fmt: skip
    """Return the incidents in and around `core`, as a partition of everything would have them, from the neighbourhood alone.

    ``core`` are whole incidents and accounts that stand in none yet; ``ring`` gives the standing incidents that an edge above zero
    or a judgement ties to a set, ``split`` partitions a set. Incidents of the ring that come out as they stood are a border:

    A set that no join crosses is joined in an order that its own weights alone decide, so an incident that comes out whole was
    joined as it was before, and what lies beyond it, tied to it alone, sees no difference. One that does not moves into the core.
    """
    held = set(core)
    while True:
        around = list(ring(held))
        groups = split(held.union(*around))
        whole = {frozenset(group) for group in groups}
        broken = [one for one in around if one not in whole]
        if not broken:
            return groups
        held.update(*broken)
