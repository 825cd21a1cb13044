"""Units: the stretches of text that speak of one event each, with the mentions that stand in them.

A unit is a sentence that names an event or a casualty, or a part of one where a sentence tells two events of different dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from dateline.extract.reasons import inside_reason, opens_reason, tells_why
from dateline.extract.seams import seams
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

REPORTING_REACH = 30
"""A time expression that begins within so many code points behind a reporting cue says when it was said ("said on Monday")."""
LONGEST_CUE = 60
_ITS_OWN = re.compile(r"['’]s\s(?:(?!(?:on|of|after|over|about|that|in|for|where)\b)[\w-]{1,20}\s){0,2}")
"""What stands between a day and the event that is its own ("Thursday's drone attack")."""
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
_ITEM = re.compile(r"\s{0,3}(?:[*•·▪●–—-]|\d{1,2}[.)])\s")
"""The mark of an item in a list."""
_LIST = re.compile(r"[,:]\s*\n\s*(?:[*•·▪●–—-]|\d{1,2}[.)])\s")
_STAMP = re.compile(r"\b(?:(?:posted|updated|published|modified)(?:\s?:\s?|\s(?:on\s|at\s)?))$", re.IGNORECASE)
STAMP_REACH = 16
"""How far before a time "Updated: " and "(Published " are looked for: such a time is the page's own, not the event's."""
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


def units(annotated: Annotated) -> list[Unit]:
    """Return the units in the order of the text."""
    found: list[Unit] = []
    cues = sorted(attribution.cue for attribution in annotated.attributions)
    carried: TimeMention | None = None
    above: TimeMention | None = None
    label: Label | None = None
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate":
            continue
        times = _event_times(annotated, inside(annotated.times, sentence.span), cues)
        tells = _tells(annotated, sentence.span)
        listed = _ITEM.match(annotated.document.text, sentence.span.start) is not None
        if not listed:
            above = _list_date(annotated.document.text, sentence, times)
        if label is None or label.paragraph != sentence.paragraph:
            label = _label(annotated, sentence, times)
        elif sentence.span.start - label.past <= 2 and _says_where(annotated, sentence):
            label = replace(label, past=sentence.span.end)
        if sentence.kind == "heading" and not tells:
            carried = _heading_date(annotated, sentence, times)
            continue
        if not tells:
            continue
        for span in _parts(annotated, sentence, times):
            if _tells(annotated, span):
                unit = _unit(annotated, len(found), sentence, span, times, (listed and above) or carried)
                found.append(unit if label is None else _entered(annotated, unit, label))
    return found


@dataclass(frozen=True, slots=True)
class Label:
    """The words that open an entry of a chronicle: its date and, where it is a sentence of its own, its places."""

    paragraph: int
    sentence: Sentence
    time: TimeMention
    past: int
    """Where the label ends: behind its sentence, and a next one that names no more than a place."""


def _label(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> Label | None:
    """Return the label of the paragraph that `sentence` opens: a date at its very beginning, and a mark behind it."""
    text = annotated.document.text
    if sentence.kind != "body" or not times or not text[: sentence.span.start].endswith("\n"):
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
    if sentence.span.end - sentence.span.start > LABEL or _tells(annotated, sentence.span):
        return False
    item = _ITEM.match(text, sentence.span.start)
    if item is not None and _SITE_AND.fullmatch(text, item.end(), time.span.start) and _CLOSES.match(text, time.span.end):
        return True
    return (item is not None or time.span.start == sentence.span.start) and _names_only(annotated, sentence, [time.span])


def _says_where(annotated: Annotated, sentence: Sentence) -> bool:
    """Tell a sentence that only names places ("Xitaxi, Muidumbe district.")."""
    short = sentence.span.end - sentence.span.start <= LABEL and not _tells(annotated, sentence.span)
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


def _entered(annotated: Annotated, unit: Unit, label: Label) -> Unit:
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
    return _tells(annotated, Span(label.sentence.span.start, unit.span.start))


def loose(annotated: Annotated, found: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the body sentences without a unit that hold a time or a place, as units without an event."""
    taken = {unit.sentence.span for unit in found}
    entries = {unit.sentence.paragraph for unit in found if unit.entry}
    cues = sorted(attribution.cue for attribution in annotated.attributions)
    for sentence in annotated.sentences:
        if sentence.kind != "body" or sentence.span in taken:
            continue
        times = _event_times(annotated, inside(annotated.times, sentence.span), cues)
        if sentence.paragraph in entries and _label(annotated, sentence, times):
            continue
        places = inside(annotated.places, sentence.span)
        if times or places:
            yield _unit(annotated, 0, sentence, sentence.span, times, None)


def event_times(annotated: Annotated, sentence: Sentence) -> tuple[TimeMention, ...]:
    """Return the time expressions of a sentence that may date an event."""
    cues = sorted(attribution.cue for attribution in annotated.attributions if sentence.span.overlaps(attribution.cue))
    return _event_times(annotated, inside(annotated.times, sentence.span), cues)


def _tells(annotated: Annotated, span: Span) -> bool:
    return bool(inside(annotated.events, span)) or any(count.effect in CASUALTY for count in inside(annotated.counts, span))


def _unit(
    annotated: Annotated,
    order: int,
    sentence: Sentence,
    span: Span,
    times: tuple[TimeMention, ...],
    carried: TimeMention | None,
) -> Unit:  # fmt: skip
    text = annotated.document.text
    whole = opens_reason(text, span)
    return Unit(
        order=order,
        sentence=sentence,
        span=span,
        events=inside(annotated.events, span),
        counts=tuple(c for c in inside(annotated.counts, span) if whole or not inside_reason(text, c.span)),
        times=tuple(time for time in times if span.covers(time.span) and (whole or not tells_why(text, time.span))),
        places=tuple(p for p in inside(annotated.places, span) if whole or not tells_why(text, p.span)),
        actors=inside(annotated.actors, span),
        words=inside(annotated.words, span),
        carried=carried,
    )


def _event_times(annotated: Annotated, times: tuple[TimeMention, ...], cues: list[Span]) -> tuple[TimeMention, ...]:
    """Leave out durations that name no days ("three hours"), sets, and times that say when something was said or put up."""
    return tuple(
        time
        for time in times
        if time.kind != "set"
        and time.value is not None
        and not _reporting(annotated, time, cues)
        and not _is_stamp(annotated, time)
    )


def _is_stamp(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the page's own time: "Updated: Friday, June 26, 2015 4:46 AM", "(Published Tuesday, June 7, 2016)"."""
    text, start = annotated.document.text, time.span.start
    return _STAMP.search(text[max(0, start - STAMP_REACH) : start]) is not None


def _reporting(annotated: Annotated, time: TimeMention, cues: list[Span]) -> bool:
    """A day right behind "said" is when it was said; a clock time ("reported at 12:03 a.m. Tuesday") is when it happened.

    So is the day that an event belongs to ("blamed Thursday's attack on rebels").
    """
    text = annotated.document.text
    own = _ITS_OWN.match(text, time.span.end)
    if own is not None and inside(annotated.events, Span(time.span.end, own.end() + 1)):
        return False
    if time.kind == "time" and any(mark.isdigit() for mark in time.span.of(text)):
        return False
    first = bisect_left(cues, time.span.start - REPORTING_REACH - LONGEST_CUE, key=lambda cue: cue.start)
    for cue in cues[first : bisect_left(cues, time.span.start, key=lambda cue: cue.start)]:
        gap = time.span.start - cue.end
        if 0 <= gap <= REPORTING_REACH and not inside(annotated.events, Span(cue.end, time.span.start)):
            between = text[cue.end : time.span.start]
            if not re.search(r"[,;.\"”]|\bthat\b", between):
                return True
    return False


def _heading_date(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> TimeMention | None:
    """A heading that is a date ("14 May 2019") dates what stands under it, unless it is the article's own dateline."""
    published = annotated.document.published
    for time in times:
        own = published is not None and time.value is not None and time.value.value == published.isoformat()
        top = sentence.paragraph <= 2 and time.value is not None and time.value.precision == "day"
        if not own and not top:
            return time
    return None


def _list_date(text: str, sentence: Sentence, times: tuple[TimeMention, ...]) -> TimeMention | None:
    """Return the day that the words above a list say of all its items ("In other violence on Saturday,\n* gunmen killed …")."""
    end = len(text[: sentence.span.end].rstrip()) - 1
    if sentence.kind == "title" or not _LIST.match(text, end):
        return None
    days = [time for time in times if time.value is not None and time.value.value and time.value.precision == "day"]
    return days[0] if len(days) == 1 else None


def _parts(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> Iterator[Span]:
    """Cut a sentence where it goes over to a second event (`seams`), if both sides tell of one."""
    span = sentence.span
    start = span.start
    for cuts in seams(annotated.document.text, sentence, times, inside(annotated.places, span)):
        for cut in cuts:
            if cut > start and _tells(annotated, Span(start, cut)) and _tells(annotated, Span(cut, span.end)):
                yield Span(start, cut)
                start = cut
                break
    yield Span(start, span.end)
