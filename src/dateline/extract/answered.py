"""How the attackers themselves were shot: "police shot the knifeman", "the driver was shot dead", "before being shot by officers".

That is the answer to an attack, in words of a shooting: beside other words for the deed it says neither what kind it was nor what
it was done with ("a man with an axe wounded five people before being shot by police").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.needles import Needled, folded
from dateline.types import CountMention, EventMention, Span

_ATTACKER = (
    r"(?:the|an?|their|second)\s(?:[\w-]+\s){0,2}?"
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
        rf"\b{_ATTACKER}\s(?:was|were)\s(?:[a-z]+\s){{0,2}}{_SHOT}\b",
        rf"\b{_FORCE}\s(?:[A-Z][\w’'-]+\s){{0,3}}(?:[a-z]+\s){{0,2}}shot\s(?:and\s(?:killed|wounded)\s|dead\s)?(?:{_ATTACKER}|him|her)\b",
        rf"\bthe\sdriver\s(?:was|were)\s(?:[a-z]+\s)?shot\s(?:dead\s)?by\s(?:[\w-]+\s){{0,3}}{_FORCE}\b",
        rf"\bbefore\s(?:(?:he|she|they)\s(?:was\s|were\s)|being\s)(?:[a-z]+\s)?{_SHOT}\b[^.;]{{0,15}}\bby\s(?:[\w-]+\s){{0,3}}{_FORCE}\b",
    )
)
"""What is told of the attackers' own end."""


def without_answers(
    text: str, span: Span, events: Sequence[EventMention], counts: Sequence[CountMention]
) -> tuple[EventMention, ...]:
    """Return the events of a stretch without the shots that answered the attack, where other words there tell of it."""
    if len(events) < 2 and not any(count.value.best and not count.attackers for count in counts):
        return tuple(events)
    low = folded(span.of(text))
    ends = [m.span() for answer in _ANSWERS for m in answer.finditer(text, span.start, span.end, low)]
    kept = tuple(e for e in events if not any(start <= e.span.start and e.span.end <= end for start, end in ends))
    return kept if kept or counts else tuple(events)
