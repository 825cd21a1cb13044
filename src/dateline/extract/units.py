"""Units: the stretches of text that speak of one event each, with the mentions that stand in them.

A unit is a sentence that names an event or a casualty, or a part of one where a sentence tells two events of different dates;
`cut` makes them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from dateline.extract.victims import NOBODY, Victims
from dateline.types import (
    ActorMention,
    Annotated,
    CountMention,
    EventMention,
    PlaceMention,
    Sentence,
    Span,
    TimeMention,
    WordMention,
)

LIVE = frozenset({"actual", "historical", "foiled"})
"""Modes of events that took place."""
CASUALTY = frozenset({"killed", "injured", "abducted", "hit", "casualties"})

M = TypeVar("M", EventMention, CountMention, PlaceMention, TimeMention, ActorMention, WordMention)


@dataclass(frozen=True, slots=True)
class Unit:
    """One stretch of text and its mentions. ``order`` counts units from 0; ``carried`` is a date from the heading above it."""

    order: int
    sentence: Sentence
    span: Span
    events: tuple[EventMention, ...]
    counts: tuple[CountMention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    words: tuple[WordMention, ...]
    carried: TimeMention | None = None
    apart: bool = False
    """Whether it holds only what the model reads as an incident's, out of a sentence that is none of its own."""
    entry: bool = False
    """Whether its paragraph is an entry of a chronicle: it opens with a date as a label ("March 23 - Boma. …", "25 May: …")."""
    item: int | None = None
    """The paragraph, where it is an item of a bulletin town by town ("* NEAR BALAD - …"): each tells an incident of its own."""
    listed: bool = False
    """Whether it is a further entry of a list of figures by place ("and eight in Latacunga")."""
    victims: Victims = NOBODY
    """Those of whom it tells by name as killed, hit or taken; for comparing sentences alone."""

    @property
    def lead(self) -> bool:
        """Whether the unit is a title or stands among the first two sentences that tell anything."""
        return self.sentence.kind == "title" or (self.order < 2 and not self.beside and not self.apart)

    @property
    def beside(self) -> bool:
        """Whether the sentence tells no event itself and only stands beside one that does."""
        return not self.events and not self.counts


_start = attrgetter("span.start")


def inside(mentions: Sequence[M], span: Span) -> tuple[M, ...]:
    """Return the mentions that begin inside `span`; `mentions` are in the order of the text."""
    first = bisect_left(mentions, span.start, key=_start)
    return tuple(mentions[first : bisect_left(mentions, span.end, lo=first, key=_start)])


def gap(unit: Unit, span: Span) -> int | None:
    """Return the code points between `span` and the nearest event or casualty of the unit, 0 where they touch or overlap."""
    spans = [event.span for event in unit.events] + [count.span for count in unit.counts]
    return min((max(span.start - other.end, other.start - span.end, 0) for other in spans), default=None)


def nearness(unit: Unit, span: Span) -> float:
    """Return 1.0 where `span` touches an event or casualty, 0.5 at 30 code points from it, towards 0.0 beyond."""
    distance = gap(unit, span)
    return 0.0 if distance is None else 1.0 / (1.0 + distance / 30.0)


def tells_event(annotated: Annotated, span: Span) -> bool:
    """Tell whether an event or a casualty is named inside `span`."""
    return bool(inside(annotated.events, span)) or any(count.effect in CASUALTY for count in inside(annotated.counts, span))
