"""Who says a value, and how sure: the attribution whose scope covers the words."""

from __future__ import annotations

from dataclasses import replace

from dateline.types import Annotated, Attribution, Certainty, Span, Statement

OPENING = 30
"""Code points before a speaker at most with which words open ("In its statement on Sunday, the group said …")."""


def attribution_of(annotated: Annotated, span: Span) -> Attribution | None:
    """Return the narrowest attribution whose scope covers `span`, None where the outlet speaks itself.

    Words that begin with the verb itself ("blamed JNIM") are its speaker's, too.
    """
    covering = [item for item in annotated.attributions if item.scope.covers(span) or _from_cue(item).covers(span)]
    return min(covering, key=lambda item: item.scope.end - item.scope.start, default=None)


def opening_of(annotated: Annotated, span: Span) -> Attribution | None:
    """Return the innermost attribution with which `span` itself opens ("Observers say the market was hit because …").

    Its scope must go on to the end of the words: what else a sentence says is not that speaker's.
    """
    opens = [
        item
        for item in annotated.attributions
        if span.start <= min(item.speaker.start, item.cue.start) <= span.start + OPENING
        and max(item.speaker.end, item.cue.end) <= item.scope.start < span.end <= item.scope.end + 1
    ]
    return max(opens, key=lambda item: item.scope.start, default=None)


def _from_cue(item: Attribution) -> Span:
    """Return the scope with the verb that stands right before it; the scope alone where it stands elsewhere."""
    return Span(item.cue.start, item.scope.end) if item.speaker.end <= item.cue.start < item.scope.start else item.scope


def whole_quotes(text: str, span: Span) -> Span:
    """Return the span without a lone quotation mark at its edge, or out to the mark that closes the one inside it."""
    start, end = span.start, span.end
    words = text[start:end]
    straight = words.count('"') % 2 == 1
    if straight or words.count("“") != words.count("”"):
        opened = straight or words.count("“") > words.count("”")
        if words[-1:] in ('"', "“", "”") and end - start > 1:
            end -= 1
        elif words[:1] in ('"', "“", "”") and end - start > 1:
            start += 1
        elif opened and text[end : end + 1] in ('"', "”"):
            end += 1
    return Span(start, end) if start < end and text[start:end].strip() else span


def say(annotated: Annotated, statement: Statement) -> Statement:
    """Return `statement` with speaker, source kind and certainty of the attribution that covers its words."""
    statement = replace(statement, span=whole_quotes(annotated.document.text, statement.span))
    found = attribution_of(annotated, statement.span)
    if found is None:
        return statement
    certainty: Certainty = "hedged" if found.hedged and statement.certainty == "stated" else statement.certainty
    return Statement(
        property=statement.property,
        value=statement.value,
        span=statement.span,
        speaker=found.speaker.of(annotated.document.text),
        certainty=certainty,
        method=statement.method,
        score=statement.score,
        note=statement.note,
        source_kind=found.source_kind,
    )
