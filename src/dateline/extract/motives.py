"""Reported motives, each with who says it, how sure, and of which incident."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.motive_cues import Reason, pattern, reason
from dateline.extract.speaker import attribution_of
from dateline.extract.weigh import asked_of
from dateline.types import Annotated, Attribution, Certainty, IncidentReport, Motive, Scores, Sentence, Span

LIKELY = 0.0
"""Score, as a share of the cap, from which the model's answer to "why this incident?" counts."""


def motives(annotated: Annotated, incidents: Sequence[IncidentReport], asked: Sequence[Scores | None] = ()) -> tuple[Motive, ...]:
    """Return the motives in the order of the text, one a sentence, each tied to the incident that it explains.

    ``asked`` is what the model says of each incident alone, in their order.
    """
    told = [sentence for sentence in annotated.sentences if sentence.kind in ("body", "title")]
    found = [_motive(annotated, sentence, incidents, asked) for sentence in told]
    return tuple(motive for motive in found if motive is not None)


def _motive(
    annotated: Annotated, sentence: Sentence, incidents: Sequence[IncidentReport], asked: Sequence[Scores | None]
) -> Motive | None:
    found = reason(annotated, sentence) if incidents else None
    if found is None:
        return None
    text = annotated.document.text
    said = attribution_of(annotated, found.words) or attribution_of(annotated, Span(found.span.start, found.span.start + 1))
    speaker = said.speaker.of(text) if said else _citing(annotated, found)
    words = re.sub(r"\s+", " ", found.words.of(text))
    certainty = _certainty(text, sentence, said)
    index = _answered(found, asked)
    index = _incident(annotated, sentence, found, incidents) if index is None else index
    return Motive(index, words, found.span, speaker=speaker, certainty=certainty)


def _answered(found: Reason, asked: Sequence[Scores | None]) -> int | None:
    """Return the incident of which the model reads the words as the reason most surely; None where of none."""
    known = [(asked_of(item, found.words, "motive"), -index) for index, item in enumerate(asked)]
    likely = [(score, index) for score, index in known if score is not None and score > LIKELY]
    return -max(likely)[1] if likely else None


def _certainty(text: str, sentence: Sentence, said: Attribution | None) -> Certainty:
    start, end = sentence.span.start, sentence.span.end
    if pattern("denials").search(text, start, end):
        return "denied"
    if pattern("hedges").search(text, start, end) or (said is not None and said.hedged):
        return "hedged"
    return "claimed" if said is not None and said.source_kind == "perpetrator" else "stated"


def _citing(annotated: Annotated, found: Reason) -> str | None:
    """ "They targeted Iran, citing …": the group last named says so."""
    if not found.span.of(annotated.document.text).lower().startswith("citing"):
        return None
    named = [a for a in annotated.actors if a.span.start < found.span.start and a.value.kind == "group"]
    return named[-1].value.name if named else None


def _incident(annotated: Annotated, sentence: Sentence, found: Reason, incidents: Sequence[IncidentReport]) -> int | None:
    """The incident named last before the reason in its sentence, else nearest in it, else in its paragraph; else the main one.

    What happens inside the reason ("in retaliation for the killing of …") is another event.
    """
    every = [(mention, index) for index, incident in enumerate(incidents) for mention in incident.mentions]
    mentions = [(mention.start, index) for mention, index in every if not found.words.covers(mention)]
    own = [(at, index) for at, index in mentions if sentence.span.start <= at < sentence.span.end]
    left = [pair for pair in own if pair[0] < found.words.start]
    if left:
        return max(left)[1]
    if own:
        return min(own)[1]
    paragraph = [s.span for s in annotated.sentences if s.paragraph == sentence.paragraph and s.span.start < sentence.span.start]
    before = [(at, index) for at, index in mentions if any(span.start <= at < span.end for span in paragraph)]
    if before:
        return max(before)[1]
    mains = [index for index, incident in enumerate(incidents) if incident.main]
    return mains[0] if mains else 0 if len(incidents) == 1 else None
