from __future__ import annotations

import json
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reconcile import block, duplicates
from dateline.reconcile.account import accounts
from dateline.reconcile.compare import compare, features
from dateline.reconcile.link import pair, partition, renew
from dateline.reconcile.places import relation, sites_agree
from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.store.search import Filter, find, related
from dateline.types import Account, CountValue, PlaceValue

_SPEC = util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
assert _SPEC and _SPEC.loader
made = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)
CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "linking.jsonl").read_text().splitlines() if line]


@pytest.fixture
def store() -> Any:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def account(**facts: Any) -> Account:
    document, record = made.report(**facts)
    return accounts(record, document.text)[0]


def incidents(store: Store) -> list[dict]:
    with store.reading() as connection:
        return list(find(connection, Filter()))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_reports_join_as_the_codebook_says(store: Store, case: dict) -> None:
    for facts in case["reports"]:
        add(store, [made.report(**facts)], "test")
    assert sorted(len(one["documents"]) for one in incidents(store)) == case["incidents"], case["why"]


def test_a_wrong_year_is_a_conflict_with_both_quotes(store: Store) -> None:
    add(store, [made.report("2024-03-23", when="2020", where="Kerman", killed=84, by="Islamic State Khorasan Province", main=False,
                            publisher="Explainer")], "test")  # fmt: skip
    add(store, [made.report("2024-01-05", when="2024-01-03", where="Kerman", killed=84, injured=284, by="Islamic State",
                            publisher="Agency")], "test")  # fmt: skip
    add(
        store,
        [made.report("2024-01-06", when="2024-01-03", where="Kerman", killed=91, by="Islamic State", publisher="Daily")],
        "test",
    )
    (found,) = incidents(store)
    assert found["date"] == {"value": "2024-01-03", "precision": "day"}
    (conflict,) = [one for one in found["conflicts"] if one["property"] == "date"]
    said = {(position["value"]["value"], quote["quote"]) for position in conflict["positions"] for quote in position["quotes"]}
    assert said == {("2020", "It happened in 2020."), ("2024-01-03", "It happened in 2024-01-03.")}


def test_twin_attacks_are_related_not_one(store: Store) -> None:
    text = made.Text()
    first = made.incident(text, when="2023-05-13", where="Quetta", site="Friday mosque", killed=14)
    second = made.incident(text, when="2023-05-13", where="Quetta", site="Bus station", killed=3)
    add(store, [made.article(first, second, text=text, published="2023-05-14")], "test")
    found = incidents(store)
    assert len(found) == 2
    with store.reading() as connection:
        assert [one["why"] for one in related(connection, found[0]["id"])] == ["one day, one town"]


def test_copies_are_kept_and_speak_with_one_voice(store: Store) -> None:
    wire = " ".join(f"Sentence {n} of the wire story tells how the morning went at the market." for n in range(30))
    for day, killed, filler in (
        ("2023-05-14", 7, wire),
        ("2023-05-14", 7, wire + " An editor added this."),
        ("2023-05-14", 9, "Ours."),
    ):
        add(store, [made.report(day, when="2023-05-13", where="Quetta", killed=killed, filler=filler)], "test")
    (found,) = incidents(store)
    assert sorted(map(len, found["voices"])) == [1, 2]
    assert found["killed"]["best"] == 7, "one voice each: no majority, the lowest"
    assert "2 independent voices" in next(c["because"] for c in found["choices"] if c["property"] == "killed")


def test_each_match_has_its_reasons() -> None:
    one = account(published="2023-05-14", when="2023-05-13", where="Quetta", killed=14)
    two = account(published="2023-05-15", when="2023-05-13", where="Quetta", killed=14, filler="Other words.")
    match = compare(one, two)
    assert match.score > 0
    assert match.score == pytest.approx(sum(row.adds for row in match.reasons), abs=0.01)
    assert all(row.words != row.feature for row in match.reasons), "every feature is put into words"


FACTS = st.fixed_dictionaries(
    {
        "published": st.sampled_from([None, "2023-05-14", "2023-05-20", "2024-01-02"]),
        "when": st.sampled_from([None, "2023", "2023-05", "2023-05-13", "2023-05-14", "2023-12-31"]),
        "where": st.sampled_from([None, "Quetta", "Lahore", "Jos"]),
        "site": st.sampled_from([None, "Friday mosque", "Bus station"]),
        "killed": st.sampled_from([None, 1, 14, 84]),
        "injured": st.sampled_from([None, 30]),
        "by": st.sampled_from([None, "Islamic State", "Islamic State Khorasan Province"]),
        "main": st.booleans(),
        "filler": st.sampled_from(["", "Amina Daud spoke to Reuters near Jinnah Road and Sariab Bridge with Colonel Bashir."]),
    }
)


@given(FACTS, FACTS)
@settings(max_examples=150)
def test_comparing_and_blocking_are_symmetric(one: dict, two: dict) -> None:
    a, b = account(**one), account(**two)
    assert features(a, b) == features(b, a)
    assert compare(a, b).score == compare(b, a).score
    assert bool(block.look(a) & block.put(b)) == bool(block.look(b) & block.put(a))


def slow_partition(ids: list[str], scores: dict, same: set, not_same: set) -> list[tuple[str, ...]]:
    """The obvious version: all pairs of clusters weighed anew after every join."""
    clusters = [frozenset([one]) for one in sorted(ids)]

    def parted(a: frozenset, b: frozenset) -> bool:
        return any(pair(x, y) in not_same for x in a for y in b)

    for x, y in sorted(same):
        a, b = (next(c for c in clusters if one in c) for one in (x, y))
        if a != b and not parted(a, b):
            clusters = [c for c in clusters if c not in (a, b)] + [a | b]
    while True:
        best = max(
            ((round(sum(max(-6, min(6, scores.get(pair(x, y), 0))) for x in a for y in b), 6), a, b)
             for a in clusters for b in clusters if min(a) < min(b) and not parted(a, b)),
            key=lambda item: (item[0], [-ord(ch) for ch in min(item[1])], [-ord(ch) for ch in min(item[2])]), default=None,
        )  # fmt: skip
        if best is None or best[0] <= 0:
            return sorted(tuple(sorted(c)) for c in clusters)
        clusters = [c for c in clusters if c not in best[1:]] + [best[1] | best[2]]


@given(st.data())
@settings(max_examples=150)
def test_partition_is_the_obvious_one_and_orders_do_not_matter(data: st.DataObject) -> None:
    ids = [chr(97 + n) for n in range(data.draw(st.integers(1, 7)))]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    scores = {one: data.draw(st.integers(-7, 7)) / 2 for one in pairs}
    same = {one for one in pairs if data.draw(st.integers(0, 9)) == 0}
    not_same = {one for one in pairs if data.draw(st.integers(0, 9)) == 0}
    expected = slow_partition(ids, scores, same, not_same)
    shuffled = data.draw(st.permutations(list(scores.items())))
    assert partition(data.draw(st.permutations(ids)), dict(shuffled), same=same, not_same=not_same) == expected
    for group in expected:
        assert not [one for one in not_same if set(one) <= set(group)], "a judged 'not the same' is never joined"


@given(st.data())
@settings(max_examples=150)
def test_renewing_the_neighbourhood_is_partitioning_everything(data: st.DataObject) -> None:
    ids = [f"{n:02}" for n in range(data.draw(st.integers(1, 12)))]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    weights = dict(zip(pairs, data.draw(st.lists(st.integers(-9, 7), min_size=len(pairs), max_size=len(pairs))), strict=True))
    scores = {one: weight / 2 for one, weight in weights.items() if weight > -8}
    not_same = {one for one in pairs if data.draw(st.integers(0, 15)) == 0}

    def ring(core: set[str]) -> set[frozenset[str]]:
        tied = {one for pair, score in scores.items() if score > 0 and core & set(pair) for one in pair} - core
        return {incident for incident in standing if incident & tied}

    def split(around: set[str]) -> list[tuple[str, ...]]:
        return partition(around, scores, not_same=not_same, unmet=-4.0)

    standing: set[frozenset[str]] = set()
    left = data.draw(st.permutations(ids))
    while left:
        batch, left = left[:2], left[2:]
        groups = {frozenset(group) for group in renew(batch, ring, split)}
        standing = {one for one in standing if not one & frozenset().union(*groups)} | groups
        assert standing == {frozenset(group) for group in split(set(ids) - set(left))}


def test_a_chain_does_not_join_what_stands_apart() -> None:
    assert partition("abc", {("a", "b"): 2.0, ("b", "c"): 2.0, ("a", "c"): -6.0}) == [("a", "b"), ("c",)]


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        (PlaceValue("Quetta", "PK", None, 30.18, 67.0, "town"), PlaceValue("Quetta", "PK", None, 30.2, 67.01, "town"), "same"),
        (PlaceValue("Quetta", "PK", None, 30.18, 67.0, "town"), PlaceValue("Lahore", "PK", None, 31.56, 74.35, "town"), "far"),
        (PlaceValue("Quetta", "PK", None, 30.18, 67.0, "town"), PlaceValue("Kuchlak", "PK", None, 30.35, 66.95, "town"), "near"),
        (PlaceValue("Quetta", "PK", None, 30.18, 67.0, "town"), PlaceValue("Pakistan", "PK", precision="country"), "within"),
        (PlaceValue("Quetta", "PK", None, 30.18, 67.0, "town"), PlaceValue("Kerman", "IR", None, 30.28, 57.08, "town"), "far"),
        (
            PlaceValue("Quetta", "PK", "Balochistan", 30.18, 67.0, "town"),
            PlaceValue("Balochistan", "PK", "Balochistan", precision="region"),
            "within",
        ),
        (PlaceValue("x"), PlaceValue("y"), "unknown"),
        (None, PlaceValue("y"), "unknown"),
    ],
)
def test_places(one: PlaceValue | None, two: PlaceValue, wanted: str) -> None:
    assert relation(one, two) == relation(two, one) == wanted


def test_spellings_of_one_site_agree() -> None:
    sites = [PlaceValue(f"{name} mosque, Peshawar", "PK", precision="site") for name in ("Kocha Risaldar", "Koocha Risaldar")]
    assert sites_agree(*sites) is True
    assert sites_agree(sites[0], PlaceValue("Education ministry", "PK", precision="site")) is False
    assert sites_agree(sites[0], PlaceValue("Peshawar", "PK", precision="town")) is None


def test_copies_are_found_and_short_texts_are_not_called_copies() -> None:
    text = " ".join(f"word{n} stands here" for n in range(80))
    edited = text.replace("word7 ", "phrase ").replace("word50 ", "sentence ")
    assert set(duplicates.bands(text)) & set(duplicates.bands(edited))
    assert duplicates.likeness(duplicates.shingles(text), duplicates.shingles(edited)) > 0.8
    short = duplicates.shingles("Blast in town: several killed, police say")
    assert duplicates.likeness(short, duplicates.shingles("Blast in town: several killed, army says")) == 0.0
    assert duplicates.bands("") == []


def test_a_country_alone_says_the_less_of_where_the_more_common_the_toll() -> None:
    town = account(published="2023-05-14", when="2023-05-13", where="Quetta", killed=1)
    wide = replace(
        account(published="2023-05-14", when="2023-05-13", killed=1), place=PlaceValue("", country="PK", precision="country")
    )
    found = features(town, wide)
    assert found["place_country"] > 0.8
    assert found == features(wide, town)
    rare = features(replace(town, killed=CountValue(90, 90, 90)), replace(wide, killed=CountValue(90, 90, 90)))
    assert rare["place_country"] == 0.0
    assert "place_told" in features(town, replace(wide, names=frozenset({"quetta"})))


def test_reports_of_one_day_that_share_names_meet_wherever_they_put_the_place() -> None:
    filler = "Witnesses in Khanabad said Ahmad Noorzai and Pirouz Danish ran from the Gulbahar Centre with Sami Wardak."
    here = account(published="2023-05-14", when="2023-05-13", where="Quetta", filler=filler)
    there = account(published="2023-05-14", when="2023-05-13", where="Jos", filler=filler + " A crowd came.")
    later = account(published="2023-05-20", when="2023-05-19", where="Jos", filler=filler)
    assert block.look(here) & block.put(there)
    assert block.look(there) & block.put(here)
    meeting = block.look(replace(here, names=frozenset())) & block.put(later)
    assert not meeting
