"""Place names that the gazetteer spells otherwise, or does not hold at all, told by the words around them.

"In Dayr Hafir, Syria" is a place whatever the gazetteer says; "near Talmenes" is one where a document about Syria has a town of
that sound. Without such a cue an unknown name stays out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dateline.annotate.place_words import Token, Toponym, around, given, words
from dateline.gazetteer import gazetteer
from dateline.gazetteer.compile import ROMANISED
from dateline.gazetteer.names import key, skeleton
from dateline.types import Span

LONGEST_RUN = 3
"""Capitalised words in one unlisted name."""
SHORTEST = 4
WEIGHT = 1.0


def unlisted(text: str, tokens: Sequence[Token], found: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the names beside those already `found`, in the order of the text."""
    taken = sorted(toponym.span for toponym in found)
    starts = frozenset(span.start for span in taken)
    countries = _countries(found)
    position = 1
    while position < len(tokens):
        last = _run(text, tokens, position)
        span = Span(tokens[position].start, tokens[last - 1].end)
        if (
            last > position
            and not around(span, taken)
            and _may_be(tokens, position, last)
            and not gazetteer().known(key(span.of(text)))
        ):
            cue = _cue(text, tokens, position, last, starts)
            alike = partial(gazetteer().alike, skeleton(span.of(text)))
            listed = cue == "locative" or around(Span(max(0, span.start - 6), span.start), taken)
            if cue == "place" or (listed and any(alike(code) for code in countries)):
                yield Toponym(position, last, span, key(span.of(text)), WEIGHT)
        position = max(last, position + 1)


def _run(text: str, tokens: Sequence[Token], first: int) -> int:
    """Return where the run of capitalised words at `first` ends; `first` itself where there is none or it opens a sentence."""
    last = first
    while last < len(tokens) and tokens[last].capital and not tokens[last].first:
        if last > first and text[tokens[last - 1].end : tokens[last].start] not in (" ", "-"):
            break
        last += 1
    return last


def _may_be(tokens: Sequence[Token], first: int, last: int) -> bool:
    run = tokens[first:last]
    name = sum(len(token.word) for token in run)
    if last - first > LONGEST_RUN or name < SHORTEST or any(token.word.isupper() or not token.word.isalpha() for token in run):
        return False
    if any(token.low in words("not_alone") or token.low in words("organisation_tail") or token.low in given() for token in run):
        return False
    return not any(place.rank == 3 for place in gazetteer().find(key(run[0].word)))


def _cue(text: str, tokens: Sequence[Token], first: int, last: int, starts: frozenset[int]) -> str | None:
    """Return ``place`` where the words say that it is one, ``locative`` after "in" or "near", None otherwise."""
    before, gap = tokens[first - 1].low, text[tokens[first - 1].end : tokens[first].start]
    end = tokens[last - 1].end
    located = gap == " " and before in words("strong_locative")
    if gap == " " and before == "of" and first > 1 and tokens[first - 2].low in words("place_nouns"):
        return "place"
    if located and text[end : end + 2] == ", " and end + 2 in starts:
        return "place"
    following = tokens[last] if last < len(tokens) else None
    named = following is not None and not following.capital and following.low in words("place_nouns")
    if named and following is not None and text[end : following.start] == " " and (located or before == "the"):
        return "place"
    return "locative" if located else None


def _countries(found: Sequence[Toponym]) -> frozenset[str]:
    """Return the countries that the document names, outright or by a place of which there is one country alone."""
    codes: set[str] = set()
    for toponym in found:
        places = [place for place in gazetteer().find(toponym.key) if place.rank < 2]
        owners = {place.country for place in places if place.kind == "country"} or {place.country for place in places}
        if len(owners) == 1:
            codes |= owners
    return frozenset(codes & ROMANISED)
