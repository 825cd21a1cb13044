"""Pages: what is the article, what the page says about itself, and what the parser dropped."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.errors import EmptyInput
from dateline.ingest import read
from dateline.ingest.document import Origin
from dateline.ingest.html import parse, to_text
from dateline.types import Document

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "explainer.html"
PARAGRAPHS = "".join(
    f"<p>Gunmen killed {number} people in the town of Example on Monday, police said in a statement.</p>" for number in range(3, 9)
)


def page(body: str, head: str = "") -> Document:
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return parse(source.encode(), Origin("page.html"))


def test_the_example() -> None:
    document = next(read(str(EXAMPLE)))
    assert document.title == "Who is behind the Maiduguri market attack? What we know about ISWAP"
    assert document.text.startswith(document.title + "\n")
    assert (str(document.published), document.publisher, document.language) == ("2024-11-17", "The Harbour Courier", "en")
    assert document.url == "https://www.harbourcourier.example/world/2024/11/17/maiduguri-market-attack-iswap-explained"
    assert document.complete and not document.problems
    assert "retired general" in document.text
    for elsewhere in (
        "15 people died in a fire",
        "Map: towns",
        "inbox",
        "Kano",
        "Most read",
        "derby",
        "Read more",
        "rights reserved",
        "Staff corr",
    ):
        assert elsewhere not in document.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-22T23:30:00-05:00">', "2024-03-22"),
        ('<meta name="pubdate" content="Fri, 22 Mar 2024 20:00:00 GMT">', "2024-03-22"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-22"}</script>', "2024-03-22"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"0001-01-01"}</script>', "None"),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", "None"),
        ('<meta name="last-modified" content="2024-03-22">', "None"),
        ('<link rel="canonical" href="https://a.example/2024/mar/22/title">', "2024-03-22"),
    ],
)
def test_dates(head: str, day: str) -> None:
    assert str(page(f"<article>{PARAGRAPHS}</article>", head).published) == day


def test_wrong_charset_declaration() -> None:
    source = (
        "<html><head><meta charset='{}'><title>Orléans café</title></head><body><article>"
        + PARAGRAPHS
        + "<p>Déjà vu – “again”</p></article></body></html>"
    )
    for declared, real in (("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("windows-1251", "utf-8"), ("nonsense", "cp1252")):
        document = parse(source.format(declared).encode(real), Origin("page.html"))
        assert document.title == "Orléans café" and "Déjà vu – “again”" in document.text


def test_links_inside_a_sentence_stay_and_related_ones_go() -> None:
    links = '<p>The <a href="/a">army</a> denied it.</p><p><a href="/b">Bomb kills nine elsewhere</a></p>'
    text = page(f"<article>{PARAGRAPHS}{links}</article>").text
    assert "The army denied it." in text and "nine elsewhere" not in text


def test_what_the_parser_drops_is_flagged() -> None:
    deep = page("<div>" * 300 + "<p>Words at depth three hundred were kept.</p>" + "</div>" * 300)
    assert "depth three hundred" in deep.text and not deep.complete
    deeper = page("<p>Words before the depth.</p>" + "<div>" * 3000 + "<p>lost</p>")
    assert not deeper.complete and any("dropped" in problem for problem in deeper.problems)
    node = page("<p>" + "word " * 2_200_000 + "</p><p>after</p>")
    assert not node.complete
    cut = parse(b"<html><body><article><p>Gunmen killed three people in the town, police sa", Origin("p"))
    assert cut.problems == ("the page ends before its end tag",)


def test_no_article_and_no_words() -> None:
    plain = page("<script>var a = 1;</script><p>Ten words.</p>")
    assert plain.text == "Ten words." and "var" not in plain.text
    with pytest.raises(EmptyInput):
        page("<img src=x>")


def test_many_links_end_soon() -> None:
    document = page("<a href=x>link</a> " * 200_000)
    assert not document.complete


def test_fragments() -> None:
    assert to_text("<p>Two &amp; two</p><p>were killed</p>") == "Two & two\nwere killed"


def test_pages_of_publishers(data: Path) -> None:
    for file in sorted((data / "html").glob("*.html.gz")):
        expected = next(iter(json.loads((data / "html" / f"{file.name.split('_')[0]}.json").read_text()).values()))
        document = next(read(str(file)))
        assert str(document.published) == expected["publishing_date"][:10], file.name
        assert document.complete and document.title and document.publisher and document.url, file.name
        first = expected["body"]["sections"][0]["paragraphs"][0][:60]
        assert first in document.text or "TheIntercept" in file.name, file.name
        assert document.text == next(read(str(file))).text
        assert len(gzip.decompress(file.read_bytes())) > len(document.text)
