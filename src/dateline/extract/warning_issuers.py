"""Who gives a warning, cut from the words around its cue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.codebook.tables import table
from dateline.extract.clauses import NOMINATIVE, Clause, anaphor, bare, main, noun_phrase, pronoun, read, subject
from dateline.extract.warning_cues import Cue, noun, words_of
from dateline.types import Annotated, Sentence, Span

FROM = 6
"""Words behind "received a letter" within which "from" stands."""
WHOM = 10
"""Words of an addressee at most."""
_PERSON = frozenset({"he", "she"})
_POSSESSIVE = {"his": "he", "her": "she", "its": "it", "their": "they"}
VERBS = frozenset({"had", "has", "have", "was", "were", "is", "are", "came", "comes", "went"})
"""What stands behind "the warning" as the subject, and is nobody's name ("a warning had been issued by …")."""
_GOES_ON = (NOMINATIVE - {"i"}) | {"early", "late", "earlier", "weeks", "days", "months", "hours", "repeatedly"}
"""What cannot belong to an addressee: the subject of what is said, and how a time begins ("told the police early in March")."""
WHEN = frozenset({"morning", "day", "eve", "night", "evening", "afternoon", "weekend"})


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who warns: the name, its words, whether they refer to it ("it", "the group"), whether it is only inferred."""

    name: str
    span: Span
    referred: bool = False
    inferred: bool = False


def issuer(annotated: Annotated, sentence: Sentence, clause: Clause, cue: Cue) -> Issuer | None:
    """Return who gives the warning; None where nobody is to be seen."""
    if received(clause, cue):
        return sender_of(clause, cue) or _whoever(annotated, sentence, clause, cue)
    if cue.passive:
        return _agent(clause, cue) or _reporter(annotated, sentence)
    if cue.kind == "alone":
        return _speaker(annotated, clause, cue) or _whoever(annotated, sentence, clause, cue)
    return _whoever(annotated, sentence, clause, cue) or _speaker(annotated, clause, cue)


def _whoever(annotated: Annotated, sentence: Sentence, clause: Clause, cue: Cue) -> Issuer | None:
    verb = cue.first
    if noun(clause, verb):
        return _agent(clause, cue) or _owner(clause, verb)
    if cue.kind == "alone":
        verb = next((i for i in range(cue.first, cue.past) if clause.verbal(i)), cue.first)
    attached = clause.word(verb).endswith("ing") and clause.word(verb - 1) in words_of("documents")
    found = noun_phrase(clause, verb) if attached else subject(clause, verb)
    if found is not None and clause.word(found[1] - 1) in words_of("documents"):
        found = _signer(clause, found[1], verb) or _sender(clause, found) or found
    if found is None:
        return None
    found = _author(clause, found) or found
    found = _with_others(clause, *found)
    span = clause.span(*found)
    if pronoun(clause, *found):
        return _referent(annotated, sentence, clause, found, cue, bare(clause.word(found[0])))
    if clause.word(found[0]) in _POSSESSIVE and found[1] - found[0] > 1:
        owner = _referent(annotated, sentence, clause, found, cue, _POSSESSIVE[clause.word(found[0])])
        own = clause.span(found[0] + 1, found[1]).of(clause.text)
        if owner is not None and own not in owner.name:
            return Issuer(f"{own} of {owner.name}", span, referred=True)
    if anaphor(clause, *found) or (found[1] - found[0] == 1 and clause.word(found[0]) in words_of("bands")):
        group = _group_before(annotated, span.start)
        if group is not None:
            return Issuer(group, span, referred=True)
    return Issuer(re.sub(r"\s+", " ", span.of(clause.text)), span)


def _with_others(clause: Clause, first: int, past: int) -> tuple[int, int]:
    """ "The US, Britain and Australia had told …": the phrase out to the names that stand before it in one row."""
    if "and" not in [clause.word(i) for i in range(first, past)] or not clause.capital(first):
        return first, past
    while clause.word(first - 1) == "," and clause.capital(first - 2) and first - 2 not in clause.timed:
        at = first - 2
        while at > 0 and clause.capital(at - 1) and at - 1 not in clause.timed:
            at -= 1
        if at > 0 and clause.word(at - 1) not in (",", "the"):
            break
        first = at
    return first, past


def received(clause: Clause, cue: Cue) -> bool:
    """Tell whether the subject is the one who was warned ("the ministry received a letter from …")."""
    return clause.word(cue.first) in words_of("received")


def sender_of(clause: Clause, cue: Cue) -> Issuer | None:
    """Who sent what was received: the words behind "from", before or behind the letter."""
    for i in range(cue.first + 1, min(len(clause.words), cue.past + FROM)):
        if clause.word(i) == "from" and i + 1 not in clause.timed:
            first = i + 1 + (clause.word(i + 1) in ("the", "a", "an"))
            past = next(
                (j for j in range(first, len(clause.words)) if clause.word(j) in words_of("received_ends")), len(clause.words)
            )
            past = min(past, run(clause, first, WHOM))
            return Issuer(clause.span(first, past).of(clause.text), clause.span(first, past)) if past > first else None
    return None


def _owner(clause: Clause, noun: int) -> Issuer | None:
    """ "The embassy's warning": whose it is."""
    if clause.word(noun - 1) not in ("'s", "’s", "'", "’") or noun < 2:
        return None
    found = noun_phrase(clause, noun - 1)
    return Issuer(clause.span(*found).of(clause.text), clause.span(*found)) if found else None


def _author(clause: Clause, document: tuple[int, int]) -> tuple[int, int] | None:
    """ "A travel advisory by the State Department said": whose paper it is."""
    paper = next((i for i in range(*document) if clause.word(i) in words_of("papers")), None)
    if paper is None or clause.word(paper + 1) not in ("by", "from", "of"):
        return None
    first = paper + 2 + (clause.word(paper + 2) in ("the", "a", "an", "its"))
    past = min(document[1], run(clause, first, WHOM))
    return (first, past) if past > first else None


def _signer(clause: Clause, first: int, verb: int) -> tuple[int, int] | None:
    """ "A memo, dated May 1 and signed by the deputy chief, warned": whose name stands under the document."""
    at = next((i + 2 for i in range(first, verb - 2) if clause.word(i) in words_of("signed") and clause.word(i + 1) == "by"), None)
    if at is None:
        return None
    start = at + (clause.word(at) in ("the", "a", "an", "its"))
    past = min(verb, run(clause, start, WHOM))
    past = next((i for i in range(start, past) if clause.word(i) in VERBS or clause.word(i) == "and"), past)
    return (start, past) if past > start else None


def _sender(clause: Clause, document: tuple[int, int]) -> tuple[int, int] | None:
    """ "The railway police circulated a letter that asked …": who sent the document."""
    verb = next((i for i in range(document[0] - 3, document[0]) if clause.word(i) in words_of("senders")), None)
    return subject(clause, verb) if verb is not None and verb > 0 else None


def _referent(
    annotated: Annotated, sentence: Sentence, clause: Clause, found: tuple[int, int], cue: Cue, word: str
) -> Issuer | None:
    """What a pronoun stands for: the subject of the sentence, or of the one before it; else the speaker or group named last."""
    span = clause.span(*found)
    if word not in ("he", "she", "it", "they", "who", "one"):
        return None
    name = _subject_before(annotated, sentence, clause, found, word)
    if name is None and word not in _PERSON:
        name = _group_before(annotated, span.start)
    if name is not None:
        return Issuer(name, span, referred=True)
    said = _speaker(annotated, clause, cue)
    if said is not None:
        return Issuer(said.name, span, referred=True)
    before = [a for a in annotated.attributions if a.cue.end <= span.start]
    return Issuer(before[-1].speaker.of(clause.text), span, referred=True) if before else None


def _subject_before(annotated: Annotated, sentence: Sentence, clause: Clause, found: tuple[int, int], word: str) -> str | None:
    """The subject that the sentence opens with, or that the sentence before it in the paragraph has."""
    own = main(clause, found[0]) if found[0] > 0 else None
    if own is not None and own[1] <= found[0] and not pronoun(clause, *own):
        return clause.span(*own).of(clause.text)
    before = [s for s in annotated.sentences if s.span.end <= sentence.span.start and s.paragraph >= sentence.paragraph - 1]
    for other in reversed(before[-2:]):
        there = read(annotated, other)
        first = main(there, len(there.words)) if word not in _PERSON and other.paragraph == sentence.paragraph else None
        if first is not None and anaphor(there, *first):
            return _group_before(annotated, there.words[first[0]].span.start)
        if first is not None and not pronoun(there, *first):
            return there.span(*first).of(clause.text)
        said = [a for a in annotated.attributions if other.span.covers(a.cue)]
        if not said and word in _PERSON and other.paragraph == sentence.paragraph:
            first = main(there, len(there.words))
            if first is not None and there.capital(first[0]) and not pronoun(there, *first):
                return there.span(*first).of(clause.text)
        if said and (word in _PERSON or other.paragraph == sentence.paragraph):
            return said[-1].speaker.of(clause.text)
    return None


def _group_before(annotated: Annotated, at: int) -> str | None:
    """The group named first in the nearest sentence before that names one: its subject, as a rule."""
    text = annotated.document.text
    for other in reversed([s for s in annotated.sentences if s.span.start < at]):
        named = [a for a in annotated.actors if other.span.covers(a.span) and a.span.end <= at and a.value.kind == "group"]
        if named:
            return named[0].span.of(text)
    return None


def _speaker(annotated: Annotated, clause: Clause, cue: Cue) -> Issuer | None:
    """The speaker of the attribution whose cue is the warning's own, or whose scope holds it."""
    span = clause.span(cue.first, cue.past)
    own = next((a for a in annotated.attributions if a.cue.overlaps(span)), None)
    if own is None:
        over = [a for a in annotated.attributions if a.scope.overlaps(span) and clause.words[0].span.start <= a.cue.start]
        own = min(over, key=lambda a: a.scope.end - a.scope.start, default=None)
    return Issuer(own.speaker.of(clause.text), own.speaker) if own is not None else None


def _agent(clause: Clause, cue: Cue) -> Issuer | None:
    """ "were told by the naval force": the words behind "by"."""
    for i in range(cue.past, min(len(clause.words), cue.past + 4)):
        if clause.word(i) in ("by", "from"):
            first = i + 1 + (clause.word(i + 1) in ("the", "a", "an"))
            past = run(clause, first, WHOM)
            if past > first:
                span = clause.span(first, past)
                return Issuer(span.of(clause.text), span)
    return None


def _reporter(annotated: Annotated, sentence: Sentence) -> Issuer:
    """Nobody is named as warning ("residents were urged to …"): whoever spoke last in the paragraph, marked as inferred."""
    start = min(s.span.start for s in annotated.sentences if s.paragraph == sentence.paragraph)
    before = [a for a in annotated.attributions if start <= a.cue.start < sentence.span.end]
    if not before:
        return Issuer(str(table("advisories")["unnamed"]), Span(sentence.span.start, sentence.span.start), inferred=True)
    speaker = before[-1].speaker
    return Issuer(speaker.of(annotated.document.text), speaker, inferred=True)


def run(clause: Clause, first: int, most: int) -> int:
    """Return where the noun phrase that begins at `first` ends."""
    past = first
    while past < len(clause.words) and past - first < most:
        word = clause.word(past)
        timed = past in clause.timed or (word == "on" and clause.word(past + 1) == "the" and clause.word(past + 2) in WHEN)
        timed = timed or (word in ("on", "in", "at", "last", "this") and past + 1 in clause.timed)
        means = word in ("in", "by", "through", "via") and clause.word(past + 1) in ("a", "an", "the") and past > first
        if (
            timed
            or (means and clause.word(past + 2) in words_of("documents"))
            or word in (",", ".", ";", ":", "(", ")", '"', "“", "”", "–", "—")
            or (past > first and word in words_of("marks") - {"in", "of", "on", "at", "for", "from"})
            or (past > first and (word in _GOES_ON or (word == "as" and clause.word(past + 1) in _GOES_ON)))
        ):
            break
        past += 1
    return past
