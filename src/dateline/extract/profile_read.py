"""Facts about groups in words that the model reads as such (columns ``fact:…``), with the group of which they are told.

The model says where a value stands; what it must hold to be one is said here: a year for a founding, a capital for a leader,
a number for a strength. Nothing is made up: a value is a slice of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.codebook.tables import table
from dateline.extract.asked import runs
from dateline.extract.fact_scores import fact_scores
from dateline.extract.profile_names import key
from dateline.extract.profile_strength import strength
from dateline.extract.profile_whose import Fact, whose
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Scores, Span, Statement

METHOD = "tagger/1"
OURS = {"founder": "founders"}
"""The contract's word for a property, where it differs from the column's."""
RELATIONS = frozenset({"parent", "rival", "ally"})
PERSONS = frozenset({"leader", "founder"})
_YEAR = re.compile(r"\b(?:1[89]|20)\d\ds?\b")
_EDGES = " \t\n\"“”‘’'«»()[],;:.–—-"
_NAME = re.compile(r"[A-Z][\w'’.-]*[\w.](?:\s(?:al-|bin |ibn |de |del |la |of |the |and |ag |von |van )*[A-Z][\w'’.-]*)*")


def read(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield each fact that the model reads, with the group of which it is told."""
    for fact in _found(annotated, fact_scores(annotated, groups)):
        named = next((g for g in inside(groups, fact.sentence.span) if g.span.overlaps(fact.span)), None)
        said = _statement(annotated, fact, named)
        if said is None:
            continue
        able = [g for g in groups if key(g.value) != key(named.value)] if named and fact.name in RELATIONS else groups
        group = whose(annotated, fact, able)
        if group is not None:
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
                yield Fact(name, Span(span.start, min(span.end, sentence.span.end)), sentence)


def _statement(annotated: Annotated, fact: Fact, named: ActorMention | None) -> Statement | None:
    if fact.name == "strength":
        return strength(annotated, fact.sentence, fact.span, fact.span, METHOD)
    value = _other(annotated, fact, named) if fact.name in RELATIONS else _value(annotated, fact)
    return Statement(OURS.get(fact.name, fact.name), value, fact.span, method=METHOD) if value else None


def _value(annotated: Annotated, fact: Fact) -> str | None:
    """Return the value that the words hold, None where they hold none."""
    words = fact.span.of(annotated.document.text)
    if fact.name == "founded" and not _YEAR.search(words):
        return None
    if fact.name in PERSONS or fact.name == "base":
        name = _NAME.search(words)
        return name[0].strip(_EDGES) if name else None
    plain = " ".join(words.split()).strip(_EDGES)
    return plain if len(plain) > 1 else None


def _other(annotated: Annotated, fact: Fact, named: ActorMention | None) -> str | None:
    """Return the name of the group to which the words tie another: a known one's, else as it stands there."""
    if named is not None:
        return named.value.name
    name = _NAME.search(fact.span.of(annotated.document.text))
    return name[0].strip(_EDGES) if name else None
