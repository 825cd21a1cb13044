"""The cheapest look at a page: its words by resiliparse (a tenth of the time of the full extraction), and the cascade over them.

What the filter or the closer look passes over here is never extracted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.parse.html import HTMLTree

from dateline.ingest.html import MAX_PAGE
from dateline.ingest.language import language
from dateline.ingest.text import normalise
from dateline.pipeline import passed_over
from dateline.types import Document, PassedOver

FEWEST = 400
"""Characters below which the look tells nothing (a page that is filled in by script): the page is read in full."""
_OWN_BODY = re.compile(rb'"articleBody"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,200000})"', re.DOTALL)
"""The article in the page's metadata: the full reading takes it where the page shows less, so the look must see it too."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found."""

    title: str | None
    text: str
    language: str | None
    passed_over: PassedOver | None


def look(raw: bytes, charset: str | None) -> Look | None:
    """Return what a page seems to be, None where a look is not enough to tell."""
    if len(raw) > MAX_PAGE:
        return None
    try:
        tree = HTMLTree.parse(bytes_to_str(raw, charset or detect_encoding(raw) or "utf-8"))
        text = str(extract_plain_text(tree, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    if len(text) < FEWEST:
        return None
    title = " ".join(normalise(tree.title or "").split()) or None
    own = "\n".join(found.decode("utf-8", "replace") for found in _OWN_BODY.findall(raw)[:2])
    shown = normalise(text)
    told = language(shown)
    words = Document("look", f"{title or ''}\n{shown}\n{own}", language=told)
    return Look(title, shown, told, passed_over(words))
