"""Who may have done it: the actors that the document ties to anything, and the words in which the model reads a perpetrator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.answered import answered_by
from dateline.extract.antecedent import USED_BY, key
from dateline.extract.blame_ledger import TURNED, TURNS, Ledger, Telling, is_nobody, only_plotted
from dateline.extract.blame_lines import Tie
from dateline.extract.blame_none import is_of_feud
from dateline.extract.described import by_clause, described
from dateline.extract.doers import doers
from dateline.extract.habits import habitual, silent
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Span

BEFORE = 8
"""Code points before the name of a state's force that still leave the phrase its own ("several soldiers")."""
OWN = 12
"""Code points before "men" in which "his own" stands."""
_ASKED = re.compile(r"\b(?:whether|if|clear that)\s(?:the\s)?$", re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:doubt(?:s|ed)?|rul(?:ed?|es|ing)\sout)\s(?:that\s)?(?:(?:the\s|any\s)?(?:involvement|role|hand)\s(?:of|by)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
"""Before a name that somebody does not believe in ("doubt that X was behind it", "ruled out the involvement of X")."""
_THEIRS = re.compile(r"\b(?:its|his|her|their|our)\s(?:own\s)?$", re.IGNORECASE)
_SAME = ("the same ", "The same ")
_WAS = re.compile(r"\s(?:was|were|is|are|had|has)\b", re.IGNORECASE)
_SHOT = re.compile(
    r"\b(?:shot|shoots|gunned\sdown|open(?:ed)?\sfire|killed|killing|wounded|injured|raid(?:s|ed|ing)?|storm(?:ed|ing)|search(?:ed|ing))\b",
    re.IGNORECASE,
)
_FORCE = re.compile(r"\b(?:police|officers?|deputies|soldiers?|troops|guards?|marksmen)$", re.IGNORECASE)
_FINDS = re.compile(
    r"\s(?:(?:has|have|had|also|later|then)\s){0,2}(?:found|recover(?:s|ed)|discover(?:s|ed)|defuse[sd]?|seize[sd]?|detect(?:s|ed)|"
    r"unearth(?:s|ed)|dismantle[sd]?)\s(?:[\w-]+\s){0,5}(?:bombs?|devices?|explosives?|IEDs?|mines?|landmines?|grenades?)\b",
    re.IGNORECASE,
)
"""What nobody does who laid it ("Marines recovered two explosive devices")."""
_BY_OTHER_MEANS = frozenset({"knife_attack", "vehicle_attack", "suicide_bombing"})
"""Deeds that a force of the state answers by shooting, and by raids on who may have helped."""


@dataclass(slots=True)
class Candidate:
    """One actor of the document with what ties it to the incident, and to the document as a whole."""

    value: ActorValue
    mentions: dict[Span, None] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    elsewhere: list[Tie] = field(default_factory=list)
    inside: int = 0
    described: bool = False
    """Whether only the model, or its place in the sentence, ties its words to the incident."""
    clause: bool = False
    """Whether its clause makes it so though another verb, or more words, stand between (`described.by_clause`)."""
    recorded: bool = False
    """Whether the incident is told as part of its record (`chronicle`)."""

    @property
    def first(self) -> Span:
        """The first mention."""
        return next(iter(self.mentions))


def _headed(found: Iterable[Candidate], tie: Tie) -> Candidate | None:
    """Return the group whose name ends the words of a description ("eleven suspected Somali pirates"): what ties them ties it."""
    if tie.value.kind != "generic":
        return None
    mine = (
        i for i in found if i.value.kind == "group" and any(tie.mention.end == m.end and tie.mention.covers(m) for m in i.mentions)
    )
    return next(mine, None)


def _claiming(annotated: Annotated, found: dict[str, Candidate], tie: Tie, ties: Iterable[Tie]) -> Candidate | None:
    """Return the group that says "its troops", "his men" did it: what ties them ties the group."""
    if (
        tie.value.kind == "group"
        or tie.value.actor_id
        or not _THEIRS.search(annotated.document.text, max(0, tie.mention.start - OWN), tie.mention.start)
    ):
        return None
    mine = (one for one in ties if one.ground == "claim" and one.value.kind == "group" and one.span.covers(tie.mention))
    return next((found[key(one.value)] for one in mine if key(one.value) in found), None)


def candidates(ledger: Ledger, telling: Telling) -> list[Candidate]:
    """Return the actors that any words of the document tie to something, or that stand in the incident's stretches, in the order
    of the text; and the words in which the model reads who did it. Those who only comment are left out, and persons whom only words
    about another incident hold for its perpetrator."""
    out: dict[str, Candidate] = {}
    for actor in _mentions(ledger.annotated):
        item = out.setdefault(key(actor.value), Candidate(actor.value))
        item.mentions[actor.span] = None
        item.inside += any(span.covers(actor.span) for span in telling.spans)
    others = {
        span for other in ledger.tellings if other.number != telling.number for span in (*other.own, *other.spans)
    }.difference(telling.spans)
    for span, ties in list(ledger.read.items()):
        if span not in telling.spans and only_plotted(ledger.annotated, span):
            continue
        for tie in ties:
            if span in others and tie.ground == "claim":
                continue  # of that incident
            item = (
                _headed(out.values(), tie)
                or _claiming(ledger.annotated, out, tie, ties)
                or out.setdefault(key(tie.value), Candidate(tie.value))
            )
            if tie.mention not in item.mentions:
                item.mentions[tie.mention] = None
                item.inside += span in telling.spans
            (item.ties if span in telling.spans else item.elsewhere).append(tie)
            item.recorded = item.recorded or (span in telling.own and tie in ledger.record(span))
    _add_focal(ledger, telling, out)
    known = [span for item in out.values() for span in item.mentions]
    text = ledger.annotated.document.text
    for actor in by_clause(ledger.annotated, telling.own):
        if answered_by(text, actor.span.start):
            continue
        mine = _whose(out.values(), actor.span)
        item = mine or out.setdefault(key(actor.value), Candidate(actor.value, described=True))
        item.clause = True
        if mine is None:
            item.mentions[actor.span] = None
            item.inside += 1
            known.append(actor.span)
    for actor in described(ledger.annotated, telling.asked, known):
        if answered_by(text, actor.span.start):
            continue
        item = out.setdefault(key(actor.value), Candidate(actor.value, described=True))
        item.mentions[actor.span] = None
        item.inside += 1
    able = [item for item in out.values() if item.value.kind != "generic" or item.described or _may_act(item)]
    named = [
        item for item in able if item.value.kind != "person" or item.ties or (telling.reach == 1.0 and not _of_others(ledger, item))
    ]
    here = [item for item in named if item.ties or telling.reach > 0.0 or _near(ledger, item, telling)]
    here = [item for item in here if not _only_turned_on(text, item) and not _points_back(text, item, here)]
    return [
        item for item in here if not _only_comments(ledger.annotated, item) and not _only_answers(ledger.annotated, item, telling)
    ]


def _add_focal(ledger: Ledger, telling: Telling, out: dict[str, Candidate]) -> None:
    """Tie the group that the article is about to a deed of the past of which no word says whose it is."""
    if telling.reach > 0.0 or any(item.recorded for item in out.values()):
        return
    ties = [ledger.focal(span) for span in telling.own]
    if not ties or None in ties:
        return
    tie = ties[0]
    if tie is not None and (item := out.get(key(tie.value))) is not None and not item.ties:
        item.ties.append(tie)
        item.recorded = True


def _of_others(ledger: Ledger, item: Candidate) -> bool:
    """Tell a person whom only the words of other incidents name ("In 2008 Kato rammed a truck into a crowd")."""
    own = [span for telling in ledger.tellings if telling.reach == 0.0 for span in telling.own]
    return all(any(span.covers(mention) for span in own) for mention in item.mentions)


def _only_turned_on(text: str, item: Candidate) -> bool:
    """Tell an actor whom nobody but the one who denies the deed names ("Moscow denied it and accused a Ukrainian brigade")."""
    if any(tie.ground not in ("accuser", "denial") for tie in (*item.ties, *item.elsewhere)):
        return False
    return all(TURNS.search(text, max(0, span.start - TURNED), span.start) for span in item.mentions)


def _points_back(text: str, item: Candidate, found: Iterable[Candidate]) -> bool:
    """Tell "the same men", whom the words before tell of, where those hold somebody for the deed ("Suspected rebels killed …")."""
    if not is_nobody(item.value) or not all(text.endswith(_SAME, 0, span.start) for span in item.mentions):
        return False
    told = (other for other in found if other is not item and other.value.kind in ("generic", "group"))
    return any(tie.mention.end < item.first.start for other in told for tie in other.ties)


def _near(ledger: Ledger, item: Candidate, telling: Telling) -> bool:
    """Tell whether a mention stands with the words that tell the deed, or goes on from them in the same paragraph.

    A report's group is not named again for each deed of the past, but the deeds of others and those that nobody is held for stand
    there too: of 17 groups that no word of such a deed named, 3 had done it.
    """
    if item.inside:
        return True
    sentences = ledger.annotated.sentences
    home = {ledger.sentence(span) for span in telling.own}
    last = max(home, default=-1)
    for at in map(ledger.sentence, item.mentions):
        if at in home or (at == last + 1 and at > 0 and sentences[at].paragraph == sentences[last].paragraph):
            return True
    return False


def _whose(items: Iterable[Candidate], phrase: Span) -> Candidate | None:
    """Return the candidate of whom the phrase speaks; a state named behind "of" ("a sailor of the United States Navy") is none."""
    for item in items:
        for span in item.mentions:
            if phrase.overlaps(span) and (item.value.kind != "state" or span.start - phrase.start < BEFORE):
                return item
    return None


def _may_act(item: Candidate) -> bool:
    """Leave out those who only deny or accuse in words of their own ("the village council")."""
    return any(tie.ground not in ("denial", "accuser") for tie in (*item.ties, *item.elsewhere))


def _mentions(annotated: Annotated) -> Iterable[ActorMention]:
    """Yield who is named outside the publisher's own lines ("READ ALSO: Army kills two")."""
    whole = Span(0, len(annotated.document.text))
    aside = [sentence.span for sentence in annotated.sentences if sentence.kind == "boilerplate"]
    named = (actor for actor in doers(annotated, whole) if actor.value.kind != "generic" and not _is_machine(actor))
    return (actor for actor in named if not any(span.covers(actor.span) for span in aside))


def _is_machine(actor: ActorMention) -> bool:
    """Tell "warplanes", "drones", which name nobody, from a state's force."""
    bare = actor.value.kind == "state" and actor.value.actor_id is None
    return bare and actor.value.name.lower().split()[-1] in table("described")["never"]


def _only_comments(annotated: Annotated, item: Candidate) -> bool:
    """Tell an actor of whom nothing says that it acted, and who only comments ("X condemned it"), accuses others, is told to have a
    habit, or is asked about ("whether X was behind it")."""
    if item.value.kind == "state" and item.ties and all(tie.ground == "accuser" for tie in (*item.ties, *item.elsewhere)):
        return True
    if any(tie.ground != "accuser" for tie in (*item.ties, *item.elsewhere)):
        return False
    text = annotated.document.text
    return all(
        _comments().match(text, span.end)
        or habitual(text, span.end)
        or silent(text, span.end)
        or is_of_feud(text, 0, span.start)
        or USED_BY.search(text, max(0, span.start - 24), span.start)
        or _DOUBTED.search(text[max(0, span.start - 40) : span.start])
        or (_ASKED.search(text[max(0, span.start - 40) : span.start]) and _WAS.match(text, span.end))
        for span in item.mentions
    )


def _shot_back(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell a force of the state that only shot or raided, where other sentences tell of a knife, a car or a suicide bomber."""
    text, force = annotated.document.text, item.value.kind == "state" or _FORCE.search(item.value.name) is not None
    shots = [tie.span for tie in item.ties] or [Span(span.start, min(len(text), span.end + OWN)) for span in item.mentions]
    ends = [sentence.span for sentence in annotated.sentences if any(sentence.span.covers(span) for span in shots)]
    if not force or not ends or not all(_SHOT.search(text, span.start, span.end) for span in shots):
        return False
    deeds = [event for stretch in telling.own for event in inside(annotated.events, stretch) if event.type in _BY_OTHER_MEANS]
    return any(event.mode == "actual" for event in deeds) and not any(end.covers(event.span) for end in ends for event in deeds)


def _only_answers(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell a force of the state that the words of the deed know only as the one that stopped it, came after it or looks into it;
    and those, whoever they are, who found the bomb."""
    if _shot_back(annotated, item, telling):
        return True
    described = item.value.kind == "generic" and item.described
    if not (item.value.kind == "state" or described) or any(tie.ground not in ("accuser", "victim") for tie in item.ties):
        return False
    here = [span for span in item.mentions if any(stretch.covers(span) for stretch in telling.own)] or list(item.mentions)
    text = annotated.document.text
    verbs = _FINDS if described else _answering()
    return bool(here) and all(verbs.match(text, span.end) or answered_by(text, span.start) for span in here)


@cache
def _answering() -> re.Pattern[str]:
    verbs = "|".join(table("blame")["answering"])
    return re.compile(
        rf"\s(?:(?:has|have|had|also|later|then|quickly|immediately|say|said|they|it|is|are|was|were|still)\s){{0,3}}(?:{verbs})\b",
        re.IGNORECASE,
    )


@cache
def _comments() -> re.Pattern[str]:
    verbs = "|".join(table("blame")["comments"])
    return re.compile(
        rf"(?:['’]s?\s[\w-]{{1,20}})?\s(?:(?:has|have|also|later|strongly|itself)\s){{0,2}}(?:{verbs})\w*", re.IGNORECASE
    )
