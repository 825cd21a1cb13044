"""Stored cross-site scripting in real Chromium: 200 payloads in every field, without the policy's help: 0 scripts, 0 foreign hosts.

The short form looks at every eighth page; all of them: ``DATELINE_ALL_PAGES=1 pytest tests/web/test_hostile.py``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.web.app import create

from .conftest import client_of, running, until
from .hostile import articles, payloads

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EVERY = 1 if os.environ.get("DATELINE_ALL_PAGES") == "1" else 8


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = open_store(str(tmp_path_factory.mktemp("hostile") / "hostile.db"))
    add(store, articles(), "test")
    yield store
    store.close()


def addresses(store: Store) -> list[str]:
    """Every kind of page, and those of every nth incident, article and group."""
    client = client_of(store)
    incidents = [one["id"] for one in client.get("/api/incidents?per_page=200").json()["incidents"]]
    documents = [one["id"] for one in client.get("/api/articles?per_page=200").json()["articles"]]
    groups = [one["key"] for one in client.get("/api/groups?per_page=200").json()["groups"]]
    found = [f"/incidents/{one}" for one in incidents[::EVERY]] + [f"/explain/{one}" for one in incidents[::EVERY]]
    found += [f"/articles/{one}" for one in documents[:: min(EVERY, 2)]]
    found += [f"/groups/{quote(one, safe='')}" for one in groups[::EVERY]]
    asked = [f"/?q={quote(one)}" for one in payloads()[:: EVERY * 4]]
    return ["/", "/?page=2", "/articles", "/groups", "/map", "/review", "/review?kind=conflicts", "/judgements", *found, *asked]


def test_there_are_two_hundred_and_all_are_kept(hostile: Store) -> None:
    assert len(payloads()) == len(set(payloads())) == 200
    held = client_of(hostile).get("/api/incidents?per_page=200").text
    assert json.loads(held)["total"] >= 30
    texts = [document.text for document, _ in articles()]
    assert all(any(one in text for text in texts) for one in payloads())


@pytest.mark.browser
def test_no_payload_runs_and_none_calls_home(hostile: Store, browser: Browser) -> None:
    with running(create(hostile)) as address:
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
        context.route("**/*", lambda route: route.continue_() if _is_ours(route.request.url) else route.abort())
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        ran = []
        for path in addresses(hostile):
            page.goto(address + path)
            if path == "/map":
                _open_dots(page)
            _hover(page)
            if page.evaluate("window.ran || 0"):
                ran.append(path)
        context.close()
    assert ran == [] and said == []
    assert [url for url in asked if not _is_ours(url)] == []


def _is_ours(url: str) -> bool:
    return url.startswith(("data:", "blob:")) or urlsplit(url).hostname == "127.0.0.1"


def _open_dots(page: Any) -> None:
    page.wait_for_timeout(800)
    for dot in page.locator(".bubble").all()[:3]:
        dot.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)


def _hover(page: Any) -> None:
    """Whatever listens is set off: handlers of the pointer, of focus and of what opens."""
    page.evaluate("""() => { for (const part of document.querySelectorAll("main *")) {
      for (const name of ["mouseover", "focus", "toggle", "error", "load"]) part.dispatchEvent(new Event(name)); } }""")


@pytest.mark.browser
def test_the_trap_works(browser: Browser, tmp_path: Path) -> None:
    """A page that does not escape runs dozens of them: the test above could fail."""
    page = browser.new_page()
    file = tmp_path / "open.html"
    file.write_text("<main>" + "\n".join(payloads()[:30]) + "</main>", encoding="utf-8")
    page.goto(file.as_uri())
    until(lambda: page.evaluate("window.ran || 0") > 5)
    page.close()
