"""What a page says about itself: title, publisher, address, day of publication. Never its authors, and never a guess.

Each has its places in order of trust; the first that holds a usable value wins. JSON-LD is schema.org's ``NewsArticle``
(https://schema.org/NewsArticle), ``og:`` and ``article:`` are Open Graph's (https://ogp.me).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from dateline.fetch.canonical import chosen
from dateline.ingest import moment
from dateline.ingest.publisher import domain_of, without_site

_ARTICLE_TYPES = ("newsarticle", "reportagenewsarticle", "article", "blogposting", "liveblogposting", "backgroundnewsarticle",
                  "analysisnewsarticle", "opinionnewsarticle", "report")  # fmt: skip
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "article_date_original", "date", "rnews:datepublished",
)  # fmt: skip
_DATE_CLASSES = ("publish", "pubdate", "posted", "timestamp", "dateline", "article-date", "entry-date", "date")
_LONGEST_TITLE = 300
_LONGEST_JSON = 4 << 20
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; None is not found. ``body`` is JSON-LD's ``articleBody``, the publisher's own plain text."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    body: str | None = None


def of_page(tree: HtmlElement, url: str | None) -> Metadata:
    """Return what the page at `url` says about itself; the tree must still hold its scripts."""
    article, others = _json_ld(tree)
    metas = _metas(tree)
    declared = _canonical(tree, metas)
    address = chosen(url, declared) if url else declared or _address(article)
    publisher = _publisher(article, others, metas) or domain_of(address)
    return Metadata(
        title=_title(tree, article, metas, publisher),
        publisher=publisher,
        url=address,
        published=_published(tree, article, metas, address),
        body=_string(article.get("articleBody")),
    )


def _published(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str], url: str | None) -> date | None:
    found = moment.iso(_string(article.get("datePublished")))
    candidates = (moment.iso(metas[name]) for name in _DATE_METAS if name in metas)
    return found or next(filter(None, candidates), None) or _visible_date(tree) or moment.in_url(url)


def _visible_date(tree: HtmlElement) -> date | None:
    """Return the date the page shows: a ``time`` element, or an element named for it whose whole text is a full date."""
    times = tree.xpath(
        '//*[@itemprop="datePublished"] | //time[@pubdate] | //*[self::article or self::main or self::header]//time | //time'
    )
    for element in times[:5]:
        found = moment.iso(element.get("datetime") or element.get("content") or _words(element))
        if found:
            return found
    named = tree.xpath("//*[@class or @id][not(*) or count(*)<4]")
    for element in named[:3000]:
        name = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if any(part in name for part in _DATE_CLASSES) and (found := moment.written(_words(element))):
            return found
    return None


def _title(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str], publisher: str | None) -> str | None:
    """Return the headline: the page's one ``h1``, else JSON-LD's, Open Graph's, ``<title>`` without the site's name."""
    heads = [words for element in tree.iter("h1") if (words := _words(element)) and len(words) <= _LONGEST_TITLE]
    given = (_string(article.get("headline")), metas.get("og:title"), metas.get("twitter:title"))
    named = [found for found in given if found and len(found) <= _LONGEST_TITLE]
    page = next((words for element in tree.iter("title") if (words := _words(element)[:_LONGEST_TITLE])), None)
    if len(set(heads)) == 1 and (not named or _agree(heads[0], named[0]) or _agree(heads[0], page or "")):
        return heads[0]
    chosen = named[0] if named else heads[0] if heads else page
    return without_site(" ".join(chosen.split()), publisher) or None if chosen else None


def _agree(one: str, other: str) -> bool:
    """Tell whether two headlines share half their words: an SEO title beside the one on the page, not a site's name."""
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(left & right) >= min(len(left), len(right)) > 0


def _publisher(article: dict[str, Any], others: list[dict[str, Any]], metas: dict[str, str]) -> str | None:
    for holder in (article, *others):
        publisher = holder.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = _string(publisher.get("name")) if isinstance(publisher, dict) else _string(publisher)
        if name and len(name) < 80 and "//" not in name:
            return " ".join(name.split())
    name = metas.get("og:site_name") or metas.get("application-name")
    return " ".join(name.split()) if name and len(name) < 80 else None


def _canonical(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    links = [element.get("href", "").strip() for element in tree.iter("link") if element.get("rel", "").lower() == "canonical"]
    return next((link for link in (*links, metas.get("og:url", "")) if link.startswith(("http://", "https://"))), None)


def _address(article: dict[str, Any]) -> str | None:
    page = article.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    return next((found for found in (_string(article.get("url")), _string(page)) if found and found.startswith("http")), None)


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the page's meta elements: name in lower case, first value."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: HtmlElement) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the first article among the page's JSON-LD objects (empty when there is none), and the other objects."""
    objects = [
        item for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower() for item in _objects(script.text)
    ]
    articles = [item for item in objects if _types(item) & set(_ARTICLE_TYPES)]
    article = next((item for item in articles if item.get("datePublished")), articles[0] if articles else {})
    return article, [item for item in objects if item is not article]


def _objects(source: str | None) -> Iterator[dict[str, Any]]:
    if not source or len(source) > _LONGEST_JSON:
        return
    try:
        value = json.loads(source.strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n"), strict=False)
    except (ValueError, RecursionError):
        return
    yield from _flat(value, 0)


def _flat(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flat(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value[:200]:
            yield from _flat(item, depth + 1)


def _types(item: dict[str, Any]) -> set[str]:
    kinds = item.get("@type")
    return {kind.lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _string(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() or None if isinstance(value, str) else None


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
