"""Timelines: an incident's days with what was said on each, and attacks of a group or of the record under their years."""

from __future__ import annotations

import numpy as np
from fastapi.testclient import TestClient

from dateline.store import Store
from dateline.web import charts_attacks
from dateline.web.messages import translations
from dateline.web.snapshot import Snapshots
from dateline.web.views import incident, timeline
from dateline.web.words import Words

from .conftest import client_of
from .test_doors import post
from .test_pages import at


def days(store: Store, place: str) -> list[timeline.Day]:
    one = at(client_of(store), place)
    with store.reading() as connection:
        shown = incident.view(connection, one["id"], "gtd", Words(translations("en")))
    assert shown is not None
    return timeline.course(shown)


def test_an_incident_day_by_day(store: Store) -> None:
    found = days(store, "Peshawar")
    assert [one.day for one in found] == ["2023-01-30", "2023-01-31", "2023-02-01"]
    assert found[0].happened and not found[0].told
    assert found[1].figures == {"killed": (None, (59, 59)), "injured": (None, (157, 157))}
    assert found[2].figures == {"killed": ((59, 59), (84, 100))}
    quotes = [said["quote"] for told in found[2].told for said in told.said]
    assert sorted(quotes) == ["100 people were killed.", "157 people were hurt.", "84 people were killed."]


def test_its_page_links_every_quote_and_shows_judgements(client: TestClient) -> None:
    one = at(client, "Peshawar")
    said = next(s for s in one["statements"] if s["property"] == "killed")
    assert post(client, kind="accept", left=said["id"], reason="the hospital counted").status_code == 303
    page = client.get(f"/timeline/{one['id']}").text
    assert f"/articles/{said['document']}#q-{said['id']}" in page and "the hospital counted" in page
    assert "59 →" in page and "84–100" in page and f'href="/incidents/{one["id"]}?rule=gtd"' in page


def test_an_old_id_leads_to_the_timeline_of_now(client: TestClient) -> None:
    one = at(client, "Peshawar")
    other = next(f"i{account[1:]}" for account in one["accounts"] if f"i{account[1:]}" != one["id"])
    answer = client.get(f"/timeline/{other}")
    assert answer.status_code == 302 and answer.headers["location"] == f"/timeline/{one['id']}"


def test_a_group_and_the_record_under_their_years(client: TestClient) -> None:
    page = client.get("/timeline/islamic-state").text
    assert ">2024</h3>" in page and ">2021</h3>" in page and "Peshawar" not in page
    turned = client.get("/timeline/islamic-state?sort=oldest").text
    assert turned.index(">2021</h3>") < turned.index(">2024</h3>") and page.index(">2024</h3>") < page.index(">2021</h3>")
    whole = client.get("/timeline?country=PK").text
    assert "Peshawar" in whole and "Quetta" in whole and "Jos" not in whole
    assert client.get("/timeline/nobody-ever-heard-of").status_code == 404
    assert client.get("/timeline?since=yesterday").status_code == 400
    assert "No incident is like that" in client.get("/timeline?q=nothingofthekind").text


def test_stems_stand_at_their_days_as_high_as_their_toll(store: Store) -> None:
    with store.reading() as connection:
        snapshot = Snapshots(store).now(connection)
    everything = np.ones(len(snapshot), dtype=bool)
    chart = charts_attacks.attack_chart(snapshot, everything, snapshot.by_group(None, "claimed"))
    assert chart is not None and len(chart.stems) + chart.undated == len(snapshot)
    dated = sorted(chart.stems, key=lambda stem: stem.day)
    assert [stem.x for stem in dated] == sorted(stem.x for stem in dated) or any("/" in stem.day for stem in dated)
    by_toll = sorted(chart.stems, key=lambda stem: -stem.killed)
    assert [stem.y for stem in by_toll] == sorted(stem.y for stem in by_toll)
    assert all(chart.left <= stem.x <= chart.right and stem.y <= chart.bottom for stem in chart.stems)
    assert any(stem.claimed for stem in chart.stems) and not all(stem.claimed for stem in chart.stems)


def test_too_many_attacks_are_bars(client: TestClient, monkeypatch: object) -> None:
    monkeypatch.setattr(charts_attacks, "MOST", 3)  # type: ignore[attr-defined]
    page = client.get("/timeline").text
    assert 'class="stem"' not in page and 'class="bar"' in page
