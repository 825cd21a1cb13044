"""Facts about groups that a pattern of ``codebook/profiles.json`` tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.codebook.actors import compatible
from dateline.codebook.needles import Needled, folded
from dateline.codebook.tables import table
from dateline.extract.profile_names import key
from dateline.extract.profile_strength import lost_or_sent, strength
from dateline.extract.profile_subject import LINK, POSSESSOR, PRONOUN, cue, meant
from dateline.extract.profile_whose import Fact, whose
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span, Statement

_GROUP = "{group}"
_NEAR = "{near}"
_BEHIND = "{behind}"
_INSIDE = "{inside}"
_OTHERS = re.compile(
    r"\b(?:groups|factions|militants|fighters|jihadists|insurgents|gunmen|extremists|organi[sz]ations|militias|rebels)[,\s]{0,3}$"
)
"""Unnamed others, of whom the words tell then ("jihadists linked to …"), not the group named before them."""
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


@dataclass(frozen=True, slots=True)
class _Pattern:
    """``ends`` / ``begins``: the match must touch a group's name at that side; that group is the value.

    ``near`` / ``behind``: the match must touch the group of which it tells, right behind or right before it; ``inside``: hold it.
    ``cased``: a capital letter tells what the value is, as it cannot in a sentence of capitals.
    """

    property: str
    regex: Needled
    begins: bool
    ends: bool
    cased: bool = False
    near: bool = False
    behind: bool = False
    inside: bool = False

    @property
    def direct(self) -> bool:
        """Whether the words themselves say of which group they tell, so that nothing has to be weighed."""
        return self.near or self.behind or self.inside


def spelled_out(source: str) -> str:
    """Return a pattern with its parts put in: "{person}" is what a person's name looks like, "{state}" any state by its names."""
    for name, part in _parts().items():
        source = source.replace(name, part)
    return source


@cache
def _parts() -> dict[str, str]:
    countries = table("state_forces")["countries"].values()
    names = sorted({name for country in countries for name in (country["name"], *country["names"])}, key=lambda n: (-len(n), n))
    parts = {f"{{{name}}}": part for name, part in table("profiles")["parts"].items()}
    return {**parts, "{state}": f"(?:{'|'.join(map(re.escape, names))})"}


@cache
def _patterns() -> tuple[_Pattern, ...]:
    rows: list[_Pattern] = []
    for name, sources in table("profiles")["properties"].items():
        for source in sources:
            bare = spelled_out(source).replace(_GROUP, "").replace(_NEAR, "").replace(_BEHIND, "").replace(_INSIDE, "")
            cased = "[A-Z]" in bare or "(?i:" in bare
            rows.append(
                _Pattern(
                    name,
                    Needled(bare, 0 if cased else re.IGNORECASE),
                    begins=source.startswith(_GROUP),
                    ends=source.endswith(_GROUP),
                    cased=cased,
                    near=_NEAR in source,
                    behind=source.startswith(_BEHIND),
                    inside=_INSIDE in source,
                )
            )
    return tuple(sorted(rows, key=lambda row: not row.direct))


def told(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield each fact with the group of which it is told, sentence by sentence."""
    low = folded(annotated.document.text)
    possible = [pattern for pattern in _patterns() if pattern.regex.may_match(low)]
    for sentence in annotated.sentences:
        if sentence.kind in ("body", "title"):
            yield from _facts(annotated, sentence, groups, possible)


def _facts(
    annotated: Annotated, sentence: Sentence, groups: Sequence[ActorMention], possible: Sequence[_Pattern]
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
                yield from _relations(annotated, sentence, pattern, match, groups)
                continue
            beside, fact = _beside(local, match, pattern), Fact(pattern.property, _words(match), sentence)
            if (beside is None and pattern.direct) or any(fact.name == o.name and fact.span.overlaps(o.span) for o in tied):
                continue
            able = [g for g in groups if pattern.property != "alias" or g.value.actor_id or not g.span.overlaps(_words(match))]
            if beside is None and pattern.property in OF_ITS_SUBJECT and _told_of_others(text, sentence, match, local):
                continue
            subject = beside.value if beside else whose(annotated, fact, able)
            statement = _fact(annotated, sentence, pattern, match, local) if subject else None
            if subject and statement and not (pattern.property == "alias" and _of_another(subject, match, local)):
                tied += [fact] if pattern.direct else []
                yield subject, statement


def turned(text: str, name: str, start: int, end: int) -> bool:
    """Tell whether the words before a fact deny it ("has never been based in"), or tell it of a company, a party or a school."""
    guards = ["denied", *(["of_another"] if name in OF_ITS_SUBJECT else []), *(_GUARDS.get(name, ()))]
    return any(cue(guard).search(text, start, end) is not None for guard in guards)


def _words(match: re.Match[str]) -> Span:
    return Span(*match.span("value")) if "value" in match.re.groupindex else Span(*match.span())


def _beside(local: Sequence[ActorMention], match: re.Match[str], pattern: _Pattern) -> ActorMention | None:
    """The group right before or right behind a match, where its pattern asks for one there (one of an ideology need not)."""
    if pattern.inside:
        return next((g for g in local if match.start() <= g.span.start and g.span.end <= match.start("value")), None)
    if pattern.behind:
        return _touching(local, match, replace(pattern, begins=True))
    return _touching(local, match, replace(pattern, ends=True)) if pattern.near or pattern.property == "ideology" else None


def _fact(
    annotated: Annotated, sentence: Sentence, pattern: _Pattern, match: re.Match[str], local: Sequence[ActorMention]
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
    if pattern.behind and any(place.span.overlaps(words) for place in inside(annotated.places, sentence.span)):
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
    annotated: Annotated, sentence: Sentence, pattern: _Pattern, match: re.Match[str], local: Sequence[ActorMention]
) -> bool:  # fmt: skip
    """Tell "the group, also known as Y" and "X is known as Y" from "a man popularly known as Y"."""
    text = annotated.document.text
    near = text[max(0, match.start() - BESIDE) : match.start()]
    if cue("not_a_group").search(near) or (not pattern.direct and _of_others(text, sentence, match, local)):
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


def _relations(
    annotated: Annotated, sentence: Sentence, pattern: _Pattern, match: re.Match[str], groups: Sequence[ActorMention]
) -> Iterator[tuple[ActorValue, Statement]]:  # fmt: skip
    """What ties the group that a pattern touches to another one of the sentence, or to the one spoken of."""
    local = [g for g in groups if sentence.span.covers(g.span)]
    text = annotated.document.text  # of "an Islamic State-inspired network", the name is nobody's subject
    before = text[max(sentence.span.start, match.start() - 25) : match.start()]
    if pattern.ends and _OTHERS.search(before):
        return
    named = _touching(local, match, replace(pattern, near=False, behind=False))
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
    annotated: Annotated, sentence: Sentence, pattern: _Pattern, match: re.Match[str], able: Sequence[ActorMention]
) -> ActorValue | None:  # fmt: skip
    """The other group of a relation: the one that the match touches too ("the Lain Front of the ELN"), else the likeliest."""
    if pattern.near or pattern.behind:
        at = match.start() if pattern.behind else match.end()
        return next((g.value for g in able if (g.span.end if pattern.behind else g.span.start) == at), None)
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


def _touching(local: Sequence[ActorMention], match: re.Match[str], pattern: _Pattern) -> ActorMention | None:
    for actor in local:
        within = pattern.near and actor.span.covers(Span(*match.span()))  # "the Iran-backed Houthis", a name as a whole
        if pattern.ends and (within or -1 <= actor.span.start - match.end() <= LINK):
            return actor
        if pattern.begins and -LINK <= match.start() - actor.span.end <= 1:
            return actor
    return None
