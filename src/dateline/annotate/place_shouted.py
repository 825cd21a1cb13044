"""Places of a text in capitals alone that no gazetteer holds, told by the trained model and the words beside them.

Where case tells no names, "NEAR LA ORVANA, IN KALU DEPARTMENT" is one because the model reads the place of an incident in its
words, and a locative or the word for a settlement stands beside them. The model reads the locative as well, and what a place is
called: the name is what is left between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dateline.annotate import place_words
from dateline.annotate.place_words import Token, around, given, words
from dateline.annotate.site_gaps import ROADS, ROLES
from dateline.codebook.tables import table
from dateline.gazetteer.names import key
from dateline.types import Annotated, PlaceMention, Scores, Span

READ, SURE = 1.0, 2.0
"""Logits from which the model's word counts for one word of a name, and for one at least."""
SHORTEST, LONGEST = 4, 4
"""Letters and words of a name: at least, at most."""
_GAP = re.compile(r"[ \n]|-")
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "of", "on", "or", "that", "this", "which", "with"))
"""Words beside the locatives at which a stretch that the model reads falls into names."""
_LED = frozenset(("at", "between", "and", "to", "from"))
"""Words before a name, beside the strong locatives, that leave it a place's where the model reads one."""


class Piece(NamedTuple):
    """Words of which the model reads each as a place's: the first, and the one behind the last."""

    first: int
    last: int


def shouted(annotated: Annotated, tokens: Sequence[Token]) -> tuple[list[PlaceMention], set[Span]]:
    """Return the places that the model reads beside those of the document, and those that are parts of one of them."""
    scores, text = annotated.scores, annotated.document.text
    if scores is None:
        return [], set()
    spans = [place.span for place in annotated.places]
    spans += [time.span for time in annotated.times] + [actor.span for actor in annotated.actors]
    taken = sorted(spans)
    free = [not around(Span(token.start, token.end), taken) for token in tokens]
    known = {mention.toponym.end: mention for mention in annotated.places if mention.site is None}
    starts = {mention.toponym.start for mention in annotated.places}
    found: dict[Span, PlaceMention] = {}
    gone: set[Span] = set()
    for piece in _pieces(text, tokens, [here and _read(scores, token) >= READ for here, token in zip(free, tokens, strict=True)]):
        end = tokens[piece.last - 1].end
        if end + 1 in starts and text[end] in " \n":
            continue  # "in the exclusive" before a name
        before = known.get(tokens[piece.first - 1].end) if piece.first else None
        if before is not None and not _GAP.fullmatch(text, before.toponym.end, tokens[piece.first].start):
            before = None
        mention = _named(tokens, piece, scores) if before is None else _longer(tokens, piece, before)
        if mention is not None:
            found[mention.span] = mention
            gone |= {before.span} if before is not None else set()
    found |= _again(text, tokens, free, list(found.values()))
    return list(found.values()), gone


def _read(scores: Scores, token: Token) -> float:
    return max(scores.of(Span(token.start, token.end), role) for role in ROLES)


def _pieces(text: str, tokens: Sequence[Token], read: Sequence[bool]) -> Iterator[Piece]:
    """Yield the stretches of words that are read as a place's, cut at the small words, without an article before them."""
    start: int | None = None
    for at in range(len(tokens) + 1):
        inside = at < len(tokens) and read[at] and tokens[at].low not in _SMALL | words("locative")
        joined = inside and at > 0 and _GAP.fullmatch(text, tokens[at - 1].end, tokens[at].start) and not tokens[at].first
        if start is not None and not (inside and joined):
            first = start + (tokens[start].low == "the")
            if first < at:
                yield Piece(first, at)
            start = None
        if inside and start is None:
            start = at


def _named(tokens: Sequence[Token], piece: Piece, scores: Scores) -> PlaceMention | None:
    """Return the site or the settlement that the words are, None where they may be none."""
    first, last = piece
    if max(_read(scores, token) for token in tokens[first:last]) < SURE:
        return None
    noun = tokens[last - 1].low
    if noun in _nouns() and last - first <= LONGEST + 1 and _bears_name(tokens[first : last - 1]):
        span = Span(tokens[first].start, tokens[last - 1].end)
        return PlaceMention(span, span, noun)
    called = False
    while last > first and tokens[last - 1].low in _called():
        last, called = last - 1, True
    if first == last or not _may_be(tokens[first:last]) or tokens[first].low in words("plain_areas"):
        return None
    article = first > 0 and tokens[first - 1].low == "the"
    if article and not called:
        return None  # "in the hinterland"
    before = [token.low for token in tokens[max(0, first - 3) : first] if token.low != "the"]
    located = before[-1:] and before[-1] in words("strong_locative") | _LED
    told = len(before) > 1 and before[-1] == "of" and before[-2] in words("settlements") | words("place_nouns")
    if not (called or located or told):
        return None
    span = Span(tokens[first].start, tokens[last - 1].end)
    return PlaceMention(span, span)


def _bears_name(run: Sequence[Token]) -> bool:
    """Tell whether the words before a site's noun hold a name ("THE ORVANA BUILDING", not "HIS HOME")."""
    return any(token.low not in _no_name() | words("connectors") | words("plain_areas") for token in run)


def _longer(tokens: Sequence[Token], piece: Piece, before: PlaceMention) -> PlaceMention | None:
    """Return the place of which the gazetteer holds the first words alone ("SAN JOSE ORVANA")."""
    last = piece.last
    while last > piece.first and tokens[last - 1].low in _called():
        last -= 1
    if last == piece.first or not _may_be(tokens[piece.first : last]):
        return None
    span = Span(before.toponym.start, tokens[last - 1].end)
    return PlaceMention(span, span)


def _again(
    text: str, tokens: Sequence[Token], free: Sequence[bool], found: Sequence[PlaceMention]
) -> dict[Span, PlaceMention]:  # fmt: skip
    """Return the other namings of the settlements, in words that belong to nothing else."""
    names = {tuple(key(mention.span.of(text)).split()) for mention in found if mention.site is None}
    taken = sorted(mention.span for mention in found)
    more: dict[Span, PlaceMention] = {}
    for name in names:
        for at in range(len(tokens) - len(name) + 1):
            span = Span(tokens[at].start, tokens[at + len(name) - 1].end)
            if tokens[at].low != name[0] or not all(free[at : at + len(name)]) or around(span, taken):
                continue
            if tuple(key(span.of(text)).split()) == name:
                more[span] = PlaceMention(span, span)
    return more


def _may_be(run: Sequence[Token]) -> bool:
    """Tell whether words may be a settlement's name: letters alone, none that no name holds."""
    if not 0 < len(run) <= LONGEST or sum(len(token.word) for token in run) < SHORTEST:
        return False
    small = words("name_parts") | words("connectors")
    if all(token.low in small for token in run) or run[-1].low in small or run[-1].possessive:
        return False
    return all(token.word.isalpha() and (token.low in small or token.low not in _no_name()) for token in run)


@cache
def _called() -> frozenset[str]:
    """Return what a settlement or an area is called behind its name."""
    return words("settlements") | words("designators") | words("beside_name") | words("called_areas")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for noun in table("place_site_nouns")["nouns"] if " " not in noun) - ROADS


@cache
def _no_name() -> frozenset[str]:
    plural = frozenset(f"{noun}s" for noun in _nouns() | ROADS)
    lists = ("not_alone", "organisation_tail", "after_place", "of_nouns", "place_nouns", "titles", "dates", "always_common")
    return frozenset[str]().union(*(words(name) for name in lists)) | _nouns() | plural | ROADS | given() | place_words.common()
