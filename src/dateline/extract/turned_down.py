"""Denials told as a clause: "the party said none of its men had been there", "Iran called the charge absurd", "which X rejects".

The cues of `blame_cues` need an actor beside a word of denial. Here the clause is read, and its subject may be a country that
no deed marks as an actor, an office of one, or whom a pronoun stands for; words in ``codebook/blame.json`` ("turned_down").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.codebook.actors import states
from dateline.codebook.needles import Needled
from dateline.codebook.tables import table
from dateline.extract.antecedent import key
from dateline.extract.blame_cues import before_appositive, subject
from dateline.extract.blame_lines import Line, Tie
from dateline.extract.blame_none import answers_all
from dateline.extract.units import inside
from dateline.types import ActorMention, Span

REACH = 320
"""Code points before a denial within which somebody is blamed or the deed is told."""
NEAR = 40
"""Code points between an actor and its verb, beyond which another subject stands between them."""
_BLAMED = re.compile(
    r"\b(?:blam|accus|suspect|point(?:ed|s|ing)?\s(?:[\w’'-]+\s){0,2}(?:at|to)\b|attribut|responsib|culprit|behind\b|alleg|fingered|held\b|"
    r"link(?:ed|s)?\b|charge[ds]?\b|claim|work\sof|involve)",
    re.IGNORECASE,
)
_SKIPS = (
    r"(?:(?:has|have|had|also|again|later|then|itself|themselves|always|repeatedly|flatly|categorically|long|since|firmly|strongly|"
    r"in\sturn|who|which|that|instead|however|rather)\s){0,4}"
)
_AUXILIARIES = re.compile(rf",?\s{_SKIPS}")
_OFFICE = re.compile(rf"[’']?s?\s(?:(?![\w’'-]*(?:ing|ed)\s)[\w’'.-]+,?\s){{1,7}}?{_SKIPS}")
_PLACED = re.compile(r"\b(?:in|from|of|at|near|inside|outside|across|to|with|against|on|by)\s(?:the\s)?$")
_INSTEAD = Needled(
    r"\b(?:(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|point(?:s|ed|ing)?\s(?:the\sfinger\s)?(?:at|to))\s[^.;]{2,80}?\s(?:instead|in\sturn|itself|themselves)\b|"
    r"(?:puts?|laid|lays|pins?|pinned)\s(?:the\s)?(?:blame|crime|killings?|attack|massacre|deed|it)\son\b|(?:says?|said|replied|replies)\s(?:that\s)?it\s(?:was|could\sonly\sbe)\s(?!its?\b|their)[^.;]{2,60})",
    re.IGNORECASE,
)
"""What whoever is blamed says of others: the deed is theirs."""
_OBJECT = Needled(
    r"(?:\b(?:accusation|charge|allegation|claim|suggestion|assertion|something|version),?\s(?:(?:which|that)\s)?|,\s(?:which|that)\s)(?:(?:the\s)?[\w’'.-]+\s){1,5}?"
    r"(?P<verb>(?:reject|dismiss|disput|contest|den|disown|refut)(?:s|ed|es|ies|ied)\b(?!\s(?:that|having)))",
    re.IGNORECASE,
)
"""The relative clause whose object is the charge: "…, which the party rejects"."""


@cache
def _clauses() -> Needled:
    words = table("blame")["turned_down"]
    called = (
        r"(?:call(?:s|ed)|term(?:s|ed)|label(?:s|l?ed)|brand(?:s|ed)|describe[sd]|dismiss(?:es|ed)?|reject(?:s|ed)?|brush(?:es|ed))"
    )
    what = rf"(?:it|this|that|them|(?:the|such|these|those|all|any)\s(?:[\w’'-]+\s){{0,3}}?{words['charge']})"
    parts = [
        rf"{words['says']}\s(?:(?:on|in|through|via)\s[^.;]{{2,40}}?\s)?(?:that\s)?{words['whose']}\s{words['not']}",
        rf"{called}\s{what}\b[^.;]{{0,70}}?\b{words['false']}\b",
        rf"{called}\sas\s{words['false']}\s[^.;]{{0,60}}?\b{words['charge']}\b",
        rf"(?:says?|said)\s(?:that\s)?(?:the|such|these|that|this)\s(?:[\w’'-]+\s){{0,2}}?{words['charge']}\b[^.;]{{0,60}}?\b(?:is|was|are|were)\s"
        rf"[“\"‘']?(?:an?\s)?(?:[\w-]+\s){{0,2}}?{words['false']}\b",
        *words["lexical"],
    ]
    return Needled(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


def turned_down(read: Line) -> Iterator[Tie]:
    """Yield the denials that the clauses of `read` make, where somebody is blamed or a deed told right before."""
    text, (start, end) = read.text, (read.span.start, read.span.end)
    for found in (*_clauses().every(text, start, end), *_INSTEAD.every(text, start, end), *_OBJECT.every(text, start, end)):
        at = found.start("verb") if "verb" in found.re.groupindex else found.start()
        who = _who(read, at)
        if who is None or _is_negated(text, start, at) or not _answers(read, at) or answers_all(read, at):
            continue
        if found.re is _INSTEAD.pattern and not _blamed_before(read, who, at):
            continue
        yield read.tie("denial", who.value, who.span, Span(at, found.end()))


def _is_negated(text: str, start: int, at: int) -> bool:
    return re.search(r"\b(?:not|never|nobody|no\sone|n[’']t)\s(?:even\s)?$", text[max(start, at - 14) : at]) is not None


def _answers(read: Line, at: int) -> bool:
    """Tell whether a blame or a deed stands before the denial, in its sentence or right before that."""
    start = max(0, at - REACH)
    return _BLAMED.search(read.text, start, at) is not None or bool(inside(read.annotated.events, Span(start, at)))


def _blamed_before(read: Line, who: ActorMention, at: int) -> bool:
    """Tell whether the actor is named behind a word of blame before it speaks."""
    for actor in read.annotated.actors:
        near = at - REACH <= actor.span.start and actor.span.end < at and key(actor.value) == key(who.value)
        if near and _BLAMED.search(read.text, max(0, actor.span.start - NEAR), min(at, actor.span.end + NEAR)):
            return True
    return False


def _who(read: Line, at: int) -> ActorMention | None:
    """Return whose clause it is: a country or its office right before the verb, else the subject as claims have it."""
    country = _country(read, at) or _country(read, before_appositive(read, at))
    if country is not None:
        return country
    actor = subject(read, at)
    if actor is None or actor.value.kind not in ("group", "state") or ";" in read.text[actor.span.end : at]:
        return None
    start = before_appositive(read, at)
    if start != at and actor.span.start >= start:
        return None  # "the party, called the mouthpiece of X, said …": the party speaks, not X
    near = [a for a in read.actors if a.span.end <= at and a.value.kind == "group"]
    if near and _AUXILIARIES.fullmatch(read.text, near[-1].span.end, at):
        return near[-1]  # "the army blamed X, which says that it had no part"
    return actor


@cache
def _ids() -> dict[str, str]:
    """Names of countries and the capitals that speak for them, to ids."""
    capitals = {town: f"state:{code}" for town, code in table("state_forces")["seats"].items()}
    return capitals | {name: record.id for record in states().values() for name in (record.name, *record.aliases)}


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(_ids(), key=len, reverse=True)) + r")(?!\w)")


def _country(read: Line, at: int) -> ActorMention | None:
    """Return the country that speaks: its name or "NAME's foreign minister, …," and nothing but auxiliaries before the verb."""
    text, start = read.text, max(read.span.start, at - 110)
    found = list(_countries().finditer(text, start, at))
    if not found or _PLACED.search(text, max(read.span.start, found[-1].start() - 14), found[-1].start()):
        return None
    last = found[-1]
    if (
        last.end() != at
        and not _AUXILIARIES.fullmatch(text, last.end(), at)
        and not (text[last.end() : last.end() + 1] in "’'" and _OFFICE.fullmatch(text, last.end(), at))
    ):
        return None
    record = states()[_ids()[last[0]]]
    return ActorMention(Span(*last.span()), record.value())
