"""Sitemaps (https://www.sitemaps.org/protocol.html) and Google's news extension: addresses, and lists of further sitemaps.

Read as a stream by defusedxml: no entity is expanded and nothing outside is opened. A file that breaks off gives what stood before.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

MAX_ENTRIES = 50_000
"""The protocol's own limit for one file."""
MAX_ELEMENTS = 1_000_000
"""Of any name; a full news sitemap has seven for each address. What nests without an end would fill the memory."""
LONGEST = 10_000
"""Characters of one field; an address has 2,048 at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address; of news also its title and day, as written."""

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """``pages`` lists articles, ``index`` lists sitemaps."""

    kind: Literal["pages", "index"]
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()


def is_sitemap(raw: bytes) -> bool:
    """Tell a sitemap by its first element."""
    head = raw[:4096].lower()
    return (b"<urlset" in head or b"<sitemapindex" in head) and b"<html" not in head


def parse(raw: bytes) -> Sitemap:
    """Return what a sitemap lists; an entry without an address is passed over and counted."""
    entries: list[Entry] = []
    problems: list[str] = []
    kind: Literal["pages", "index"] = "pages"
    nameless, root = 0, None
    try:
        for number, (event, element) in enumerate(iterparse(io.BytesIO(raw), events=("start", "end"), forbid_dtd=False)):
            if number > 2 * MAX_ELEMENTS:
                problems.append(f"only the first {MAX_ELEMENTS} elements were read")
                break
            name = _local(element)
            if root is None:
                root = element
                kind = "index" if name == "sitemapindex" else "pages"
            if event == "start" or name not in ("url", "sitemap"):
                continue
            entry = _entry(element)
            nameless += entry is None
            if entry is not None:
                entries.append(entry)
            root.clear()
            if len(entries) >= MAX_ENTRIES:
                problems.append(f"only the first {MAX_ENTRIES} addresses were read")
                break
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        problems.append(f"the sitemap is not well formed ({type(error).__name__}: {str(error)[:80]})")
    if nameless:
        problems.append(f"{nameless} entries without an address were passed over")
    return Sitemap(kind, tuple(entries), tuple(problems))


def _entry(element: Any) -> Entry | None:
    own = _fields(element)
    news = next((_fields(part) for part in element if _local(part) == "news"), {})
    return Entry(own["loc"], news.get("title"), news.get("publication_date"), own.get("lastmod")) if "loc" in own else None


def _fields(element: Any) -> dict[str, str]:
    """Return the texts of an element's own children, not of theirs: an image of the article has a ``loc`` too."""
    texts = ((_local(part), (part.text or "").strip()) for part in element)
    return {name: words for name, words in texts if words and len(words) <= LONGEST}


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()
