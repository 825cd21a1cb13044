"""A person's way through the page in real Chromium: find, open a quote, move time, judge and undo, sign in, download, be blind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from dateline.web.app import Options

from .conftest import PASSWORD, ROOT, Serve, missing, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WIDTHS = (360, 768, 1440)
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


@pytest.fixture
def address(serve: Serve) -> str:
    return serve()


@pytest.fixture
def page(browser: Browser, serve: Serve) -> Iterator[Page]:
    """A page that notes every address it asks, and every complaint of the browser (a blocked script, an error)."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True, reduced_motion="reduce")
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts <= {"127.0.0.1"}, f"the page asked other hosts: {hosts}"
    refusals = ("status of 401", "status of 403", "status of 404")
    assert not [one for one in complaints if not any(refusal in one for refusal in refusals)], complaints


def drawn(page: Page) -> int:
    return int(page.locator("#map").get_attribute("data-drawn") or 0)


def test_find_an_incident_and_open_its_quote(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Words in the reports").fill('"counted for itself"')
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**counted*")
    until(lambda: page.locator(".row").count() == 1)
    page.locator(".row h3 a").click()
    page.wait_for_url("**/incidents/*")
    assert "Peshawar" in page.locator("h1").inner_text()
    assert "30 January 2023" in page.locator(".masthead .when").inner_text()
    page.locator("#p-killed a.quoted", has_text="84 people were killed.").first.click()
    page.wait_for_url("**/articles/*#q-*")
    target = page.locator(f'[id="{page.url.split("#")[1]}"] + .quote')
    assert target.inner_text() == "84 people were killed." and target.is_visible()
    target.click()
    page.wait_for_url("**/incidents/*#said-*")


def test_filters_make_an_address_to_share(page: Page, address: str, browser: Browser) -> None:
    page.goto(address)
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Country").select_option("PK")
    page.get_by_label("Killed, at least").fill("10")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**country=PK*")
    assert "killed_min=10" in page.url
    other = browser.new_page()
    other.goto(page.url)
    assert other.locator(".row h3").all_inner_texts() == page.locator(".row h3").all_inner_texts() != []
    other.close()


def test_move_the_time_slider(page: Page, address: str) -> None:
    page.goto(f"{address}/map")
    until(lambda: drawn(page) > 0)
    before = page.locator("#summary").inner_text()
    page.locator("#from").focus()
    page.keyboard.press("End")
    until(lambda: page.locator("#summary").inner_text() != before)
    first, _, last = page.locator("#window").inner_text().partition(" – ")
    assert first == last
    until(lambda: page.locator(".bubble").count() == page.locator("#listed li").count() == 1)


def test_a_dot_opens_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/map")
    until(lambda: drawn(page) > 0)
    page.wait_for_timeout(400)
    dot = page.locator(".bubble").first
    dot.focus()
    page.keyboard.press("Enter")
    until(lambda: page.evaluate("document.activeElement.closest('.popup') !== null"))
    page.wait_for_timeout(600)
    assert page.locator(".popup").is_visible(), "a map that moves under its popup keeps it"
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*")


def test_judge_a_merge_by_keyboard_and_undo_it(page: Page, address: str) -> None:
    page.goto(f"{address}/review?kind=merges")
    waiting = page.locator(".item").count()
    assert waiting
    page.keyboard.press("s")
    page.wait_for_url("**done=*")
    until(lambda: page.locator(".notice").is_visible() and page.locator(".item").count() == waiting - 1)
    page.goto(f"{address}/?place=Jos")
    assert page.locator(".row").count() == 1
    page.go_back()
    until(lambda: page.locator(".item").count() == waiting - 1)
    page.keyboard.press("u")
    until(lambda: page.locator(".item").count() == waiting)
    page.goto(f"{address}/?place=Jos")
    assert page.locator(".row").count() == 2


def test_sign_in_and_be_refused(page: Page, serve: Serve, users: Path) -> None:
    address = serve(Options(users=users))
    page.goto(f"{address}/review")
    assert "/sign-in" in page.url
    page.get_by_label("Name").fill("reader one")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").filter(has_text="do not belong together").wait_for()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/review")
    assert page.locator(".decide").count() == 0
    answer = page.goto(f"{address}/admin")
    assert answer is not None and answer.status == 403 and "role of admin" in page.get_by_role("alert").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in*")


def test_download_each_file(page: Page, address: str, tmp_path: Path) -> None:
    names = []
    for path in ("/", "/timeline", "/alerts", "/groups", "/review", "/judgements"):
        page.goto(address + path)
        for link in page.locator("main .files a").all():
            with page.expect_download() as waiting:
                link.click()
            kept = tmp_path / waiting.value.suggested_filename
            waiting.value.save_as(kept)
            names.append(kept.name)
            assert kept.stat().st_size > 0
            if kept.suffix in (".json", ".geojson"):
                json.loads(kept.read_text())
    assert {
        "incidents.csv",
        "incidents.jsonl",
        "incidents.geojson",
        "groups.csv",
        "groups.json",
        "review.json",
        "timeline.json",
        "alerts.json",
    } <= set(names)


def pages(page: Page, address: str) -> dict[str, str]:
    """One address of every kind of page."""
    page.goto(f"{address}/?place=Peshawar")
    incident = page.locator(".row h3 a").first.get_attribute("href") or ""
    page.goto(address + incident)
    article = page.locator(".reports a").first.get_attribute("href") or ""
    plain = {
        name: f"/{name}" for name in ("timeline", "alerts", "map", "groups", "articles", "judgements", "about", "nothing-here")
    }
    queues = {kind: f"/review?kind={kind}" for kind in ("merges", "conflicts", "scores")}
    plain["explain"] = incident.replace("/incidents/", "/explain/")
    plain["course"] = incident.replace("/incidents/", "/timeline/")
    return {"front": "/", "incident": incident, "article": article, "group": "/groups/islamic-state", **plain, **queues}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, address: str, scheme: Any) -> None:
    if not AXE.exists():
        missing("axe-core is missing: cd frontend && npm ci")
    source = AXE.read_text(encoding="utf-8")
    page.emulate_media(color_scheme=scheme)
    found: list[str] = []
    for name, path in pages(page, address).items():
        page.goto(address + path)
        if name == "map":
            until(lambda: drawn(page) > 0)
        page.evaluate(source)
        result = page.evaluate("axe.run()")
        for rule in result["violations"]:
            if rule["impact"] in SERIOUS:
                found += [
                    f"{name}: {rule['id']}: {node['html'][:120]} {node['failureSummary'][:200]}" for node in rule["nodes"][:3]
                ]
    page.context.pages[0].wait_for_timeout(10)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_clipped_or_runs_over(page: Page, address: str, width: int) -> None:
    found = []
    for name, path in pages(page, address).items():
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + path)
        page.wait_for_timeout(150)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found.append(f"{name} at {width}: runs over by {over}")
        found += [f"{name} at {width}: {one}" for one in page.evaluate(CLIPPED)]
    assert not found, "\n".join(found)


CLIPPED = """() => [...document.querySelectorAll("h1, h2, h3, p, li, dd, button, th, td, figcaption, label")].filter((part) => {
  const box = part.getBoundingClientRect(), style = getComputedStyle(part);
  if (!box.width || part.closest(".hidden, .scroll, .leaflet-container, .side, details:not([open])")) return false;
  return box.right > innerWidth + 1 || box.left < -1 || (style.overflowX === "hidden" && part.scrollWidth > part.clientWidth + 1);
}).map((part) => `${part.tagName} ${part.textContent.trim().slice(0, 60)}`)"""


def test_it_reads_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".row h3 a").first.click()
    page.wait_for_url("**/incidents/*")
    assert page.locator("h1").is_visible() and page.locator(".statements li").count()
    page.goto(f"{address}/map")
    assert "needs scripts" in page.locator("noscript").inner_text()
    context.close()


def test_the_first_key_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    until(lambda: page.evaluate("document.activeElement.className") == "skip")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
