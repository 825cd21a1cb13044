"""What a feed names: the items of RSS, Atom, JSON Feed and sitemaps, each with a key, so that the same one is named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from dateline.errors import FetchError, InputError
from dateline.fetch import sitemap
from dateline.fetch.canonical import normal
from dateline.fetch.inflate import Bomb, Unknown, inflate
from dateline.ingest import moment
from dateline.ingest.feed import Item, parse
from dateline.reconcile.account import digest
from dateline.store.feeds import Named

MAX_SITEMAPS = 50
"""Sitemaps of one index read in a run, the newest first: a site's archive has thousands, its news are in the last."""
MAX_BYTES = 32 * 1024 * 1024
SHARED = 3
"""An address that more items of one feed than this name with different titles is no article's: their own words are taken."""
LONGEST_WORDS = 200_000
"""Characters of an item's own words that are kept while it waits."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed as it was read: its title, its items, and what was wrong. What is not ``whole`` is asked for again the next time."""

    title: str | None
    items: tuple[Named, ...]
    problems: tuple[str, ...] = ()
    whole: bool = True


def listing(body: bytes, url: str, child: Callable[[str], bytes], since: date | None = None) -> Listing:
    """Return what the feed at `url` names; ``child`` fetches a further sitemap, of which those before `since` are passed over.

    Raises:
        FetchError: it is no feed (reason ``unreadable``).
    """
    raw = _unpacked(body, url)
    if sitemap.is_sitemap(raw):
        return _of_sitemap(raw, url, child, since)
    try:
        feed = parse(raw, url)
    except InputError as error:
        raise FetchError(str(error).removeprefix(f"{url}: "), url=url, reason="unreadable") from error
    items = [(item, _address(url, item.url)) for item in feed.items]
    empty = sum(address is None and not item.html.strip() for item, address in items)
    nothing = (f"{empty} items without an address on the web and without words were passed over",) if empty else ()
    return Listing(feed.title, tuple(_named(items)), (*feed.problems, *nothing))


def _unpacked(body: bytes, url: str) -> bytes:
    """Undo gzip where the file itself is packed (``sitemap.xml.gz``)."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return inflate(body, "gzip", MAX_BYTES)[0]
    except (Bomb, Unknown) as error:
        raise FetchError(f"it inflates to more than {MAX_BYTES} bytes: a bomb", url=url, reason="bomb") from error


def _of_sitemap(raw: bytes, url: str, child: Callable[[str], bytes], since: date | None) -> Listing:
    top = sitemap.parse(raw)
    if top.kind == "pages":
        return Listing(None, tuple(_named(_entries(top.entries, url))), top.problems)
    newest = sorted(top.entries, key=lambda entry: (moment.iso(entry.modified) or date.max).toordinal(), reverse=True)
    due = [entry for entry in newest if since is None or (moment.iso(entry.modified) or date.max) >= since]
    problems, whole = list(top.problems), True
    if len(due) > MAX_SITEMAPS:
        problems.append(f"the {MAX_SITEMAPS} newest of {len(due)} sitemaps were read")
    found: list[tuple[Item, str | None]] = []
    for entry in due[:MAX_SITEMAPS]:
        address = urljoin(url, entry.url)
        try:
            part = sitemap.parse(_unpacked(child(address), address))
        except FetchError as error:
            problems.append(f"a sitemap could not be read: {error}")
            whole = whole and not error.retry
            continue
        problems += [f"{address}: {problem}" for problem in part.problems]
        found += _entries(part.entries, address) if part.kind == "pages" else []
    return Listing(None, tuple(_named(found)), tuple(problems), whole)


def _entries(entries: Iterable[sitemap.Entry], url: str) -> list[tuple[Item, str | None]]:
    """A sitemap's entries as items."""
    return [
        (Item(None, entry.url, entry.title, moment.iso(entry.published), "", entry.modified), _address(url, entry.url))
        for entry in entries
    ]


def _address(base: str, url: str | None) -> str | None:
    """Return an item's address, made whole; None where there is none on the web."""
    try:
        found = normal(urljoin(base, (url or "").strip())) if url else ""
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None


def _named(items: list[tuple[Item, str | None]]) -> Iterator[Named]:
    """Yield each item once: by its address, or by its own words where it has none of its own."""
    titles: dict[str, set[str | None]] = {}
    for item, url in items:
        if url:
            titles.setdefault(url, set()).add(item.title)
    shared = Counter({url: len(found) for url, found in titles.items()})
    seen: set[str] = set()
    for item, url in items:
        own = url if url and shared[url] <= SHARED else None
        if own is None and not item.html.strip():
            continue
        key = "i" + digest(own) if own else "i" + digest(item.id, url, item.title, item.html)
        if key not in seen:
            seen.add(key)
            yield Named(key, digest(item.title, str(item.published), item.updated), own, _record(item, url))


def _record(item: Item, url: str | None) -> dict[str, str | None]:
    published = item.published.isoformat() if item.published else None
    return {"id": item.id, "url": url, "title": item.title, "published": published, "html": item.html[:LONGEST_WORDS]}


def item_of(record: dict[str, str | None]) -> Item:
    """Return the item that a kept record tells of."""
    published = record.get("published")
    day = date.fromisoformat(published) if published else None
    return Item(record.get("id"), record.get("url"), record.get("title"), day, record.get("html") or "")
