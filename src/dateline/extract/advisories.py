"""Warnings before the fact: who warned whom, of what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.codebook.phrases import PhraseTable, Token, tokens
from dateline.codebook.tables import table
from dateline.extract.date import UNKNOWN
from dateline.extract.speaker import say
from dateline.extract.units import inside
from dateline.types import Advisory, Annotated, Sentence, Span, Statement

ISSUER_WORDS = 7
_MODES_TO_COME = frozenset({"hypothetical", "future", "foiled"})
_SUBJECT = re.compile(r"\b(?:of|about|that|against|over|on)\s{1,5}([^.;\n]{8,160}?)(?=,|;|\.|\n|$|\sprompting\b|\swhich\b)")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("advisories")[name])


@cache
def _cues() -> PhraseTable[str]:
    data = table("advisories")
    return PhraseTable((pattern, strength) for strength in ("strong", "weak") for pattern in data[strength])


def advisories(annotated: Annotated) -> tuple[Advisory, ...]:
    """Return the warnings in the order of the text; several of one sentence are several."""
    return tuple(
        advisory
        for sentence in annotated.sentences
        if sentence.kind in ("body", "title")
        for advisory in _sentence_advisories(annotated, sentence)
    )


def _sentence_advisories(annotated: Annotated, sentence: Sentence) -> Iterator[Advisory]:
    text = annotated.document.text
    words = tokens(text, sentence.span.start, sentence.span.end)
    spoken = {word.word for word in words}
    if spoken & _set("not") or not spoken & _set("threat_words"):
        return
    to_come = any(event.mode in _MODES_TO_COME for event in inside(annotated.events, sentence.span))
    seen: set[str] = set()
    for first, past, strength in _cues().find(words):
        issuer = _issuer(words, first, text)
        if issuer is None or (strength == "weak" and not to_come) or issuer.of(text).casefold() in seen:
            continue
        seen.add(issuer.of(text).casefold())
        yield _advisory(annotated, sentence, words, (first, past), issuer)


def _issuer(words: Sequence[Token], first: int, text: str) -> Span | None:
    """The noun phrase left of the cue: back over auxiliaries, then up to a mark, a conjunction or another verb's word."""
    end = first
    while end > 0 and words[end - 1].word in _set("auxiliary"):
        end -= 1
    start = end
    while start > 0 and end - start < ISSUER_WORDS and words[start - 1].word not in _set("stops"):
        start -= 1
    while start < end and words[start].word in {"the", "a", "an", "this", "earlier", "month", "also"}:
        start += 1
    if start >= end or words[start].word in {"he", "she", "they", "it", "who", "i", "we"}:
        return None
    return Span(words[start].span.start, words[end - 1].span.end)


def _advisory(annotated: Annotated, sentence: Sentence, words: list[Token], cue: tuple[int, int], issuer: Span) -> Advisory:
    text = annotated.document.text
    end = sentence.span.end
    addressee = _addressee(words, cue, text)
    subject = _SUBJECT.search(text, words[cue[0]].span.start, end)
    times = [time for time in inside(annotated.times, sentence.span) if time.value is not None and time.kind in ("date", "time")]
    quote = Span(issuer.start, end - 1 if text[end - 1] == "." else end)
    statements = [Statement("issuer", issuer.of(text), quote)]
    if addressee is not None:
        statements.append(Statement("addressee", addressee.of(text), addressee))
    if subject is not None:
        statements.append(Statement("subject", subject[1], Span(*subject.span(1))))
    when = times[0].value if times else None
    if times and when is not None:
        statements.append(Statement("date", when, times[0].span))
    return Advisory(
        issuer=issuer.of(text),
        addressee=addressee.of(text) if addressee else None,
        subject=subject[1] if subject else None,
        date=when or UNKNOWN,
        statements=tuple(say(annotated, statement) for statement in statements),
    )


def _addressee(words: Sequence[Token], cue: tuple[int, int], text: str) -> Span | None:
    """The noun phrase behind "to" or "with" right of the cue, or right behind a plain "warned"."""
    at = cue[1]
    direct = words[cue[1] - 1].word in {"warned", "alerted", "advised"}
    if not direct:
        marks = _set("to")
        at = next((i + 1 for i in range(cue[1], min(len(words), cue[1] + 12)) if words[i].word in marks), len(words))
    end = at
    while end < len(words) and end - at < 6 and words[end].word not in _set("stops") | _set("behind"):
        end += 1
    if end == at:
        return None
    span = Span(words[at].span.start, words[end - 1].span.end)
    return span if text[span.start].isupper() or words[at].word in {"the", "citizens", "its", "residents", "locals"} else None
