"""What ties two groups: parents, rivals and allies that a pattern of ``codebook/profiles.json`` tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.codebook.actors import compatible
from dateline.extract.antecedent import topic_before
from dateline.extract.profile_names import key
from dateline.extract.profile_subject import LINK
from dateline.extract.profile_table import Pattern
from dateline.extract.profile_whose import Fact, whose
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span, Statement

_OTHERS = re.compile(
    r"\b(?:groups|factions|militants|fighters|jihadists|insurgents|gunmen|extremists|organi[sz]ations|militias|rebels)[,\s]{0,3}$"
)
"""Unnamed others, of whom the words tell then ("jihadists linked to …"), not the group named before them."""

_OF_IT = re.compile(r"\b(?:it|them|the group)$", re.IGNORECASE)


def relations(
    annotated: Annotated, sentence: Sentence, pattern: Pattern, match: re.Match[str], groups: Sequence[ActorMention]
) -> Iterator[tuple[ActorValue, Statement]]:  # fmt: skip
    """What ties the group that a pattern touches to another one of the sentence, or to the one spoken of."""
    local = [g for g in groups if sentence.span.covers(g.span)]
    text = annotated.document.text  # of "an Islamic State-inspired network", the name is nobody's subject
    before = text[max(sentence.span.start, match.start() - 25) : match.start()]
    if pattern.ends and _OTHERS.search(before):
        return
    named = touching(local, match, replace(pattern, near=False, behind=False))
    subject = _of_whom(
        annotated,
        sentence,
        pattern,
        match,
        [g for g in groups if named and key(g.value) != key(named.value) and text[g.span.end : g.span.end + 1] != "-"],
    )
    if named and subject and key(subject) != key(named.value):
        yield from _relation(pattern.property, subject, named, match, groups)


def _of_whom(
    annotated: Annotated, sentence: Sentence, pattern: Pattern, match: re.Match[str], able: Sequence[ActorMention]
) -> ActorValue | None:  # fmt: skip
    """The other group of a relation: the one that the match touches too ("the Lain Front of the ELN"), else the likeliest."""
    if pattern.near or pattern.behind:
        at = match.start() if pattern.behind else match.end()
        return next((g.value for g in able if (g.span.end if pattern.behind else g.span.start) == at), None)
    topic = topic_before(annotated, sentence.span.start) if _OF_IT.search(match[0]) else None
    if topic is not None and key(topic) in {key(g.value) for g in able}:
        return topic
    return whose(annotated, Fact(pattern.property, Span(*match.span()), sentence), able) if able else None


def _relation(
    name: str, subject: ActorValue, named: ActorMention, match: re.Match[str], groups: Sequence[ActorMention]
) -> Iterator[tuple[ActorValue, Statement]]:  # fmt: skip
    """A group and its parent are no rivals. What holds for both is told once, of the one that the document names more often."""
    span = Span(min(match.start(), named.span.start), max(match.end(), named.span.end))
    if name == "parent of":
        yield named.value, Statement("parent", subject.name, span)
        return
    if name == "rival" and compatible(key(subject), key(named.value)):
        return
    of, other = subject, named.value
    if name in ("rival", "ally") and _mentions(groups, other) > _mentions(groups, of):
        of, other = other, of
    yield of, Statement(name, other.name, span)


def _mentions(groups: Sequence[ActorMention], actor: ActorValue) -> int:
    return sum(key(group.value) == key(actor) for group in groups)


def touching(local: Sequence[ActorMention], match: re.Match[str], pattern: Pattern) -> ActorMention | None:
    """Return the group that a match touches at the side where its pattern asks for one."""
    for actor in local:
        within = pattern.near and actor.span.covers(Span(*match.span()))  # "the Iran-backed Houthis", a name as a whole
        if pattern.ends and (within or -1 <= actor.span.start - match.end() <= LINK):
            return actor
        apart = match.string[actor.span.end : match.start()] == ","  # "X, an offshoot of Y": whose offshoot X is follows
        if pattern.begins and -LINK <= match.start() - actor.span.end <= 1 and not apart:
            return actor
    return None
