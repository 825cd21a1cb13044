"""How the attackers themselves were shot: "police shot the knifeman", "the driver was shot dead", "before being shot by officers".

That is the answer to an attack, in words of a shooting: beside other words for the deed it says neither what kind it was nor what
it was done with ("a man with an axe wounded five people before being shot by police").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.codebook.needles import Needled, folded
from dateline.types import CountMention, EventMention, Span

_ATTACKER = (
    r"(?:the|an?|their|second|both|all(?:\sthe)?|(?:all\s)?(?:two|three|four|five|six|seven|eight))\s(?:[\w-]+\s){0,2}?"
    r"(?:attackers?|gunm[ae]n|assailants?|knifem[ae]n|suspects?|perpetrators?|bombers?|shooters?|killers?|intruders?)"
)
_FORCE = (
    r"(?:police(?:m[ae]n|woman)?|officers?|inspector|constables?|soldiers?|guards?|marksm[ae]n|snipers?|troops|commandos|"
    r"security\sforces)"
)
_SHOT = r"(?:shot|gunned\sdown|killed)"
_ANSWERS = tuple(
    Needled(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_ATTACKER}(?:,[^.;,\n]{{1,70}}(?:,\s\d\d)?,)?\s(?:was|were)\s(?:[a-z]+\s){{0,2}}{_SHOT}\b",
        rf"\b{_FORCE}\s(?:[A-Z][\w’'-]+\s){{0,3}}(?:[a-z]+\s){{0,2}}shot\s(?:and\s(?:killed|wounded)\s|dead\s)?(?:{_ATTACKER}|him|her)\b",
        rf"\bthe\sdriver\s(?:was|were)\s(?:[a-z]+\s)?shot\s(?:dead\s)?by\s(?:[\w-]+\s){{0,3}}{_FORCE}\b",
        rf"\bbefore\s(?:(?:he|she|they)\s(?:was\s|were\s)|being\s)(?:[a-z]+\s)?{_SHOT}\b[^.;]{{0,15}}\bby\s(?:[\w-]+\s){{0,3}}{_FORCE}\b",
    )
)
"""What is told of the attackers' own end."""


_BY = re.compile(
    rf"\b{_ATTACKER}(?:,[^.;\n]{{1,90}},)?\s(?:was|were)\s(?:[a-z]+\s){{0,2}}{_SHOT}\b[^.;,\n]{{0,24}}?\sby\s(?:[\w-]+\s){{0,3}}$",
    re.IGNORECASE,
)
REACH = 200
"""Code points before the words for those who answered in which the attackers are named."""


def answered_by(text: str, start: int) -> bool:
    """Tell whether the words from `start` on are for those who struck back: "the gunman, a man of 22, was killed by | officers"."""
    return _BY.search(text, max(0, start - REACH), start) is not None


def answers(text: str, span: Span) -> list[Span]:
    """Return where a stretch tells of the attackers' own end."""
    low = folded(span.of(text))
    return [Span(*match.span()) for answer in _ANSWERS for match in answer.finditer(text, span.start, span.end, low)]


def without_answers(
    ends: Sequence[Span], events: tuple[EventMention, ...], counts: Sequence[CountMention], *, alone: bool
) -> tuple[EventMention, ...]:
    """Return the events of a stretch without the shots that answered the attack; not where the text tells of nothing else."""
    told = len(events) > 1 or any(count.value.best and not count.attackers for count in counts)
    if not ends or (alone and not told):
        return events
    kept = tuple(event for event in events if not any(end.covers(event.span) for end in ends))
    return kept if kept or counts else events


def as_attackers(ends: Sequence[Span], counts: tuple[CountMention, ...]) -> tuple[CountMention, ...]:
    """Return the counts of a stretch with those who were shot in answer counted as attackers ("the driver was shot by police")."""
    return tuple(replace(c, attackers=True) if any(end.covers(c.span) for end in ends) else c for c in counts) if ends else counts
