"""Of which incident a reason is told: a choice of weighted features (docs/decisions/0006), weights in ``motives.json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.codebook.tables import table
from dateline.extract.motive_cues import Reason
from dateline.extract.weigh import asked_of
from dateline.types import Annotated, IncidentReport, Scores, Sentence, Span


def home(
    annotated: Annotated,
    sentence: Sentence,
    found: Reason,
    incidents: Sequence[IncidentReport],
    asked: Sequence[Scores | None],
) -> int | None:
    """Return the incident that a reason explains; None where the article ties it to none of several.

    What happens inside the reason ("in retaliation for the killing of …") is another event.
    """
    if len(incidents) == 1:
        return 0
    mentions = [(m.start, i) for i, incident in enumerate(incidents) for m in incident.mentions if not found.words.covers(m)]
    before = [s.span for s in annotated.sentences if s.paragraph == sentence.paragraph and s.span.end <= sentence.span.start]
    scores: list[float] = []
    for index, incident in enumerate(incidents):
        answer = asked_of(asked[index] if asked else None, found.words, "motive")
        named = _named(mentions, index, sentence.span, found)
        told = _told(incident, sentence.span, before[-1] if before else None)
        names = [*named, *told, *(["main"] if incident.main else [])]
        weights = table("motives")["home"]
        scores.append(weights["asked"] * (answer or 0.0) + sum(weights[name] for name in names))
    best = max(scores)
    return scores.index(best) if best > 0 else None


def _named(mentions: Sequence[tuple[int, int]], index: int, sentence: Span, found: Reason) -> Iterator[str]:
    """Where the incident is named: last before the reason, in its sentence, last in its sentence before it."""
    before = [pair for pair in mentions if pair[0] < found.words.start]
    own = [pair for pair in mentions if sentence.start <= pair[0] < sentence.end]
    left = [pair for pair in own if pair[0] < found.words.start]
    if before and max(before)[1] == index:
        yield "near"
    if any(other == index for _, other in own):
        yield "own"
    if left and max(left)[1] == index:
        yield "left"


def _told(incident: IncidentReport, sentence: Span, before: Span | None) -> Iterator[str]:
    """Whether the sentence, or the one before it in the paragraph, gives one of the incident's values."""
    if any(sentence.start <= s.span.start < sentence.end for s in incident.statements):
        yield "stat"
    if before is not None and any(before.start <= s.span.start < before.end for s in incident.statements):
        yield "prevstat"
