"""The outlet's own name behind a page's title: "Two shot in Dover - WXYZ 5 News, Oldmar | News, Weather, Sports".

The town in it is the station's: stations print one another's news, and the report may be of a town far off (of 63 such titles 23).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.codebook.tables import table
from dateline.types import Span

LONGEST = 250
"""Code points of the longest line that is a title."""
_MARK = re.compile(r"\s(?:-{1,2}|\||«|–|—|::)\s")
_OUTLET = re.compile(
    r"\b[KW][A-Z]{2,3}(?:-?TV|-?DT|\d{1,2})?\b|\b(?:News|Weather|Sports)\b|\b(?:CBS|NBC|ABC|FOX|Fox) ?\d{0,2}\b"
    r"|\b\w+\.(?:com|net|org|tv)\b"
)
"""The call letters of a station, what a page says it brings, and an address; newspapers by the words of ``place_home.json``."""


@lru_cache(maxsize=4)
def outlet_name(text: str) -> Span | None:
    """Return where a text's first line, a title, goes on with the outlet's name; None where it does not."""
    end = text.find("\n")
    if not 0 < end <= LONGEST:
        return None
    for mark in _MARK.finditer(text, 0, end):
        if _OUTLET.search(text, mark.end(), end) or _paper().search(text, mark.end(), end):
            return Span(mark.end(), end)
    return None


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('place_home')['outlets'])})\b")


def is_outlets(text: str, span: Span) -> bool:
    """Tell whether a name is part of the outlet's behind the title."""
    tail = outlet_name(text)
    return tail is not None and tail.covers(span)
