"""Reported motives, each with who says it, how sure, and of which incident."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.motive_cues import Reason, pattern, reason
from dateline.extract.motive_home import home
from dateline.extract.speaker import attribution_of, opening_of, whole_quotes
from dateline.types import Annotated, Attribution, Certainty, IncidentReport, Motive, Scores, Sentence, Span


def motives(annotated: Annotated, incidents: Sequence[IncidentReport], asked: Sequence[Scores | None] = ()) -> tuple[Motive, ...]:
    """Return the motives in the order of the text, one a sentence, each tied to the incident that it explains.

    A title's is left out where the text below gives one for the same incident: it is the same, shortened.

    ``asked`` is what the model says of each incident alone, in their order.
    """
    told = [sentence for sentence in annotated.sentences if sentence.kind in ("body", "title")]
    found = [(sentence, _motive(annotated, sentence, incidents, asked)) for sentence in told]
    body = {motive.incident for sentence, motive in found if motive is not None and sentence.kind == "body"}
    return tuple(m for sentence, m in found if m is not None and (sentence.kind == "body" or m.incident not in body))


def _motive(
    annotated: Annotated, sentence: Sentence, incidents: Sequence[IncidentReport], asked: Sequence[Scores | None]
) -> Motive | None:
    found = reason(annotated, sentence) if incidents else None
    if found is None:
        return None
    text = annotated.document.text
    said = attribution_of(annotated, found.words) or attribution_of(annotated, Span(found.span.start, found.span.start + 1))
    if said is None and (opening := opening_of(annotated, found.words)):
        said, found = opening, found._replace(words=Span(opening.scope.start, found.words.end))
    speaker = said.speaker.of(text) if said else _citing(annotated, found)
    words = re.sub(r"\s+", " ", whole_quotes(text, found.words).of(text))
    certainty = _certainty(text, sentence, said)
    whole = whole_quotes(text, found.span)
    return Motive(home(annotated, sentence, found, incidents, asked), words, whole, speaker=speaker, certainty=certainty)


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
