"""A text in capitals alone, as wire copy was until the 1990s, in the case that grammar reads: that of places, and of what tells one
deed from another. No value is read from its letters.

"NEAR LA ROCHELA, IN SANTANDER DEPARTMENT" becomes "near la rochela, in Santander department": small letters but for the names that
were found, so that "in", "near" and "department" are words there as they are everywhere else. No letter moves: spans stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from dateline.codebook.demonyms import demonyms
from dateline.types import Annotated, Span

HEAD = 2_000
"""Code points from the start that tell whether a text is in capitals."""
SMALL = 0.1
"""Small letters for each capital, at most, in such a text: an odd name or a note of the editor."""
FILED = 200
"""Code points in which a dateline ends; it stays as it is, since its capitals are what it is known by."""
_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_WRAP = re.compile(r"(?<=\S)\n(?=\S)")


@lru_cache(maxsize=2)
def shouts(text: str) -> bool:
    """Tell whether a text is in capitals alone."""
    head = text[:HEAD]
    capitals = sum(letter.isupper() for letter in head)
    return capitals > 40 and sum(letter.islower() for letter in head) <= SMALL * capitals


def eased(text: str, names: Iterable[Span]) -> str:
    """Return a text in capitals with small letters, `names` and the names of peoples apart, and its lines joined within their
    paragraphs; any other text as it is."""
    small = text.lower()
    if len(small) != len(text) or not shouts(text):
        return text
    start = max(0, text.find("--", 0, FILED))
    letters = list(text[:start] + _WRAP.sub(" ", small[start:]))
    kept = [match.span() for match in _WORD.finditer(small, start) if match[0] in _peoples()]
    kept += [match.span() for name in names for match in _WORD.finditer(small, max(start, name.start), name.end)]
    for first, last in kept:
        letters[first:last] = small[first:last].capitalize()
    out = "".join(letters)
    return out if len(out) == len(text) else text


def eased_document(annotated: Annotated) -> Annotated:
    """Return a document in capitals with its text eased, its places, days and groups as the names, and a capital at each
    sentence's start; any other as it is."""
    document = annotated.document
    if not shouts(document.text):
        return annotated
    names = [place.toponym for place in annotated.places]
    names += [
        Span(*day.span()) for time in annotated.times for day in _DAYS.finditer(document.text, time.span.start, time.span.end)
    ]
    names += [actor.span for actor in annotated.actors if actor.value.kind == "group"]
    names += [Span(sentence.span.start, sentence.span.start + 1) for sentence in annotated.sentences]
    return replace(annotated, document=replace(document, text=eased(document.text, names)))


@cache
def _peoples() -> frozenset[str]:
    return frozenset(word.lower() for word in demonyms())
