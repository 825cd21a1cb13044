"""Targets: which of the words of an incident's units name whom or what it struck (weapons: ``weapons.py``).

Targets have candidates from four grammars (words of the table, people counted as struck, objects of the event's verb, subjects of a
passive) and from the model's reading of the incident, weighed like every other choice (``codebook/blame_weights.json``, "target").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.codebook.phrases import Token, tokens
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.asked import runs
from dateline.extract.units import Unit, gap
from dateline.types import Annotated, EventMention, Scores, Span, WordMention

MOST_TARGETS = 3
MOST_WORDS = 4
"""Words of a noun phrase that are kept, from its end."""
EARLY = 4
"""Units of an incident in which its targets are looked for: what comes later tells of response and aftermath."""
_PASSIVE = re.compile(r"\s(?:was|were|had been|has been|have been|is|are)\s(?:[\w-]+ly\s)?$", re.IGNORECASE)
_TOWN = re.compile(r",?\s(?:in|of|near|outside)\s(?=[A-Z])|,")
_ONTO = re.compile(r"^\s(?:on|against|targeting|at|in|inside|outside|near|of)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One candidate: its words, the unit that says them, and the grammar that found it."""

    span: Span
    unit: Unit
    source: str


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("means")[name])


def targets(annotated: Annotated, units: Sequence[Unit], *, asked: Scores | None = None) -> list[WordMention]:
    """Return whom or what the incident struck, best first, at most `MOST_TARGETS`, each head once.

    The value is the codebook's term where the words hold one of its words ("foot patrol": military), else the words themselves.
    """
    rows = [(item, features(annotated, item, units, asked=asked)) for item in candidates(annotated, units, asked)]
    none = weigh.score("target", {"none": 1.0})
    scored = sorted(
        ((weigh.score("target", row), -index, item) for index, (item, row) in enumerate(rows)), reverse=True, key=_order
    )
    out: dict[str, WordMention] = {}
    for score, _, item in scored:
        if score > none and len(out) < MOST_TARGETS:
            out.setdefault(head(annotated, item.span), _mention(annotated, item))
    return list(out.values())


def _mention(annotated: Annotated, item: Target) -> WordMention:
    inner = [word for word in item.unit.words if word.kind == "target" and item.span.covers(word.span)]
    return WordMention(item.span, "target", inner[-1].value if inner else item.span.of(annotated.document.text))


def _order(row: tuple[float, int, Target]) -> tuple[float, int]:
    return row[:2]


def head(annotated: Annotated, span: Span) -> str:
    """Return the last word of a phrase in lower case, a plain plural ending taken off."""
    words = tokens(annotated.document.text, span.start, span.end)
    last = words[-1].word if words else ""
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


def candidates(annotated: Annotated, units: Sequence[Unit], asked: Scores | None = None) -> list[Target]:
    """Return every candidate of the first units, in the order of the text, longest words first, without overlaps."""
    first = min((unit.order for unit in units), default=0)
    found = [
        item
        for unit in units
        if unit.order - first < EARLY
        for item in (*_of_unit(annotated, unit), *_seen(annotated, unit, asked))
    ]
    found.sort(key=lambda item: (item.span.start, -item.span.end))
    out: list[Target] = []
    for item in found:
        if not out or item.span.start >= out[-1].span.end:
            out.append(item)
    return out


def _of_unit(annotated: Annotated, unit: Unit) -> Iterator[Target]:
    text = annotated.document.text
    for word in unit.words:
        if word.kind == "target":
            yield Target(_widened(text, word.span, unit.span.start), unit, "word")
    for count in unit.counts:
        if count.effect in ("killed", "injured", "hit", "abducted", "casualties") and not count.attackers and count.who:
            span = _phrase(text, count.number.end, count.span.end)
            if span is not None:
                yield Target(span, unit, "counted")
    for place in unit.places:
        if place.site is not None:
            yield Target(_site(text, place.span), unit, "site")
    for event in unit.events:
        yield from _around(text, unit, event)


def _seen(annotated: Annotated, unit: Unit, asked: Scores | None) -> Iterator[Target]:
    """Yield the phrases in which the model reads a target; those with a capital inside may name a person and are left out."""
    text = annotated.document.text
    for run in runs(asked, "target", unit.span):
        span = _phrase(text, run.start, run.end)
        if span is not None and not any(mark.isupper() for mark in span.of(text)):
            yield Target(span, unit, "read")


def _site(text: str, span: Span) -> Span:
    """Return the site's own words: without the town that follows it ("the Imam Ali mosque in Kufa")."""
    cut = _TOWN.search(text, span.start, span.end)
    return Span(span.start, cut.start()) if cut is not None and cut.start() > span.start else span


def _around(text: str, unit: Unit, event: EventMention) -> Iterator[Target]:
    """Yield the object of a verb, what stands behind "attack on", and the subject of a passive."""
    end = unit.span.end
    onto = _ONTO.match(text, event.span.end, end) if event.noun else None
    if onto is not None or not event.noun:
        span = _phrase(text, onto.end() if onto else event.span.end, min(end, event.span.end + 60))
        if span is not None:
            yield Target(span, unit, "onto" if onto else "object")
    start = max(unit.span.start, event.span.start - 70)
    low = event.span.of(text).lower()
    passive = _PASSIVE.search(text, start, event.span.start)
    if low.startswith(("was ", "were ", "been ")) or (passive is not None and not event.noun):
        span = _before(text, start, passive.start() if passive else event.span.start)
        if span is not None:
            yield Target(span, unit, "subject")


def _phrase(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase that begins at `start`: past determiners and numbers, up to a word that ends it."""
    words = tokens(text, start, end)
    first = 0
    while first < len(words) and (words[first].word in _set("determiners") or words[first].word.isdigit()):
        first += 1
    past = first
    while past < len(words) and past - first < MOST_WORDS + 1 and _continues(words[past]):
        past += 1
    if past == first:
        return None
    first = max(first, past - MOST_WORDS)
    return Span(words[first].span.start, words[past - 1].span.end)


def _continues(token: Token) -> bool:
    return token.word[0].isalpha() and token.word not in _set("stops")


def _before(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase that ends at `end`."""
    words = tokens(text, start, end)
    first = len(words)
    while (
        first > 0
        and len(words) - first < MOST_WORDS
        and _continues(words[first - 1])
        and words[first - 1].word not in _set("determiners")
    ):
        first -= 1
    return Span(words[first].span.start, words[-1].span.end) if first < len(words) else None


def _widened(text: str, span: Span, start: int) -> Span:
    """Return a table's word with up to two adjectives or nouns before it ("foot patrol")."""
    words = tokens(text, max(start, span.start - 40), span.start)
    first = len(words)
    while (
        first > 0 and len(words) - first < 2 and _continues(words[first - 1]) and words[first - 1].word not in _set("determiners")
    ):
        if not text[words[first - 1].span.end : words[first].span.start if first < len(words) else span.start].isspace():
            break
        if words[first - 1].word.endswith(("ed", "ing", "ly")) or text[words[first - 1].span.start].isupper():
            break
        first -= 1
    return Span(words[first].span.start, span.end) if first < len(words) else span


def features(annotated: Annotated, item: Target, units: Sequence[Unit], *, asked: Scores | None = None) -> weigh.Features:
    """Return the features of "`item` was struck"."""
    text, low = annotated.document.text, item.span.of(annotated.document.text).lower()
    first = min(unit.order for unit in units)
    words = low.split()
    distance = gap(item.unit, item.span)
    counted = any(count.span.overlaps(item.span) and count.effect is not None and not count.attackers for count in item.unit.counts)
    return {
        item.source: 1.0,
        "bias": 1.0,
        "vague": float(words[-1] in _set("vague")),
        "not_target": float(words[-1] in _set("not_target")),
        "lead": float(item.unit.lead),
        "title": float(item.unit.sentence.kind == "title"),
        "late": min(10, item.unit.order - first) / 10,
        "near": 1.0 / (1.0 + distance / 30.0) if distance is not None else 0.0,
        "struck": float(counted),
        "term": float(any(word.kind == "target" and item.span.covers(word.span) for word in item.unit.words)),
        "weapon": float(any(word.kind == "weapon" and item.span.overlaps(word.span) for word in item.unit.words)),
        "actor": float(any(a.value.kind != "state" and a.span.overlaps(item.span) for a in item.unit.actors)),
        "place": float(any(place.span.overlaps(item.span) for place in item.unit.places)),
        "time": float(any(time.span.overlaps(item.span) for time in item.unit.times)),
        "says": float(any(said.speaker.overlaps(item.span) for said in annotated.attributions)),
        "capital": float(text[item.span.start].isupper()),
        "model": weigh.model(annotated, item.span, "target") / weigh.CAP,
        "this": weigh.this(asked, item.span, "target"),
        "grammar_only": float(annotated.scores is None),
    }
