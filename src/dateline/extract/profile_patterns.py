"""Facts about groups that a pattern of ``codebook/profiles.json`` tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.codebook.needles import folded
from dateline.extract.profile_names import key
from dateline.extract.profile_relations import relations, touching
from dateline.extract.profile_strength import lost_or_sent, strength
from dateline.extract.profile_subject import POSSESSOR, PRONOUN, cue, meant
from dateline.extract.profile_table import Pattern, patterns
from dateline.extract.profile_whose import Fact, whose
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span, Statement

_GUARDS = {"leader": ("not_led",), "parent": ("of_a_person",), "ideology": ("of_a_member",)}
OF_ITS_SUBJECT = frozenset({"founded", "founders", "leader", "strength", "base"})
"""Properties whose words stand behind that of which they tell ("the company, founded in 1999")."""
PERSONS = frozenset({"leader", "founders"})
"""Properties that a person is the value of."""
_NAMED = re.compile(
    r"\b(?!(?:It|They|Its|We|The|This|In|By|With|But|And|Today|Now|Officially|Formerly|Once|Originally)\b)([A-Z][\w'’.-]*)[\"”’')]{0,2}"
    r"(?:,?\s(?:which|that|who)\b[^.;\n]{0,60}?|,\s[^.;,\n]{3,60})?(?:,|\s\()?(?:\s(?:is|was|who|which|has|had|been|also|were|are))*\s?$"
)
"""The name that words go on with."""
_HAS = re.compile(r"(?:ha[sd]|have|boast|command|field|count|number)", re.IGNORECASE)
_BESIDE = re.compile(r"(?<!\bof )(?<!\bDr )\b[A-Z][\w'’-]+(?:\s(?:(?:of|for|and|without|de)\s)?[A-Z][\w'’-]+){0,5},\s$")
"""The name to which the words right behind its comma belong."""
ASIDE = 110
"""Code points before the words within which such a name stands."""
BESIDE = 30
"""Code points before "known as" within which "the group" or "it" must stand, where no group's name does."""


def told(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield each fact with the group of which it is told, sentence by sentence."""
    low = folded(annotated.document.text)
    possible = [pattern for pattern in patterns() if pattern.regex.may_match(low)]
    for sentence in annotated.sentences:
        if sentence.kind in ("body", "title"):
            yield from _facts(annotated, sentence, groups, possible)


def _facts(
    annotated: Annotated, sentence: Sentence, groups: Sequence[ActorMention], possible: Sequence[Pattern]
) -> Iterator[tuple[ActorValue, Statement]]:
    """What a sentence says of a group, by the patterns that are `possible` in the document.

    A value that words tie to a group themselves ("Y's chief is Z") is told of no other one by looser words ("chief is Z").
    """
    text = annotated.document.text
    local = [g for g in groups if sentence.span.covers(g.span)]
    if not local and not PRONOUN.search(text, sentence.span.start, sentence.span.end):
        return  # nobody of whom it could tell
    low = folded(sentence.span.of(text))
    if sentence.span.of(text).isupper():
        possible = [pattern for pattern in possible if not (pattern.cased or pattern.property == "alias")]
    tied: list[Fact] = []
    for pattern in possible:
        for match in pattern.regex.finditer(text, sentence.span.start, sentence.span.end, low):
            if turned(text, pattern.property, sentence.span.start, match.start()):
                continue
            if pattern.begins or pattern.ends:
                yield from relations(annotated, sentence, pattern, match, groups)
                continue
            beside, fact = _beside(local, match, pattern), Fact(pattern.property, _words(match), sentence)
            if (beside is None and pattern.direct()) or any(fact.name == o.name and fact.span.overlaps(o.span) for o in tied):
                continue
            able = [g for g in groups if pattern.property != "alias" or g.value.actor_id or not g.span.overlaps(_words(match))]
            if beside is None and pattern.property in OF_ITS_SUBJECT and _told_of_others(text, sentence, match, local):
                continue
            subject = beside.value if beside else whose(annotated, fact, able)
            statement = _fact(annotated, sentence, pattern, match, local) if subject else None
            if subject and statement and not (pattern.property == "alias" and _of_another(subject, match, local)):
                tied += [fact] if pattern.direct() else []
                yield subject, statement


def turned(text: str, name: str, start: int, end: int) -> bool:
    """Tell whether the words before a fact deny it ("has never been based in"), or tell it of a company, a party or a school."""
    guards = ["denied", *(["of_another"] if name in OF_ITS_SUBJECT else []), *(_GUARDS.get(name, ()))]
    return any(cue(guard).search(text, start, end) is not None for guard in guards)


def _words(match: re.Match[str]) -> Span:
    return Span(*match.span("value")) if "value" in match.re.groupindex else Span(*match.span())


def _beside(local: Sequence[ActorMention], match: re.Match[str], pattern: Pattern) -> ActorMention | None:
    """The group right before or right behind a match, where its pattern asks for one there (one of an ideology need not)."""
    if pattern.inside:
        return next((g for g in local if match.start() <= g.span.start and g.span.end <= match.start("value")), None)
    if pattern.behind:
        return touching(local, match, replace(pattern, begins=True))
    return touching(local, match, replace(pattern, ends=True)) if pattern.near or pattern.property == "ideology" else None


def _fact(
    annotated: Annotated, sentence: Sentence, pattern: Pattern, match: re.Match[str], local: Sequence[ActorMention]
) -> Statement | None:  # fmt: skip
    """The value that a pattern's own words give; None for fighters killed or sent out, another's name, a place ("X of Y")."""
    words = _words(match)
    if pattern.property == "strength":
        others = lost_or_sent(annotated, sentence, words) or (
            _HAS.match(match[0]) is not None and _of_others(annotated.document.text, sentence, match, local)
        )
        return strength(annotated, sentence, words, Span(*match.span())) if not others else None
    if pattern.property == "alias" and not _of_the_group(annotated, sentence, pattern, match, local):
        return None
    if (
        pattern.behind
        and pattern.property in (*PERSONS, "alias")
        and any(place.span.overlaps(words) for place in inside(annotated.places, sentence.span))
    ):
        return None
    known = [*(g.span for g in local), *(place.span for place in inside(annotated.places, sentence.span))]
    if pattern.property == "parent" and any(span.overlaps(words) for span in known):
        return None  # a group of the text is told by its own patterns; a country is none
    if pattern.property in PERSONS and not _person(annotated, words, match["value"]):
        return None
    return Statement(pattern.property, " ".join(match["value"].split()).strip(" '’"), Span(*match.span()))


def _person(annotated: Annotated, words: Span, name: str) -> bool:
    """Tell whether a value may be a person: not words of a group's, a state's or another body's name, nor whose something is."""
    named = any(actor.span.covers(words) for actor in annotated.actors if actor.value.kind != "generic")
    body = name[:1].isupper() and cue("not_a_person").search(name) is not None  # "defectors from the X Movement" are persons
    return not named and not body and POSSESSOR.search(name) is None


def _of_another(subject: ActorValue, match: re.Match[str], local: Sequence[ActorMention]) -> bool:
    """Tell whether the value is another known group's name, and no former one of this group."""
    known = [g for g in local if g.value.actor_id and g.span.overlaps(_words(match))]
    return bool(known) and all(key(g.value) != key(subject) for g in known) and not cue("once").search(match[0])


def _of_the_group(
    annotated: Annotated, sentence: Sentence, pattern: Pattern, match: re.Match[str], local: Sequence[ActorMention]
) -> bool:  # fmt: skip
    """Tell "the group, also known as Y" and "X is known as Y" from "a man popularly known as Y"."""
    text = annotated.document.text
    near = text[max(0, match.start() - BESIDE) : match.start()]
    if cue("not_a_group").search(near) or (not pattern.direct() and _of_others(text, sentence, match, local)):
        return False
    left = {key(g.value): g.span.end for g in local if g.span.end <= match.start()}
    spoken = PRONOUN.search(text, max(0, match.start() - BESIDE), match.start("value"))  # "it is known as Y", "they call it Y"
    return spoken is not None or len(left) == 1 or any(meant(text[end : match.start()]) for end in left.values())


def _of_others(text: str, sentence: Sentence, match: re.Match[str], local: Sequence[ActorMention]) -> bool:
    """Tell whether the name right before the words is a person's or a state's ("France, which has 300 soldiers there")."""
    name = _NAMED.search(text, max(sentence.span.start, match.start() - ASIDE), match.start())
    return name is not None and not any(g.span.start <= name.start(1) < g.span.end for g in local)


def _told_of_others(text: str, sentence: Sentence, match: re.Match[str], local: Sequence[ActorMention]) -> bool:
    """Tell whether words about a subject ("based in Paris") stand behind the name of one that is no group ("Reporters …, ")."""
    if PRONOUN.search(match[0]) or any(g.span.overlaps(Span(*match.span())) for g in local):
        return False  # "Omar Deen, who founded the group"
    name = _BESIDE.search(text, max(sentence.span.start, match.start() - ASIDE), match.start())
    return name is not None and not any(g.span.overlaps(Span(*name.span())) for g in local)
