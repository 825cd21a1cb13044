"""Places that a unit points back to instead of naming them: "in the same city", "elsewhere in the town"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.units import Unit
from dateline.types import Annotated, PlaceMention, Span

SETTLED = ("town", "site", "region")
ROADS = ("street", "road", "highway", "route")
"""No building stands for "the same street"."""
LAST = 260
"""Code points that "there" and "that city" look back."""
_THERE = re.compile(
    r"(?:\bThere(?=, )|\bthere(?= (?:on|in|at|when|since|last|this|by|after|before|two|shot|[a-z]{2,12}ed|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|[.,;]))"
)
_NOT_THERE = re.compile(r"(?:\b(?:is|are|was|were|be|been|has|had|have|if|that|but|when|while|out|over|up|from|and)|[^a-z\d])\s$")


@cache
def _pattern() -> re.Pattern[str]:
    words = table("place_anaphors")
    every = "|".join((*words["town"], *words["settlement"], *words["wide"]))
    town = "|".join((*words["town"], "village"))
    return re.compile(
        rf"\b(?:(?:(?:[Tt]he|that) (?P<same>same|very) (?:[a-z]+ ){{0,2}}?|(?:in|at) that )(?P<noun>{every})\b"
        rf"|[Ee]lsewhere (?:in|around) the (?P<elsewhere>{town})\b(?! of\b)"
        rf"|(?:[Ii]n|across|outside|around|near|of) the (?P<definite>{town})"
        r"(?= (?:was|were|had|on|in|at|when|since|where|this|last)\b|['’]s|[.,;]))"
    )


def points(text: str, span: Span) -> bool:
    """Tell whether a stretch says where something happened without a name ("elsewhere in the city", "in the same village")."""
    return _pattern().search(text, span.start, span.end) is not None


def pointed(annotated: Annotated, unit: Unit) -> Iterator[tuple[PlaceMention, Span, bool]]:
    """Yield the mention that each pointing phrase of the unit stands for, the phrase, and whether it says "the same"."""
    text = annotated.document.text
    for match in _pattern().finditer(text, unit.span.start, unit.span.end):
        noun = match["noun"] or match["definite"] or match["elsewhere"]
        before = annotated.places[: bisect_left(annotated.places, match.start(), key=lambda place: place.span.start)]
        meant = None
        if match["same"] is None and match["noun"] in table("place_anaphors")["town"]:
            meant = _last([place for place in before if _town(place)], match.start())
        meant = meant or _called(text, noun, before) or _meant(noun, before)
        if meant is not None and not _named_next(annotated, match.end()):
            yield meant, Span(match.start(), match.end()), match["same"] is not None


def there(annotated: Annotated, unit: Unit) -> Iterator[tuple[PlaceMention, Span]]:
    """Yield the mention that each "there" of the unit stands for ("was shot at a rally there"), and the word."""
    text = annotated.document.text
    for match in _THERE.finditer(text, unit.span.start, unit.span.end):
        at = match.start()
        if match[0] == "there" and _NOT_THERE.search(text, max(0, at - 8), at):
            continue
        before = annotated.places[: bisect_left(annotated.places, at, key=lambda place: place.span.start)]
        before = tuple(place for place in before if not text.endswith("from ", 0, place.span.start))
        if (meant := _last(before, at)) is not None:
            yield meant, Span(at, match.end())


def _last(before: Sequence[PlaceMention], at: int) -> PlaceMention | None:
    """Return the place named last, right before `at`: what "there" and "in that city" mean."""
    near = [
        place for place in before if place.value is not None and place.value.precision in SETTLED and at - place.span.end < LAST
    ]
    return near[-1] if near else None


def _called(text: str, noun: str, before: tuple[PlaceMention, ...]) -> PlaceMention | None:
    """Return the place named last that the text called by the noun: "the Al-Rawdha district", "Chaung-U Township"."""
    if noun == "capital":
        return None
    nouns = next((kind for kind in table("place_anaphors")["one_kind"] if noun in kind), [noun])
    ends = {place.span.end for place in before}
    fitting = (place for place in reversed(before) if place.value is not None and place.value.precision != "country")
    return next((place for place in fitting if any(_is_called(text, one, place, ends) for one in nouns)), None)


def _is_called(text: str, noun: str, place: PlaceMention, ends: set[int]) -> bool:
    """Tell whether the noun stands behind a place, before it (but not behind another: "X district of Y"), or ends its name."""
    start, end = place.span.start, place.span.end
    if re.match(rf" {noun}\b", text[end : end + len(noun) + 2], re.IGNORECASE):
        return True
    ahead = re.search(rf" {noun} (?:of )?$", text[max(0, start - len(noun) - 5) : start], re.IGNORECASE)
    if ahead is not None and start - len(ahead[0]) not in ends:
        return True
    own = place.span.of(text).casefold().split()
    return len(own) > 1 and own[-1] == noun


def _meant(noun: str, before: tuple[PlaceMention, ...]) -> PlaceMention | None:
    """Return the mention meant: for "city" the town named most so far, the later of two; else the last place of its kind."""
    words = table("place_anaphors")
    if noun in words["town"]:
        towns = [place for place in before if place.value is not None and _town(place)]
        named = Counter(place.value.name for place in towns if place.value is not None)
        if not towns:
            towns = [place for place in before if place.value is not None and place.value.precision in SETTLED][-1:]
        return max(reversed(towns), key=lambda place: named[place.value.name if place.value else ""], default=None)
    kind = [place for place in before if place.value is not None and place.site == noun]
    if kind:
        return kind[-1]
    wide = noun in words["wide"]
    fitting = [place for place in before if place.value is not None and place.value.precision in SETTLED]
    if noun in ROADS:
        fitting = [place for place in fitting if place.site in (None, "street")]
    if wide:
        fitting = [place for place in fitting if place.value is not None and place.value.precision == "region"] or fitting
    return fitting[-1] if fitting else None


def _town(place: PlaceMention) -> bool:
    value = place.value
    return value is not None and (value.precision == "town" or (value.precision == "site" and value.gazetteer_id is not None))


def _named_next(annotated: Annotated, end: int) -> bool:
    """Tell whether the place's name follows ("the town of Baga", "the city Homs")."""
    return re.match(r" (?:of |called |named )?[A-Z]", annotated.document.text[end : end + 12]) is not None
