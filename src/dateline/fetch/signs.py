"""Signs that a page is not the whole article, or no article at all: paywalls and soft 404s.

Taken from what the page declares (schema.org's ``isAccessibleForFree``, Open Graph's ``article:content_tier``), from where
redirects led, and from the words of its title and text. A sign is a sentence for `Document.problems`; nothing is dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from dateline.codebook.tables import table
from dateline.fetch.canonical import site

MAX_READ = 2 * 1024 * 1024
"""Bytes of a page that are looked at: twice the largest article at hand."""
LONG = 2000
"""Characters in paragraphs: a page with more is an article, whatever its title; a page that misses one has a sentence or two."""
SITE_NAME = 5
"""Words of a site's name after the sentence in a title."""
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false"?', re.IGNORECASE)
_TIERS = frozenset(("locked", "metered", "premium", "paid", "subscriber"))
_HIDDEN = frozenset(("script", "style", "noscript", "template"))


class Page:
    """A page that is looked at for signs; a page of which no tree can be made gives none."""

    def __init__(self, raw: bytes) -> None:
        self._source = raw[:MAX_READ].decode("utf-8", "replace")
        try:
            self._tree = document_fromstring(
                raw[:MAX_READ].replace(b"\0", b""), parser=HTMLParser(no_network=True, encoding="utf-8")
            )
        except (etree.LxmlError, ValueError, AssertionError):
            self._tree = None

    def paywall(self) -> str | None:
        """Return what says that readers pay for this page, None when nothing does."""
        if self._tree is None:
            return None
        if _NOT_FREE.search(self._source):
            return "behind a paywall: the page declares itself not free to read, and may be its beginning only"
        for element in self._tree.iter("meta"):
            name = (element.get("property") or element.get("name") or "").lower()
            tier = (element.get("content") or "").strip().lower()
            if name.endswith("content_tier") and tier in _TIERS:
                return f"behind a paywall: the page declares its content {tier}, and may be its beginning only"
        found = _paywall().search(self._words())
        return f"behind a paywall: the page says {found[0]!r}" if found else None

    def missing(self, asked: str, final: str) -> str | None:
        """Return what says that there is no article at `asked`, although `final` answered with success (a soft 404)."""
        if _front(asked, final):
            return "soft 404: the address leads to the site's front page"
        if self._tree is None or self._prose() > LONG:
            return None
        found = next((words for words in self._heads() if is_missing(words)), None)
        return f"soft 404: the page is titled {found[:80]!r}" if found else None

    def _words(self) -> str:
        parts = (part for element in self._tree.iter(etree.Element) for part in _own(element))
        return " ".join(" ".join(parts).split())

    def _prose(self) -> int:
        return sum(len(part) for element in self._tree.iter("p") for part in _own(element))

    def _heads(self) -> Iterator[str]:
        for name in ("title", "h1"):
            for element in list(self._tree.iter(name))[:2]:
                words = " ".join("".join(element.itertext()).split())
                if words:
                    yield words


def is_missing(title: str) -> bool:
    """Tell a title that says that nothing is there, with at most a site's name after it, from a headline of an article."""
    match = _missing().match(title)
    return match is not None and len(title[match.end() :].split()) <= SITE_NAME


def _own(element: etree._Element) -> Iterator[str]:
    """Yield the text before an element's first child and after its end: each once over a whole tree."""
    if element.text and element.tag not in _HIDDEN:
        yield element.text
    if element.tail:
        yield element.tail


def _front(asked: str, final: str) -> bool:
    """Tell a redirect from an article to the root of the same site."""
    before, after = urlsplit(asked), urlsplit(final)
    deep = len(before.path.strip("/")) > 0 or bool(before.query)
    return deep and after.path.strip("/") == "" and not after.query and site(asked) == site(final)


def _phrases(kind: str) -> str:
    longest_first = sorted(table("page_signs")[kind], key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,9}") for phrase in longest_first)


@cache
def _paywall() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_phrases('paywall')})(?!\w)", re.IGNORECASE)


@cache
def _missing() -> re.Pattern[str]:
    ending = r"\W{0,3}(?:$|\s[|–—·:-]\s)"
    return re.compile(rf"\W{{0,3}}(?:(?:oops|sorry|error|whoops)\W{{1,3}}){{0,2}}(?:{_phrases('missing')}){ending}", re.IGNORECASE)
