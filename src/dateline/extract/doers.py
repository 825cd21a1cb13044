"""The actors of a stretch that can have done something there: not a name that only says whose affiliate another is, nor a guise."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.codebook.needles import Needled
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Span

_AFFILIATE = re.compile(
    r"(?:['’]s)?[ -](?:linked|affiliated|affiliate|aligned|allied|inspired|backed|offshoot|branch|franchise|splinter|breakaway)\b"
    r"[ ,-]{0,2}(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:['’]s)?[ -](?:(?:splinter|breakaway|dissident|offshoot)\s"
    r"(?:group|faction|cell|band|unit|outfit|front|fighters|militants|guerrillas|rebels)|splinter|offshoot)\b"
)
"""Words behind a group's name that make it one that left it, and has no name ("a FARC splinter group")."""
_SOME = re.compile(r"\b(?:an?|another|one|some|suspected)\s(?:[a-z]+\s)?$", re.IGNORECASE)
_WORN = re.compile(r"[ -](?:protection|uniforms?|fatigues|vests?|clothes|clothing|outfits?|insignia|custody)\b", re.IGNORECASE)
"""Words behind the name of a force that make it what others wear or stand under ("settlers under army protection")."""
_OUT_OF_IT = re.compile(
    r"(?:\s[Cc]orps)?\s(?:veterans?|vets?|reservists?|contractors?|deserters?|defectors?|retirees?|dropouts?|informants?|informers?|impersonators?)\b"
)
"""Words behind the name of a force for somebody who does not act for it ("an Army veteran killed six")."""
_FLOWN = re.compile(
    r"(?:['’]s)?(?:\s(?:group|organi[sz]ation|movement)(?:['’]s)?)?\s(?:black\s)?(?:flags?|banners?|headbands?|insignia|emblems?)\b"
)
_AS_IF = Needled(
    r"\b(?:uniforms?|clothing|clothes|fatigues|dress|gear|vests?|disguised as|dressed (?:up )?as|dressed like|posing as|posed as|"
    r"masquerading as|impersonating|pretending to be|similar to (?:that|those) of)\s(?:of\s)?(?:the\s|an?\s)?(?:[\w’'-]+\sand\s)?$",
    re.IGNORECASE,
)
_OF_A_GROUP = Needled(
    r"\b(?:the|this|that|same)\s(?:(?:armed|rebel|militant)\s)?(?:group|movement|militia|cartel|gang|front|organi[sz]ation|faction|rebels|insurgents|"
    r"militants|guerrillas|jihadists)['’]s?\s(?:own\s|elite\s|best\s)?$",
    re.IGNORECASE,
)
_REBEL = re.compile(r"\b(?:guerrilla|rebel|insurgent|separatist|jihadist|militant)\s$", re.IGNORECASE)
"""Before words for a force that is no state's ("the group's commandos", "the country's last guerrilla army")."""
_MEMBERS = re.compile(r"\s(?:of|from|belonging to|loyal to)\s(?:the\s)?", re.IGNORECASE)
_ITS_MEN = re.compile(r"(?:['’]s?|,\swhose|-(?:linked|affiliated|aligned|allied))\s(?:[a-z]+\s)?")
_KIND = re.compile(
    r"\s(?:(?:suicide\s)?(?:group|movement|network|organi[sz]ation|outfit|faction|gang|militia|squad|unit|cell|column|team|commando|operatives?|"
    r"gunm[ae]n|bombers?|hitm[ae]n|assassins?|snipers?|members?|attackers?|kidnappers?))$",
    re.IGNORECASE,
)
"""What a group is or who is of it, behind its name ("the Lakurawa group", "a Hamas gunman")."""
_HOLDS_OTHERS = re.compile(
    r"\s(?:now\s|also\s|still\s)?(?:believes?|thinks?|suspects?|alleges?)\s(?:that\s)?(?!(?:they|it|its|their|one\sof\s(?:its|their))\b)",
    re.IGNORECASE,
)
"""Behind a force that tells whom it holds for the doer ("police believe her husband is responsible"): not itself."""
NEXT = 45
"""Code points within which the affiliate's own name follows."""


def doers(annotated: Annotated, span: Span) -> tuple[ActorMention, ...]:
    """Return the actors of a stretch, but for one that only says whose affiliate the next one is ("al-Qaeda-linked al-Shabaab").

    An affiliate without a name ("a FARC splinter group") stands there under these words: it is not its parent.
    """
    found = inside(annotated.actors, span)
    text = annotated.document.text
    whose = {
        one
        for one, other in pairwise(found)
        if other.span.start - one.span.end < NEXT
        and other.value.kind != "generic"
        and _AFFILIATE.match(text[one.span.end : other.span.start])
    }
    held = {generic for one, other in pairwise(found) if (generic := _of_group(text, one, other)) is not None}
    return tuple(
        _itself(text, actor)
        for actor in found
        if actor not in whose | held and not _is_guise(text, actor) and not _accuses(text, actor)
    )


def _of_group(text: str, one: ActorMention, other: ActorMention) -> ActorMention | None:
    """Return the unnamed one of two mentions where the other names its group ("members of X", "X's fighters")."""
    between = text[one.span.end : other.span.start]
    if one.value.kind == "generic" and other.value.kind == "group":
        return one if _MEMBERS.fullmatch(between) else None
    if one.value.kind == "group" and other.value.kind == "generic":
        kind = _KIND.fullmatch(text, one.span.end, other.span.end) is not None
        return other if kind or _ITS_MEN.fullmatch(between) else None
    return None


def _accuses(text: str, actor: ActorMention) -> bool:
    return actor.value.kind == "state" and _HOLDS_OTHERS.match(text, actor.span.end) is not None


def _itself(text: str, actor: ActorMention) -> ActorMention:
    behind = _UNNAMED.match(text, actor.span.end) if actor.value.kind == "group" else None
    if behind is None or not _SOME.search(text, max(0, actor.span.start - 24), actor.span.start):
        return actor
    whole = Span(actor.span.start, behind.end())
    return ActorMention(whole, ActorValue(" ".join(whole.of(text).split()), None, "group", actor.value.score))


def is_out_of_it(text: str, span: Span) -> bool:
    """Tell whether a force's name stands before somebody who does not act for it ("an Army veteran")."""
    return _OUT_OF_IT.match(text, span.end) is not None


def _is_guise(text: str, actor: ActorMention) -> bool:
    """Tell a force that is only what others wear, seem to be or stand under ("men in army uniform", "posing as police"), and a
    group that is only on the flag that somebody carried."""
    if actor.value.kind != "state":
        return actor.value.kind == "group" and _FLOWN.match(text, actor.span.end) is not None
    if is_out_of_it(text, actor.span) or _is_no_states(text, actor):
        return True
    return bool(_WORN.match(text, actor.span.end) or _AS_IF.first(text, max(0, actor.span.start - 60), actor.span.start))


def _is_no_states(text: str, actor: ActorMention) -> bool:
    """Tell an army, commandos or forces that are a group's: they are who it is, and no state's force."""
    if actor.value.actor_id is not None:
        return False
    start = max(0, actor.span.start - 60)
    rebel = actor.span.of(text).lower() == "army" and _REBEL.search(text, start, actor.span.start) is not None
    return rebel or _OF_A_GROUP.first(text, start, actor.span.start) is not None
