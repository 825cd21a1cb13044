"""Harm without an attacker, told in words that attacks share (``codebook/mishaps.json``).

"A woman was killed when a neighbour backed out of his drive" and "officers responded to the incident" name no violence: whoever
died or was struck may have been hit by a car. Where an incident's own words say no more than that, one plain word of an accident, a
fire or an illness in their sentences tells that it is none; and where they say only that something happened, and count nobody, it
is none either way. Where a sentence says outright what it was (a gas explosion, a collision, a stampede), the blast and the wounded
are an accident's too. A word of attackers, weapons or crimes there or in the sentences beside lets it stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.group import Group
from dateline.extract.units import CASUALTY
from dateline.types import Annotated, EventMention, Span


def features(annotated: Annotated, item: Group, near: Sequence[Span]) -> dict[str, float]:
    """Return ``mishap`` and ``uneventful``, 0 or 1; ``near`` are the incident's sentences and the ones right before and behind."""
    text = annotated.document.text
    events = [event for unit in item.units for event in unit.events]
    own = [unit.sentence.span for unit in item.units]
    if _speak(text, near, "deeds"):
        return {"mishap": float(_told_as_one(annotated, item)), "uneventful": 0.0}
    named = _speak(text, own, "causes") or _speak(text, own, "likely")
    caused = named and all(_plain(text, event) or _wholly(text, event, "blasts") for event in events)
    armed = any(word.kind == "weapon" and any(span.covers(word.span) for span in own) for word in annotated.words)
    if armed or not all(_plain(text, event) for event in events):
        return {"mishap": float(caused), "uneventful": 0.0}
    counted = any(count.effect in CASUALTY for unit in item.units for count in unit.counts)
    happened = bool(events) and all(_wholly(text, event, "happenings") for event in events)
    return {"mishap": float(caused or _speak(text, own, "mishaps")), "uneventful": float(happened and not counted)}


def bare(text: str, item: Group) -> bool:
    """Tell whether an incident's words say no more than that something blew up or burned: no attacker, no weapon, no crime."""
    events = [event for unit in item.units for event in unit.events]
    blown = bool(events) and all(_wholly(text, event, "blasts") or _plain(text, event) for event in events)
    return blown and not _speak(text, [unit.sentence.span for unit in item.units], "deeds")


def _told_as_one(annotated: Annotated, item: Group) -> bool:
    """Tell whether the sentence that counts first says what it was, and none before it tells of a deed.

    What comes later may call it a battle, or tell of police who shot in the air.
    """
    text = annotated.document.text
    counting = (u for u in item.units if u.sentence.kind == "body" and any(c.effect in CASUALTY for c in u.counts))
    first = next(counting, None)
    if first is None or not _speak(text, [first.sentence.span], "causes"):
        return False
    opening = item.units[: item.units.index(first) + 1]
    events = [event for unit in opening for event in unit.events]
    plain = all(_plain(text, event) or _wholly(text, event, "blasts") for event in events)
    return plain and not _speak(text, [unit.sentence.span for unit in opening], "deeds")


def _plain(text: str, event: EventMention) -> bool:
    """Tell whether words say of harm no more than that it was done; so does a clause in which only the model reads an event."""
    if event.score == 1.0:
        return False
    return any(_wholly(text, event, name) for name in ("harms", "happenings")) or not _wholly(text, event, "generic")


def _wholly(text: str, event: EventMention, name: str) -> bool:
    """Tell whether the event's words are, from end to end, an entry of a list."""
    words = tokens(text, event.span.start, event.span.end)
    return any((first, past) == (0, len(words)) for first, past, _ in _words(name).find(words))


def _speak(text: str, spans: Iterable[Span], name: str) -> bool:
    """Tell whether an entry of a list stands in the spans; the innocent phrases of the deeds are longer entries that say no."""
    return any(said for span in spans for _, _, said in _words(name).find(tokens(text, span.start, span.end)))


@cache
def _words(name: str) -> PhraseTable[bool]:
    innocent = _patterns("innocent") if name == "deeds" else ()
    return PhraseTable([*((pattern, True) for pattern in _patterns(name)), *((pattern, False) for pattern in innocent)])


def _patterns(name: str) -> Iterator[str]:
    """Yield a list of ``mishaps.json``, or all words that name violence without a kind ("generic", of ``events.json``)."""
    held = table("events")["generic"] if name == "generic" else table("mishaps")[name]
    for patterns in held.values() if isinstance(held, dict) else [held]:
        yield from patterns
