"""Facts about groups in words that the model reads as such (columns ``fact:…``), with the group of which they are told.

The model says where a value stands; what it must hold to be one is said here: a year for a founding, a capital for a leader,
a number for a strength. Nothing is made up: a value is a slice of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook.tables import table
from dateline.extract.asked import runs
from dateline.extract.fact_scores import fact_scores
from dateline.extract.profile_names import key
from dateline.extract.profile_subject import whom
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, CountValue, Scores, Sentence, Span, Statement

METHOD = "tagger/1"
OURS = {"founder": "founders"}
"""The contract's word for a property, where it differs from the column's."""
RELATIONS = frozenset({"parent", "rival", "ally"})
PERSONS = frozenset({"leader", "founder"})
_YEAR = re.compile(r"\b(?:1[89]|20)\d\ds?\b")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_EDGES = " \t\n\"“”‘’'«»()[],;:.–—-"
_NAME = re.compile(r"[A-Z][\w'’.-]*[\w.](?:\s(?:al-|bin |ibn |de |del |la |of |the |and |ag |von |van )*[A-Z][\w'’.-]*)*")


@dataclass(frozen=True, slots=True)
class _Read:
    """Words that the model reads as `name` (a column's), in `sentence`."""

    name: str
    span: Span
    sentence: Sentence


def read(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield each fact that the model reads, with the group of which it is told."""
    for found in _found(annotated, fact_scores(annotated, groups)):
        local = inside(groups, found.sentence.span)
        if found.name in RELATIONS:
            yield from _relation(annotated, found, local, groups)
            continue
        value = _value(annotated, found)
        if value is None:
            continue
        group = _alias_of(annotated, found, local, groups) if found.name == "alias" else None
        group = group or whom(annotated, found.sentence, found.span, local, groups)
        if group is not None:
            yield group, Statement(OURS.get(found.name, found.name), value, found.span, method=METHOD)


def _found(annotated: Annotated, scores: Scores | None) -> Iterator[_Read]:
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
                yield _Read(name, Span(span.start, min(span.end, sentence.span.end)), sentence)


def _value(annotated: Annotated, found: _Read) -> CountValue | str | None:
    """Return the value that the words hold, None where they hold none."""
    words = found.span.of(annotated.document.text)
    if found.name == "strength":
        return _number(annotated, found)
    if found.name == "founded" and not _YEAR.search(words):
        return None
    if found.name in PERSONS or found.name == "base":
        name = _NAME.search(words)
        return name[0].strip(_EDGES) if name else None
    plain = " ".join(words.split()).strip(_EDGES)
    return plain if len(plain) > 1 else None


def _number(annotated: Annotated, found: _Read) -> CountValue | None:
    """Return the people counted there, else the figures that stand there: one, or the lowest and the highest."""
    counted = next((c for c in annotated.counts if c.number.overlaps(found.span)), None)
    if counted is not None:
        return counted.value
    figures = sorted(int(figure.replace(",", "")) for figure in _FIGURE.findall(found.span.of(annotated.document.text)))
    if not figures:
        return None
    low, high = figures[0], figures[-1]
    return CountValue(low, low if low == high else None, high, "exact" if low == high else "range")


def _alias_of(
    annotated: Annotated, found: _Read, local: Sequence[ActorMention], groups: Sequence[ActorMention]
) -> ActorValue | None:  # fmt: skip
    """Return the group that a known alias names, where the text names it in other words."""
    named = next((g for g in local if g.span.overlaps(found.span)), None)
    if named is None:
        return None
    return named.value if any(key(g.value) == key(named.value) and g.span != named.span for g in groups) else None


def _relation(
    annotated: Annotated, found: _Read, local: Sequence[ActorMention], groups: Sequence[ActorMention]
) -> Iterator[tuple[ActorValue, Statement]]:  # fmt: skip
    named = next((g for g in local if g.span.overlaps(found.span)), None)
    others = [g for g in local if named is None or key(g.value) != key(named.value)]
    group = whom(annotated, found.sentence, found.span, others, groups)
    other = named.value.name if named is not None else _other(annotated, found)
    if group is not None and other and (named is None or key(group) != key(named.value)):
        yield group, Statement(found.name, other, found.span, method=METHOD)


def _other(annotated: Annotated, found: _Read) -> str | None:
    """Return a group's name that no grammar knows."""
    name = _NAME.search(found.span.of(annotated.document.text))
    return name[0].strip(_EDGES) if name else None
