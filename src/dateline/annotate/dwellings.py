"""Homes of private people: no sites with a name of their own. "Jones's home" names nobody's place, "a Dover Street home" a street.

Whose home it was is private (CODEBOOK.md, Care for people), and as a place it says nothing: the street or the town does.
"""

from __future__ import annotations

import re

from dateline.annotate import place_words
from dateline.codebook.tables import table
from dateline.types import PlaceMention, Span

_STREET = re.compile(
    r"(?:.* )?(?:Street|Avenue|Road|Boulevard|Drive|Lane|Parkway|Terrace|Pike|Trail|Court|Way|Place|Circle|"
    r"(?:St|Ave|Rd|Blvd|Dr|Ln|Ct|Pl)\.?)"
)
FAMILY = frozenset(("family", "own", "former", "mobile", "new"))
"""Small words before a private home; any other makes another thing of it ("nursing home", "guest house")."""
_SOMEBODYS = re.compile(r"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s$")
"""Before "Glen Arden home" the place where it stands; "the Johnson home" is a family's."""
_HOME = re.compile(
    r"['’]s? (?:(?:own|family|former|new|parents['’]|mobile) )?(?:home|house|residence|apartment|trailer|bedroom|driveway|garage)"
    r"(?=[.,;:]|$| (?:in|on|at|near|off|when|where|while|and|after|before|during|early|late|last|around|about|just|[A-Z]\w+day)\b)"
)


def named(text: str, mention: PlaceMention) -> PlaceMention | None:
    """Return a site as it is, a private home as the street or the place in whose name it is told; None where that is a person's."""
    noun = mention.site or ""
    if noun not in table("place_site_nouns")["private"] or mention.toponym != mention.span:
        return mention
    words = text[mention.span.start : mention.span.end - len(noun)].rstrip()
    last = words.rpartition(" ")[2]
    if not text.endswith(noun, 0, mention.span.end) or (last.islower() and last not in FAMILY):
        return mention  # "the White House", "the Tarvel nursing home"
    span = Span(mention.span.start, mention.span.start + len(words))
    if words.endswith(("'", "’", "'s", "’s")):
        return None
    if _STREET.fullmatch(words):
        return PlaceMention(span, span, "street")
    if _SOMEBODYS.search(text, 0, span.start):
        return PlaceMention(span, span, noun)
    return None if last in FAMILY or last.lower() in place_words.surnames() | place_words.given() else mention


def is_somebodys(text: str, end: int) -> bool:
    """Tell whether a name that ends at `end` is that of somebody whose home is spoken of ("Bryson’s home in the 300 block of")."""
    return _HOME.match(text, end) is not None
