from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from fastwarc.warc import ArchiveIterator

from dateline.errors import FetchError
from dateline.fetch.captures import Captures, fault
from dateline.fetch.door import Door, Limits
from dateline.fetch.pages import Reader, Validators
from dateline.fetch.politeness import Pauses, retry_after
from dateline.fetch.signs import Page, is_missing
from dateline.fetch.sitemap import is_sitemap, parse
from dateline.ingest import read

Serve = Callable[[dict], tuple[str, Reader, list]]


@pytest.fixture
def serve(web: ModuleType) -> Iterator[Serve]:
    """Start a server with scripts; give its address, a polite reader, and the list of what was slept."""
    stack: list = []

    def start(scripts: dict) -> tuple[str, Reader, list]:
        server = web.Server(scripts)
        context = web.running(server)
        context.__enter__()
        stack.append(context)
        port = server.ports["http"]
        slept: list[float] = []
        door = Door(limits=Limits(seconds=3, wait=1), allowed=frozenset({(web.HOST, port)}), resolver=lambda h, p, s: [web.HOST])
        reader = Reader(door, Pauses(2.0, clock=lambda: 0.0, sleep=slept.append), sleep=slept.append)
        reader.served = server  # type: ignore[attr-defined]
        return f"http://news.example.org:{port}", reader, slept

    yield start
    for context in stack:
        context.__exit__(None, None, None)


@contextmanager
def fails(reason: str) -> Iterator[None]:
    with pytest.raises(FetchError) as failed:
        yield
    assert failed.value.reason == reason, failed.value


def test_robots_are_heeded(serve: Serve, web: ModuleType) -> None:
    rules = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: Dateline\nDisallow: /no\nCrawl-delay: 9\n"
    page = web.says(web.answer(web.article()))
    base, reader, slept = serve({"/robots.txt": web.says(web.answer(rules, kind="text/plain")), "/no/a": page, "/private/a": page})
    with fails("robots"):
        reader.fetch(f"{base}/no/a")
    assert reader.fetch(f"{base}/private/a").answer.complete
    reader.fetch(f"{base}/private/a")
    assert slept == [9.0]
    assert sum(one.path == "/robots.txt" for one in reader.served.asked) == 1  # type: ignore[attr-defined]


def test_robots_that_cannot_be_read_allow_nothing_for_now(serve: Serve, web: ModuleType) -> None:
    base, reader, _ = serve(
        {"/robots.txt": web.says(web.answer(b"", status="503 Busy")), "/a": web.says(web.answer(web.article()))}
    )
    with pytest.raises(FetchError) as failed:
        reader.fetch(f"{base}/a")
    assert failed.value.reason == "robots" and failed.value.retry


def test_what_has_not_changed_is_not_sent_again(serve: Serve, web: ModuleType) -> None:
    def page(sock: object, asked: object) -> None:
        known = asked.headers.get("if-none-match") == '"1"' and asked.headers.get("if-modified-since")  # type: ignore[attr-defined]
        whole = web.answer(web.article(), headers='ETag: "1"\r\nLast-Modified: Mon, 03 May 2021 10:00:00 GMT\r\n')
        sock.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else whole)  # type: ignore[attr-defined]

    base, reader, _ = serve({"/a": page})
    first = reader.fetch(f"{base}/a")
    assert first.validators == Validators('"1"', "Mon, 03 May 2021 10:00:00 GMT")
    assert reader.fetch(f"{base}/a", first.validators).outcome == "not_modified"


def test_busy_servers_are_asked_again_when_they_say(serve: Serve, web: ModuleType) -> None:
    def page(sock: object, asked: object) -> None:
        busy = web.answer(b"", status="429 Too Many", headers="Retry-After: 5\r\n")
        sock.sendall(busy if asked.before < 2 else web.answer(web.article()))  # type: ignore[attr-defined]

    base, reader, slept = serve({"/a": page})
    assert reader.fetch(f"{base}/a").tries == 3
    assert slept.count(5.0) == 2


def test_a_long_wait_is_left_to_a_later_run(serve: Serve, web: ModuleType) -> None:
    base, reader, slept = serve({"/a": web.says(web.answer(b"", status="503 Busy", headers="Retry-After: 3600\r\n"))})
    with pytest.raises(FetchError) as failed:
        reader.fetch(f"{base}/a")
    assert (failed.value.after, failed.value.retry, slept) == (3600.0, True, [])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), (" 0 ", 0.0), ("Mon, 03 May 2021 10:02:00 GMT", 120.0), ("Mon, 03 May 2021 09:00:00 GMT", 0.0)]
    + [(odd, None) for odd in (None, "", "soon", "-5", "1e9", "٣", "99999999999", "Mon, 99 May 2021 10:00:00 GMT")],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2021, 5, 3, 10, tzinfo=UTC)) == seconds


def test_captures_hold_every_hop_and_read_back(serve: Serve, web: ModuleType, tmp_path: Path) -> None:
    page = web.article()
    zipped = web.chunked([gzip.compress(page)], headers="Content-Encoding: gzip\r\n")
    moved = web.answer(b"moved", status="301 Moved", headers="Location: /new?utm_source=feed\r\n")
    base, reader, _ = serve({"/old": web.says(moved), "/new": web.says(zipped)})
    captures = Captures(tmp_path / "captures")
    fetched = reader.fetch(f"{base}/old")
    name, position = captures.keep(fetched.answer)
    captures.close()
    file = tmp_path / "captures" / name
    records = list(ArchiveIterator(str(file), parse_http=False, inplace=False))
    kinds = [record.headers["WARC-Type"] for record in records]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    assert records[3].stream_pos >= position > 0
    for record in records[1:]:
        assert record.headers["WARC-IP-Address"] == web.HOST and record.headers["WARC-Payload-Digest"].startswith("sha256:")
    assert b"GET /new?utm_source=feed HTTP/1.1\r\nHost: news.example.org" in gzip.decompress(file.read_bytes())
    digest = sha256(fetched.answer.last.wire).hexdigest()
    assert fault(file.parent, name, position, digest) is None
    assert "no such file" in (fault(file.parent, "other.warc.gz", 0, digest) or "")
    assert "is no response" in (fault(file.parent, name, 0, digest) or "")
    whole = file.read_bytes()
    for at in range(position, position + 300, 11):
        (tmp_path / "broken.warc.gz").write_bytes(whole[:at] + bytes((whole[at] ^ 0x10,)) + whole[at + 1 :])
        assert fault(tmp_path, "broken.warc.gz", position, digest) or at < position + 10  # of gzip's own header
    [document] = list(read(str(file)))
    assert document.url == f"{base}/new" and document.complete and "Quetta" in document.text


def test_a_cut_capture_says_so(serve: Serve, web: ModuleType, tmp_path: Path) -> None:
    page = web.article()
    base, reader, _ = serve({"/a": web.says(web.answer(page[:900], length=len(page)))})
    captures = Captures(tmp_path)
    captures.keep(reader.fetch(f"{base}/a").answer)
    captures.close()
    [document] = list(read(str(next(tmp_path.iterdir()))))
    assert not document.complete and any("disconnect" in problem for problem in document.problems)


@pytest.mark.parametrize(
    ("title", "missing"),
    [("404", True), ("Page not found | Example News", True), ("Sorry, page not found", True),
     ("404 - Page not found - The Daily", True), ("Just a moment...", True), ("404 killed in a week of attacks", False),
     ("Bodies not found after boat capsizes", False), ("Access denied: aid convoys blocked in the north", False),
     ("Service unavailable after attack on power plant", False)],
)  # fmt: skip
def test_titles_of_missing_pages(title: str, missing: bool) -> None:
    assert is_missing(title) is missing
    page = Page(f"<html><title>{title}</title><body><p>A line.</p></body></html>".encode())
    assert (page.missing("https://e.org/a", "https://e.org/a") is not None) is missing


def test_signs_of_paywalls_and_front_pages(web: ModuleType) -> None:
    declared = b'<html><script type="application/ld+json">{"isAccessibleForFree": "False"}</script><p>Words.</p></html>'
    for raw in (
        declared,
        b"<p>Subscribe to <b>continue</b> reading.</p>",
        b'<meta property="article:content_tier" content="metered"><p>x</p>',
    ):
        assert "paywall" in (Page(raw).paywall() or "")
    whole = Page(web.article())
    assert whole.paywall() is None and whole.missing("https://e.org/a", "https://e.org/a") is None
    assert "front page" in (whole.missing("https://www.e.org/news/1", "https://e.org/") or "")


def test_sitemaps() -> None:
    news = (
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="x" xmlns:image="y"><url>'
        b"<image:image><image:loc>https://e.org/i.jpg</image:loc></image:image><loc> https://e.org/1 </loc><n:news>"
        b"<n:title>A</n:title>"
        b"<n:publication_date>2021-05-03</n:publication_date></n:news></url><url><lastmod>x</lastmod></url><url><loc>https://e.org/2</loc>"
    )
    found = parse(news)
    assert is_sitemap(news) and found.entries[0].url == "https://e.org/1" and found.entries[0].published == "2021-05-03"
    assert any("not well formed" in problem for problem in found.problems) and any(
        "1 entries" in problem for problem in found.problems
    )
    bomb = b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><urlset><url><loc>&y;</loc></url></urlset>'
    assert parse(bomb).entries == () and "Entities" in parse(bomb).problems[0]
