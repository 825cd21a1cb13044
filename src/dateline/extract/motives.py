"""Reported motives, each with who says it and how sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.speaker import attribution_of
from dateline.types import Annotated, Certainty, IncidentReport, Motive, Sentence, Span

_ACCORDING = re.compile(r",?\s{0,5}\b(?:according to|sources? said|reports? said|officials? said)\b.*$", re.IGNORECASE)
LONGEST = 220
"""Code points of a reason at most: a clause, not a paragraph."""
_ABOUT_VIOLENCE = re.compile(
    r"\b(?:attack|kill|bomb|target|shoot|shot|stab|murder|assault|strike|struck|blast|violence|clash|abduct|kidnap|motiv|"
    r"retaliat|reveng|aveng|reprisal|raid|massacre)\w*",
    re.IGNORECASE,
)


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(table("motives")[name]) + r")\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(table("motives")["before"]) + r")\s+([^.;:\n]{4," + str(LONGEST) + r"})", re.IGNORECASE)


def motives(annotated: Annotated, incidents: Sequence[IncidentReport]) -> tuple[Motive, ...]:
    """Return the motives in the order of the text, one a sentence, tied to the incident whose paragraph they stand in."""
    found = [_motive(annotated, sentence, incidents) for sentence in annotated.sentences if sentence.kind in ("body", "title")]
    return tuple(motive for motive in found if motive is not None)


def _motive(annotated: Annotated, sentence: Sentence, incidents: Sequence[IncidentReport]) -> Motive | None:
    text = annotated.document.text
    start, end = sentence.span.start, sentence.span.end
    if _patterns("unknown").search(text, start, end):
        return None
    reason, span = None, sentence.span
    match, whole = _before().search(text, start, end), _patterns("whole").search(text, start, end)
    if whole is not None:
        reason = sentence.span.of(text).rstrip(".")
        span = Span(start, start + len(reason))
    elif match is not None and _ABOUT_VIOLENCE.search(text, start, end):
        span = Span(match.start(), match.end(1))
        reason = _ACCORDING.sub("", match[1]).strip()
    if not reason or not incidents:
        return None
    said = attribution_of(annotated, span) or attribution_of(annotated, Span(span.start, span.start + 1))
    hedged = _patterns("hedges").search(text, start, end) is not None or (said is not None and said.hedged)
    certainty: Certainty = "hedged" if hedged else "stated"
    speaker = said.speaker.of(text) if said else _citing(annotated, sentence, match)
    return Motive(_incident(annotated, sentence, incidents), reason, span, speaker=speaker, certainty=certainty)


def _citing(annotated: Annotated, sentence: Sentence, match: re.Match[str] | None) -> str | None:
    """ "They targeted Iran, citing …": the group last named says so."""
    if match is None or not match[0].lower().startswith("citing"):
        return None
    named = [a for a in annotated.actors if a.span.start < match.start() and a.value.kind == "group"]
    return named[-1].value.name if named else None


def _incident(annotated: Annotated, sentence: Sentence, incidents: Sequence[IncidentReport]) -> int | None:
    """The incident spoken of in the same paragraph before the sentence's end, else the main one."""
    paragraph = {s.span for s in annotated.sentences if s.paragraph == sentence.paragraph}
    best: tuple[int, int] | None = None
    for index, incident in enumerate(incidents):
        for mention in incident.mentions:
            near = any(span.covers(mention) for span in paragraph) and mention.start <= sentence.span.end
            if near and (best is None or mention.start > best[0]):
                best = (mention.start, index)
    if best is not None:
        return best[1]
    return next((index for index, incident in enumerate(incidents) if incident.main), None)
