"""Values outside an incident's own sentences, or in words that no grammar reads, that the model reads as that incident's.

They become candidates beside the others, in units that tell no event themselves (`Unit.apart`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.extract.asked import runs
from dateline.extract.event_times import event_times
from dateline.extract.group import Group
from dateline.extract.seams import of_another
from dateline.extract.units import Unit, inside
from dateline.extract.weigh import asked_of
from dateline.types import Annotated, CountMention, CountValue, Effect, Scores, Sentence, Span

_PERSON = frozenset({"him", "her"})
_EFFECTS: tuple[Effect, ...] = ("killed", "injured")


def widen(annotated: Annotated, item: Group) -> None:
    """Give the group the units that hold what the model alone reads as its date, place or toll (`Group.apart`).

    An item of a bulletin town by town says all that is told of its incident.
    """
    if item.asked is None or any(unit.item is not None for unit in item.units):
        return
    own = [unit.span for unit in (*item.units, *item.beside)]
    own += [span for unit in item.units for span in of_another(annotated.document.text, unit.sentence.span, unit.span)]
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate" or asked_of(item.asked, sentence.span, "same") is None:
            continue
        unit = _unit(annotated, item, item.asked, sentence, own)
        if unit.times or unit.places or unit.counts:
            item.apart.append(unit)


def _unit(annotated: Annotated, item: Group, asked: Scores, sentence: Sentence, own: Sequence[Span]) -> Unit:
    def new(span: Span, role: str) -> bool:
        return (asked_of(asked, span, role) or -1.0) > 0 and not any(other.covers(span) for other in own)

    span = sentence.span
    times = [time for time in inside(annotated.times, span) if new(time.span, "date")]
    dated = event_times(annotated, sentence) if times else ()
    counts = [c for c in inside(annotated.counts, span) if c.effect in _EFFECTS and new(c.span, c.effect)]
    return Unit(
        order=item.units[0].order,
        sentence=sentence,
        span=span,
        events=(),
        counts=(*counts, *read_counts(annotated, asked, sentence)),
        times=tuple(time for time in times if time in dated),
        places=tuple(place for place in inside(annotated.places, span) if new(place.span, "place")),
        actors=(),
        words=(),
        apart=True,
    )


def read_counts(annotated: Annotated, asked: Scores, sentence: Sentence) -> Iterator[CountMention]:
    """Yield the killed and injured of a sentence to whom no grammar gives that effect: a count, or one person ("killing her")."""
    text = annotated.document.text
    known = inside(annotated.counts, sentence.span)
    for effect in _EFFECTS:
        for span in runs(asked, effect, sentence.span):
            near = [count for count in known if count.span.overlaps(span)]
            if any(count.effect == effect for count in near):
                continue
            if near and near[0].effect is None:
                yield replace(near[0], effect=effect)
            elif not near and _of_one(span.of(text)):
                yield CountMention(span, span, CountValue(1, 1, 1), None, effect)


def _of_one(words: str) -> bool:
    """Tell whether words end with one person who is not counted ("killing her", not "her son" or "her and two others")."""
    return words.split()[-1].strip(".,;:").casefold() in _PERSON
