"""How well pages of real publishers are read: title, date, body against the publisher parser's text, captions let through.

    python benchmarks/html_pages.py [--data ../shared/data/html] [--show NAME]

The expected text is what a parser written for that one publisher takes from the page. F1 counts words as a multiset. A leaked
caption is a ``figcaption`` of at least six words whose words stand in the text in order.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import html

from dateline.ingest import read

_WORD = re.compile(r"\w+")


def f1(found: str, wanted: str) -> tuple[float, float, float]:
    have, want = Counter(_WORD.findall(found.casefold())), Counter(_WORD.findall(wanted.casefold()))
    both = sum((have & want).values())
    precision, recall = both / max(1, have.total()), both / max(1, want.total())
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def wanted_text(expected: dict[str, Any]) -> str:
    body = expected["body"]
    sections = [line for section in body["sections"] for line in (*section["headline"], *section["paragraphs"])]
    return "\n".join((expected["title"], *body["summary"], *sections))


def leaked(raw: bytes, text: str, wanted: str) -> tuple[int, int]:
    flat, own = " ".join(text.split()), " ".join(wanted.split())
    captions = {" ".join(found.text_content().split()) for found in html.document_fromstring(raw).iter("figcaption")}
    captions = {caption for caption in captions if len(caption.split()) >= 6 and caption[:60] not in own}
    return sum(caption[:60] in flat for caption in captions), len(captions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/html"))
    parser.add_argument("--show", help="print the text of one page, by the beginning of its name")
    options = parser.parse_args()
    rows: list[tuple[float, float, float]] = []
    titles = dates = 0
    print(f"{'page':<18}{'title':<7}{'date':<12}{'ok':<4}{'P':>6}{'R':>6}{'F1':>6}  captions  complete  publisher")
    begun = time.perf_counter()
    for page in sorted(options.data.glob("*.html.gz")):
        name = page.name.split("_")[0]
        expected = next(iter(json.loads((options.data / f"{name}.json").read_text()).values()))
        document = next(iter(read(str(page))))
        if options.show and name.startswith(options.show):
            print(document.title, "\n----\n", document.text, "\n---- wanted\n", wanted_text(expected))
        title_ok = (document.title or "").split() == expected["title"].split()
        date_ok = str(document.published) == expected["publishing_date"][:10]
        titles, dates = titles + title_ok, dates + date_ok
        scores = f1(document.text, wanted_text(expected))
        rows.append(scores)
        out, of = leaked(gzip.decompress(page.read_bytes()), document.text, wanted_text(expected))
        figures = "".join(f"{100 * score:6.1f}" for score in scores)
        print(f"{name:<18}{'yes' if title_ok else 'other':<7}{document.published!s:<12}{'yes' if date_ok else 'no':<4}{figures}"
              f"  {out:>3} of {of:<3} {document.complete!s:<9}{document.publisher}")  # fmt: skip
        if not title_ok:
            print(f"{'':<18}  {document.title!r} / {expected['title']!r}")
    mean = "".join(f"{100 * sum(row[i] for row in rows) / len(rows):6.1f}" for i in range(3))
    print(f"{'mean of ' + str(len(rows)):<18}{titles:<7}{'':<12}{dates:<4}{mean}   {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
