"""Who acts where another word stands for the name: pronouns, "that was theirs", the answer to "Who did it?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.needles import Needled
from dateline.extract.antecedent import antecedent
from dateline.extract.blame_grounds import ground
from dateline.extract.blame_lines import Line, Tie, word_set
from dateline.extract.clause_subjects import CLAUSE, acts
from dateline.types import ActorMention, ActorValue, Span

PRONOUN_REACH = 60
IT_WAS = 24
"""Code points before a name in which "it was the" stands."""
_PRONOUN = re.compile(
    r"(?<![\w’'-])(they|it|the\s(?:same\s)?(?:group|movement|gang|sect|cartel|organi[sz]ation|militia|faction|network|outfit)|"
    r"its\s(?:men|fighters|gunmen|militants|members|bombers|women|followers)|"
    r"one of its\s(?:[\w-]+\s)?(?!(?:was|were|is|are|been)\b)[\w-]+|one of them)"
    r"\s(?:(?:had|has|have|also|then|once|again|later|first|even|already|in turn|twice)\s){0,3}$",
    re.IGNORECASE,
)
_CLAUSE_PRONOUN = Needled(
    r"(?:^|[.:;,–—(-]\s|\b(?:when|after|where|and|but|because|that|ago|later|(?:19|20)\d\d)\s|"
    r"(?:^|[.;:]\s)(?:in|on|at|that|this|by|from|between|within|during|since|over)\s[^.;:?!\n]{1,40}?\s|\b(?P<cleft>it\swas\s))"
    r"(?P<who>they|the\s(?:same\s)?(?:group|movement|gang|sect|cartel|organi[sz]ation|militia|faction|network|outfit)|"
    r"its\s(?:men|fighters|gunmen|militants|members|bombers|women|followers)|one\sof\sits\s(?:[\w-]+\s)?[\w-]+)(?=\s|,\swho\b)",
    re.IGNORECASE,
)
_NOT_ACTIVE = re.compile(
    r"(?:c[ao]me\sunder|respond\w*\sto|was|were|been|being|is|are|died?|dead|deaths?|exploded?|went off|blew up|blast)\b",
    re.IGNORECASE,
)
_THEIRS = Needled(
    r"\b(?:was|were|is|are)\s(?:(?:also|all|both|too)\s)?(?:theirs\b|(?:its|their)\s(?:(?:own|very|first|last|worst|deadliest|bloodiest|"
    r"biggest|boldest)\s){0,3}(?:work|doing|deed|handiwork|massacre|attack|bombing|raid|assault|killing|ambush)\b)",
    re.IGNORECASE,
)
"""What is said to be a group's own deed: "those also were theirs", "was its very first massacre"."""
_WHO_DID_IT = re.compile(
    r"\bwho\s(?:did\s(?:it|this|that)|(?:was|is|were|are|stands)\sbehind\s(?:it|this|(?:the|this|that)\s[\w-]+)|carried\s(?:it|this)\sout|"
    r"(?:was|is)\sresponsible)\s?[?:][\s*]*(?:the\s)?$",
    re.IGNORECASE,
)
_IT_WAS = re.compile(
    r"(?:(?:^|[.;:–—]\s|\n|,\s(?:and|but)\s|[“\"])(?:it|that|this)|\b(?P<said>that|believes?|says|said|doubt|think)\sit)\swas\s(?:also\s)?"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
_IT_WAS_BEHIND = re.compile(r"\s?(?:[.;,)”\"]|(?:again|too|as\swell|that|who|which)\b)", re.IGNORECASE)
"""What makes a name who did what was told before ("It was the Front again", "that was the Legion.")."""
_SAID_SO = re.compile(
    r"(?:\s\([^()]{1,20}\))?(?:,\s(?=[^.;]{0,50}\b(?:say|says|said|according|believe|believes|think|thinks)\b)((?!in\b|on\b|which\b|who\b|via\b)\w+)|\s?\.)",
    re.IGNORECASE,
)
"""What makes a name the whole answer: its end, or who says so."""
_OWN_WORK = re.compile(r"['’]s?\s(?:own\s)?(?:work|doing|making|handiwork|deed)\b", re.IGNORECASE)
_IS = re.compile(r"(?<!not\s)\b(?:was|were|is|are|been|be|of)\s(?:the\s)?$", re.IGNORECASE)
_AVOWED = re.compile(
    r"\b(?:said|says|say|saying|claimed|claims|boasted|announced)\s(?:that\s)?(?:(?:the\s)?[\w’'-]+\s){1,4}$", re.IGNORECASE
)
_BY_IT = re.compile(
    r"(?:killed|attacked|bombed|struck|stormed|raided|kidnapped|abducted|ambushed|shelled|burned|burnt|torched|beheaded|massacred|"
    r"targeted|murdered|executed|seized|overran)\b",
    re.IGNORECASE,
)
"""What "it" does only where it stands for those who act ("it exploded", "it hit a wall" is a thing)."""

_BY_IT_MEANS = (
    r"(?:used(?!\sup)|planted|detonated|captured|occupied|set\soff|"
    r"(?:sent|dispatched)\s(?:another|(?:[\w-]+\s){0,3}(?:bombers?|attackers?|gunmen|fighters|drones?|boys|women))|"
    r"held\s(?:the|a|an|up|\d+|dozens|hundreds))\b"
)
_BY_THEIR_MEANS = (
    rf"(?:{_BY_IT_MEANS}|(?:crossed|entered|stopped|blocked|took|raised|carried\soff|led\saway|tried\sto|turned\son)\b)"
)
_MOVES = Needled(
    r"(?:^|[.:;,–—(-]\s|\b(?:when|after|where|and|but|because|ago|later|(?:19|20)\d\d)\s|[”\"]\s)"
    rf"(?:(?P<it>it)\s(?:(?:had|also|then|once|again|later|first|even)\s){{0,2}}{_BY_IT_MEANS}|"
    r"(?P<who>they|the\s(?:same\s)?(?:group|movement|gang|sect|cartel|organi[sz]ation|militia|faction|network|outfit)|"
    r"(?:as\smany\sas\s|some\s|about\s|around\s)?(?:(?:\d+|dozens|hundreds|scores|two|three|four|five|six)\sof\s)?"
    r"its\s(?:men|fighters|gunmen|militants|members|bombers))\s(?:(?:had|also|then|once|again|later|first|even)\s){0,2}"
    rf"{_BY_THEIR_MEANS})",
    re.IGNORECASE,
)
"""What attackers do beside the deed that has a word ("it used a lorry bomb", "they crossed to the island and took 21")."""


def stand_ins(read: Line) -> Iterator[Tie]:
    """Yield the groups that the stretch says did the deed without naming them there."""
    yield from _by_pronoun(read)
    yield from _by_clause(read)
    yield from _by_move(read)
    yield from _theirs(read)
    yield from _answered(read)


def _by_pronoun(read: Line) -> Iterator[Tie]:
    """Yield the group for which a pronoun stands, the subject of a violent verb ("In 2019 they burned …", "its men stormed …")."""
    for event in read.events:
        if event.noun or _NOT_ACTIVE.match(event.span.of(read.text)):
            continue
        near = max(read.span.start, event.span.start - PRONOUN_REACH)
        found = _PRONOUN.search(read.text, near, event.span.start)
        if found is None or (found[1].lower() == "it" and not _BY_IT.match(event.span.of(read.text))):
            continue
        mention = Span(*found.span(1))
        value = antecedent(read.annotated, mention.start)
        if value is not None:
            tie = read.tie(ground(read, ActorMention(mention, value), event), value, mention, event.span)
            yield replace(tie, subject=True)


def _by_clause(read: Line) -> Iterator[Tie]:
    """Yield the group for which a pronoun stands whose clause tells what it did farther on ("they blocked the road and shot …").

    The clause may reach beyond the stretch, where its second verb is taken for an event of its own.
    """
    start = read.span.start
    for found in _CLAUSE_PRONOUN.every(read.span.of(read.text)):
        mention = Span(start + found.start("who"), start + found.end("who"))
        if not acts(read.text, mention, mention.end + CLAUSE):
            continue
        value = _last_named(read, mention.start) if found["cleft"] else antecedent(read.annotated, mention.start)
        if value is not None:
            yield replace(read.tie("stated", value, mention, mention), subject=True)


def _by_move(read: Line) -> Iterator[Tie]:
    """Yield the group for which a pronoun stands that moved in, or took or used what the deed was done with."""
    if not read.events:
        return
    start = read.span.start
    for found in _MOVES.every(read.span.of(read.text)):
        first, past = found.span("it" if found["it"] else "who")
        mention = Span(start + first, start + past)
        value = antecedent(read.annotated, mention.start)
        if value is not None:
            yield replace(read.tie("stated", value, mention, mention), subject=True)


def _theirs(read: Line) -> Iterator[Tie]:
    """Yield the group whose own deed the stretch tells ("that was its work too", "were of the Front's making")."""
    for actor in read.actors:
        behind = _OWN_WORK.match(read.text, actor.span.end, read.span.end)
        if behind is None or actor.value.kind == "generic" or not _IS.search(read.text, read.span.start, actor.span.start):
            continue
        told = any(item.scope.covers(actor.span) for item in read.annotated.attributions)
        yield replace(read.tie("accused" if told else "stated", actor.value, actor.span, Span(*behind.span())), subject=True)
    for found in _THEIRS.every(read.text, read.span.start, read.span.end):
        mention = Span(*found.span())
        avowed = _AVOWED.search(read.text, max(read.span.start, mention.start - PRONOUN_REACH), mention.start) is not None
        near = [a.value for a in read.actors if a.span.end <= mention.start and a.value.kind == "group"] if avowed else []
        value = near[-1] if near else antecedent(read.annotated, mention.start)
        denied = word_set("nays") & {word.word for word in read.words if mention.covers(word.span)}
        if value is not None and not denied:
            yield replace(read.tie("claim" if avowed else "stated", value, mention, mention), subject=True)


def _answered(read: Line) -> Iterator[Tie]:
    """Yield the group that is all the answer to "Who did it?" before it says ("Who did it? The Front, says the governor")."""
    for actor in read.actors:
        if actor.value.kind == "group" and _IT_WAS_BEHIND.match(read.text, actor.span.end):
            found = _IT_WAS.search(read.text, max(0, read.span.start - 2, actor.span.start - IT_WAS), actor.span.start)
            if found is not None:
                yield replace(read.tie("accused", actor.value, actor.span, Span(*found.span())), subject=True)
        asked = _WHO_DID_IT.search(read.text, max(0, actor.span.start - PRONOUN_REACH), actor.span.start)
        if actor.value.kind == "group" and asked is not None and (behind := _SAID_SO.match(read.text, actor.span.end)):
            yield read.tie("accused" if behind[1] else "stated", actor.value, actor.span, actor.span)


def _last_named(read: Line, at: int) -> ActorValue | None:
    """Return the group named last before `at`, which "it was they who" sets against all others."""
    return next((a.value for a in reversed(read.annotated.actors) if a.span.end <= at and a.value.kind == "group"), None)
