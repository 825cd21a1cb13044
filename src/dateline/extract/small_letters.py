"""Sentences in capitals, as they would stand in small letters: the words that tell one deed from another are written so.

Agencies of the 1980s wrote all of a message in capitals, stations do so with a first paragraph. "THE ATTACK CAME 12 HOURS AFTER
GUNMEN …" leads over to an earlier deed as the same words do in small letters. The letters serve the grouping of sentences alone:
no value is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.needles import folded
from dateline.types import Annotated, Span

SHORTEST = 24
"""Code points from which a sentence without a small letter is written in capitals; a shorter one may be an abbreviation."""
_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b",
    re.IGNORECASE,
)


def in_small_letters(annotated: Annotated) -> Annotated:
    """Return the document with its sentences in capitals in small letters, but for names of places, of groups and of days, and the
    letter that opens a sentence."""
    text = annotated.document.text
    if not (spans := list(_shouted(annotated))):
        return annotated
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = folded(span.of(text))
    named = [*_names(annotated), *(Span(span.start, _first_letter(text, span) + 1) for span in spans)]
    for name in named:
        if any(span.covers(name) for span in spans):
            letters[name.start : name.end] = _titled(name.of(text))
    return replace(annotated, document=replace(annotated.document, text="".join(letters)))


def _names(annotated: Annotated) -> Iterator[Span]:
    """Yield the names of places, of groups that the codebook knows, and of days."""
    yield from (place.toponym for place in annotated.places)
    yield from (actor.span for actor in annotated.actors if actor.value.actor_id is not None)
    for time in annotated.times:
        yield from (Span(*found.span()) for found in _DAYS.finditer(annotated.document.text, time.span.start, time.span.end))


def _shouted(annotated: Annotated) -> Iterator[Span]:
    text = annotated.document.text
    for sentence in annotated.sentences:
        if sentence.span.end - sentence.span.start >= SHORTEST and sentence.span.of(text).isupper():
            yield sentence.span


def _first_letter(text: str, span: Span) -> int:
    return next((at for at in range(span.start, span.end) if text[at].isalpha()), span.start)


def _titled(words: str) -> str:
    """Return words with a capital at the start of each, as many letters as they were."""
    titled = words.title()
    return titled if len(titled) == len(words) else words
