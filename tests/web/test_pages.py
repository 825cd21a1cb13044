"""Every page answers, escapes what it shows, and shows what the record says; filters, files, the API and its ETags."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.errors import SettingsError
from dateline.publish import table
from dateline.store import Store
from dateline.store.add import add
from dateline.web import charts, looking
from dateline.web.messages import translations
from dateline.web.views import clusters
from dateline.web.views.article import paragraphs
from dateline.web.words import Words

from .conftest import client_of, made, until

Json = dict[str, Any]


def incidents(client: TestClient, query: str = "") -> list[Json]:
    found: list[Json] = client.get(f"/api/incidents{query}").json()["incidents"]
    return found


def at(client: TestClient, place: str) -> Json:
    return next(one for one in incidents(client, f"?place={place}"))


def test_every_page_answers(client: TestClient) -> None:
    documents = [one["id"] for one in client.get("/api/articles").json()["articles"]]
    groups = [one["key"] for one in client.get("/api/groups").json()["groups"]]
    paths = [
        "/",
        "/about",
        "/timeline",
        "/alerts",
        "/api/alerts",
        "/map",
        "/groups",
        "/articles",
        "/judgements",
        "/admin",
        "/api/toll",
        "/api/review",
        "/api/map",
    ]
    paths += [f"/review?kind={kind}" for kind in ("merges", "conflicts", "scores")]
    paths += [f"/incidents/{one['id']}" for one in incidents(client)] + [f"/articles/{one}" for one in documents]
    paths += [f"/groups/{one}" for one in groups] + [f"/timeline/{one}" for one in groups]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_no_page_asks_another_host_or_styles_inline(client: TestClient) -> None:
    one = at(client, "Peshawar")
    for path in (
        "/",
        "/map",
        "/review",
        "/timeline",
        "/alerts",
        f"/timeline/{one['id']}",
        f"/incidents/{one['id']}",
        f"/articles/{one['documents'][0]}",
    ):
        page = client.get(path).text
        assert ' style="' not in page and "<style" not in page and " onclick" not in page
        for mark in ('src="http', 'src="//', 'rel="stylesheet" href="http'):
            assert mark not in page, path


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("?country=PK", {"Peshawar", "Quetta"}),
        ("?place=quet", {"Quetta"}),
        ("?type=abduction", {"bus station in Jos"}),
        ("?killed_min=59&country=pk", {"Peshawar"}),
        ("?killed_max=5&country=PK", {"Quetta"}),
        ("?since=2023-01-30&until=2023-01-30", {"Peshawar"}),
        ('?q="counted for itself"', {"Peshawar"}),
        ("?group=islamic-state&status=claimed&country=NG&until=2022-01-01", {"church in Jos"}),
        ("?q=nothingofthekind", set()),
    ],
)
def test_filters(client: TestClient, query: str, places: set[str]) -> None:
    assert {one["place"]["name"] for one in incidents(client, query)} == places


@pytest.mark.parametrize("query", ["?since=yesterday", "?type=party", "?killed_min=-3", "?rule=mine", "?country=PAK", "?sort=x"])
def test_a_filter_without_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/incidents{query}").status_code == 400
    assert client.get(f"/{query}").status_code == 400


def test_a_look_survives_its_address() -> None:
    look = looking.read({"q": "a b", "killed_min": "3", "main": "1", "page": "4", "sort": "oldest"}, "gtd")
    from urllib.parse import parse_qsl

    again = looking.read(dict(parse_qsl(look.address(page=4)[1:])), "gtd")
    assert again == look
    with pytest.raises(SettingsError):
        looking.read({"q": "x" * 500}, "gtd")


def test_an_incident_shows_its_sources_and_its_rule(client: TestClient) -> None:
    one = at(client, "Peshawar")
    page = client.get(f"/incidents/{one['id']}").text
    for quote in ("59 people were killed.", "100 people were killed.", "84 people were killed."):
        assert quote in page
    assert "GTD:" in page and "ACLED:" in client.get(f"/incidents/{one['id']}?rule=acled").text
    assert 'id="conflicts"' in page and "30 January 2023" in page


def test_a_total_with_background_in_it_is_a_minimum(client: TestClient, store: Store) -> None:
    recalled = made.report("2022-10-31", killed=500, when="2017-10-14", where="Kerman", main=False, publisher="Four")
    add(store, [recalled], "test")
    fresh = client_of(store)
    page, told = fresh.get("/").text, fresh.get("/api/toll").json()["totals"]["background"]
    assert told >= 500 and "At least " in page and f"{told:,} of them in attacks told as background alone" in page
    totals = client_of(store).get("/api/toll?place=Peshawar&main=1").json()["totals"]
    assert totals["background"] == 0 and totals["minimum"] is (totals["unknown"] > 0)


def test_the_chart_tells_that_a_toll_was_lowered() -> None:
    def point(day: str, best: int, **more: Any) -> Json:
        value = {"low": best, "best": best, "high": best, "qualifier": "exact"}
        return {"property": "killed", "day": day, "value": value, "settled": True, "doubtful": None, "revision": None, **more}

    chart = charts.toll_chart(
        [
            point("2019-04-21", 200),
            point("2019-04-23", 3, doubtful="stands alone below 3 other voices"),
            point("2019-04-23", 321, settled=False, revision="up"),
            point("2019-04-25", 253, revision="down"),
        ],
        "killed",
    )
    assert chart is not None and [(one.day, one.before, one.now) for one in chart.lowered] == [("2019-04-25", 321, 253)]


def test_an_old_id_leads_to_the_incident_of_now(client: TestClient) -> None:
    one = at(client, "Peshawar")
    other = next(f"i{account[1:]}" for account in one["accounts"] if f"i{account[1:]}" != one["id"])
    answer = client.get(f"/incidents/{other}")
    assert answer.status_code == 302 and answer.headers["location"].endswith(one["id"])
    assert client.get(f"/api/incidents/{other}").json()["id"] == one["id"]


def test_quotes_and_values_are_linked_both_ways(client: TestClient) -> None:
    one = at(client, "Quetta")
    said = next(s for s in one["statements"] if s["property"] == "killed")
    page = client.get(f"/articles/{said['document']}").text
    assert f'id="q-{said["id"]}"' in page and f"/incidents/{one['id']}#said-{said['id']}" in page
    incident = client.get(f"/incidents/{one['id']}").text
    assert f'id="said-{said["id"]}"' in incident and f"/articles/{said['document']}#q-{said['id']}" in incident


def test_crossing_quotes_cut_the_text_and_lose_nothing() -> None:
    said = [{"id": "a", "property": "killed", "start": 2, "end": 9}, {"id": "b", "property": "date", "start": 5, "end": 14}]
    text = "one two\nthree four"
    pieces = [list(part) for part in paragraphs(text, said)]
    assert ["".join(piece.text for piece in part) for part in pieces] == text.split("\n")
    assert [piece.text for piece in pieces[0]] == ["on", "e t", "wo"]
    assert [one for part in pieces for piece in part for one in piece.opens] == ["a", "b"]


def test_captures_and_what_changed(client: TestClient) -> None:
    documents = at(client, "Quetta")["documents"]
    pages = {one: client.get(f"/api/articles/{one}").json() for one in documents}
    assert all(len(page["captures"]) == 2 for page in pages.values())
    newer = pages[documents[0]]["captures"][0]["document"]
    older = pages[documents[0]]["captures"][1]["document"]
    page = client.get(f"/articles/{newer}?against={older}").text
    assert "<del>3 people were killed.</del>" in page and "<ins>5 people were killed.</ins>" in page


def test_what_is_hostile_is_text(store: Store) -> None:
    bad = "<script>alert(1)</script>"
    document, found = made.report(
        "2024-01-02", url="javascript:alert(1)", publisher=bad, when="2024-01-01", where="Kerman", killed=4, filler=bad
    )
    add(store, [(document, found)], "test")
    client = client_of(store)
    one = at(client, "Kerman")
    for path in (f"/incidents/{one['id']}", f"/articles/{document.id}", "/articles", f"/?q={bad}"):
        page = client.get(path).text
        assert bad not in page and "&lt;script&gt;" in page, path
        assert 'href="javascript:' not in page


def test_the_api_pages_and_has_etags(client: TestClient) -> None:
    first = client.get("/api/incidents?per_page=2").json()
    assert first["total"] == len(incidents(client)) and len(first["incidents"]) == 2
    second = client.get(first["next"]).json()
    assert {one["id"] for one in first["incidents"]}.isdisjoint(one["id"] for one in second["incidents"])
    for path in (
        "/api/incidents",
        "/api/groups",
        "/api/map",
        "/api/articles",
        f"/api/articles/{first['incidents'][0]['documents'][0]}",
    ):
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    described = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/incidents", "/api/incidents/{any_id}", "/api/map", "/incidents.csv"} <= described.keys()


def test_an_etag_changes_with_the_record(client: TestClient, store: Store) -> None:
    tag = client.get("/api/incidents").headers["etag"]
    add(store, [made.report("2024-01-02", when="2024-01-01", where="Kerman", killed=4)], "test")
    answer = client.get("/api/incidents", headers={"if-none-match": tag})
    assert answer.status_code == 200 and any((one["place"] or {}).get("name") == "Kerman" for one in answer.json()["incidents"])


def test_the_explainer_leads_to_its_quotes(client: TestClient) -> None:
    one = at(client, "Peshawar")
    page = client.get(f"/explain/{one['id']}").text
    assert 'href="#note-1"' in page and 'id="note-1"' in page and "/articles/" in page
    for kind, media in (("md", "text/markdown"), ("html", "text/html"), ("json", "application/json")):
        answer = client.get(f"/explain/{one['id']}?format={kind}")
        assert answer.headers["content-type"].startswith(media) and "attachment" in answer.headers["content-disposition"]
    assert client.get("/explain/islamic-state").status_code == 200
    assert client.get("/explain/nobody-ever-heard-of").status_code == 404


def test_files_hold_what_the_page_holds(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/incidents.csv?country=PK").text)))
    assert {row["place"] for row in rows} == {"Peshawar", "Quetta"} and all(row["killed"].isdigit() for row in rows)
    lines = client.get("/incidents.jsonl?country=PK").text.splitlines()
    assert {json.loads(line)["id"] for line in lines} == {row["id"] for row in rows}
    features = client.get("/incidents.geojson?country=PK").json()["features"]
    assert {feature["id"] for feature in features} == {row["id"] for row in rows}
    one = at(client, "Jos")
    said = list(csv.DictReader(io.StringIO(client.get(f"/incidents/{one['id']}/statements.csv").text)))
    assert {row["quote"] for row in said} == {s["quote"] for s in one["statements"]}


@pytest.mark.parametrize(("value", "safe"), [("=1+1", "'=1+1"), ("-3", "'-3"), ("@x", "'@x"), ("a=1", "a=1"), (-3, -3)])
def test_cells_are_safe_from_formulas(value: Any, safe: Any) -> None:
    assert table.safe(value) == safe


def test_the_map_tells_a_dot_from_an_area(client: TestClient) -> None:
    answer = client.get("/api/map?zoom=4").json()
    assert answer["dots"] and all(one["precision"] in ("town", "site") for one in answer["dots"])
    assert all(one["precision"] not in ("town", "site") for one in answer["regions"])
    assert client.get("/api/map?bbox=60,20,80,40&zoom=4&country=PK").json()["dots"]
    assert client.get("/api/map?bbox=1,2,3").status_code == 400


def test_near_dots_are_joined_and_far_ones_are_not(client: TestClient) -> None:
    counts = [sum(one["incidents"] for one in client.get(f"/api/map?zoom={zoom}").json()["dots"]) for zoom in (0, 3, 8, 14)]
    assert len(set(counts)) == 1
    assert len(client.get("/api/map?zoom=0").json()["dots"]) < len(client.get("/api/map?zoom=8").json()["dots"])


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-07-26", "2021-07-26", "2021-07-26"),
        ("2021-08-01", "2021-08-31", "2021-08"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-07-26", "2021-07-28", "2021-07-26/2021-07-28"),
    ],
)
def test_periods(first: str, last: str, said: str) -> None:
    assert clusters.period(*(date.fromisoformat(day).toordinal() for day in (first, last))) == said
    assert clusters.period(-1, -1) is None


@pytest.mark.parametrize(
    ("value", "top"), [(0, 4), (3, 4), (5, 5), (9, 10), (11, 15), (57, 60), (93, 100), (253, 300), (1200, 1500)]
)
def test_axes_end_at_round_numbers(value: int, top: int) -> None:
    assert charts.nice_top(value) == top


def test_an_empty_record_says_so(tmp_path: Any) -> None:
    from dateline.store import open_store

    opened = open_store(str(tmp_path / "empty.db"))
    client = client_of(opened)
    for path in ("/", "/map", "/timeline", "/alerts", "/groups", "/articles", "/review", "/judgements"):
        assert client.get(path).status_code == 200, path
    assert "The record is empty" in client.get("/").text
    opened.close()


def test_a_large_record_is_read_anew_in_the_background(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.snapshot.SMALL", 0)
    client = client_of(store)
    before = client.get("/api/incidents").json()["total"]
    add(store, [made.report("2024-01-02", when="2024-01-01", where="Kerman", killed=4)], "test")
    assert client.get("/api/incidents").json()["total"] == before
    until(lambda: client.get("/api/incidents").json()["total"] != before)
    assert client.get("/api/incidents?place=Kerman").json()["total"] == 1


def test_times_and_reasons_are_said_in_words() -> None:
    words = Words(translations("en"))
    assert words.value("2023-01-30T13:00", "time") == "30 January 2023, 13:00"
    assert words.value("XXXX-XX-XXTEV", "time") == "evening" and words.value("XXXX-XX-XXT12:00", "time") == "12:00"
    assert words.reason("figures of one day (2023-01-31) differ") == "figures of one day (31 January 2023) differ"
    position = {"quotes": [{"document_id": "d", "quote": "83 … 83"}, {"document_id": "e", "quote": ""}]}
    incident = {"statements": [{"property": "place", "document": "e", "quote": "the arena"}]}
    assert [one["quote"] for one in words.quoted(position, incident, "place")] == ["83", "the arena"]


def test_a_day_that_was_given_is_shown_as_given(store: Store) -> None:
    from dateline.store.dating import redate

    document, found = made.report(None, where="Kerman", killed=4, url="https://one.example/undated")
    add(store, [(document, found)], "test")
    client = client_of(store)
    assert "no publication date" in client.get(f"/articles/{document.id}").text
    given = {**found, "document": {**found["document"], "published": "2024-01-02"}}
    redate(store, {document.id: date(2024, 1, 2)}, reason="the date line", who="amina", read=("test", lambda _: given))
    page = client.get(f"/articles/{document.id}").text
    assert "2 January 2024" in page and "given by amina" in page and "the date line" in page
    assert client.get(f"/api/articles/{document.id}").json()["published"] == "2024-01-02"
    assert "2024-01-02" in client.get("/incidents.csv?place=Kerman").text
