"""Labels of a chronicle's entries: the date, and sometimes the place, that open a paragraph ("March 23 - Boma. …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.extract.units import Unit, inside, tells_event
from dateline.types import Annotated, Sentence, Span, TimeMention

LABEL = 90
"""Code points of the longest label of an entry that is a sentence of its own."""
LABEL_WORDS = 6
_DIVISIONS = frozenset(
    ("township", "district", "province", "state", "region", "county", "village", "town", "city", "near", "in", "of", "the", "de")
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BULLET = re.compile(r"\W{0,4}(?:[Oo]n )?")
_MARK = re.compile(r"(?:[-–/]\d{1,2})?\s{0,2}(?:[:|•–—]|-\s)|\s?\([^()\n]{1,40}\)\s?[:–—-]")
"""What stands behind a date that labels an entry: a colon, a dash, a bar ("May 24, 2022 | Lumaco.", "Aug 11-12 — Hua Hin")."""
_SITE_AND = re.compile(r"(?:[A-Z][\w’'-]*\s(?:(?:de|of|al|el|la)\s)?){0,3}[A-Z][\w’'-]*(?:,|\s[–—-])\s(?:on\s)?")
_CLOSES = re.compile(r"[,.;:]|\s[–—-]\s")
"""The name before the date of an item, and what stands behind the two ("* Hatun Asha, April 9, 2016, the eve of a vote.")."""
ITEM = re.compile(r"\s{0,3}(?:[*•·▪●–—-]|\d{1,2}[.)])\s")
"""The mark of an item in a list."""
_TOWN_HEADS = re.compile(
    r"(?:[*•] ?)?(?:[A-Z][A-Z'’]+[ -]){1,4}[–—-] (?=[A-Z\d])|\s{0,3}[*•·▪●–—-] ?Near (?:[A-Z][\w’'-]*[ -]?){1,4}, "
)
"""What heads an item of a bulletin: its town in capitals, or "near" it ("* NEAR BALAD - Gunmen …", "- Near Mosul, two …")."""
BULLETIN = 3
"""Paragraphs so headed from which on a text is such a bulletin: one is a dateline, two are those of two reporters."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words that open an entry of a chronicle: its date and, where it is a sentence of its own, its places."""

    paragraph: int
    sentence: Sentence
    time: TimeMention
    past: int
    """Where the label ends: behind its sentence, and a next one that names no more than a place."""


def by_towns(annotated: Annotated) -> frozenset[int]:
    """Return the paragraphs that are the items of a bulletin town by town, none where the text is no such bulletin."""
    text = annotated.document.text
    heads = (
        sentence.paragraph
        for sentence in annotated.sentences
        if text[: sentence.span.start].endswith("\n") and _TOWN_HEADS.match(text, sentence.span.start)
    )
    found = frozenset(heads)
    return found if len(found) >= BULLETIN else frozenset()


def label_of(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> Label | None:
    """Return the label of the paragraph that `sentence` opens: a date at its very beginning, and a mark behind it."""
    text = annotated.document.text
    if sentence.kind not in ("body", "heading") or not times or not text[: sentence.span.start].endswith("\n"):
        return None
    first = times[0]
    if first.kind != "date":
        return None
    heads = _BULLET.fullmatch(text, sentence.span.start, first.span.start) and _MARK.match(text, first.span.end)
    if not heads and not _is_where_and_when(annotated, sentence, first):
        return None
    return Label(sentence.paragraph, sentence, first, sentence.span.end)


def _is_where_and_when(annotated: Annotated, sentence: Sentence, time: TimeMention) -> bool:
    """Tell a first sentence that says no more than a day and a place ("* Rawa, April 24, 2017.", "7 May 2020.")."""
    text = annotated.document.text
    if sentence.span.end - sentence.span.start > LABEL or tells_event(annotated, sentence.span):
        return False
    item = ITEM.match(text, sentence.span.start)
    if item is not None and _SITE_AND.fullmatch(text, item.end(), time.span.start) and _CLOSES.match(text, time.span.end):
        return True
    return (item is not None or time.span.start == sentence.span.start) and _names_only(annotated, sentence, [time.span])


def says_where(annotated: Annotated, sentence: Sentence) -> bool:
    """Tell a sentence that only names places ("Xitaxi, Muidumbe district.")."""
    short = sentence.span.end - sentence.span.start <= LABEL and not tells_event(annotated, sentence.span)
    return short and bool(inside(annotated.places, sentence.span)) and _names_only(annotated, sentence, [])


def _names_only(annotated: Annotated, sentence: Sentence, taken: Sequence[Span]) -> bool:
    """Tell whether all words of a sentence beside those `taken` are names, of places or others, and words for divisions."""
    text, places = annotated.document.text, inside(annotated.places, sentence.span)
    rest, at = [], sentence.span.start
    for span in sorted([*taken, *(place.span for place in places)], key=lambda span: span.start):
        rest.append(text[at : span.start])
        at = max(at, span.end)
    words = _WORD.findall(" ".join([*rest, text[at : sentence.span.end]]))
    return len(words) <= LABEL_WORDS and all(word[0].isupper() or word in _DIVISIONS for word in words)


def labelled(annotated: Annotated, unit: Unit, label: Label) -> Unit:
    """The unit of an entry: the label dates it where it has no date itself; the first one takes the label's own words too."""
    unit = replace(unit, entry=True, carried=label.time)
    if unit.sentence is label.sentence or _told(annotated, label, unit):
        return unit
    return replace(
        unit,
        times=(label.time, *unit.times),
        places=(*inside(annotated.places, Span(label.sentence.span.start, label.past)), *unit.places),
    )


def _told(annotated: Annotated, label: Label, unit: Unit) -> bool:
    """Whether the label's own sentence or another one before the unit tells of an event."""
    return tells_event(annotated, Span(label.sentence.span.start, unit.span.start))
