"""Where somebody was going: the ends of a journey place nothing where the text says on which part of it the deed was done.

"Gunmen stopped a bus travelling from Sokoto to Kano near Gusau": it happened near Gusau.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.place_elsewhere import elsewhere, is_care
from dateline.extract.units import Unit
from dateline.types import Annotated, PlaceMention, Span

REACH = 60
"""Code points before a place in which the journey's word stands."""
_GOING = re.compile(
    r"\b(?:travell?(?:ing|ed)|driving|heading|headed|en route|on (?:its|their|his|her|the) way|bound|going|flying|sailing|"
    r"returning|journey|trip|bus|minibus|coach|convoy|train|ferry|truck|lorry|taxi|flight|plane|car|vehicles?|road|highway)"
    r"(?: (?:back|home|that was|carrying [a-z]{3,15}))? (?:from|to|for|towards?|between|linking|connecting) "
    r"(?:the )?(?:(?:town|city) of )?$",
    re.IGNORECASE,
)
_ON = re.compile(r" (?:to|towards?|and|with|for) (?:the )?(?:(?:town|city) of )?")
_AT = re.compile(r"\b(?:in|near|at|outside|around|close to|inside)\s(?:the\s)?(?:(?:town|city|village|outskirts) of )?$")


def ends_of_ways(annotated: Annotated, mentions: Sequence[tuple[Unit, PlaceMention]]) -> tuple[set[Span], set[Span]]:
    """Return the places that somebody came from or was bound for, and those right behind such a one that say where it was.

    Both are empty for a sentence that puts the deed in or near no town besides the two.
    """
    text = annotated.document.text
    ends: set[Span] = set()
    behind: set[Span] = set()
    last: PlaceMention | None = None
    for place in annotated.places:
        after = last is not None and last.span in ends
        if _is_end(text, place, last if after else None):
            ends.add(place.span)
        elif after and last is not None and _AT.fullmatch(text, last.span.end + 1, place.span.start):
            behind.add(place.span)
        last = place
    if not ends:
        return ends, behind
    settled = {
        unit.sentence.span
        for unit, place in mentions
        if place.span not in ends and (place.span in behind or _is_settled(text, place))
    }
    gone = {place.span for unit, place in mentions if place.span in ends and unit.sentence.span in settled}
    return gone, behind


def _is_end(text: str, place: PlaceMention, end: PlaceMention | None) -> bool:
    """Tell whether a way leads to or from a place, or on to it from the `end` before it."""
    if place.site is not None:
        return False
    if end is not None and _ON.fullmatch(text, end.span.end, place.span.start):
        return True
    return _GOING.search(text, max(0, place.span.start - REACH), place.span.start) is not None


def _is_settled(text: str, place: PlaceMention) -> bool:
    """Tell whether a town or a site stands right behind "in" or "near", and no word sets it apart from the deed."""
    before = text[max(0, place.span.start - REACH) : place.span.start]
    fine = place.value is not None and place.value.precision in ("town", "site")
    return fine and bool(_AT.search(before)) and not is_care(place, before) and not elsewhere(text, place, before)
