"""Cut a text into units, each with the mentions in it, the date above it, and the label of its entry in a chronicle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extract.answered import answers, as_attackers, without_answers
from dateline.extract.date_clues import only_outlived
from dateline.extract.entry_labels import ITEM, Label, by_towns, label_of, labelled, says_where
from dateline.extract.event_times import heading_date, list_date, may_date
from dateline.extract.place_elsewhere import is_origin
from dateline.extract.reasons import inside_reason, opens_reason, tells_why
from dateline.extract.seams import goes_on, seams
from dateline.extract.units import Unit, inside, tells_event
from dateline.extract.victims import named
from dateline.types import Annotated, Sentence, Span, TimeMention


def units(annotated: Annotated) -> list[Unit]:
    """Return the units in the order of the text."""
    found: list[Unit] = []
    cues = sorted(attribution.cue for attribution in annotated.attributions)
    carried: TimeMention | None = None
    above: TimeMention | None = None
    label: Label | None = None
    items = by_towns(annotated)
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate":
            continue
        times = may_date(annotated, inside(annotated.times, sentence.span), cues)
        tells = tells_event(annotated, sentence.span)
        item = sentence.paragraph if sentence.paragraph in items else None
        listed = item is not None or ITEM.match(annotated.document.text, sentence.span.start) is not None
        if not listed:
            above = list_date(annotated.document.text, sentence, times)
        if label is None or label.paragraph != sentence.paragraph:
            label = label_of(annotated, sentence, times)
        elif sentence.span.start - label.past <= 2 and says_where(annotated, sentence):
            label = replace(label, past=sentence.span.end)
        if sentence.kind == "heading" and not tells:
            carried = heading_date(annotated, sentence, times)
            continue
        if not tells:
            continue
        for span in _parts(annotated, sentence, times):
            if tells_event(annotated, span):
                unit = _unit(annotated, len(found), sentence, span, times, (listed and above) or carried)
                unit = replace(unit, item=item)
                if found and found[-1].sentence is sentence and goes_on(annotated.document.text, span.start):
                    unit = _like(unit, found[-1])
                found.append(unit if label is None else labelled(annotated, unit, label))
    return found


def _like(unit: Unit, before: Unit) -> Unit:
    """Return an entry of a list of figures by place with what its head says of them all: what happened, and when."""
    return replace(unit, events=unit.events or before.events, times=unit.times or before.times, listed=True)


def loose(annotated: Annotated, found: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the body sentences without a unit that hold a time or a place, as units without an event."""
    taken = {unit.sentence.span for unit in found}
    entries = {unit.sentence.paragraph for unit in found if unit.entry}
    cues = sorted(attribution.cue for attribution in annotated.attributions)
    for sentence in annotated.sentences:
        if sentence.kind != "body" or sentence.span in taken:
            continue
        times = may_date(annotated, inside(annotated.times, sentence.span), cues)
        if sentence.paragraph in entries and label_of(annotated, sentence, times):
            continue
        places = inside(annotated.places, sentence.span)
        if times or places:
            yield _unit(annotated, 0, sentence, sentence.span, times, None)


def _unit(
    annotated: Annotated,
    order: int,
    sentence: Sentence,
    span: Span,
    times: tuple[TimeMention, ...],
    carried: TimeMention | None,
) -> Unit:  # fmt: skip
    text = annotated.document.text
    whole, ends, here = opens_reason(text, span), answers(text, span), inside(annotated.events, span)
    return Unit(
        order=order,
        sentence=sentence,
        span=span,
        events=without_answers(ends, here, inside(annotated.counts, span), alone=len(here) == len(annotated.events)),
        counts=tuple(c for c in as_attackers(ends, inside(annotated.counts, span)) if whole or not inside_reason(text, c.span)),
        times=tuple(time for time in times if span.covers(time.span) and (whole or not tells_why(text, time.span))),
        places=tuple(
            p for p in inside(annotated.places, span) if (whole or not tells_why(text, p.span)) and not is_origin(text, p.span)
        ),
        actors=inside(annotated.actors, span),
        words=inside(annotated.words, span),
        carried=carried,
        victims=named(annotated, span),
    )


def _parts(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> Iterator[Span]:
    """Cut a sentence where it goes over to a second event (`seams`), if both sides tell of one."""
    span = sentence.span
    start = span.start
    for cuts in seams(annotated.document.text, sentence, times, inside(annotated.places, span)):
        for cut in cuts:
            if _outlives(annotated, Span(start, cut), times):
                continue
            if cut > start and tells_event(annotated, Span(start, cut)) and tells_event(annotated, Span(cut, span.end)):
                yield Span(start, cut)
                start = cut
                break
    yield Span(start, span.end)


def _outlives(annotated: Annotated, before: Span, times: tuple[TimeMention, ...]) -> bool:
    """Tell whether what goes before only tells of the death of one hurt in what follows ("died on Monday, two days after …")."""
    text = annotated.document.text
    tie = next((time for time in times if before.end <= time.span.start <= before.end + 2), None)
    return tie is not None and text.startswith(" after ", tie.span.end) and only_outlived(annotated, before)
