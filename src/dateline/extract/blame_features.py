"""What speaks for "this actor did it": the features of the choice of the perpetrator (``codebook/blame_weights.json``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.codebook.phrases import tokens
from dateline.extract import weigh
from dateline.extract.agents import names_strike
from dateline.extract.antecedent import aside
from dateline.extract.blame_candidates import Candidate
from dateline.extract.blame_fighters import only_kills_fighters
from dateline.extract.blame_ledger import TOLD, Ledger, Telling, is_nobody
from dateline.extract.blame_lines import Tie, word_set
from dateline.extract.speaker import attribution_of
from dateline.types import Annotated, Span

_TOLD_DEED = TOLD - {"denial"}
_HELD = frozenset({"held", "charged", "convicted", "suspected"})
_PRESUMED = re.compile(r"(?:some\s|several\s|the\s)?(?:presumed|suspected|alleged|supposed|apparent)\s", re.IGNORECASE)
FAR = 0.3
"""Where a document tells more main incidents than three (1 / 3), words elsewhere are less likely to speak of this one."""
DESPITE = 36
"""Code points before a claim in which "despite" begins."""
_DESPITE = re.compile(r"\bdespite\s(?:(?:an?|the|its|earlier|later)\s){0,2}(?:[\w’'-]+\s){0,4}claim(?:s|ed|ing)?\b", re.IGNORECASE)
_ONE = re.compile(
    r"(?:an?|one|the|lone|his|her)\s(?!(?:group|gang|crowd|mob|band|number|couple|pair|family|dozen)\b)[\w-]+(?:\s[\w-]+)*?(?<!s)(?<!men)(?<!people)$|(?:lone\s|masked\s)?(?:gunman|attacker|shooter|assailant|bomber|man|woman|suspect|killer|knifeman|teen|teenager|driver|father|husband|soldier)\b|\d{1,2}-year-old|some(?:one|body)\b",
    re.IGNORECASE,
)
"""Words for one person."""
_ONLY_ADVERBS = re.compile(r"\s*(?:\(?(?:then|also|later|had|have|allegedly|reportedly|first|even)\s){0,3}", re.IGNORECASE)
_BY = re.compile(r"\s(?:allegedly\s)?by\s(?:the\s|a\s|an\s|some\s)?$", re.IGNORECASE)
"""What stands between those who act and what they do, and before those by whom it was done."""
_POINTING = frozenset({"attackers", "assailants", "attacker", "assailant"})
"""Words that only point to those who did it, whatever they are."""
_A_GROUP = re.compile(r"\b(?:group|faction|organi[sz]ation|outfit|movement)$", re.IGNORECASE)
STATUSES = ("stated", "accused", "suspected", "claimed")


def features(ledger: Ledger, item: Candidate, found: Sequence[Candidate], telling: Telling) -> weigh.Features:
    """Return the features of "`item` did it": the words here and elsewhere, its kind, its share of the document, the model."""
    words = _words(ledger, item, found, telling)
    read = _read(ledger, item, found, telling)
    where = _where(ledger, item, telling)
    kind = item.value.kind
    crossed = {
        f"{kind}_{name}": value
        for name, value in (
            ("this", read["this"]), ("model", read["model"]), ("told", words["told"]), ("stated", words.get("stated", 0.0)),
            ("untied", words["untied"]), ("background", float(telling.reach == 0.0)), ("near", where["near"]),
        )
    }  # fmt: skip
    return {**words, **read, **where, **(crossed if kind != "person" else {}), kind: 1.0}


ALONE = 2.0
"""What it weighs that a state's force, of which alone the words say so, is the subject of the deed."""


def _words(ledger: Ledger, item: Candidate, found: Sequence[Candidate], telling: Telling) -> dict[str, float]:
    """What the words around the actor say, here and elsewhere."""
    here, there = {tie.ground for tie in item.ties}, {tie.ground for tie in item.elsewhere}
    groups = [other for other in found if other.value.kind == "group"]
    mentioned = sum(len(other.mentions) for other in groups)
    group, told = item.value.kind == "group", bool(here & _TOLD_DEED)
    reach = telling.reach
    struck = "victim" in here and not told
    claimed = any(tie.ground == "claim" for other in found if other is not item for tie in other.ties)
    rivals = any(tie.ground in _TOLD_DEED for other in found if other is not item for tie in other.ties)
    return {
        **dict.fromkeys(here - {"accuser"}, 1.0),
        "told": float(told),
        "accuser": float("accuser" in here | there),
        "told_elsewhere": reach * float(bool(there & _TOLD_DEED and not told)),
        "stated_elsewhere": reach * float("stated" in there and not here),
        "claim_elsewhere": reach * float("claim" in there and not told),
        "denied": float("denial" in here | there),
        "speaks": sum(ledger.speaks(mention) for mention in item.mentions) / len(item.mentions),
        "share": len(item.mentions) / mentioned if group and mentioned else 0.0,
        "share_reach": reach * len(item.mentions) / mentioned if group and mentioned else 0.0,
        "only": float(group and len(groups) == 1),
        "untied": float(not here),
        "others_told": float(rivals and not told),
        "struck": float(struck and claimed),
        "gives_way": _gives_way(item, found, told=told),
        "nobody": float(is_nobody(item.value)),
        "recorded": float(item.recorded),
        "subject": _is_subject(ledger.annotated, item, found, reach=reach),
        "despite": float(_is_belied(ledger.annotated.document.text, item)),
        "aside": _aside(ledger.annotated.document.text, item) if group else 0.0,
    }


def _is_belied(text: str, item: Candidate) -> bool:
    """Tell whether all that ties the actor is a claim that the report sets aside ("no link, despite a claim from X")."""
    told = [tie for tie in item.ties if tie.ground in TOLD]
    return bool(told) and all(
        tie.ground == "claim" and _DESPITE.search(text, max(0, tie.span.start - DESPITE), tie.span.end) for tie in told
    )


def _gives_way(item: Candidate, found: Sequence[Candidate], *, told: bool) -> float:
    """Tell whether words that name nobody give way to a name: "the militants" to who is blamed, and, twice as much, "a local man"
    whom a court or the police hold to the person who is held ("… charged a local man. Tom Reyes, 40, is accused of"), "presumed
    cartel gunmen" to the group that is held for it: both are suspected, and they are the same. One person described ("a lone
    gunman") is the one person named."""
    if item.value.kind != "generic":
        return 0.0
    if item.value.name.lower().split()[-1] in _POINTING and any(_is_plainer(other) for other in found if other is not item):
        return 1.0  # "The attackers came at dawn … the bandits opened fire"
    claimed = any(tie.ground == "claim" for other in found if other.value.kind == "group" for tie in other.ties)
    if claimed and _A_GROUP.search(item.value.name):
        return 3.0  # "A dissident group said its gunmen shot him. …, the X said"
    named = [
        tie for other in found if other.value.kind == "person" for tie in other.ties if tie.subject or tie.ground in _TOLD_DEED
    ]
    if named and _ONE.match(item.value.name):
        return 3.0
    if is_nobody(item.value) and any(o.value.kind == "person" and any(t.ground == "stated" for t in o.ties) for o in found):
        return 2.0  # "The gunman was identified as Tom Reyes"
    if not told:
        return float(_is_told_by_name(found))
    grounds = {tie.ground for tie in item.ties if tie.ground in _TOLD_DEED}
    grouped = any(other.value.kind == "group" for other in found if _told(other))
    if _PRESUMED.match(item.value.name):
        return 2.0 * grouped
    if grounds == {"suspected"} and is_nobody(item.value) and grouped:
        return 1.0  # "Suspected rebels killed …. The police blamed the Front"
    if grounds == {"held"} and grouped:
        return 2.0  # "The Front is blamed for it. A man of 41 is being questioned"
    return (3.0 if is_nobody(item.value) else 2.0) * (bool(named) and grounds <= _HELD)


def _is_plainer(item: Candidate) -> bool:
    """Tell words that say what the attackers are, where the report itself says that they did it."""
    return item.value.kind == "generic" and not is_nobody(item.value) and any(tie.ground == "stated" for tie in item.ties)


def _is_told_by_name(found: Sequence[Candidate]) -> bool:
    """Tell whether the words hold somebody with a name, or told more of, for the deed, to whom "the militants" give way."""
    return any(not is_nobody(item.value) and item.value.kind != "state" and _told(item) for item in found)


def _told(item: Candidate) -> bool:
    """Tell whether the words hold it for the deed."""
    return any(tie.ground in _TOLD_DEED for tie in item.ties)


UNNAMED = 1.0
"""The same for attackers without a name who are the only ones told of ("Separatists abducted four teachers")."""


def _kills_in_the_title(annotated: Annotated, tie: Tie) -> bool:
    """Tell whether the headline says that the actor killed people who are no attackers ("Police kill 34 striking miners")."""
    title = next((one.span for one in annotated.sentences if one.kind == "title" and one.span.covers(tie.mention)), None)
    return title is not None and any(
        c.effect == "killed" and c.value.best and not c.attackers and title.covers(c.span) for c in annotated.counts
    )


def _is_subject(annotated: Annotated, item: Candidate, found: Sequence[Candidate], *, reach: float) -> float:
    """Tell whether a group is the plain subject of a violent verb, or a state's force of which alone the words say that it acted.

    The deed that the outlet itself calls a group's work is its too. A force that shoots is as often the one that came after the
    attackers: a group that can have done it stands before it, unless the words name the state's own strike ("a Turkish air raid").
    So are "bandits", where no other but a state is told of, and the many right before whose deed nobody else stands ("Villagers
    beat him to death", "beaten by residents").
    """
    if item.value.kind == "generic" and not is_nobody(item.value):
        others = [other for other in found if other is not item and other.value.kind != "state"]
        acts = not others and any(tie.subject and tie.ground == "stated" for tie in item.ties)
        return UNNAMED * float(acts or (all(map(_only_suffers, others)) and _acts_as_crowd(annotated, item)))
    if item.value.kind == "group" and any(_is_its_work(annotated, tie) for tie in item.ties):
        return 1.0
    if item.value.kind == "generic" or not any(tie.subject for tie in item.ties):
        return 0.0
    others = [other for other in found if other is not item]
    if item.value.kind in ("group", "person"):
        return 1.0
    headed = any(tie.subject and _kills_in_the_title(annotated, tie) for tie in item.ties)
    rivals = any(tie.ground != "victim" for other in others for tie in other.ties if not (headed and is_nobody(other.value)))
    if only_kills_fighters(annotated, item, others):
        return ALONE
    strikes = any(tie.subject and names_strike(tie.mention.of(annotated.document.text)) for tie in item.ties)
    return ALONE * (not rivals and (strikes or not (reach > 0.0 and any(other.value.kind == "group" for other in others))))


def outlets_own(annotated: Annotated, tie: Tie) -> bool:
    """Tell whether the outlet itself says who did it ("the bombing was the work of X"): nobody blames, and nobody is quoted."""
    words = {token.word for token in tokens(annotated.document.text, tie.span.start, tie.span.end)}
    plain = (tie.subject or bool(words & word_set("plain"))) and not any(
        word.startswith(("blam", "accus", "attribut")) for word in words
    )
    return plain and attribution_of(annotated, tie.span) is None


def _is_its_work(annotated: Annotated, tie: Tie) -> bool:
    """Tell whether the outlet says itself whose work the deed was ("was the work of X", "were sent by X")."""
    return tie.ground == "accused" and tie.mention.end == tie.span.end and outlets_own(annotated, tie)


def _only_suffers(item: Candidate) -> bool:
    """Tell one of whom the words say nothing but that the deed struck them."""
    return bool(item.ties) and all(tie.ground == "victim" for tie in item.ties)


def _acts_as_crowd(annotated: Annotated, item: Candidate) -> bool:
    """Tell whether words for many people stand right before a deed, as its subject, or behind its "by"."""
    if not item.clause or _ONE.match(item.value.name) or any(tie.ground == "victim" for tie in item.ties):
        return False
    text = annotated.document.text
    told = [e for e in annotated.events if e.mode == "actual" and not e.noun]
    return any(
        (deed.score == 1.0 and _is_subject_of(text, span, deed.span)) or _is_agent_of(text, span, deed.span)
        for span in item.mentions
        for deed in told
    )


def _is_subject_of(text: str, span: Span, deed: Span) -> bool:
    """Tell whether a phrase stands right before a deed, or opens its words ("Crowds burned")."""
    return span.start <= deed.start < span.end < deed.end or (
        span.end < deed.start and _ONLY_ADVERBS.fullmatch(text, span.end, deed.start) is not None
    )


def _is_agent_of(text: str, span: Span, deed: Span) -> bool:
    """Tell whether a phrase stands behind the "by" of a deed, which may be one of its own words ("beaten by residents")."""
    by = _BY.search(text, deed.start, span.start)
    return by is not None and deed.start < by.start() <= deed.end


def _aside(text: str, item: Candidate) -> float:
    """Return the share of the mentions that stand aside."""
    found = [aside(text, span) for span in item.mentions]
    return sum(found) / len(found)


def _read(ledger: Ledger, item: Candidate, found: Sequence[Candidate], telling: Telling) -> dict[str, float]:
    """What the model reads in the actor's mentions: as a perpetrator at all, as this incident's, and as another's."""
    annotated, asked = ledger.annotated, telling.asked
    this = _asked(ledger, item.mentions, telling)
    others = [
        value for other in ledger.tellings if other.number != telling.number for value in _asked(ledger, item.mentions, other)
    ]
    beside = [value for other in found if other is not item for value in _asked(ledger, other.mentions, telling)]
    best = max(this, default=0.0)
    said = [
        value
        for span in item.mentions
        if ledger.asked(telling, span) is not None
        for status in STATUSES
        if (value := ledger.asked(telling, span, f"perpetrator:{status}")) is not None
    ]
    return {
        "model": max(map(ledger.logit, item.mentions), default=0.0) if annotated.scores is not None else 0.0,
        "this": best,
        "this_sure": max(0.0, best),
        "this_elsewhere": max(0.0, max(others, default=0.0) - best),
        "this_lead": best - max(beside, default=-1.0) if this else 0.0,
        "this_said": max(said, default=0.0),
        "unread": float(asked is not None and not this),
        "read": float(item.described),
        "clause": float(item.clause and item.value.kind == "generic"),
        "read_clause": float(item.described and item.clause),
        "read_this": best if item.described else 0.0,
        "read_sure": max(0.0, best) if item.described else 0.0,
        "grammar_only": float(annotated.scores is None),
    }


def _asked(ledger: Ledger, mentions: Iterable[Span], telling: Telling) -> list[float]:
    return [value for span in mentions if (value := ledger.asked(telling, span)) is not None]


def _where(ledger: Ledger, item: Candidate, telling: Telling) -> dict[str, float]:
    """Where the actor is named: with the incident, near it, with others alone."""
    reach, inside = telling.reach, item.inside > 0
    home = [ledger.sentence(span) for span in telling.own]
    far = min((abs(ledger.sentence(span) - at) for span in item.mentions for at in home), default=99)
    told = {tie.mention for tie in item.ties if tie.ground in TOLD}  # words that are this incident's wherever they stand
    owners = [telling.number if span in told else _owner(ledger, span) for span in item.mentions]
    title = any(ledger.annotated.sentences[at].kind == "title" for span in item.mentions if (at := ledger.sentence(span)) >= 0)
    return {
        "reach": reach,
        "inside": float(inside),
        "near": 1.0 / (1.0 + far),
        "same_sentence": float(far == 0),
        "next_sentence": float(far == 1),
        "follows": float(telling.number in owners),
        "foreign": float(telling.number not in owners and any(owner is not None for owner in owners)),
        "titled": reach * float(title),
        "far": float(0.0 < reach < FAR and not inside and not item.ties),
        "background_outside": float(reach == 0.0 and not inside),
        "background_untied": float(reach == 0.0 and not item.ties),
    }


def _owner(ledger: Ledger, mention: Span) -> int | None:
    """Return the incident that was told last where the mention stands; None before the first."""
    before = [(span.start, telling.number) for telling in ledger.tellings for span in telling.own if span.start <= mention.start]
    return max(before)[1] if before else None
