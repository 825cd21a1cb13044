"""HTML pages: the article's words without the page around it.

The tree is parsed once, with libxml2's limits lifted to depth 2,048 (by default it drops in silence what lies deeper than 256 or
follows 10 MB of text) and its log read for what it dropped. Metadata is read, the parts of a page that are never the article
(captions, related links, newsletters, bylines) are cut out, and trafilatura finds the article in the rest.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.errors import EmptyInput, Malformed
from dateline.ingest import moment
from dateline.ingest.document import Origin, build
from dateline.ingest.metadata import Metadata, of_page
from dateline.ingest.text import decode, normalise, with_title
from dateline.types import Document

MAX_PAGE = 8 * 1024 * 1024
"""Bytes of a page that are parsed: the largest of the pages at hand has 1.2 MB, and a tree takes up to 30 times its source."""
MAX_ELEMENTS = 100_000
"""Larger trees go past trafilatura to the plain reader: the pages at hand have 400 to 1,900; 90,000 took it 11 s."""
MAX_ATTRIBUTES = 2_000
"""Of one tag; 100,000 of them took libxml2 more than a minute."""
MAX_DEPTH = 200
"""Deeper trees too: trafilatura recurses, and returns nothing at depth 300."""
FAR_SHORTER = 0.5
"""When less than this share of the publisher's own ``articleBody`` was found, the article was missed and that text is taken."""

_NOT_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:captions?|credits?|figcaption|related\w*|newsletters?|signup|sign-up|subscri\w*|promo\w*|read-?more|more-on|also-read|"
    r"most-?(?:read|popular|viewed)|trending|recommend\w*|recirc\w*|advert\w*|ad-?slot|sponsor\w*|share|sharing|social|bylines?|authors?|"
    r"author-?bio|breadcrumbs?|tags|cookies?|onetrust\w*|ot-sdk\w*|gdpr|ccpa|consent|toolbar|outbrain|taboola|inline-links|"
    r"visually-?hidden|screen-reader-text|sr-only|disclaimer|copyright|app-?promo|donate|donation|twitter-tweet|instagram-media|"
    r"tiktok-embed|fb-post)(?=$|[\s_-])|imageCaption|RelatedStor|relatedArticle|newsletterSign|MostRead|ReadMore",
    re.IGNORECASE,
)
_READERS = re.compile(r"(?:^|[\s_-])(?:comments?|disqus\w*|livefyre\w*)(?=$|[\s_-])", re.IGNORECASE)
_NEVER = frozenset(
    ("figcaption", "aside", "nav", "footer", "form", "button", "noscript", "template", "dialog", "iframe", "svg", "menu")
)
_LINK_LEAD = re.compile(
    r"(?:read (?:more|also|next|the full)|also read|more on|more from|related|see also|watch|listen|recommended|don.t miss|"
    r"in pictures|explainer|live updates|follow|sign up|subscribe|click here|download)\b|more ?:",
    re.IGNORECASE,
)
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]{0,40})[^<>]{8000,}>")
_BARE = " data-dateline-bare"
_NO_CONTROLS = bytes(byte if byte >= 32 or byte in b"\t\n\r" else 32 for byte in range(256))
"""Controls as spaces; NUL, which ends libxml2's reading, is taken out before."""
_BLOCKS = frozenset(("p", "h2", "h3", "h4", "li", "blockquote", "pre", "dd", "td"))
_FAILURES = (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError, etree.LxmlError)
"""What trafilatura was seen to raise, or could, on broken trees; every one of them leads to the plain reader and a flag."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def parse(raw: bytes, origin: Origin, charset: str | None = None) -> Document:
    """Return the article of a page. `charset` is what the transport declared.

    The stored text is the title on its first line, then a paragraph a line.

    Raises:
        EmptyInput: the page holds no words.
        Malformed: no tree can be made of it.
    """
    decoded = decode(raw[:MAX_PAGE], charset)
    tree, dropped = _tree(decoded.text, origin.path)
    if len(raw) > MAX_PAGE:
        dropped = (*dropped, f"cut after {MAX_PAGE} of {len(raw)} bytes")
    meta = of_page(tree, origin.url)
    etree.strip_elements(tree, "script", "style", with_tail=False)
    lines, missed = _article(tree, meta)
    if not lines:
        raise EmptyInput("; ".join(("a page without an article", *dropped)), path=origin.path)
    text = with_title(meta.title, "\n".join(lines))
    here = replace(origin, url=meta.url, publisher=origin.publisher or meta.publisher)
    problems = (*decoded.problems, *dropped, *_cut_off(raw), *missed)
    published = meta.published or moment.under_title(text)
    return build(text, raw, here, title=meta.title, published=published, problems=problems)


def to_text(fragment: str) -> str:
    """Return the words of a piece of HTML (a feed's summary), a paragraph a line."""
    if "<" not in fragment and "&" not in fragment:
        return normalise(fragment).strip()
    tree, _ = _tree(f"<div>{normalise(fragment)}</div>", "")
    return "\n".join(_paragraphs(tree) or [_words(tree)])


def _tree(source: str, path: str) -> tuple[HtmlElement, tuple[str, ...]]:
    """Return the tree, and what the parser dropped on the way."""
    source, cut = _LONG_TAG.subn(_few_attributes, source)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(source.encode("utf-8", "replace").translate(_NO_CONTROLS, b"\0"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        if "empty" in str(error).lower():
            raise EmptyInput("a page without words", path=path) from error
        raise Malformed(f"no page can be made of it: {error}", path=path) from error
    fatal = [entry.message.split(",")[0].strip() for entry in parser.error_log.filter_from_fatals()]
    dropped = (f"the parser dropped a part: {fatal[0]}",) if fatal else ()
    bare = source.count(_BARE) if cut else 0
    return tree, (*dropped, f"{bare} tags with more than {MAX_ATTRIBUTES} attributes were read without them") if bare else dropped


def _few_attributes(match: re.Match[str]) -> str:
    """Return a long tag as it stands, without its attributes where they are many: libxml2 compares each with all before it."""
    return f"{match[1]}{_BARE}>" if len(match[0].split(None, MAX_ATTRIBUTES + 1)) > MAX_ATTRIBUTES else match[0]


def _cut_off(raw: bytes) -> tuple[str, ...]:
    """Tell a page that was cut: it ends inside a tag or a word, and neither body nor html was closed."""
    tail = raw[-2000:].rstrip().lower()
    whole = tail.endswith(b">") or b"</html" in tail or b"</body" in tail or b"<html" not in raw[:2000].lower()
    return () if whole else ("the page ends before its end tag",)


def _article(tree: HtmlElement, meta: Metadata) -> tuple[list[str], tuple[str, ...]]:
    """Return the article's paragraphs, and a flag where the page's own text had to be taken instead."""
    too_large = _too_large(tree)
    if not too_large:
        _prune(tree)
    found = None if too_large else _extracted(tree)
    own = _own_lines(meta.body)
    if own and sum(map(len, own)) * FAR_SHORTER > len(found or ""):
        return own, ()
    if found:
        return [line for line in map(str.strip, found.split("\n")) if line], ()
    plain = _paragraphs(tree)
    words = plain or [line for line in [_words(tree)] if line]
    return words, (too_large or "no article was found on the page; its paragraphs stand as they are",)


def _extracted(tree: HtmlElement) -> str | None:
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, include_images=False)
    except _FAILURES:
        return None
    return document.text or None if document is not None and not isinstance(document, dict) else None


def _own_lines(body: str | None) -> list[str]:
    """Return ``articleBody`` as paragraphs, when it is long enough to be the article and not its first line."""
    if not body or len(body) < 300:
        return []
    text = to_text(body) if "<p" in body or "&lt;" in body else body
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _too_large(tree: HtmlElement) -> str | None:
    count, depth, deepest = 0, 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
        if count > MAX_ELEMENTS:
            return f"a page of more than {MAX_ELEMENTS} elements; its paragraphs stand as they are"
    return f"a page nested {deepest} deep; its paragraphs stand as they are" if deepest > MAX_DEPTH else None


def _prune(tree: HtmlElement) -> None:
    """Cut out what is never the article; a part that is only named so stays when it holds the article itself."""
    whole = sum(len(_words(element)) for element in tree.iter("p"))
    for element in [element for element in tree.iter(etree.Element) if _is_apart(element)]:
        if element.getparent() is None or element.tag in ("body", "html", "article", "main"):
            continue
        paragraphs = [_words(inner) for inner in element.iter("p")]
        if 2 * sum(map(len, paragraphs)) > whole > 0 or (_by_name_alone(element) and _holds_prose(paragraphs)):
            continue
        element.drop_tree()
    for link in list(tree.iter("a")):
        if (link.tail or "").strip() or ((link.getparent().text or "").strip() and link.getprevious() is None):
            link.drop_tag()


def _holds_prose(paragraphs: list[str]) -> bool:
    """Tell a stretch of the article (a "teaser" that is its beginning) from a box: three paragraphs of a hundred characters."""
    return sum(len(words) >= 100 for words in paragraphs) >= 3


def _by_name_alone(element: HtmlElement) -> bool:
    return element.tag not in _NEVER and not _READERS.search(_name(element)) and "onetrust" not in _name(element).lower()


def _is_apart(element: HtmlElement) -> bool:
    if element.tag in _NEVER:
        return True
    if element.tag in ("p", "li", "h3", "h4") and _is_related_link(element):
        return True
    name = _name(element)
    return 2 < len(name) < 400 and _is_named_apart(name)


@lru_cache(maxsize=10_000)
def _is_named_apart(name: str) -> bool:
    return bool(_NOT_ARTICLE.search(name) or _READERS.search(name))


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def _is_related_link(element: HtmlElement) -> bool:
    """Tell a paragraph that is one link, or a link led in by "Read more:"; a link inside a sentence stays."""
    links = list(element.iter("a"))
    if not links:
        return False
    words = _words(element)
    linked = sum(len(_words(link)) for link in links)
    if len(words) > 250 or not words:
        return False
    return linked >= 0.95 * len(words) or (linked > 0.4 * len(words) and bool(_LINK_LEAD.match(words)))


def _paragraphs(tree: HtmlElement) -> list[str]:
    return list(_blocks(tree))


def _blocks(tree: HtmlElement) -> Iterator[str]:
    """Yield the words of each innermost block, without nesting and without a recursion."""
    for element in tree.iter(*_BLOCKS):
        if not any(child.tag in _BLOCKS for child in element):
            words = _words(element)
            if len(words) > 1:
                yield words


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
