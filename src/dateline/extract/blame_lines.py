"""One stretch of a document as blame is read from it, and what ties an actor to an incident."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.codebook.phrases import Token, tokens
from dateline.codebook.tables import table
from dateline.extract.doers import doers
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, EventMention, Span

Ground = Literal["claim", "denial", "accused", "suspected", "stated", "charged", "held", "convicted", "victim", "accuser"]
ASIDE = 12
"""Tokens that two commas set off at most."""
HEDGE_REACH = 40
"""Code points before an accusation in which a hedge makes a suspicion of it."""
_HEDGE = re.compile(
    r"\b(?:believ\w+|suspect\w*|thought|may have|might|could|likely|probabl\w+|possibl\w+|presum\w+|"
    r"appear\w*|investigating|signs?)\b",
    re.IGNORECASE,
)
_ENDS = frozenset(".;?!")


@dataclass(frozen=True, slots=True)
class Tie:
    """An actor tied to an incident on a ground, with the words from actor to cue. ``mention`` is the actor's own words.

    ``subject``: the actor is the plain subject of a violent verb ("they overran the post"), no word but an auxiliary between.
    """

    ground: Ground
    value: ActorValue
    mention: Span
    span: Span
    sentence: Span
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a document as blame is read from it."""

    annotated: Annotated
    span: Span
    words: list[Token]
    actors: tuple[ActorMention, ...]
    events: tuple[EventMention, ...]

    @property
    def text(self) -> str:
        """The document's whole text."""
        return self.annotated.document.text

    def tie(self, ground: Ground, value: ActorValue, mention: Span, cue: Span) -> Tie:
        """Return a tie whose quote runs from the actor to the cue."""
        return Tie(ground, value, mention, Span(min(mention.start, cue.start), max(mention.end, cue.end)), self.span)


def line(annotated: Annotated, span: Span) -> Line:
    """Return the stretch with what stands in it."""
    words = tokens(annotated.document.text, span.start, span.end)
    return Line(annotated, span, words, doers(annotated, span), inside(annotated.events, span))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of ``blame.json`` as a set."""
    return frozenset(table("blame")[name])


def guessed_at(name: str) -> bool:
    """Tell whether the words for who did it are a guess themselves ("a suspected plainclothes police officer")."""
    return bool(set(name.lower().split()[:2]) & word_set("hedges"))


def without_asides(words: list[Token]) -> list[Token]:
    """Return the words without what two commas set off behind a verb of claiming ("claimed, via its channels, an attack")."""
    out: list[Token] = []
    index = 0
    while index < len(words):
        out.append(words[index])
        if words[index].word in word_set("before_asides") and words[index + 1 : index + 2] and words[index + 1].word == ",":
            behind = words[index + 2 : index + 2 + ASIDE]
            close = next((at for at, word in enumerate(behind) if word.word == "," or word.word in _ENDS), len(behind))
            index += close + 2 if close < len(behind) and behind[close].word == "," else 0
        index += 1
    return out


def hedged(read: Line, actor: Span, cue: Span) -> bool:
    """Tell whether the accusation itself is hedged ("police believe X was responsible", "possibly the work of X")."""
    start = max(read.span.start, min(actor.start, cue.start) - HEDGE_REACH)
    return _HEDGE.search(read.text, start, max(actor.end, cue.end)) is not None
