"""The page of alerts: rules in words, each target's queue, what was told, and what the next run would tell."""

from __future__ import annotations

import pytest

from dateline.publish.alerts import Watch
from dateline.store import Store, alerts
from dateline.store.add import add
from dateline.store.outbox import close, drop, heads, postpone

from .conftest import client_of, made


@pytest.fixture
def watched(store: Store) -> Store:
    """Two rules; of three alerts one delivered, one failing, one given up."""
    alerts.write_rule(store, "pakistan", Watch("pakistan", country="PK", killed=5, targets=("desk", "night", "gone")))
    alerts.write_rule(store, "near", Watch("near", lat=9.9, lon=8.9, radius_km=50, type="abduction"))
    told = alerts.tell(store, "gtd", "me@localhost", "pakistan")
    with store.reading() as connection:
        waiting = {one.target: one for one in heads(connection)}
    close(store, waiting["desk"])
    postpone(store, waiting["night"], "2030-01-01T12:30:00.000000+00:00", "answered 503")
    drop(store, waiting["gone"].alert.id, "gone")
    assert len(told) == 2
    return store


def test_rules_targets_and_what_was_told(watched: Store) -> None:
    page = client_of(watched).get("/alerts").text
    for words in ("Pakistan · at least 5 killed", "within 50 km of 9.9, 8.9", "Goes to desk, night, gone", "answered 503",
                  "1 January 2030, 12:30", "desk: delivered", "gone: given up", "Peshawar: bombing"):  # fmt: skip
        assert words in page, words


def test_what_the_next_run_would_tell_is_what_it_tells(watched: Store) -> None:
    client = client_of(watched)
    coming = client.get("/api/alerts").json()["next"]
    assert coming["counts"] == {"near": 1} and "The next run would tell" in client.get("/alerts").text
    assert [(one.record["watch"], one.record["change"]) for one in alerts.tell(watched, "gtd", "me")] == [("near", "new")]
    assert client.get("/api/alerts").json()["next"] == {"counts": {}, "total": 0, "first": []}
    add(watched, [made.report("2024-01-02", when="2024-01-01", where="Quetta", killed=9)], "test")
    assert client.get("/api/alerts").json()["next"]["counts"] == {"pakistan": 1}


def test_looking_tells_nobody(watched: Store) -> None:
    client = client_of(watched)
    for _ in range(2):
        client.get("/alerts")
    assert len(alerts.tell(watched, "gtd", "me")) == 1


def test_the_api_has_the_state(watched: Store) -> None:
    client = client_of(watched)
    answer = client.get("/api/alerts")
    shown = answer.json()
    assert {one["name"]: (one["delivered"], one["dropped"], one["waiting"]) for one in shown["targets"]} == {
        "desk": (1, 0, 1), "gone": (0, 1, 1), "night": (0, 0, 2),
    }  # fmt: skip
    assert len(shown["told"]) == 2 and {one["watch"] for one in shown["told"]} == {"pakistan"}
    assert client.get("/api/alerts", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_large_record_is_not_worked_out(watched: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.views.alerts.PREVIEWED", 1)
    client = client_of(watched)
    assert client.get("/api/alerts").json()["next"] is None and "too large" in client.get("/alerts").text


def test_hostile_names_are_text(store: Store) -> None:
    bad = "<script>alert(1)</script>"
    alerts.write_rule(store, bad, Watch(bad, actor=bad, targets=(bad,)))
    page = client_of(store).get("/alerts").text
    assert bad not in page and "&lt;script&gt;" in page


def test_without_a_rule_the_page_says_so(store: Store) -> None:
    assert "No rule is in force" in client_of(store).get("/alerts").text
