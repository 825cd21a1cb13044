"""Deeds of the past in an article about one group, told without its name: "It was not always so shy: in 2017 a lorry blew up".

Who reads an explainer or a profile takes each deed for the group's until the words name somebody else, say that nobody knows,
or turn to others ("not all is theirs"). A report of today's attack that recalls others of the town is no such article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.codebook.actors import ancestors, get
from dateline.codebook.tables import table
from dateline.extract.antecedent import aside, key, named_before
from dateline.extract.profile_names import key as profile_key
from dateline.extract.profile_patterns import told
from dateline.extract.profile_read import read
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span

HEADS = ("title", "heading")
SHARE = 0.4
"""Share of the mentions of all groups that are of the one that an article is about."""
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
_NOT = re.compile(r"\bnot\s(?:the\s)?$", re.IGNORECASE)
"""Before the name of whom it was not ("Not Shining Path")."""
FACTS = frozenset({"strength", "leader", "founded", "founders", "ideology", "base", "parent", "designation"})
FEWEST = 2
"""Kinds of facts that it tells of that group."""
DEEDS = 4
"""Deeds of the past that make a report one of their history, if no head asks who the group is."""


def about(annotated: Annotated, past: int) -> ActorMention | None:
    """Return the first mention of the group that the article, which tells of ``past`` deeds of the past, is about.

    None where it is about none, or several.
    """
    asks = any(_asks().search(annotated.document.text, s.span.start, s.span.end) for s in annotated.sentences if s.kind in HEADS)
    if past < DEEDS and not asks:
        return None
    counts = named_before(annotated, len(annotated.document.text))
    if not counts:
        return None
    most, count = counts.most_common(1)[0]
    if count < SHARE * counts.total():
        return None
    groups = [actor for actor in annotated.actors if actor.value.kind == "group"]
    mine = next((actor for actor in groups if key(actor.value) == most), None)
    if mine is None:
        return None
    facts = {s.property for value, s in (*told(annotated, groups), *read(annotated, groups)) if _is(value, mine.value)}
    return mine if len(facts & FACTS) >= FEWEST else None


def _is(value: ActorValue, other: ActorValue) -> bool:
    return profile_key(value) == profile_key(other)


@cache
def _asks() -> re.Pattern[str]:
    return re.compile("|".join(table("chronicle")["asks"]), re.IGNORECASE)


def deeds(annotated: Annotated, mine: ActorMention) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences whose deed, where no word says whose it is, is that group's, each with its last mention before."""
    section = opened = True
    paragraph, founded = -1, _founded(annotated, mine)
    for sentence in annotated.sentences:
        if sentence.kind == "heading":
            section = opened = not _turns(annotated, sentence, mine)
            continue
        if sentence.kind != "body":
            continue
        if sentence.paragraph != paragraph:
            paragraph, opened = sentence.paragraph, section
        opened = _stays(annotated, sentence, mine, opened=opened)
        if opened and not _is_none_of_its(annotated, sentence.span, founded):
            before = [actor.span for actor in _mentions(annotated, mine) if actor.span.start < sentence.span.end]
            yield sentence.span, before[-1] if before else mine.span


def _is_none_of_its(annotated: Annotated, span: Span, founded: int | None) -> bool:
    """Tell whether a sentence says whose else its deed was, or dates it before the group was there."""
    return _off().search(annotated.document.text, span.start, span.end) is not None or _is_older(annotated, span, founded)


def _founded(annotated: Annotated, mine: ActorMention) -> int | None:
    """Return the first year in which the article says that the group was founded, else the codebook's; None where neither knows."""
    groups = [actor for actor in annotated.actors if actor.value.kind == "group"]
    facts = (*told(annotated, groups), *read(annotated, groups))
    words = [str(s.value) for value, s in facts if s.property == "founded" and _is(value, mine.value)]
    years = [int(found[0]) for word in words if (found := _YEAR.search(word)) is not None]
    record = get(mine.value.actor_id) if mine.value.actor_id is not None else None
    known = [int(record.active_from[:4])] if record is not None and record.active_from is not None else []
    return min(years or known, default=None)


def _is_older(annotated: Annotated, span: Span, founded: int | None) -> bool:
    """Tell whether all years that a sentence dates its deed with lie before the group was there."""
    years = [int(time.value.value[:4]) for time in inside(annotated.times, span) if time.value is not None and time.value.value]
    return founded is not None and bool(years) and max(years) < founded


def _mentions(annotated: Annotated, mine: ActorMention) -> Iterator[ActorMention]:
    whole = Span(0, len(annotated.document.text))
    return (actor for actor in _named(annotated, whole) if key(actor.value) == key(mine.value))


def _stays(annotated: Annotated, sentence: Sentence, mine: ActorMention, *, opened: bool) -> bool:
    """Tell whether the group is still the one whose deeds are told, behind what the sentence says."""
    if _turns(annotated, sentence, mine):
        return False
    return opened or any(key(actor.value) == key(mine.value) for actor in _named(annotated, sentence.span))


def _turns(annotated: Annotated, sentence: Sentence, mine: ActorMention) -> bool:
    """Tell whether the sentence turns to somebody else: it names another group last, opens with a force, or speaks of others."""
    named = list(_named(annotated, sentence.span))
    if named and key(named[-1].value) not in (key(mine.value), *ancestors(key(mine.value))):
        return True
    text = annotated.document.text
    if any(_NOT.search(text, sentence.span.start, actor.span.start) for actor in named):
        return True
    return _others().search(sentence.span.of(text)) is not None


def _named(annotated: Annotated, span: Span) -> Iterator[ActorMention]:
    """Yield the groups that the words name, but for those that only say who another is."""
    for actor in annotated.actors:
        if actor.value.kind == "group" and span.covers(actor.span) and not aside(annotated.document.text, actor.span):
            yield actor


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(table("chronicle")["others"]), re.IGNORECASE)


@cache
def _off() -> re.Pattern[str]:
    return re.compile("|".join(table("chronicle")["not_its"]), re.IGNORECASE)
