"""The archive's terms: attackers counted in, silence as 0, a city by name or by distance; the engine's own rule when joined."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

import pytest

from dateline.evaluate import gva
from dateline.evaluate.result import Options
from dateline.types import Document

INCIDENT = {"incident_id": "1", "date": "2015-05-02", "state": "Ohio", "city": "Springfield", "lat": 39.92, "lon": -83.81,
            "killed": 1, "injured": 2, "characteristics": [], "article_ids": ["a", "b"]}  # fmt: skip


def record(**changed: Any) -> dict[str, Any]:
    own = {
        "main": True, "date": {"value": "2015-05-02", "precision": "day"},
        "place": {"name": "Springfield", "admin1": "Ohio", "lat": 39.9, "lon": -83.8},
        "killed": {"low": 1, "best": 1, "high": 1}, "injured": {"low": 2, "best": 2, "high": 2}, "statements": [],
    }  # fmt: skip
    return {"incidents": [own | changed]}


def account(article: str = "a", published: str = "2015-05-03", **changed: Any) -> gva.Account:
    return gva.account(INCIDENT, {"id": article, "published": published}, record(**changed))


def test_a_perfect_account_is_right_everywhere():
    assert all(gva.verdict(account()).values())


def test_no_incident_is_wrong_everywhere_even_where_the_archive_has_0():
    nothing = gva.account(INCIDENT | {"killed": 0, "injured": 0}, {"id": "a", "published": "2015-05-03"}, {"incidents": []})
    assert not any(gva.verdict(nothing).values())


def test_the_archive_counts_the_attacker_in():
    said = [{"property": "killed", "value": {"best": 1}, "note": "attackers"}]
    assert account(killed=None, statements=said).killed == 1


def test_silence_counts_as_0():
    gold = INCIDENT | {"killed": 0}
    ours = gva.account(gold, {"id": "a", "published": ""}, record(killed=None))
    assert gva.verdict(ours)["killed"]


@pytest.mark.parametrize(
    ("place", "right"),
    [
        ({"name": "East High School in Springfield"}, True),
        ({"name": "400 block of Elm Street", "lat": 39.9, "lon": -83.8}, True),
        ({"name": "Springfield", "lat": 39.79, "lon": -89.64}, True),
        ({"name": "Columbus", "lat": 39.96, "lon": -83.0}, False),
        (None, False),
    ],
)
def test_a_city_is_right_by_name_or_within_25_km(place, right):
    assert gva.verdict(account(place=place))["city"] is right


def told(article: str, published: str, killed: int) -> tuple[Document, dict[str, Any]]:
    text = f"Article {article}: gunmen killed {killed} in Springfield."
    value = {"low": killed, "best": killed, "high": killed, "qualifier": "exact"}
    said = {"id": "s1", "property": "killed", "value": value, "quote": text, "start": 0, "end": len(text), "speaker": None,
            "source_kind": None, "certainty": "stated", "note": None, "method": "grammar/1"}  # fmt: skip
    own = record(killed=value, injured=None, statements=[said], type="armed_assault", score=1.0)["incidents"]
    place = {"precision": "town", "country": "US", "gazetteer_id": "1"}
    own[0]["place"] |= place
    document = {"id": article, "url": None, "publisher": article, "published": published}
    return Document(article, text, published=date.fromisoformat(published)), {"document": document, "incidents": own}


def test_articles_together_have_the_toll_that_the_rule_chooses():
    pairs = [(INCIDENT, {"id": name}) for name in "abc"]
    days = {"a": ("2015-05-03", 1), "b": ("2015-05-19", 2), "c": ("2015-05-04", 1)}
    joined = gva.linked(pairs, {name: told(name, *said) for name, said in days.items()})
    assert [(j.date, j.killed, j.injured, j.found) for j in joined] == [("2015-05-02", 2, 0, True)]


def test_articles_together_that_tell_nothing_are_no_incident():
    nothing = (Document("a", "x"), {"document": {"id": "a", "published": None}, "incidents": []})
    joined = gva.linked([(INCIDENT, {"id": "a"}), (INCIDENT, {"id": "b"})], {"a": nothing, "b": nothing})
    assert [(j.found, j.killed) for j in joined] == [(False, None)]


def test_splits_and_limit(tmp_path, monkeypatch):
    rows = [INCIDENT | {"incident_id": str(n), "date": f"20{10 + n}-10-01", "article_ids": [str(n)]} for n in range(3, 7)]
    articles = [{"id": str(n), "title": "T", "published": "2015-05-03", "url": "", "text": "x"} for n in range(3, 7)]
    for name, table in (("incidents", rows), ("articles", articles)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in table)
    monkeypatch.setattr(gva, "record", lambda document: record())
    counted = {s: gva.benchmark(Options(tmp_path, split=s)).rows[0].figures["n"] for s in ("dev", "test")}
    assert counted == {"dev": 3, "test": 1}
    assert gva.benchmark(Options(tmp_path, limit=2)).rows[0].figures["n"] == 2
