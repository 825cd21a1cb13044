"""People without a name who are held, tried or sought for the deed ("two former policemen are being held").

News names nobody who is not charged, and few who are: "a man in his 40s" is all there is. Ages alone are read by `suspects`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.needles import Needled, folded
from dateline.extract.blame_lines import Ground, Line, Tie
from dateline.extract.clause_subjects import PHRASE, of_people, openings
from dateline.extract.described import SCORE, opening_phrase
from dateline.types import ActorValue, Span

_COURT: frozenset[str] = frozenset(("convicted", "sentenced", "jailed", "imprisoned", "serving", "guilty", "life"))
_CHARGED: frozenset[str] = frozenset(("charged", "indicted", "trial", "facing", "faces", "accused"))
_AUX = r"(?:(?:was|were|is|are|has|have|had|been|being|later|also|since|now|already|then|still)\s){1,4}"
_FROM = r"(?:\s(?:from|of|at|in)\s[^,.;\n]{2,30}?)?"
_SET_OFF = r"(?:,\s\d{1,2},?|,\s[^,.;\n]{1,50},)?"
_PASSIVE = (
    r"(?:arrested|detained|remanded|(?:remanded\s)?in\s(?:police\s)?custody|"
    r"held(?!\s(?:hostages?|captives?|prisoners?|at\s(?:gun|knife)|for\sransom))|sought|suspected\sof|accused\sof\s(?:the\s)?(?:murder|kill|shoot|stabb|bomb|order|carry|attack|plant|abduct|kidnap|throw|open|master)\w*|questioned|charged|indicted|convicted|sentenced|"
    r"jailed|imprisoned|found\sguilty|(?:awaiting|on)\strial|facing\s(?:\w+\s){0,2}(?:charges|trial|counts)|"
    r"serving\s(?:life|\d|two|three|four|five|six|seven|eight|nine|ten|an?\s))"
)
_FOR_A_DEED = (
    r"\s(?:accused\s(?:of|in)|charged\s(?:with|in|over)|wanted\s(?:in|for|on|over)|suspected\s(?:of|in)|convicted\s(?:of|in)|"
    r"indicted\s(?:in|on|for|over)|arrested\s(?:in|for|over))\b(?=[^.;,\n]{0,60}?\b(?:murder|kill|shoot|shot|stabb|slay|bomb|attack|"
    r"assault|death|fir(?:e|ing)\b|homicide|terror|manslaughter|abduct|kidnap))"
)
"""What tells more of one who is held for the deed ("a Leeds man accused of killing three"), with no comma before it."""
_HELD = Needled(
    rf"{_FROM}(?:{_SET_OFF}\s(?:who\s)?{_AUX}{_PASSIVE}|,\s{_PASSIVE}|{_FOR_A_DEED}|"
    rf"{_SET_OFF}\s(?:later\s)?(?:handed|gave|turned)\s(?:himself|herself|themselves)\s(?:in|up)|{_SET_OFF}\s(?:stood|faces|face)\strial)\b",
    re.IGNORECASE,
)
_HOLDS = Needled(
    r"\b(?:arrested|detained|charged|indicted|convicted|sentenced|jailed|(?:is|are)\sholding|looking\sfor|searching\sfor|hunting(?:\sfor)?|"
    r"seeking|(?:is|are|were)\squestioning|charge-sheeted|want(?:s|ed)?\sto\s(?:speak|talk)\s(?:to|with)|"
    r"(?:attackers|assailants|raiders|killers|perpetrators)\swere|"
    r"\bthe\s(?:lone\s)?(?:attacker|assailant|gunman|shooter|bomber|killer|perpetrator|knifeman|suspect)(?:,|\s(?:was|is))(?=\san?\s))\s",
    re.IGNORECASE,
)
_AND_CHARGED = re.compile(r"(?:,\s[^,.;]{1,30},)?\sand\s(?:later\s|is\s|was\s|were\s|are\s)?(?:charged|indicted)\b", re.IGNORECASE)
"""What a court did with whoever was arrested first."""
_SOUGHT = re.compile(r"\b(?:sought|wanted|suspect(?:ed)?|looking|searching|hunting|seeking|speak|talk)\b", re.IGNORECASE)
_WERE = re.compile(r"(?:\s(?:were|was|is)|,)\s$")
"""Who the attackers were, whoever says so."""
_NOBODY = re.compile(
    r"\b(?:suspects?|people|persons?|individuals?|attackers?|gunm[ae]n|killers?|bombers?|victims?|survivors?|witness(?:es)?|"
    r"others|supporters|militants?|terrorists?|(?:the|that|this|these|those|his|her|their|its)\s[\w-]+)$",
    re.IGNORECASE,
)
"""Heads that say nothing of who did it, and phrases that point back to somebody."""
_RUSHED = re.compile(
    r"(?:a|the|some)?\s?(?:[\w-]+\s){0,2}(?:crowds?|protesters|demonstrators|marchers|rioters|procession|rally|gathering|police|officers|"
    r"troops|soldiers|worshippers|students|villagers)\b(?![^.;\n]{0,40}\b(?:with|over|for)\b)",
    re.IGNORECASE,
)
"""Whom soldiers or rioters charge at, behind "charged": no court does ("police charged a crowd of marchers")."""
_HELPED = re.compile(
    r"[^.;,\n]{0,60}?\b(?:for|of|with|on\ssuspicion\sof)\s(?:allegedly\s)?(?:helping|aiding|abetting|assisting|sheltering|harbou?ring|"
    r"hiding|financing|funding|supplying|facilitating|supporting|failing)\b",
    re.IGNORECASE,
)
"""What those did who are tried with the attackers, or after them: "jailed two men for abetting the gunmen who …"."""
_SUFFERED = ("killed", "injured", "abducted")
_BEHIND = re.compile(r"\s(?:with|from|of|in|on)\s")
"""What a head noun ends before ("a man in his 50s")."""
_MANY = re.compile(r"\d{2,}\s|(?:dozens|scores|hundreds)\b", re.IGNORECASE)
"""More people than do one deed: those whom soldiers arrest in a sweep are as often its victims."""


def held(read: Line) -> Iterator[Tie]:
    """Yield the described people whom the stretch holds for those who did it, with the ground."""
    seen: set[int] = set()
    low = folded(read.span.of(read.text))
    for found in openings(read.annotated, read.span, opening_phrase) if _HELD.may_match(low) else ():
        match = _HELD.pattern.match(read.text, found.end, read.span.end)
        if match is not None and found.start not in seen and not _HELPED.match(read.text, match.end(), read.span.end):
            seen.add(found.start)
            charged = _AND_CHARGED.match(read.text, match.end(), read.span.end)
            yield from _tie(read, found, match[0] + (charged[0] if charged else ""))
    for match in _HOLDS.finditer(read.text, read.span.start, read.span.end, low):
        if match[0].lower() == "charged " and _RUSHED.match(read.text, match.end()):
            continue
        whom = opening_phrase(read.annotated, Span(match.end(), min(read.span.end, match.end() + PHRASE)))
        helped = whom is not None and _HELPED.match(read.text, whom.end, read.span.end)
        if whom is None or helped:
            continue
        if whom.start == match.end() and whom.start not in seen and of_people(whom.of(read.text)):
            seen.add(whom.start)
            yield from _tie(read, whom, match[0])


def _tie(read: Line, found: Span, words: str) -> Iterator[Tie]:
    name = " ".join(found.of(read.text).split())
    head = _BEHIND.split(name, maxsplit=1)[0]
    struck = (count for count in read.annotated.counts if count.effect in _SUFFERED and not count.attackers)
    if _NOBODY.search(head) or _MANY.match(name) or any(count.span.overlaps(found) for count in struck):
        return
    told = set(words.lower().replace(",", " ").split())
    ground: Ground = "convicted" if told & _COURT else "charged" if told & _CHARGED else "held"
    if _SOUGHT.search(words):
        ground = "suspected"
    elif _WERE.search(words):
        ground = "stated"
    yield read.tie(ground, ActorValue(name, None, "generic", SCORE), found, found)
