"""Two attacks of one article: its words do not make the one the other."""

from __future__ import annotations

from dataclasses import replace

from dateline.reconcile.compare import features, weigh
from dateline.reconcile.link import partition
from dateline.types import Account, CountValue, DateValue, PlaceValue

WORDS = frozenset(f"word{n}" for n in range(12))
NAMES = frozenset(f"Name{n}" for n in range(9))
METULA = Account(
    "a1", "d1", None, None, None, True, "shelling", "completed", DateValue("2024-10-31", "day"),
    PlaceValue("Metula", "IL", lat=33.28, lon=35.58, precision="town"), CountValue(4, 4, 4), None, words=WORDS, names=NAMES,
)  # fmt: skip
HAIFA = replace(
    METULA, id="a2", place=PlaceValue("Haifa", "IL", lat=32.82, lon=34.99, precision="town"), killed=CountValue(2, 2, 2)
)


def test_two_places_of_one_article_are_not_joined_by_its_words() -> None:
    assert not {"words", "names"} & features(METULA, HAIFA).keys()
    assert weigh(METULA, HAIFA)[0] < 0


def test_words_of_two_articles_count_wherever_they_put_it() -> None:
    assert {"words", "names"} <= features(METULA, replace(HAIFA, document_id="d2")).keys()


def test_two_days_of_one_article_are_not_joined_by_its_words() -> None:
    near = PlaceValue("Kiryat Shmona", "IL", lat=33.2, lon=35.57, precision="town")
    next_day = replace(METULA, id="a3", date=DateValue("2024-11-01", "day"), place=near, killed=CountValue(7, 7, 7))
    assert not {"words", "names"} & features(METULA, next_day).keys()
    again = replace(next_day, place=METULA.place)
    assert not {"words", "names"} & features(METULA, again).keys()
    assert {"words", "names"} <= features(METULA, replace(again, killed=METULA.killed)).keys()


def test_two_articles_that_each_tell_two_attacks_keep_them_two() -> None:
    across = {("a1", "b1"): 5.8, ("a2", "b2"): 5.8, ("a1", "b2"): 4.9, ("a2", "b1"): 4.9}
    assert partition(["a1", "a2", "b1", "b2"], across | {("a1", "a2"): -11.8, ("b1", "b2"): -11.8}) == [("a1", "b1"), ("a2", "b2")]
