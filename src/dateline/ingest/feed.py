"""Feeds: RSS, Atom (feedparser, in a limited worker) and JSON Feed. From bytes alone; nothing here opens an address."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.errors import InputError, Malformed, TooLarge
from dateline.ingest import moment, worker
from dateline.ingest.document import Origin, Reading, build
from dateline.ingest.text import decode, normalise, with_title
from dateline.types import Document

MAX_BYTES = 16 * 1024 * 1024
"""Largest feed read. News feeds have 20 to 500 kB; feedparser's time is quadratic in some hostile fields."""
MAX_ITEMS = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. ``id`` is what the feed calls it, not unique in the wild; ``html`` is its content or summary."""

    id: str | None
    url: str | None
    title: str | None
    published: date | None
    html: str
    updated: str | None = None
    """When it was changed last, as written."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its items in order, and what was wrong with it."""

    title: str | None
    items: tuple[Item, ...]
    problems: tuple[str, ...] = ()


def parse(raw: bytes, path: str) -> Feed:
    """Return the feed.

    Raises:
        TooLarge: more than `MAX_BYTES`.
        Malformed: it is no feed, or the worker gave up.
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"a feed larger than {MAX_BYTES} bytes", limit=MAX_BYTES, path=path)
    answer = _json_feed(raw, path) if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else worker.run("feed", raw, path)
    items = tuple(_item(entry) for entry in answer["items"])
    if not items and answer["problems"]:
        raise Malformed(f"no feed: {answer['problems'][0]}", path=path)
    return Feed(answer["title"], items, tuple(answer["problems"]))


def documents(raw: bytes, origin: Origin, reading: Reading) -> Iterator[Document]:
    """Yield a document for each item: its title, then the words of its content. A bad item goes to `reading.on_error`."""
    feed = parse(raw, origin.path)
    for problem in feed.problems:
        reading.on_error(Malformed(f"{problem}; its {len(feed.items)} items are kept", path=origin.path))
    for number, item in enumerate(feed.items, 1):
        here = replace(origin, path=item.url or f"{origin.path}:{number}", url=item.url, publisher=origin.publisher or feed.title)
        cut = feed.problems if number == len(feed.items) else ()
        try:
            yield of_item(item, replace(here, problems=(*here.problems, *cut)))
        except InputError as error:
            reading.on_error(error)


def of_item(item: Item, origin: Origin) -> Document:
    """Return the document of one item: its title, then the words of its content.

    Raises:
        EmptyInput: it holds no words.
    """
    from dateline.ingest.html import to_text

    title = " ".join(normalise(to_text(item.title or "")).split()) or None
    content = json.dumps([item.id, item.url, item.title, item.html]).encode()
    return build(with_title(title, to_text(item.html)), content, origin, title=title, published=item.published)


def entries(raw: bytes) -> dict[str, Any]:
    """Return ``title``, ``items`` and ``problems`` of an RSS or Atom feed; runs inside the worker."""
    import feedparser

    found = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    problems = []
    if found.bozo and "SAX" in type(found.bozo_exception).__name__:
        problems.append(f"the feed is not well formed ({str(found.bozo_exception)[:100]})")
    if not found.entries and not found.version:
        problems.append("no RSS or Atom in it")
    if len(found.entries) > MAX_ITEMS:
        problems.append(f"only the first {MAX_ITEMS} of {len(found.entries)} items were read")
    return {"title": found.feed.get("title"), "items": [_entry(entry) for entry in found.entries[:MAX_ITEMS]], "problems": problems}


def _entry(entry: Any) -> dict[str, Any]:
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    return {
        "id": entry.get("id"),
        "url": entry.get("link"),
        "title": entry.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "updated": entry.get("updated"),
        "html": max([*contents, entry.get("summary") or ""], key=len),
    }


def _json_feed(raw: bytes, path: str) -> dict[str, Any]:
    """Read JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); items that are no objects are passed over."""
    try:
        feed = json.loads(decode(raw).text)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {error}", path=path) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Malformed("no JSON Feed: no items", path=path)
    return {"title": feed.get("title"), "items": [_json_item(item) for item in items if isinstance(item, dict)], "problems": []}


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item.get("id"),
        "url": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "html": item.get("content_html") or item.get("content_text") or item.get("summary") or "",
    }


def _item(entry: dict[str, Any]) -> Item:
    def text(key: str) -> str | None:
        return entry[key] if isinstance(entry[key], str) and entry[key] else None

    return Item(text("id"), text("url"), text("title"), moment.iso(entry["published"]), text("html") or "", text("updated"))
