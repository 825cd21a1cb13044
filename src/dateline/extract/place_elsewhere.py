"""Places that the words beside them set apart from the incident: where somebody spoke, was treated, tried, born or caught."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.tables import table
from dateline.types import PlaceMention

BEHIND = 26
"""Code points behind a place in which the speaker's verb stands ("The Defence Ministry in Moscow stated")."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(table("place_elsewhere")[name])
    shapes = {
        "before": rf"\b(?:{words})\b[^.;]{{0,25}}$",
        "after": rf"(?:['’]s)?\s?(?:{words})\b",
        "speech": rf",?\s(?:[a-z]+ )?(?:{words})\b",
        "struck": rf"\b(?:{words})\b[^.;]{{0,40}}$",
    }
    return re.compile(shapes[name], re.IGNORECASE)


def elsewhere(text: str, place: PlaceMention, before: str) -> bool:
    """Tell whether a town stands behind "born in", before "man" ("a Whitesboro man"), or a place before a verb of saying."""
    behind = text[place.span.end : place.span.end + BEHIND]
    if _pattern("speech").match(behind):
        return True
    return place.site is None and bool(_pattern("before").search(before) or _pattern("after").match(behind))


def is_care(place: PlaceMention, before: str) -> bool:
    """Tell whether a site is one where people are treated, tried or spoken for, with no word of violence right before it."""
    return place.site in table("place_elsewhere")["care"] and _pattern("struck").search(before) is None
