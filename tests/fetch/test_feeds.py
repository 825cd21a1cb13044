from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

import pytest
from sqlalchemy import func, select

from dateline.cli import add as adding
from dateline.cli import feed_run
from dateline.cli.batch import Batch
from dateline.cli.feed_items import MAX_SITEMAPS, listing
from dateline.cli.feed_run import Run
from dateline.cli.fetching import Fetching
from dateline.errors import FetchError, StoreError
from dateline.fetch.captures import Captures
from dateline.fetch.door import Door, Limits
from dateline.fetch.pages import Reader
from dateline.fetch.politeness import Pauses
from dateline.store import Store, feeds, open_store, tables
from dateline.types import Document, Report

BASE = "https://news.example.org/feed"


def rss(*items: dict[str, str | None]) -> bytes:
    """An RSS feed; reading one takes a process of its own, so most tests take the JSON feed below."""
    names = {"url": "link", "content_html": "description", "date_published": "pubDate", "id": "guid"}
    made = ""
    for one in items:
        fields = ((names.get(name, name), escape(value or "")) for name, value in one.items())
        made += "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields) + "</item>"
    return f"<rss version='2.0'><channel><title>The Example</title>{made}</channel></rss>".encode()


def feed_of(*items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "items": items}).encode()


def item(url: str | None, title: str = "Bomb in Quetta", **others: str) -> dict[str, str | None]:
    return {"url": url, "title": title, **others}


def never(url: str) -> bytes:
    raise AssertionError(f"asked for {url}")


# ---- what a feed names


def test_the_many_addresses_of_one_item_are_named_once() -> None:
    found = listing(feed_of(item("/a?utm_source=1"), item("https://NEWS.example.org/a#top"), item("/b")), BASE, never)
    assert [one.url for one in found.items] == ["https://news.example.org/a", "https://news.example.org/b"]


def test_500_items_of_one_id_are_500_items() -> None:
    found = listing(feed_of(*(item(f"/story/{n}", f"Title {n}", id="same") for n in range(500))), BASE, never)
    assert len(found.items) == len({one.key for one in found.items}) == 500


def test_500_items_of_one_id_and_one_address_are_told_by_their_own_words() -> None:
    items = (item("/live", f"Title {n}", id="same", content_html=f"Report number {n} of the day.") for n in range(500))
    found = listing(feed_of(*items), BASE, never)
    assert len(found.items) == 500 and all(one.url is None for one in found.items)


def test_odd_dates_and_missing_ids_stop_nothing() -> None:
    dates = ("yesterday", "", "0000-00-00", "Mon, 99 Foo 2021 25:61:61 GMT", "2021-05-03", "9999999999999", "\u0663 May")
    found = listing(rss(*(item(f"/{n}", date_published=when) for n, when in enumerate(dates))), BASE, never)
    days = [one.record["published"] for one in found.items]
    assert len(days) == 7 and days[4] == "2021-05-03" and days.count(None) == 6


def test_items_without_an_address_on_the_web() -> None:
    bad = (item("javascript:alert(1)"), item("file:///etc/passwd"), item(None), item(None, content_html="A bomb killed three."))
    found = listing(feed_of(*bad), BASE, never)
    assert [one.record["html"] for one in found.items] == ["A bomb killed three."]
    assert found.problems == ("3 items without an address on the web and without words were passed over",)


def test_huge_items_are_kept_in_part_and_their_neighbours_whole() -> None:
    huge = item("/huge", "Huge", content_html="word " * 400_000)
    found = listing(feed_of(item("/a"), huge, item("/b")), BASE, never)
    assert len(found.items) == 3 and max(len(str(one.record["html"])) for one in found.items) <= 200_000


def test_a_feed_that_breaks_off_gives_what_stood_before() -> None:
    found = listing(rss(item("/a"), item("/b"))[:-60], BASE, never)
    assert found.items and found.problems


def test_json_feeds_and_atom() -> None:
    odd = ({"id": 7, "url": "/a", "title": "A"}, "no object", {"title": None, "content_text": "Words."}, {"url": ["x"]})
    found = listing(feed_of(*odd), BASE, never)
    assert [one.url for one in found.items] == ["https://news.example.org/a", None]
    entry = "<entry><link href='/x'/><updated>2021-05-03T00:00:00Z</updated></entry>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{entry}</feed>".encode()
    [one] = listing(atom, BASE, never).items
    assert (one.url, one.record["published"]) == ("https://news.example.org/x", "2021-05-03")


def test_an_index_of_sitemaps() -> None:
    maps = "".join(f"<sitemap><loc>/s{n}.xml</loc><lastmod>2021-05-{n % 28 + 1:02}</lastmod></sitemap>" for n in range(60))
    asked: list[str] = []

    def child(url: str) -> bytes:
        asked.append(url)
        if url.endswith("/s3.xml"):
            raise FetchError("gone (HTTP 404)", url=url, reason="gone")
        return f"<urlset><url><loc>{url}/story</loc></url></urlset>".encode()

    found = listing(f"<sitemapindex>{maps}</sitemapindex>".encode(), BASE, child)
    assert len(asked) == MAX_SITEMAPS and len(found.items) in (49, 50)
    assert any("50 newest of 60" in problem for problem in found.problems)


def test_what_is_no_feed() -> None:
    for body in (b"<html><body>Hello</body></html>", b"{", b"[]"):
        with pytest.raises(FetchError) as failed:
            listing(body, BASE, never)
        assert failed.value.reason == "unreadable"


# ---- runs


@dataclass
class Site:
    """A store with a feed, and the server that the feed is read from."""

    base: str
    server: object
    open_run: Callable[[], Run]
    store: Store

    def run(self, **options: int) -> Run:
        made = self.open_run()
        with self.store.reading() as connection:
            chosen = feeds.listed(connection)
        made.over(chosen, **options)
        made.source.close()
        return made

    def items(self) -> dict[str, tuple[str, str | None]]:
        with self.store.reading() as connection:
            rows = connection.execute(select(tables.feed_items))
            return {(row.url or row.key).removeprefix(self.base): (row.state, row.problem) for row in rows}

    def documents(self) -> list[Document]:
        with self.store.reading() as connection:
            return list(connection.execute(select(tables.documents).order_by(tables.documents.c.seq)))  # type: ignore[arg-type]


@pytest.fixture
def site(store: Store, web: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Start a server with ``/feed`` among the store's feeds; the pipeline reads nothing out of the pages, which is not at issue."""
    monkeypatch.setattr(adding, "run", lambda document: Report(document))
    with ExitStack() as stack:
        server = stack.enter_context(web.running(web.Server()))
        port = server.ports["http"]
        base = f"http://news.example.org:{port}"

        def open_run() -> Run:
            door = Door(
                limits=Limits(seconds=1, wait=0.3), allowed=frozenset({(web.HOST, port)}), resolver=lambda h, p, s: [web.HOST]
            )
            reader = Reader(door, Pauses(0.0), sleep=lambda _: None)
            return Run(store, Fetching(store, reader=reader, captures=Captures(tmp_path / "captures")), Batch())

        with store.writing() as connection:
            feeds.put(connection, f"{base}/feed", store.now())
        yield Site(base, server, open_run, store)


def test_a_run_adds_each_article_once_and_says_how_the_others_ended(site: Site, web: ModuleType) -> None:
    page = {name: web.says(web.answer(web.article(name))) for name in ("Quetta", "Kabul")}
    same = f'<html><head><link rel="canonical" href="{site.base}/Quetta">'.encode() + web.article("Quetta")[12:]
    missing = b"<title>Page not found</title><p>Sorry.</p>"
    words = "A bomb killed three people in Kunduz on Monday, the police said. " * 6
    links = ("/Quetta", "/Kabul?utm_source=rss", "/print/Quetta", "/soft", "/gone", "/down", "/paid", "/paid-with-words")
    body = feed_of(
        *(item(link, link, content_html=words if "words" in link else "") for link in links), item("http://10.0.0.1:8080/x")
    )
    site.server.scripts |= {  # type: ignore[attr-defined]
        "/feed": web.says(web.answer(body, kind="text/xml")), "/Quetta": page["Quetta"], "/Kabul": page["Kabul"],
        "/print/Quetta": web.says(web.answer(same)), "/soft": web.says(web.answer(missing)),
        "/down": web.says(web.answer(b"", status="503 Busy")), "/paid": web.says(web.answer(b"", status="402 Pay")),
        "/paid-with-words": web.says(web.answer(b"", status="402 Pay")),
    }  # fmt: skip
    run = site.run()
    ends = {url: state for url, (state, _) in site.items().items()}
    assert ends == {
        "/Quetta": "new", "/Kabul": "new", "/print/Quetta": "known", "/soft": "failed", "/gone": "failed", "/down": "waiting",
        "/paid": "refused", "/paid-with-words": "new", "http://10.0.0.1:8080/x": "refused",
    }  # fmt: skip
    found = site.documents()
    assert [bool(one.complete) for one in found] == [True, True, False]
    assert "only the feed's own words: not for us (HTTP 402)" in str(found[2].problems)
    assert run.source.counts == {"fetched": 3, "refused": 3, "failed": 3}
    assert run.source.reasons == {"soft_404": 1, "gone": 1, "busy": 1, "paid": 2, "forbidden": 1}
    assert site.run().states == {}  # what failed is not asked for again, what waits is not due yet


def test_a_feed_that_has_not_changed_is_not_read_and_a_changed_item_is_read_again(site: Site, web: ModuleType) -> None:
    told = {"title": "First", "tag": '"1"'}

    def feed(sock: object, asked: object) -> None:
        if asked.headers.get("if-none-match") == told["tag"]:  # type: ignore[attr-defined]
            return sock.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")  # type: ignore[attr-defined]
        body = feed_of(item("/a", told["title"]))
        return sock.sendall(web.answer(body, headers=f"ETag: {told['tag']}\r\n"))  # type: ignore[attr-defined]

    site.server.scripts |= {"/feed": feed, "/a": web.says(web.answer(web.article("Quetta")))}  # type: ignore[attr-defined]
    assert site.run().states == {"new": 1}
    assert site.run().source.counts == {"not_modified": 1}
    told |= {"title": "Toll rises", "tag": '"2"'}
    site.server.scripts["/a"] = web.says(web.answer(web.article("Quetta").replace(b"three", b"four")))  # type: ignore[attr-defined]
    assert site.run().states == {"changed": 1}
    told |= {"title": "Toll rises again", "tag": '"3"'}
    site.server.scripts["/a"] = web.says(web.answer(web.article("Quetta").replace(b"three", b"four") + b"<!-- x -->"))  # type: ignore[attr-defined]
    assert site.run().states == {"known": 1}
    assert len(site.documents()) == 2


def test_what_waits_is_tried_again_and_gives_up_in_the_end(site: Site, web: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_run, "PAUSE", timedelta(0))
    site.server.scripts |= {  # type: ignore[attr-defined]
        "/feed": web.says(web.answer(feed_of(item("/a")))), "/a": web.says(web.answer(b"", status="503 Busy")),
    }  # fmt: skip
    states = [list(site.run().states) for _ in range(feed_run.MAX_TRIES + 1)]
    assert states == [["waiting"]] * (feed_run.MAX_TRIES - 1) + [["failed"], []]


def test_a_silent_host_holds_up_no_other(site: Site, web: ModuleType) -> None:
    items = [item(f"/down/{n}", str(n)) for n in range(9)] + [item("/up")]
    down = {f"/down/{n}": web.says(b"") for n in range(9)}
    site.server.scripts |= {"/feed": web.says(web.answer(feed_of(*items))), **down, "/up": web.says(web.answer(web.article()))}  # type: ignore[attr-defined]
    run = site.run()
    assert run.states["waiting"] == 10 and sum("down" in one.path for one in site.server.asked) == 3 * 3  # type: ignore[attr-defined]


def test_a_document_that_the_pipeline_fails_on_stops_nothing(site: Site, web: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def pipeline(document: Document) -> Report:
        if "Kabul" in document.text:
            raise RuntimeError("boom")
        return Report(document)

    monkeypatch.setattr(adding, "run", pipeline)
    pages = {f"/{name}": web.says(web.answer(web.article(name))) for name in ("Kabul", "Mosul")}
    site.server.scripts |= {"/feed": web.says(web.answer(feed_of(item("/Kabul", "K"), item("/Mosul", "M")))), **pages}  # type: ignore[attr-defined]
    site.run()
    assert site.items() == {"/Kabul": ("failed", "the pipeline failed on it"), "/Mosul": ("new", None)}


def test_a_limit_leaves_the_others_for_the_next_run(site: Site, web: ModuleType) -> None:
    pages = {f"/{n}": web.says(web.answer(web.article(f"Town{n}"))) for n in range(3)}
    site.server.scripts |= {"/feed": web.says(web.answer(feed_of(*(item(f"/{n}", str(n)) for n in range(3))))), **pages}  # type: ignore[attr-defined]
    assert site.run(limit=2).states == {"new": 2}
    assert site.run(limit=2).states == {"new": 1}


def test_two_runs_at_once_are_one_too_many(store: Store, url: str) -> None:
    other = open_store(url)
    with feeds.sole(store), pytest.raises(StoreError, match="another run"), feeds.sole(other):
        pass
    with feeds.sole(other):
        pass
    other.close()


def test_every_capture_is_written_down_with_its_document(site: Site, web: ModuleType) -> None:
    site.server.scripts |= {"/feed": web.says(web.answer(feed_of(item("/a")))), "/a": web.says(web.answer(web.article()))}  # type: ignore[attr-defined]
    site.run()
    with site.store.reading() as connection:
        rows = list(connection.execute(select(tables.fetches)))
        assert connection.execute(select(func.count()).select_from(tables.documents)).scalar() == 1
    assert [(row.status, row.document_id is not None) for row in sorted(rows, key=lambda row: row.at)] == [
        (200, False),
        (200, True),
    ]
