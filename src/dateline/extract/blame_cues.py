"""Words that tie an actor to an incident: claims, denials, accusations, suspicions (``codebook/blame.json``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.codebook.phrases import PhraseTable, Token, tokens
from dateline.codebook.tables import table
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, EventMention, Span

Ground = Literal["claim", "denial", "accused", "suspected", "stated", "charged", "convicted", "victim"]
REACH = 110
"""Code points between an actor and the cue that ties it to an incident."""
RIGHT_REACH = 70
ANTECEDENT_REACH = 1500
"""Code points back to the group that "it" or "the group" stands for."""
SPEECH_REACH = 18
"""Tokens from "said" to "it" or "its fighters", and from there to the deed."""
_APPOSITIVE = 160
_SUBJECT = re.compile(
    r"[\s\"“—–-]{0,3}((?:The|A|An|His|Her|Their|Its)\s(?:[\w’'-]+\s){0,5}?[\w’'-]+)(?=,?\s(?:has|have|had|also|however|again|flatly|yesterday|strongly|categorically|called|denied|denies|rejected|rejects|dismissed|said|distanced|disavowed|condemned)\b)"
)
_ENDS = frozenset(".;?!")
_GROUNDS: tuple[Ground, ...] = ("claim", "denial", "accused", "suspected")


@dataclass(frozen=True, slots=True)
class Tie:
    """An actor tied to an incident on a ground, with the words from actor to cue. ``mention`` is the actor's own words."""

    ground: Ground
    value: ActorValue
    mention: Span
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a document as blame is read from it."""

    annotated: Annotated
    span: Span
    words: list[Token]
    actors: tuple[ActorMention, ...]
    events: tuple[EventMention, ...]

    @property
    def text(self) -> str:
        """The document's whole text."""
        return self.annotated.document.text

    def tie(self, ground: Ground, value: ActorValue, mention: Span, cue: Span) -> Tie:
        """Return a tie whose quote runs from the actor to the cue."""
        return Tie(ground, value, mention, Span(min(mention.start, cue.start), max(mention.end, cue.end)), self.span)


def line(annotated: Annotated, span: Span) -> Line:
    """Return the stretch with what stands in it."""
    words = tokens(annotated.document.text, span.start, span.end)
    return Line(annotated, span, words, inside(annotated.actors, span), inside(annotated.events, span))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of ``blame.json`` as a set."""
    return frozenset(table("blame")[name])


@cache
def _cues() -> PhraseTable[tuple[str, str]]:
    data = table("blame")
    rows: list[tuple[str, tuple[str, str]]] = [(pattern, ("none", "")) for pattern in data["none"]]
    for ground in _GROUNDS:
        for side in ("left", "right"):
            rows += [(pattern, (ground, side)) for pattern in data[ground].get(side, ())]
    rows += [(pattern, ("accused", needed)) for pattern, needed in data["accused"]["inside"].items()]
    return PhraseTable(rows)


def cue_ties(read: Line) -> Iterator[Tie]:
    """Yield every tie that the cues of `read` make, in their order."""
    found = list(_cues().find(read.words))
    negated = any(ground == "none" for _, _, (ground, _) in found)
    for first, past, (ground, side) in found:
        if ground == "none" or (negated and ground == "claim"):
            continue
        cue = Span(read.words[first].span.start, read.words[past - 1].span.end)
        actor = _holder(read, cue, ground, side, past)
        if actor is not None and not (ground in ("accused", "claim") and _negated(read, first, 7 if ground == "claim" else 2)):
            yield read.tie(ground, actor.value, actor.span, cue)  # type: ignore[arg-type]


def _negated(read: Line, first: int, reach: int) -> bool:
    return any(word.word in word_set("nays") for word in read.words[max(0, first - reach) : first])


def _holder(read: Line, cue: Span, ground: str, side: str, past: int) -> ActorMention | None:
    if side == "left":
        actor = subject(read, cue.start)
        if ground == "denial" and (actor is None or actor.value.kind == "generic"):
            return _speaker(read, cue) or _opening(read, cue) or actor
        return actor
    if side == "right":
        return object_of(read, cue.end)
    if any(word.word == side for word in read.words[past:]):
        return object_of(read, cue.end)
    return None


def object_of(read: Line, start: int) -> ActorMention | None:
    """Return the actor that follows a cue: the first name within reach, else the first unnamed actor."""
    near = [a for a in read.actors if a.span.start >= start - 1 and a.span.start - start <= RIGHT_REACH]
    near = [a for a in near if not _ENDS.intersection(read.text[start : a.span.start])]
    named = next((a for a in near if a.value.kind != "generic"), None)
    pronoun = _pronoun_behind(read, start, before=named.span.start if named else start + RIGHT_REACH // 2)
    return pronoun or named or next(iter(near), None)


def _pronoun_behind(read: Line, start: int, *, before: int) -> ActorMention | None:
    """Return "the group" behind a cue ("blamed on the group", "laid at its door")."""
    last = ""
    for token in read.words:
        if token.span.start >= before or token.word in _ENDS or token.word == ",":
            if token.span.start >= start:
                return None
        elif token.span.start >= start - 1 and (
            token.word in ("it", "its") or (token.word in word_set("group_nouns") and last in ("the", "same"))
        ):
            value = antecedent(read.annotated, token.span.start)
            return ActorMention(token.span, value) if value is not None else None
        last = token.word
    return None


def subject(read: Line, at: int) -> ActorMention | None:
    """Return the actor that is the subject of what stands at `at`: past what commas set off, else the nearest to the left."""
    start = before_appositive(read, at)
    near = _left(read, start) if start != at else None
    return near or _left(read, at)


def before_appositive(read: Line, at: int) -> int:
    """Return where the words between a pair of commas that ends at `at` begin, `at` where there is none."""
    head = read.text[read.span.start : at].rstrip()
    if not head.endswith(","):
        return at
    comma = head.rfind(",", 0, len(head) - 1)
    return read.span.start + comma if comma > 0 and len(head) - comma <= _APPOSITIVE else at


def _left(read: Line, at: int) -> ActorMention | None:
    near = [a for a in read.actors if a.span.end <= at and at - a.span.end <= REACH]
    named = next((a for a in reversed(near) if a.value.kind != "generic"), None)
    pronoun = _pronoun(read, at, after=named.span.end if named else 0)
    if pronoun is not None:
        return pronoun
    return named or (near[-1] if near else None)


def _pronoun(read: Line, at: int, *, after: int) -> ActorMention | None:
    """Return "it" or "the group" to the left of `at`, standing for the group named last before it."""
    for index in range(len(read.words) - 1, -1, -1):
        token = read.words[index]
        if token.span.end > at:
            continue
        if token.span.start < after or at - token.span.end > REACH // 2:
            return None
        definite = index > 0 and read.words[index - 1].word in ("the", "same", "this", "armed", "militant", "rebel", "jihadist")
        if token.word in ("it", "its", "they", "their") or (token.word in word_set("group_nouns") and definite):
            value = antecedent(read.annotated, token.span.start)
            return ActorMention(token.span, value) if value is not None else None
    return None


def antecedent(annotated: Annotated, at: int) -> ActorValue | None:
    """Return the group named last before `at`, within reach."""
    for actor in reversed(annotated.actors):
        if actor.span.end <= at and actor.value.kind == "group":
            return actor.value if at - actor.span.end <= ANTECEDENT_REACH else None
    return None


def _speaker(read: Line, cue: Span) -> ActorMention | None:
    """Return who is said to deny, by the attribution with that verb, in the article's words."""
    for item in read.annotated.attributions:
        if item.cue.overlaps(cue) or item.scope.covers(cue):
            words = item.speaker.of(read.text)
            if words and words.lower() not in word_set("pronouns") and words[0].isalpha() and words.lower() not in ("he", "she"):
                return ActorMention(item.speaker, ActorValue(words, None, "generic", 0.5))
    return None


def _opening(read: Line, cue: Span) -> ActorMention | None:
    """Return the words that open the sentence before the cue as who denies ("The village council has distanced itself")."""
    match = _SUBJECT.match(read.text, read.span.start, cue.start)
    if match is None or cue.start - match.end() > 24:
        return None
    return ActorMention(Span(match.start(1), match.end(1)), ActorValue(match[1], None, "generic", 0.4))


def avowals(read: Line) -> Iterator[Tie]:
    """Yield claims and denials told as speech about oneself: "X said its fighters had stormed the town", "… had not fired"."""
    words = read.words
    for index, token in enumerate(words):
        if token.word not in word_set("says"):
            continue
        own = next((i for i in range(index + 1, min(len(words), index + SPEECH_REACH)) if words[i].word in word_set("own")), None)
        if own is None or any(w.word in (".", ";") for w in words[index:own]):
            continue
        reach = words[own + 1 : own + 10]
        deed = next((w for w in reach if w.word in word_set("deeds") or _is_event(read, w.span)), None)
        if deed is None:
            continue
        actor = subject(read, token.span.start)
        if actor is None or actor.value.kind == "generic":
            continue
        until = reach.index(deed)
        denies = any(w.word in word_set("negations") or w.word.endswith("n't") for w in [*words[index + 1 : own], *reach[:until]])
        yield read.tie("denial" if denies else "claim", actor.value, actor.span, deed.span)
        return


def _is_event(read: Line, span: Span) -> bool:
    return any(event.span.overlaps(span) for event in read.events)
