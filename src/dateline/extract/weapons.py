"""Weapons: which of the words of an incident's units name what it was done with, and what its own words imply.

A weapon that no word names is implied by the event's own words ("shot dead": firearm); those that imply one surely do so beside a
named one too ("shot dead … his car set on fire"). A bomb that jets or helicopters drop is one from the air.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline.codebook.needles import Needled, folded
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.units import LIVE, Unit
from dateline.types import Annotated, Scores, Span, WordMention

BEFORE = 90
"""Code points before a weapon in which a verb says that it was found, taken or destroyed."""
UNUSED = -0.8
"""Score of "a weapon of this incident" up to which a word names a weapon that was found, feared or used elsewhere."""
FIRST = 4
"""Units of an incident whose events tell how it was done, beside the weapons that are named."""
FROM_AIR = "air-dropped bomb"
SUICIDE = "suicide_bombing"
_STRIKE = re.compile(r"(?:\w+ )?strikes?", re.IGNORECASE)
_WORN = re.compile(r"\b(?:vests?|belts?|jackets?)\b", re.IGNORECASE)
ALOFT = frozenset((FROM_AIR, "drone", "missile", "rocket"))
"""Terms that say already that it came through the air."""


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), term) for pattern, term in table("means")[name])


@cache
def _needled(name: str) -> tuple[tuple[Needled, str], ...]:
    return tuple((Needled(pattern, re.IGNORECASE), term) for pattern, term in table("means")[name])


def named(units: Sequence[Unit], asked: Scores | None = None) -> list[WordMention]:
    """Return the weapons that words of the incident's units name, each term once, first words first, but for unused ones."""
    out: dict[str, WordMention] = {}
    for word in (word for unit in units for word in unit.words if word.kind == "weapon" and _used(word.span, asked)):
        out.setdefault(word.value, word)
    return list(out.values())


def _used(span: Span, asked: Scores | None) -> bool:
    return weigh.this(asked, span, "weapon") > UNUSED


def _without_kept(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units without the weapons that were found, stolen or destroyed."""
    return [replace(unit, words=tuple(word for word in unit.words if not _kept(text, unit, word))) for unit in units]


def _kept(text: str, unit: Unit, word: WordMention) -> bool:
    """Tell whether the words around say that a weapon was found, taken or destroyed; what flies may be destroyed and yet used."""
    if word.kind != "weapon":
        return False
    start, span = max(unit.span.start, word.span.start - BEFORE), word.span
    told = [kind for needled, kind in _needled("kept") if needled.first(text, start, span.start)]
    told += [kind for pattern, kind in _patterns("kept_after") if pattern.match(text, span.end, unit.span.end)]
    return "any" in told or ("grounded" in told and word.value not in ALOFT)


def weapons(annotated: Annotated, units: Sequence[Unit], *, asked: Scores | None = None) -> list[WordMention]:
    """Return the weapons used: those named and surely implied, else the one that other words imply ("gunmen", "the blast").

    A weapon named only far from what tells of the incident, where the model does not read it, counts only where no other does.
    """
    text = annotated.document.text
    told = named(_without_kept(text, units), asked)
    found = [word for word in told if asked is None or weigh.asked_of(asked, word.span, "weapon") is not None]
    if found:
        found += [word for word in _surely(text, units, asked) if not _family(word.value) & {known.value for known in found}]
    used = (
        _from_air(text, units, found)
        or _by_event(text, units, asked)
        or _by_type(units)
        or _by_strike(text, units)
        or _by_sentence(text, units, asked)
        or told
    )
    return _driven(text, used, units)


def _driven(text: str, used: list[WordMention], units: Sequence[Unit]) -> list[WordMention]:
    """Return the weapons with the vehicle that a suicide bomber drives at his target as what it is, the bomb."""
    bombs = any(event.type == SUICIDE and event.mode in LIVE for unit in units[:FIRST] for event in unit.events)
    if not bombs or not any(word.value == "vehicle" for word in used):
        return used
    worn = [word for word in used if word.value == "suicide vest" and _WORN.search(text, word.span.start, word.span.end)]
    rest = [word for word in used if word.value not in ("explosive", "suicide vest") or word in worn]
    return [replace(word, value="vehicle bomb") if word.value == "vehicle" else word for word in rest]


def _surely(text: str, units: Sequence[Unit], asked: Scores | None) -> Iterator[WordMention]:
    """Yield what the first live events say that it was done with."""
    seen: set[str] = set()
    for event in (event for unit in units[:FIRST] for event in unit.events if event.mode in LIVE):
        for pattern, term in _patterns("surely_implied"):
            if term not in seen and _used(event.span, asked) and pattern.search(text, event.span.start, event.span.end):
                seen.add(term)
                yield WordMention(event.span, "weapon", term)


def _family(term: str) -> set[str]:
    return {term, *table("means")["family"].get(term, ())}


def _from_air(text: str, units: Sequence[Unit], found: list[WordMention]) -> list[WordMention]:
    """Return the weapons with the bomb that an aircraft drops as one from the air; where only it is told, it alone."""
    if any(word.value in ALOFT for word in found):
        return found
    for unit in (unit for unit in units[:FIRST] if any(event.mode in LIVE for event in unit.events)):
        low = folded(unit.span.of(text))
        for needled, term in _needled("from_air"):
            match = needled.search(text, unit.span.start, unit.span.end, low)
            if match is not None:
                rest = [word for word in found if word.value != "explosive"]
                return [WordMention(Span(match.start(), match.end()), "weapon", term), *rest]
    return found


def _by_event(text: str, units: Sequence[Unit], asked: Scores | None) -> list[WordMention]:
    for event in (event for unit in units for event in unit.events):
        for pattern, term in _patterns("implied"):
            if _used(event.span, asked) and pattern.search(text, event.span.start, event.span.end):
                return [WordMention(event.span, "weapon", term)]
    return []


def _by_sentence(text: str, units: Sequence[Unit], asked: Scores | None) -> list[WordMention]:
    """Return the weapon that other words of the units imply ("gunmen", "bullet wounds", "houses were burned")."""
    for pattern, term in _patterns("implied"):
        for unit in units:
            match = pattern.search(text, unit.span.start, unit.span.end)
            if match is not None and _used(Span(match.start(), match.end()), asked):
                return [WordMention(Span(match.start(), match.end()), "weapon", term)]
    return []


def _by_strike(text: str, units: Sequence[Unit]) -> list[WordMention]:
    """Return what "a strike" was done with, where the document names strikes from the air elsewhere."""
    struck = next(
        (e for unit in units for e in unit.events if e.mode in LIVE and _STRIKE.fullmatch(text, e.span.start, e.span.end)), None
    )
    if struck is None:
        return []
    return [WordMention(struck.span, "weapon", term) for pattern, term in _patterns("strikes") if pattern.search(text)][:1]


def _by_type(units: Sequence[Unit]) -> list[WordMention]:
    rows: dict[str, str] = table("means")["implying_types"]
    for event in (event for unit in units for event in unit.events):
        if event.type in rows:
            return [WordMention(event.span, "weapon", rows[event.type])]
    return []
