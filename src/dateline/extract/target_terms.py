"""The codebook's term for a target's words."""

from __future__ import annotations

from dateline.extract.units import Unit
from dateline.types import Annotated, Span, WordMention

_GENERIC = frozenset({"building", "buildings", "office", "offices", "compound", "headquarters"})
"""Houses of any kind, which the word before them tells: "the church building", "a hospital compound"."""
_STUDENTS = frozenset({"student", "students"})
_PASSENGERS = frozenset({"passenger", "passengers"})
_CARRIERS = frozenset({"bus", "train", "airport or aircraft", "ship"})


def term(annotated: Annotated, span: Span, unit: Unit) -> str | None:
    """Return the term of the last of the table's words in `span`; None where it holds none.

    Students are a school's in a text that tells of a school and of no university. Passengers are those of the text's only means of
    transport. A capital "Party" is a political one.
    """
    text = annotated.document.text
    inner = [word for word in unit.words if word.kind == "target" and span.covers(word.span)]
    if not inner:
        return None
    last = inner[-1]
    if last.span.of(text).lower() in _GENERIC and len(inner) > 1:
        last = inner[-2]
    if last.span.of(text).lower() in _STUDENTS and _at_school(annotated):
        return "school"
    if last.span.of(text).lower() in _PASSENGERS:
        return _vehicle(annotated) or last.value
    if last.span.of(text) == "Party" and unit.sentence.kind != "title":
        return "politicians"
    return last.value


def _vehicle(annotated: Annotated) -> str | None:
    """Return the only means of transport that a text tells of besides its passengers: "station" and "carriage" are a train's."""
    text = annotated.document.text
    words = (word for word in annotated.words if word.kind == "target" and not word.span.of(text).lower().startswith("passenger"))
    told = {word.value for word in words if word.value in _CARRIERS}
    return told.pop() if len(told) == 1 else None


def _at_school(annotated: Annotated) -> bool:
    """Tell whether the text tells of a school and of no university: "132 students" of a primary school."""
    text = annotated.document.text
    places: set[str] = {_place(text, word) for word in annotated.words if word.kind == "target"}
    return "school" in places and "university" not in places


def _place(text: str, word: WordMention) -> str:
    return "" if word.span.of(text).lower() in _STUDENTS else word.value
