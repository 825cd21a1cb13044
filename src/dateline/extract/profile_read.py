"""Facts about groups in words that the model reads as such (columns ``fact:…``), with the group of which they are told.

The model says where a value stands; what it must hold to be one is said here: a year for a founding, a capital for a leader,
a number for a strength. Nothing is made up: a value is a slice of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.codebook.tables import table
from dateline.extract.asked import runs
from dateline.extract.fact_scores import fact_scores
from dateline.extract.profile_strength import lost_or_sent, strength
from dateline.extract.profile_subject import POSSESSOR, cue
from dateline.extract.profile_whose import Fact, whose
from dateline.types import ActorMention, ActorValue, Annotated, Scores, Span, Statement

METHOD = "tagger/1"
OURS = {"founder": "founders"}
"""The contract's word for a property, where it differs from the column's."""
PERSONS = frozenset({"leader", "founder"})
_OPENS = re.compile(r"\b(?:Abu|Abd|Abdul|Ibn|Bin|Umm|Ould)\s$")
"""Words that open a name and are none alone."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\ds?\b")
SIGN, UNIT = 4, 12
"""Code points before a number in which a currency's sign stands, and behind it in which the word stands for what is counted."""
STOPS = " \t\n.,;:"
_EDGES = " \t\n\"“”‘’'«»()[],;:.–—-"
_NAME = re.compile(r"[A-Z][\w'’.-]*[\w.](?:\s(?:al-|bin |ibn |de |del |la |of |the |and |ag |von |van )*[A-Z][\w'’.-]*)*")


def read(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield each fact that the model reads, with the group of which it is told."""
    for fact in _found(annotated, fact_scores(annotated, groups)):
        said = _members(annotated, fact) if fact.name == "strength" else _value(annotated, fact)
        group = whose(annotated, fact, groups) if said is not None else None
        if said is not None and group is not None:
            yield group, said


def _found(annotated: Annotated, scores: Scores | None) -> Iterator[Fact]:
    if scores is None:
        return
    bars: dict[str, float] = table("profiles")["bars"]
    told = [sentence for sentence in annotated.sentences if sentence.kind in ("body", "title")]
    for name, bar in bars.items():
        column = scores.logits[:, scores.columns[name]]
        if column.max(initial=bar) <= bar:
            continue
        for span in runs(scores, name):
            first, past = scores.tokens(span)
            sentence = next((s for s in told if s.span.start <= span.start < s.span.end), None)
            if sentence is not None and column[first:past].max() > bar:
                words = annotated.document.text[span.start : min(span.end, sentence.span.end)].rstrip(STOPS)
                yield Fact(name, Span(span.start, span.start + len(words)), sentence)


def _members(annotated: Annotated, fact: Fact) -> Statement | None:
    start, end = max(0, fact.span.start - SIGN), fact.span.end + UNIT
    if cue("no_people").search(annotated.document.text, start, end) or lost_or_sent(annotated, fact.sentence, fact.span):
        return None
    return strength(annotated, fact.sentence, fact.span, fact.span, METHOD)


def _value(annotated: Annotated, fact: Fact) -> Statement | None:
    """Return the year or the person that the words hold, None where they hold none."""
    if fact.name in PERSONS:
        fact = replace(fact, span=whole_name(annotated.document.text, fact.span))
    words = fact.span.of(annotated.document.text)
    if fact.name in PERSONS and fact.sentence.span.of(annotated.document.text).isupper():
        return None  # whom a name names is told by its capitals
    value = _YEAR.search(words) if fact.name == "founded" else _NAME.search(words)
    if value is None or (fact.name in PERSONS and (_no_person(annotated, fact) or POSSESSOR.search(value[0]))):
        return None
    if _behind(annotated, fact, value.start() if fact.name in PERSONS else 0):
        return None
    if fact.name in PERSONS and _other_part(annotated, fact):
        return None
    plain = value[0] if fact.name in PERSONS else " ".join(words.split())
    return Statement(OURS.get(fact.name, fact.name), plain.strip(_EDGES), fact.span, method=METHOD)


def whole_name(text: str, span: Span) -> Span:
    """Return a name with the word that it cannot begin behind: the "Abu" of "Abu Musab"."""
    before = _OPENS.search(text, max(0, span.start - 12), span.start)
    return Span(before.start(), span.end) if before is not None else span


def _behind(annotated: Annotated, fact: Fact, offset: int) -> bool:
    """Tell whether the sentence's words up to the value end with what makes something else of it: "pledged allegiance in 2015"."""
    return cue(f"no_{fact.name}").search(annotated.document.text, fact.sentence.span.start, fact.span.start + offset) is not None


def _other_part(annotated: Annotated, fact: Fact) -> bool:
    """Tell whether the words behind a person say that this is another part than the model reads ("a commander of …")."""
    return cue(f"not_{fact.name}").search(annotated.document.text[fact.span.end : fact.sentence.span.end]) is not None


def _no_person(annotated: Annotated, fact: Fact) -> bool:
    """Tell whether the words name a group or a place: no leader of a group."""
    groups = any(actor.span.overlaps(fact.span) for actor in annotated.actors if actor.value.kind in ("group", "state"))
    return groups or any(place.span.overlaps(fact.span) for place in annotated.places)
