"""Pages for `benchmarks/archive.py`: the markup of real publishers' pages with other articles in it, as WARC."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

LONGEST = 5000
"""Code points of an article at most."""
MARK = "@@ARTICLE@@"
SEED = 20261128
_BODY = re.compile(r'"articleBody"\s*:\s*"(?:[^"\\]|\\.)*"')


LONG = 60
"""Characters of a paragraph, or of words between two tags, from which it may be of the page's own article."""
SHORTEST = 500
"""Characters of the paragraphs beside one another that are taken for the page's article."""
LEFT = 600
"""Characters of its own that may be read in a page beside the article put into it."""


SHOWS = ("opened", "was crowded", "went on until ten", "ended in rain", "was praised", "will return", "sold out", "was filmed")


def templates(folder: Path) -> list[str]:
    """Return each page with `MARK` in place of its article. Every long paragraph and every long stretch of words between tags goes, or
    the old article would be read with the new; a page in which much of it is read all the same is left out."""
    found = []
    for file in sorted(folder.glob("*.html.gz")):
        tree = html.document_fromstring(gzip.decompress(file.read_bytes()))
        long = [one for one in tree.iter("p", "li", "h2", "blockquote") if len(one.text_content()) > LONG]
        first = _first(long)
        if first is None:
            continue
        for one in long:
            if one is not first and one.getparent() is not None and first not in one.iter():
                one.drop_tree()
        for one in tree.iter(etree.Element):
            if one.tag not in ("script", "style"):
                one.text = None if len(one.text or "") > LONG else one.text
            one.tail = None if len(one.tail or "") > LONG else one.tail
        for child in list(first):
            first.remove(child)
        first.text = MARK
        for heading in tree.iter("h1", "title"):
            for child in list(heading):
                heading.remove(child)
            heading.text = f"{MARK}TITLE"
        page = html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
        page = _BODY.sub('"articleBody": ""', page)
        if _of_its_own(page) <= LEFT:
            found.append(page)
    return found


def _first(long: list[HtmlElement]) -> HtmlElement | None:
    """Return the first paragraph of the element that holds most of them (a cookie notice may stand before the article), None where
    the article does not stand in paragraphs."""
    held: dict[HtmlElement, list[HtmlElement]] = {}
    for one in long:
        if one.tag == "p" and one.getparent() is not None:
            held.setdefault(one.getparent(), []).append(one)
    most = max(held.values(), key=_length, default=[])
    return most[0] if _length(most) >= SHORTEST else None


def _length(found: list[HtmlElement]) -> int:
    return sum(len(one.text_content()) for one in found)


def _of_its_own(template: str) -> int:
    """Return how many characters are read in a page beside the article put into it."""
    words = [f"The garden show {what} on Friday with roses from nine countries and a choir of children." for what in SHOWS]
    read = trafilatura.bare_extraction(filled(template, "Garden show opens", words), include_comments=False)
    text = "" if read is None or isinstance(read, dict) else read.text or ""
    return len(text) - sum(map(len, words))


def filled(template: str, title: str, paragraphs: list[str]) -> bytes:
    """Return a page with an article."""
    body = "</p><p>".join(map(escape, paragraphs))
    return template.replace(f"{MARK}TITLE", escape(title)).replace(MARK, body).encode()


def articles(texts: list[str], rng: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Yield articles without end: the texts in random order, again and again, each with a number of its own. Texts are not joined:
    several in one page would give the filter several chances to err."""
    number = 0
    while True:
        for text in rng.sample(texts, len(texts)):
            number += 1
            title, *rest = [line for line in text[:LONGEST].split("\n") if line.strip()]
            yield title[:120], [*(rest or [title]), f"This is article {number} of the archive."]


def write(file: Path, count: int, share: float, pages: list[str], reporting: list[str], quiet: list[str]) -> int:
    """Write an archive of `count` pages, of which `share` report an incident; return the bytes of HTML in it."""
    rng = random.Random(SEED)
    sources = {True: articles(reporting, rng), False: articles(quiet, rng)}
    told = set(rng.sample(range(count), round(count * share)))
    size = 0
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(count):
            raw = filled(rng.choice(pages), *next(sources[number in told]))
            size += len(raw)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            fixed = {"WARC-Date": "2026-11-28T00:00:00Z", "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>"}
            url = f"https://news.example/{'i' if number in told else 'q'}/{number}"
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(raw), http_headers=headers, warc_headers_dict=fixed)
            writer.write_record(record)
    return size


def reporting_texts(data: Path) -> list[str]:
    """Return written articles that report an incident: their events are invented."""
    found = []
    for file in sorted((data / "written").glob("*.json")):
        if json.loads(file.read_text("utf-8"))["incidents"] and file.with_suffix(".txt").exists():
            found.append(file.with_suffix(".txt").read_text("utf-8"))
    return found
