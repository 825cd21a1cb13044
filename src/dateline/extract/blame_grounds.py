"""How it is told who did it: the stretch states it, or somebody in it suspects, accuses or claims it."""

from __future__ import annotations

import re

from dateline.extract.blame_lines import Ground, Line, word_set
from dateline.types import ActorMention, EventMention

_HEDGED = re.compile(
    r"\b(?:suspected|alleged|presumed|supposed|believed)\s(?:[\w-]+\s){0,4}(?:of|from|to|belonging|loyal)\s[^.;]{0,60}$",
    re.IGNORECASE,
)
_MAY_BE = re.compile(
    r"\b(?:(?:may|might|could)\shave\sbeen|(?:believed|thought|suspected|presumed|likely|reported|said|alleged)\sto\shave\sbeen|"
    r"(?:apparently|allegedly|probably|possibly|presumably))\s[\w-]+\s(?:out\s|off\s)?by\s(?:the\s|an?\s)?(?:[\w’'-]+\s){0,3}$",
    re.IGNORECASE,
)
"""The passive of a deed that nobody is sure of ("may have been carried out by")."""
_GUESSES = re.compile(r"\b(?:believe|suspect|think|fear)s?$", re.IGNORECASE)
"""What they say who only suppose ("police believe the gang shot him")."""
_GUESSED = re.compile(r"[^.;\n]*,\s(?:[\w’'-]+\s){1,4}(?:believes?|suspects?|thinks?|fears?)(?=[.;,\n]|$)", re.IGNORECASE)
"""What ends a sentence that somebody only supposes ("… shot him on Friday, police believe")."""
_CLAIMED = re.compile(r"^-claimed\b", re.IGNORECASE)


def ground(read: Line, actor: ActorMention, event: EventMention) -> Ground:
    """Return whether the stretch states that the actor did it, or somebody suspects, accuses or claims it."""
    text = read.text
    if _CLAIMED.match(text[actor.span.end : actor.span.end + 12]):
        return "claim"
    near = text[max(read.span.start, actor.span.start - 28) : actor.span.start].rpartition(", ")[2].lower().split()
    first = actor.span.of(text).lower().split()[:2]
    before = text[max(read.span.start, actor.span.start - 110) : actor.span.start]
    passive = event.span.end <= actor.span.start and _MAY_BE.search(text, read.span.start, actor.span.start) is not None
    if (
        passive
        or word_set("hedges") & {*near[-3:], *first}
        or _HEDGED.search(before)
        or "allegedly" in text[actor.span.end : event.span.start].lower()
    ):
        return "suspected"
    covering = [i for i in read.annotated.attributions if i.scope.covers(actor.span) and i.scope.covers(event.span)]
    told = min(covering, key=lambda i: i.scope.end - i.scope.start, default=None)
    if guessed(text, max(actor.span.end, event.span.end)):
        return "suspected"
    if told is not None and told.cue.start < actor.span.start and told.speaker.end <= actor.span.start:
        return "suspected" if _GUESSES.search(told.cue.of(text)) else "accused"
    return "stated"


def guessed(text: str, end: int) -> bool:
    """Tell whether a sentence goes on behind `end` to say that somebody only supposes it ("…, police believe")."""
    return _GUESSED.match(text, end) is not None
