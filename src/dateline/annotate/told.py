"""Events in words that the codebook does not hold ("seized a rancher", "a bus was burned"), where the trained model reads one.

Only sentences without an event of the grammar's are looked at, and only where the model is sure; the mode comes from the same cues.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from dateline.annotate.events import mode_of
from dateline.types import Annotated, EventMention, IncidentType, Scores, Sentence, Span

if TYPE_CHECKING:
    import numpy as np

SURE = 1.0
"""Mean logit of "an event stands here" over the words, at least."""
SHORTEST = 4
LONGEST = 160
"""Code points of the words."""
DATELINE = 80
"""Code points of the longest line of a place and a day."""
_FILED = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:[,(]\s?[A-Z\d(]\S{0,20}(?:\s[A-Z\d(]\S{0,20}){0,6})?\s?(?:--|[—–]|-(?=\s))"
    r"\s?(?=[\"“]?(?:[A-Z]?[a-z]|[AI]\s|\d))"
)
"""Where a report was filed, its day and its agency, before a first sentence not all in capitals: no words for an event."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DETERMINER = re.compile(r"(?:the|a|an|this|that|another|its|their)\b", re.IGNORECASE)


def told(annotated: Annotated) -> Annotated:
    """Add the events that only the model sees; nothing where the engine runs without it."""
    scores = annotated.scores
    if scores is None:
        return annotated
    added = [event for sentence in _silent(annotated) for event in _read(annotated, scores, sentence)]
    if not added:
        return annotated
    return replace(annotated, events=tuple(sorted([*annotated.events, *added], key=lambda event: event.span)))


def _silent(annotated: Annotated) -> Iterator[Sentence]:
    """Yield the sentences that are not boilerplate and hold no event."""
    starts = [event.span.start for event in annotated.events]
    for sentence in annotated.sentences:
        first = bisect_left(starts, sentence.span.start)
        silent = first == len(starts) or starts[first] >= sentence.span.end
        if sentence.kind != "boilerplate" and silent and not _is_dateline(annotated, sentence):
            yield sentence


def _is_dateline(annotated: Annotated, sentence: Sentence) -> bool:
    """Tell a sentence that holds a place and a day and hardly a word more ("Bamako, 14 May 2024")."""
    if sentence.span.end - sentence.span.start > DATELINE:
        return False
    times = [time.span for time in annotated.times if sentence.span.covers(time.span)]
    rest = sorted([*times, *(place.span for place in annotated.places if sentence.span.covers(place.span))])
    left, at = [], sentence.span.start
    for span in rest:
        left.append(annotated.document.text[at : span.start])
        at = max(at, span.end)
    left.append(annotated.document.text[at : sentence.span.end])
    return bool(times) and len(_LETTERS.findall(" ".join(left))) <= 1


def _read(annotated: Annotated, scores: Scores, sentence: Sentence) -> Iterator[EventMention]:
    """Yield the longest run of tokens with an event's logit above zero, where the run is sure and no trap."""
    import numpy as np

    filed = _FILED.match(annotated.document.text, sentence.span.start, sentence.span.end)
    first = int(scores.starts.searchsorted(filed.end() if filed else sentence.span.start))
    past = int(scores.starts.searchsorted(sentence.span.end))
    if first >= past:
        return
    columns = [scores.columns[name] for name in ("event_main", "event_background", "trap")]
    main, background, trap = (scores.logits[first:past, column] for column in columns)
    event: np.ndarray = np.maximum(main, background)
    run = _longest(event > 0)
    if run is None:
        return
    span = Span(int(scores.starts[first + run[0]]), int(scores.ends[first + run[1] - 1]))
    sure = float(event[slice(*run)].mean()) >= SURE and float(trap[slice(*run)].mean()) < 0
    if sure and SHORTEST <= span.end - span.start <= LONGEST:
        noun = _DETERMINER.match(annotated.document.text, span.start) is not None
        yield EventMention(span, _kind(scores, span), mode_of(annotated, sentence, span), noun, score=0.5)


def _longest(marked: np.ndarray) -> tuple[int, int] | None:
    """Return the bounds of the longest run of true values, None where there is none."""
    best: tuple[int, int] | None = None
    start: int | None = None
    for index, flag in enumerate([*marked.tolist(), False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            if best is None or index - start > best[1] - best[0]:
                best = (start, index)
            start = None
    return best


def _kind(scores: Scores, span: Span) -> IncidentType:
    """Return the type with the highest logit, ``other`` where none is likely."""
    kinds = {name[5:]: scores.of(span, name) for name in scores.names if name.startswith("type:")}
    best = max(kinds, key=lambda kind: kinds[kind], default="other")
    return cast(IncidentType, best if kinds.get(best, -1.0) > 0 else "other")
