"""Whether the attackers are in the toll that was settled on, so that whoever wants both must not add them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.figures import Figure, size
from dateline.extract.one_dead import same_person
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention, Effect, Span

_BODIES = re.compile(r"\b(?:bodies|remains) of\s(?:the\s|all\s)?$", re.IGNORECASE)
_DONE_TO = re.compile(r"\b(?:(?:shooting|killing|slaying|murder|death|stabbing)s? of|kill\w*|murder\w*|shot)\s$", re.IGNORECASE)
_FOUND = re.compile(r"\s(?:bodies\b|(?:were\s|was\s)?found\s(?:shot\s)?(?:dead|to death)\b)", re.IGNORECASE)
_AND = re.compile(r"\band\s$", re.IGNORECASE)
_THE_LOT = re.compile(r"(?:both|all)\b", re.IGNORECASE)
_LEAVES = re.compile(r"\b(?:left|leaves|leaving)\s(?:at least\s|a total of\s)?$", re.IGNORECASE)
_LATER = re.compile(r"\b(?:after|later|since)\b", re.IGNORECASE)
"""What parts the attacker's death from the deed that left others dead."""
_WHO_DID_IT = re.compile(
    r",?\swho(?:,\s[^,.]{1,30}\s(?:said|say|says|believe|allege),)?\s(?:then\s|apparently\s|allegedly\s)?"
    r"(?:shot|killed|stabbed|murdered)\s(?:her|him|them)\b",
    re.IGNORECASE,
)
"""What tells, behind the last of the dead, that he killed the others."""
LEFT = 120
"""How far behind the attacker's death "left four dead" may stand."""
_BEFORE_BOTH = re.compile(r"\bboth\s$", re.IGNORECASE)
_FINDS = re.compile(r"\b(?:found|discovered)\s$", re.IGNORECASE)
_THEN_DEAD = re.compile(r"(?:,\s\d+,)?\s(?:shot\s)?(?:dead|to death)\b", re.IGNORECASE)
_DEAD = re.compile(r"\s(?:were\s|are\s|who\s|have\s)?(?:dead|died)\b", re.IGNORECASE)
_BOTH = re.compile(r"\bmurder[\s/–-]suicide\b", re.IGNORECASE)


def counted_in(annotated: Annotated, units: Sequence[Unit], effect: Effect, settled: Figure) -> bool:
    """Tell whether the settled figure has the attackers in it.

    It has where a figure of this size is told with "including the gunman", as bodies that were found, or as the dead of a
    murder-suicide.
    """
    text, number = annotated.document.text, size(settled)
    if settled.fighters or all(mention.attackers for mention in settled.mentions):
        return True
    one_of_more = _AND.search(text[max(0, settled.span.start - 5) : settled.span.start]) is not None
    if number > 1 and ((_are_found(text, settled.span) and not one_of_more) or _found_dead(text, settled)):
        return True
    if number > 1 and _are_dead_of_both(text, settled.span):
        return True
    if number == 1 and effect == "killed" and same_person(text, units):
        return True
    if any(mention.effect == "hit" and _holds_attackers(units, mention) for mention in settled.mentions):
        return True
    if number > 1 and effect == "killed" and _DEAD.match(text, settled.span.end) and _story_adds_up(units, number):
        return True
    told: dict[Span, list[CountMention]] = {}
    for unit in units:
        told.setdefault(unit.sentence.span, []).extend(count for count in unit.counts if count.effect == effect)
    both = number == 2 and _BEFORE_BOTH.search(text[max(0, settled.span.start - 6) : settled.span.start]) is not None
    lot = both or (number > 1 and _THE_LOT.match(text, settled.span.start) is not None)
    if lot and _BOTH.search(text):
        return True
    if lot and any(_sum(counts) == number for counts in told.values()):
        return True
    if number > 1 and effect == "killed" and any(_left_dead(text, counts, number) for counts in told.values()):
        return True
    if len(settled.mentions) > 1 and _WHO_DID_IT.match(text, settled.span.end):
        return True
    for counts in told.values():
        same = [c for c in counts if not c.attackers and c.role == "whole" and (c.value.best or c.value.low) == number]
        if same and any(c.attackers and c.role == "included" for c in counts):
            return True
        if _tells_who_did_it(text, counts, number) or _are_some(units, counts, effect, number):
            return True
        if number > 1 and any(_are_bodies(text, c.span) or _are_dead_of_both(text, c.span) for c in same):
            return True
    return False


def _tells_who_did_it(text: str, counts: Sequence[CountMention], number: int) -> bool:
    """Tell "claimed the lives of a woman and a man who shot her", whose parts are the settled number."""
    parts = [count for count in counts if count.role == "part" and not count.attackers]
    whole = sum(count.value.best or 0 for count in parts) == number
    return len(parts) > 1 and whole and _WHO_DID_IT.match(text, parts[-1].span.end) is not None


def _are_some(units: Sequence[Unit], counts: Sequence[CountMention], effect: Effect, number: int) -> bool:
    """Tell "among the five injured were three of the men accused", where the report speaks elsewhere of three injured suspects."""
    if not any(count.role == "whole" and count.value.best == number for count in counts):
        return False
    some = {count.value.best for count in counts if count.role == "included" and (count.value.best or 0) > 1}
    doers = {c.value.best for unit in units for c in unit.counts if c.attackers and c.effect == effect}
    return not some.isdisjoint(doers)


def _left_dead(text: str, counts: Sequence[CountMention], number: int) -> bool:
    """Tell "kills wife, self in spree that left three dead", "shot her and himself, leaving two dead"."""
    own = [count.span.end for count in counts if count.attackers]
    behind = (c for c in counts if not c.attackers and c.value.best == number and own and 0 < c.span.start - own[0] <= LEFT)
    return any(
        _LEAVES.search(text, own[0], c.span.start)
        and not _LATER.search(text, own[0], c.span.start)
        and _DEAD.match(text, c.span.end)
        for c in behind
    )


def _holds_attackers(units: Sequence[Unit], whole: CountMention) -> bool:
    """Tell "six people, including the gunman, were shot": whoever of them lives is in the figure that follows from it."""
    same = (unit.counts for unit in units if any(c.effect == "hit" and c.value.best == whole.value.best for c in unit.counts))
    return any(c.attackers and c.role == "included" and c.effect == "hit" for counts in same for c in counts)


def _story_adds_up(units: Sequence[Unit], number: int) -> bool:
    """Tell "Three are dead. … He shot his wife and her mother, then killed himself": those struck and he himself are the three."""
    told: dict[Span, list[CountMention]] = {}
    for unit in units:
        told.setdefault(unit.sentence.span, []).extend(c for c in unit.counts if c.effect in ("killed", "hit"))
    return any(_sum(counts) == number for counts in told.values())


def _sum(counts: Sequence[CountMention]) -> int:
    """Return the victims and attackers that one sentence tells as dead ("killed her child, then herself"), 0 without both."""
    dead = [count.value.best or 0 for count in counts if not count.attackers and count.role in ("whole", "part")]
    attackers = [count.value.best or 0 for count in counts if count.attackers]
    return sum(dead) + sum(attackers) if dead and attackers else 0


def _found_dead(text: str, settled: Figure) -> bool:
    """Tell "officers found the girl and her father, 56, dead in their home"."""
    before = text[max(0, settled.span.start - 20) : settled.span.start]
    return _FINDS.search(before) is not None and _THEN_DEAD.match(text, settled.span.end) is not None


def _are_dead_of_both(text: str, span: Span) -> bool:
    """Tell "a murder-suicide that left five people dead", "five people died in an apparent murder-suicide"."""
    end = min((at for at in (text.find(mark, span.end) for mark in "\n.") if at >= 0), default=len(text))
    sentence = text[max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start), 0) : end]
    return _DEAD.match(text, span.end) is not None and _BOTH.search(sentence) is not None


def _are_bodies(text: str, span: Span) -> bool:
    """Tell "the bodies of four people", "four bodies", "four people were found dead"."""
    before = text[max(0, span.start - 20) : span.start]
    named = span.of(text).lower().endswith("bodies")
    return named or _BODIES.search(before) is not None or _are_found(text, span)


def _are_found(text: str, span: Span) -> bool:
    """Tell "four people were found dead", not "the man who killed four found dead"."""
    return _FOUND.match(text, span.end) is not None and _DONE_TO.search(text[max(0, span.start - 20) : span.start]) is None
