"""What the trained model says of one incident: the windows around it are read again with its words marked.

The words that name the incident first lead each window and have token type 1 wherever they stand, as in training
(``training/windows.py``, `asked`). The answer is a score for each token and role of that incident alone: its date, place, tolls,
perpetrator, and which other words speak of it ("same"). Tokens of windows that were not read have no score (NaN).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline import models
from dateline.extract.units import CASUALTY, LIVE, Unit
from dateline.extract.weigh import asked_of
from dateline.types import Annotated, Scores, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PREFIX = "asked:"
BEFORE, BEHIND = 0, 1
"""Windows read before and behind the one that names the incident first: more of them measured no better (decision 0028)."""


def ask(annotated: Annotated, unit: Unit, found: Sequence[Unit]) -> Scores | None:
    """Return the model's answer for the incident that `unit` tells first, read in the windows near it that hold one of `found`.

    None where the engine runs without a model, or the unit lies behind what the model reads.
    """
    scores = annotated.scores
    spans = naming(unit)
    if scores is None or not len(scores.ids) or not spans or spans[0].start >= int(scores.ends[-1]):
        return None
    import numpy as np

    tagger = models.tagger()
    types, lead = _marks(scores, spans), slice(*_lead(scores, tagger, spans[0]))
    columns = [index for index, name in enumerate(tagger.columns) if name.startswith(PREFIX)]
    body = np.full((len(scores.ids), len(columns)), np.nan, dtype=np.float32)
    whole = []
    for number in _near(scores, unit, found):
        window = slice(int(scores.windows[number]), _end(scores, number))
        marks = [*types[lead].tolist(), *types[window].tolist()]
        logits = tagger.read(scores.ids[lead].tolist(), scores.ids[window].tolist(), marks)[:, columns]
        whole.append(logits[0])
        body[window] = logits[1:]
    names = tuple(tagger.columns[index].removeprefix(PREFIX) for index in columns)
    return replace(scores, names=names, logits=body, document=np.stack(whole).max(axis=0))


def _near(scores: Scores, unit: Unit, found: Sequence[Unit]) -> list[int]:
    """Return the windows to read, by number."""
    own = _number(scores, unit)
    near = {number for other in found if own - BEFORE <= (number := _number(scores, other)) <= own + BEHIND}
    return sorted(near | {own})


def _number(scores: Scores, unit: Unit) -> int:
    token = min(scores.tokens(unit.span)[0], len(scores.ids) - 1)
    return int(scores.windows.searchsorted(token, side="right")) - 1


def _end(scores: Scores, number: int) -> int:
    return int(scores.windows[number + 1]) if number + 1 < len(scores.windows) else len(scores.ids)


def naming(unit: Unit) -> tuple[Span, ...]:
    """Return the words of a unit that stand for the incident: its events, real ones first, else its casualties."""
    live = [event for event in unit.events if event.mode in LIVE] or unit.events
    return tuple(event.span for event in live) or tuple(count.span for count in unit.counts if count.effect in CASUALTY)


def _marks(scores: Scores, spans: Sequence[Span]) -> NDArray[np.int64]:
    import numpy as np

    types = np.zeros(len(scores.ids), dtype=np.int64)
    for span in spans:
        first, past = scores.tokens(span)
        types[first:past] = 1
    return types


def _lead(scores: Scores, tagger: models.Tagger, span: Span) -> tuple[int, int]:
    """Return the tokens around `span` in its own sentence that say which incident is meant."""
    at = min(scores.tokens(span)[0], len(scores.ids) - 1)
    number = int(scores.sentences.searchsorted(at, side="right")) - 1
    start = int(scores.sentences[number])
    end = int(scores.sentences[number + 1]) if number + 1 < len(scores.sentences) else len(scores.ids)
    first = max(start, min(at - tagger.lead_before, end - tagger.lead_tokens))
    return first, min(end, first + tagger.lead_tokens)


def joined(one: Scores | None, other: Scores | None) -> Scores | None:
    """Return what is said of either of two groups, the higher score of both, where they turn out to be one incident."""
    import numpy as np

    if one is None or other is None:
        return one or other
    return replace(one, logits=np.fmax(one.logits, other.logits), document=np.maximum(one.document, other.document))


def same(asked: Scores | None, units: Sequence[Unit]) -> float | None:
    """Return the mean score, as a share of the cap, of "`units` speak of the incident asked for"; None where none was read."""
    if asked is None:
        return None
    found = [asked_of(asked, span, "same") for unit in units for span in naming(unit)]
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if known else None


def runs(asked: Scores | None, role: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the whole words whose logit for `role` is above zero, in the order of the text, all or those of one stretch."""
    if asked is None:
        return
    start, past = (0, len(asked.starts)) if within is None else asked.tokens(within)
    column = asked.logits[start:past, asked.columns[role]]
    first: int | None = None
    for index, high in enumerate([*(column > 0).tolist(), False], start=start):
        if high and first is None:
            first = index
        elif not high and first is not None:
            yield _whole(asked, first, index)
            first = None


def _whole(asked: Scores, first: int, past: int) -> Span:
    """Return the span of tokens, out to the ends of the words whose pieces they are."""
    starts, ends = asked.starts, asked.ends
    while first > 0 and starts[first] == ends[first - 1]:
        first -= 1
    while past < len(starts) and starts[past] == ends[past - 1]:
        past += 1
    return Span(int(starts[first]), int(ends[past - 1]))
