"""Who acts by the clause: "when a person in a ski mask walked up and shot him", "hit by men who took his rifle".

The event words of a stretch say what happened, and often not who: the subject stands before another verb of the same clause, the
agent far behind the event. The verbs that only people do to others stand in ``codebook/described.json`` ("violent").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.units import inside
from dateline.types import ActorMention, Annotated, EventMention, Span

PHRASE = 90
"""Code points within which a subject's words end."""
CLAUSE = 150
"""Code points from the subject to its violent verb."""
NEAR_BY = 6
"""Words from a participle without its "was" to the "by" of who did it, that one included."""
LAID = 60
"""Code points before an actor within which stands what it laid."""
_LAID_BY = re.compile(
    r"\b(?:bombs?|devices?|IEDs?|explosives?|(?:land)?mines?|grenades?|rockets?|shells?|missiles?)\s"
    r"(?:(?:that|which)\s(?:was|were|had\sbeen)\s)?"
    r"(?:planted|laid|placed|buried|left|set\soff|triggered|detonated|lobbed|hurled|thrown|fired|launched)\sby\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before whoever laid or threw what went off ("hurt when an IED planted by the Front exploded")."""
_START = re.compile(
    r"(?:^|[.:;,–—]\s|\s-\s|\b(?:when|after|while|where|that|which|and|but|because|until|as|said|says|say|alleged|reported|night|morning|evening|"
    r"afternoon|ago|later|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:19|20)\d\d)\s)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_WHEN = re.compile(
    rf"(?:(?:in|on|by|that)\s)?(?:{_MONTH}\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\b,?\s?)?|\d{{1,2}}\s{_MONTH}\.?\s)?(?:of\s)?"
    rf"(?:(?:19|20)\d\d\b,?\s?)?",
    re.IGNORECASE,
)
_SO_MANY = frozenset(("thousands", "hundreds", "dozens", "scores"))
_AGED = re.compile(r"\d{1,2}-year-olds?$", re.IGNORECASE)
_FARTHER = re.compile(r"[^.;:\n]{0,110}?\bby\s", re.IGNORECASE)
_OWN_BY = re.compile(r"\sby\s", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:es|s|ing)?\s(?:[\w’'-]+\s){0,3}?between\s", re.IGNORECASE)
_CLASH = re.compile(r"\b(?:clash|fight|gunfight|firefight|battle|dispute|brawl|shootout|exchange|skirmish)", re.IGNORECASE)
_SUFFERS = re.compile(
    r"\b(?:was|were|been|being|is|are|be|get|got)\b(?!\s(?:at|in|on|out|off|up|into|from|a|an|the|one|said|reported|believed|able|trying)\b)"
)
_RELATIVE = re.compile(r"\bwh(?:o|ich)\s(?:had\s|have\s|has\s)?(?:was|were|been|is|are)\b[^,]{0,60}")
_WHO = re.compile(r",?\swho\b")
_BE = re.compile(r"\b(?:was|were|been|being|is|are)\b", re.IGNORECASE)
_BREAKS = re.compile(
    r"[.;:?!\n]|\b(?:when|after|before|while|because|by|told|against|which|if|whether|until|although|though)\b", re.IGNORECASE
)
_ACTIVE = re.compile(
    r"(?:open|began|throw|threw|drove|drive|blew|blow|broke|burst|set|tried|attempted|forced|took|overran|swung|ran|emptied|"
    r"fired\s(?:at|on|into)|\w+s\b)",
    re.IGNORECASE,
)
"""Verbs that are no participle of those who suffer: "three men shot in a car" are victims, "three men fired at a car" are not."""
REDUCED = re.compile(
    r"\s(?:in|by|when|during|after|near|on|at|as|and|dead by|"
    r"to death(?=[,.;]|\s(?:in|by|on|at|near|when|during|after|as|and|with)\b))\b|[,.;]",
    re.IGNORECASE,
)
NO_PARTICIPLE = re.compile(
    r"opened|began|drove|threw|overran|(?:hit|pounded|pummell?ed|battered)\s(?!(?:by|with|using|in|at|on|from|near|during)\b)\w|"
    r"(?:fired|launched|dropped)\s(?:[\w-]+\s){0,3}(?:missiles?|rockets?|shells?|mortars?|drones?|bombs?|artillery|grenades?)",
    re.IGNORECASE,
)
"""A past form that no reduced passive can be ("police opened fire on the crowd")."""
_HARMING = re.compile(r"(?:killing|wounding|injuring|slaying|maiming|leaving)\b", re.IGNORECASE)
_HIT_SO = re.compile(
    r"\s(?:(?:[Oo]n\s)?[A-Z][a-z]{2,8}day\s|(?:has|have|had|also|again|then|later|reportedly)\s){0,3}"
    r"(?:hit(?!\s(?:an?|the|two|several)\s(?:[\w-]+\s)?(?:land-?mines?|mines?|bombs?|devices?|explosives?|i\.?e\.?ds?|tree|wall|car|truck|bus))|"
    r"pound(?:ed|s)|pummell?ed|battered|seized|captured|entered|invaded|surrounded|besieged|"
    r"(?:burst|broke|rode|swept|marched|moved|drove)\sinto|descended\son|turned\son)\s"
    r"(?:(?!\b(?:was|were|been|who|which|that|where|when|while|as|but|said|says|after|before|and)\b)[^.;:?!\n]){1,90},\s"
)
"""From a subject to what its deed did: "Israel [hit a school in Nuseirat on Thursday, ]killing 12"."""
Cut = Callable[[Annotated, Span], Span | None]


def laid(text: str, actor: ActorMention) -> bool:
    """Tell whether a group is the one that laid, threw or fired what went off."""
    before = text[max(0, actor.span.start - LAID) : actor.span.start]
    return actor.value.kind == "group" and _LAID_BY.search(before) is not None


def harms_by(text: str, subject: Span, event: EventMention) -> bool:
    """Tell whether a subject's own verb goes on in the participle of the harm ("rebels seized a barracks at dawn, killing 12")."""
    harms = subject.end < event.span.start and _HARMING.match(text, event.span.start) is not None
    return harms and _HIT_SO.fullmatch(text, subject.end, event.span.start) is not None


def subjects(annotated: Annotated, span: Span, cut: Cut) -> Iterator[Span]:
    """Yield the noun phrases of `span` that are subjects of a violent verb; `cut` returns the first noun phrase of a stretch."""
    text = annotated.document.text
    struck = [c.span for c in annotated.counts if span.covers(c.span) and not c.attackers]
    last = -1
    for found in openings(annotated, span, cut):
        if found.start <= last or (any(found.overlaps(c) for c in struck) and _WHO.match(text, found.end) is None):
            continue
        if acts(text, found, min(span.end, found.end + CLAUSE)):
            last = found.start
            yield found


def openings(annotated: Annotated, span: Span, cut: Cut) -> Iterator[Span]:
    """Yield the noun phrases about people with which the clauses of `span` begin, behind a day or a year."""
    text = annotated.document.text
    starts = (span.start, *(match.end() for match in _START.finditer(text, span.start, span.end)))
    for start in starts:
        when = _WHEN.match(text, start, span.end)
        start = when.end() if when is not None else start
        found = cut(annotated, Span(start, min(span.end, start + PHRASE))) if start < span.end else None
        if found is not None and found.start == start and of_people(found.of(text)):
            yield found


def of_people(phrase: str) -> bool:
    """Tell whether the phrase is about people: its noun is the last word before "with", "from", "of" …, or a noun of groups."""
    words = phrase.lower().split()
    first = 2 if words[1:2] == ["of"] and words[0] in _SO_MANY else 0
    cut = next((i for i, word in enumerate(words) if i > first and word in table("described")["joined"]), len(words))
    return bool(words[:cut]) and (words[cut - 1] in _people() or _AGED.search(words[cut - 1]) is not None)


@cache
def _people() -> frozenset[str]:
    return frozenset(table("described")["people"])


def acts(text: str, found: Span, end: int) -> bool:
    """Tell whether the words behind a phrase make it the subject of a violent verb, in one clause and not in the passive."""
    stop = _BREAKS.search(text, found.end, end)
    tail = text[found.end : stop.start() if stop is not None else end]
    verb = _violent().search(tail)
    if verb is None:
        return False
    between = _RELATIVE.sub(" ", tail[: verb.start()])
    start = found.end + verb.start()
    reduced = not between.strip(" ,") and not _ACTIVE.match(text, start) and REDUCED.match(text, found.end + verb.end()) is not None
    return not reduced and _SUFFERS.search(between) is None


@cache
def _violent() -> re.Pattern[str]:
    verbs = "|".join(table("described")["violent"])
    return re.compile(rf"(?<![\w-])(?:{verbs})(?![\w-])", re.IGNORECASE)


def agents_far(annotated: Annotated, span: Span, cut: Cut) -> Iterator[Span]:
    """Yield the noun phrases behind the "by" of a passive of `span` ("was shot two hours later on the hill by a motorcyclist"), and
    those between whom a clash was."""
    text = annotated.document.text
    for event in inside(annotated.events, span):
        for start in _starts(text, span, event):
            found = cut(annotated, Span(start, min(span.end, start + PHRASE)))
            if found is not None and found.start == start and of_people(found.of(text)):
                yield found


def _starts(text: str, span: Span, event: EventMention) -> Iterator[int]:
    words = event.span.of(text)
    if not event.noun:
        own = _OWN_BY.search(text, event.span.start, event.span.end)
        if own is not None:  # "beaten to death by residents" is one event
            yield own.end()
        match = _FARTHER.match(text, event.span.end, span.end)
        if match is not None and (
            _BE.search(text, max(span.start, event.span.start - 12), event.span.end) or len(match[0].split()) <= NEAR_BY
        ):
            yield match.end()
    elif _CLASH.search(words):
        match = _BETWEEN.match(text, event.span.end, span.end)
        if match is not None:
            yield match.end()
