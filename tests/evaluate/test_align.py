"""Alignment: the assignment is optimal against brute force, twins go to their own, strangers stay apart."""

from __future__ import annotations

import copy
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.align import FLOOR, align, assign, similarity


def brute(values: list[list[float]]) -> float:
    """The slow and obvious oracle: every one-to-one assignment."""
    rows, columns = len(values), len(values[0])
    if rows > columns:
        return brute([list(column) for column in zip(*values, strict=True)])
    return max(sum(values[i][j] for i, j in enumerate(order)) for order in permutations(range(columns), rows))


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=1, max_size=5)))
def test_assignment_is_optimal(values):
    pairs = assign(values)
    assert len(pairs) == min(len(values), len(values[0]))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(values[i][j] for i, j in pairs) == brute(values)


def test_assignment_of_nothing():
    assert assign([]) == assign([[]]) == []


def test_each_record_goes_to_its_own(golds, perfect, text):
    turned = list(reversed(perfect["incidents"]))
    assert align(golds, turned, text).pairs == ((0, 1), (1, 0))
    assert similarity(golds[0], perfect["incidents"][0], text) == 1.0


def test_a_stranger_of_the_same_type_and_country_is_not_aligned(golds, perfect, text):
    stranger = copy.deepcopy(perfect["incidents"][0])
    stranger |= {"statements": [], "injured": None, "killed": {"low": 1, "best": 1, "high": 1, "qualifier": "exact"}}
    stranger["date"] = {"value": "2021-01-01", "precision": "day"}
    stranger["place"] = {"name": "Elsewhere", "country": "PK", "precision": "town"}
    assert similarity(golds[0], stranger, text) < FLOOR
    assert align(golds[:1], [stranger], text) == ((), (0,), (0,))


def test_type_and_place_alone_are_not_enough(golds, perfect, text):
    other = perfect["incidents"][0] | {"date": {"value": "2001-01-01", "precision": "day"}, "statements": []}
    other |= {name: {"low": 99, "best": 99, "high": 99, "qualifier": "exact"} for name in ("killed", "injured")}
    assert similarity(golds[0], other, text) < FLOOR


def test_a_bare_record_needs_evidence(golds, perfect, text):
    bare = perfect["incidents"][0] | {"date": None, "place": None, "killed": None, "injured": None}
    assert similarity(golds[0], bare | {"statements": []}, text) < FLOOR
    assert similarity(golds[0], bare, text) >= FLOOR
