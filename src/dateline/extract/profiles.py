"""What a document says about the groups it names: names, origin, founders, strength, parent, rivals, leaders, ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from dateline.codebook.actors import compatible
from dateline.codebook.tables import table
from dateline.extract.speaker import say
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorProfile, ActorValue, Annotated, CountValue, Sentence, Span, Statement

LINK = 6
"""A group's name begins within so many code points of the words that point to it."""
_NUMBER = re.compile(r"\d[\d,]*")
_AS_OF = re.compile(r"\b(?:by|in|as of|since|until)\s(?:[A-Z][a-z]+\s)?((?:19|20)\d\d)\b", re.IGNORECASE)
_GROUP = "{group}"
_NEAR = "{near}"
_BRACKETS = re.compile(r"\s\((?:the\s)?[\"“]?([A-Z][\w-]{1,14})[\"”]?\)")
_OTHERS = re.compile(
    r"\b(?:groups|factions|militants|fighters|jihadists|insurgents|gunmen|extremists|organi[sz]ations|militias|rebels)[,\s]{0,3}$"
)
"""Unnamed others, of whom the words tell then ("jihadists linked to …"), not the group named before them."""
DEED = 40
"""Fighters counted at most so many code points before an attack are those who attacked, not the strength of their group."""
CLOSE = 80
"""A group stands at most so many code points from the words that tell something of it, or a name or pronoun of it stands nearer."""
_PRONOUN = re.compile(
    r"\b(?:the (?:group|movement|organi[sz]ation|militia|insurgents|militants|faction|gang|cartel|rebels)|it|its|they|their)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Draft:
    actor: ActorValue
    names: dict[str, Span] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """``ends`` / ``begins``: the match must touch a group's name at that side; that group is the value."""

    property: str
    regex: re.Pattern[str]
    begins: bool
    ends: bool
    near: bool = False


@cache
def _patterns() -> tuple[_Pattern, ...]:
    rows: list[_Pattern] = []
    for name, sources in table("profiles")["properties"].items():
        for source in sources:
            bare = source.replace(_GROUP, "").replace(_NEAR, "")
            flags = 0 if "[A-Z]" in source else re.IGNORECASE
            rows.append(
                _Pattern(name, re.compile(bare, flags), source.startswith(_GROUP), source.endswith(_GROUP), _NEAR in source)
            )
    return tuple(rows)


def profiles(annotated: Annotated) -> tuple[ActorProfile, ...]:
    """Return a profile for each group of which the text says more than its name, in the order of first mention."""
    groups = [actor for actor in annotated.actors if actor.value.kind == "group"]
    if not groups:
        return ()
    drafts: dict[str, _Draft] = {}
    for actor in groups:
        draft = drafts.setdefault(_key(actor.value), _Draft(actor.value))
        name = actor.span.of(annotated.document.text)
        if "\n" not in name or not draft.names:
            draft.names.setdefault(" ".join(name.split()), actor.span)
    for value, alias in _introduced(annotated, groups):
        drafts[_key(value)].statements.append(say(annotated, alias))
    for sentence in annotated.sentences:
        if sentence.kind in ("body", "title"):
            for subject, statement in _facts(annotated, sentence, groups):
                drafts[_key(subject)].statements.append(say(annotated, statement))
    return tuple(_profile(draft) for draft in drafts.values() if draft.statements or len(_aliases(draft)) > 1)


def _introduced(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Two names side by side, "New Reed Army (NRA)": the second is an alias, whether or not it is known as one."""
    text = annotated.document.text
    following: Sequence[ActorMention | None] = [*groups[1:], None] if groups else []
    for actor, after in zip(groups, following, strict=True):
        between = text[actor.span.end : after.span.start] if after else None
        if after and between in table("profiles")["alias_joins"] and _key(after.value) == _key(actor.value):
            yield actor.value, Statement("alias", after.span.of(text), Span(actor.span.start, after.span.end))
        elif (short := _BRACKETS.match(text, actor.span.end)) and short[1] not in text[actor.span.start : actor.span.end]:
            yield actor.value, Statement("alias", short[1], Span(actor.span.start, short.end(1)))


def _key(actor: ActorValue) -> str:
    return actor.actor_id or actor.name.casefold()


def _profile(draft: _Draft) -> ActorProfile:
    names = _aliases(draft)
    told = {str(s.value).casefold() for s in draft.statements if s.property == "alias"} | {draft.actor.name.casefold()}
    said = [Statement("alias", name, span) for name, span in names.items() if name.casefold() not in told]
    kept: dict[tuple[str, str, Span], Statement] = {}
    for statement in (*said, *draft.statements):
        kept.setdefault((statement.property, str(statement.value).casefold(), statement.span), statement)
    return ActorProfile(draft.actor, tuple(names), tuple(kept.values()))


def _aliases(draft: _Draft) -> dict[str, Span]:
    """Names as the text writes them, one spelling of each (case and a leading article aside)."""
    out: dict[str, tuple[str, Span]] = {}
    for name, span in draft.names.items():
        out.setdefault(re.sub(r"^the\s+", "", name.casefold()).replace(" -", "-"), (name, span))
    return dict(out.values())


def _facts(annotated: Annotated, sentence: Sentence, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    text = annotated.document.text
    local = [g for g in groups if sentence.span.covers(g.span)]
    for pattern in _patterns():
        for match in pattern.regex.finditer(text, sentence.span.start, sentence.span.end):
            if pattern.begins or pattern.ends:
                if pattern.ends and _OTHERS.search(text, max(sentence.span.start, match.start() - 25), match.start()):
                    continue
                named = _touching(local, match, pattern)
                others = [g for g in local if named is None or _key(g.value) != _key(named.value)]
                subject = _subject(annotated, sentence, match, others, groups) if named else None
                if named and subject and _key(subject) != _key(named.value):
                    yield from _relation(pattern.property, subject, named, match)
            else:
                beside = _touching(local, match, replace(pattern, ends=True)) if pattern.near else None
                if pattern.near and beside is None:
                    continue
                subject = beside.value if beside else _subject(annotated, sentence, match, local, groups)
                if subject and pattern.property == "strength":
                    if _attackers(annotated, sentence, match):
                        continue
                    yield subject, _strength(annotated, sentence, match)
                elif subject:
                    yield subject, Statement(pattern.property, match["value"].strip(), Span(*match.span()))


def _attackers(annotated: Annotated, sentence: Sentence, match: re.Match[str]) -> bool:
    after = inside(annotated.events, Span(match.end(), min(sentence.span.end, match.end() + DEED)))
    return any(not event.noun and event.mode in ("actual", "historical") for event in after)


def _strength(annotated: Annotated, sentence: Sentence, match: re.Match[str]) -> Statement:
    """A number of fighters, or a range of two, and the year that the sentence gives it for ("By 2021, …")."""
    numbers = sorted(int(number.replace(",", "")) for number in _NUMBER.findall(match["value"]))
    low, high = numbers[0], numbers[-1]
    single = len(numbers) == 1
    value = CountValue(low, low if single else None, high, "exact" if single else "range")
    year = _AS_OF.search(annotated.document.text, sentence.span.start, sentence.span.end)
    return Statement("strength", value, Span(*match.span()), note=f"as of {year[1]}" if year else None)


def _relation(
    name: str, subject: ActorValue, named: ActorMention, match: re.Match[str]
) -> Iterator[tuple[ActorValue, Statement]]:  # fmt: skip
    """A rivalry or an alliance holds for both sides; a group and its parent are no rivals."""
    span = Span(min(match.start(), named.span.start), max(match.end(), named.span.end))
    if name == "rival" and compatible(subject.actor_id or "", named.value.actor_id or ""):
        return
    yield subject, Statement(name, named.value.name, span)
    if name in ("rival", "ally"):
        yield named.value, Statement(name, subject.name, span)


def _touching(local: Sequence[ActorMention], match: re.Match[str], pattern: _Pattern) -> ActorMention | None:
    for actor in local:
        if pattern.ends and -1 <= actor.span.start - match.end() <= LINK:
            return actor
        if pattern.begins and -LINK <= match.start() - actor.span.end <= 1:
            return actor
    return None


def _subject(
    annotated: Annotated, sentence: Sentence, match: re.Match[str], local: Sequence[ActorMention], groups: Sequence[ActorMention]
) -> ActorValue | None:  # fmt: skip
    """The group of which the words speak: named before them in the sentence, else in it, else the last one before it."""
    left = [g for g in local if g.span.end <= match.start() + 1]
    if left:
        return _nearer(left, match)
    text = annotated.document.text
    if _PRONOUN.search(text, sentence.span.start, match.start() + 4):
        return _topic(annotated, sentence, groups)
    if local and local[0].span.start - match.end() <= CLOSE:
        return local[0].value
    return _topic(annotated, sentence, groups) if _PRONOUN.search(text, sentence.span.start, sentence.span.end) else None


def _nearer(left: Sequence[ActorMention], match: re.Match[str]) -> ActorValue:
    """Of several groups before the words, the one that they touch ("an arm of Y, founded …"), else the first."""
    last = left[-1]
    return last.value if match.start() - last.span.end <= LINK else left[0].value


def _topic(annotated: Annotated, sentence: Sentence, groups: Sequence[ActorMention]) -> ActorValue | None:
    """What "the group" or "it" stands for: the first group named in the nearest sentence before that names one (its subject)."""
    for other in reversed([s for s in annotated.sentences if s.span.end <= sentence.span.start]):
        named = [g for g in groups if other.span.covers(g.span)]
        if named:
            return named[0].value
    return None
