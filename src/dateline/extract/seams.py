"""Seams: where a sentence that tells two events may be cut, before a second day, site or town, or before "hours later"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.extract.compare import NEAR_KM, kilometres
from dateline.extract.settlements import sited
from dateline.intervals import compatible
from dateline.types import PlaceMention, Sentence, Span, TimeMention

_SEPARATOR = re.compile(r";\s|,\s(?:and\s|while\s|after\s|before\s)?|\s(?:and|while|after|before|following)\s")
_COUNT = (
    r"(?:half an hour|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|some|several|few)\s)?"
    r"(?:minutes?|hours?|days?|weeks?))"
)
_ABOUT = r"(?:(?:only|just|hardly|barely|almost|about|around|some|less than|more than|within|a few|several)\s){0,2}"
_LATER = re.compile(rf"(?:[;,]\s?(?:and\s|but\s)?|\s(?:and|but)\s){_ABOUT}{_COUNT}\slater\b(?!\swhen)")
"""Words that lead over to a deed that followed (", and four hours later a car ploughed into …")."""
_TOWNS = re.compile(r";\s|,?\s(?:and|while|after|before|following)\s")
_ANEW = re.compile(
    r";\s(?:(?:and|while|but)\s)?(?:in|at|near|outside|elsewhere)\s|,\s(?:and|while)\s(?:in|at|near|outside)\s(?=[A-Z])"
)


def seams(text: str, sentence: Sentence, times: Sequence[TimeMention], places: Sequence[PlaceMention]) -> list[Sequence[int]]:
    """Return the places where a sentence may be cut, in the order of the text; each is a choice of offsets, the best one first."""
    span = sentence.span
    between = [_cuts(_SEPARATOR, text, pair) for pair in sorted([*_date_pairs(times), *_site_pairs(places)])]
    between += [sorted(_cuts(_TOWNS, text, pair), key=lambda at: text[at] not in ",;") for pair in _town_pairs(text, places)]
    marked = [[m.start()] for mark in (_LATER, _ANEW) for m in mark.finditer(text, span.start, span.end)]
    return sorted((cuts for cuts in (*between, *marked) if cuts), key=lambda cuts: cuts[0])


def _cuts(separator: re.Pattern[str], text: str, pair: tuple[Span, Span]) -> list[int]:
    return [m.start() for m in separator.finditer(text, pair[0].end, pair[1].start)][::-1]


def _date_pairs(times: Sequence[TimeMention]) -> Iterator[tuple[Span, Span]]:
    dated = [time for time in times if time.value and time.value.value]
    for before, after in pairwise(dated):
        if compatible(before.value, after.value) is False:
            yield before.span, after.span


def _site_pairs(places: Sequence[PlaceMention]) -> Iterator[tuple[Span, Span]]:
    sites = [place for place in places if place.site]
    for before, after in pairwise(sites):
        if before.site != after.site:
            yield before.span, after.span


def _town_pairs(text: str, places: Sequence[PlaceMention]) -> Iterator[tuple[Span, Span]]:
    """Two settlements far from each other, with an event put into each."""
    for before, after in pairwise([place for place in places if sited(place, text)]):
        if before.value is None or after.value is None or before.value.name == after.value.name:
            continue
        apart = kilometres(before.value, after.value)
        if apart is None or apart > NEAR_KM:
            yield before.span, after.span
