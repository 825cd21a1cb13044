"""Signs that a sentence tells an incident not spoken of yet: how it opens, its order words, its determiners.

They are features of the choice "join" (``codebook/weights.json``), beside what `compare` says of date, place, kind and toll.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dateline.codebook.needles import Needled
from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.compare import places_of
from dateline.extract.units import LIVE, Unit
from dateline.types import Annotated, EventMention, PlaceValue, Span, WordMention

OPENING = 16
"""A date that begins within so many code points of the sentence opens it ("Only in March, …")."""
BEFORE = 24
"""Code points read before an event's words for its article."""
MANY = 8
"""Sentences of one incident that count at most."""
_THE = re.compile(r"\W{0,3}the\b", re.IGNORECASE)
_IN = re.compile(r"\W{0,3}(?:in|at|near|outside|around|on|elsewhere|meanwhile|also|separately)\b", re.IGNORECASE)
_NOBODY = Needled(r"\b(?:no one|nobody|none|no (?:casualties|injuries|victims))\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|their|its|his)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_QUOTES = ('"', "“", "'", "‘")
_INDEFINITE = re.compile(r"\b(?:an?|another|two|three|four|five|six|several|some)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)


def signs(annotated: Annotated, unit: Unit, group: Sequence[Unit]) -> dict[str, float]:
    """Return the features of one sentence beside one incident, whose units are in the order of the text."""
    text = annotated.document.text
    own, known = _words(unit.words), _words(word for other in group for word in other.words)
    cued = _cued(unit, text)
    return {
        **_told(unit, text),
        "words_shared": float(bool(own & known)),
        "words_strange": float(bool(own) and bool(known) and not own & known),
        "large": min(MANY, len(group)) / MANY,
        "sequel": float("sequel" in cued),
        "ordinal": float("ordinal" in cued),
        "indefinite": float(indefinite(unit, text)),
        "date_first": float(any(_opens(unit, time.span) for time in unit.times)),
        "place_fresh": float(_fresh(places_of(unit), group)),
        "entry": float(unit.entry and group[-1].sentence.paragraph != unit.sentence.paragraph),
        "title_alone": float(all(other.sentence.kind == "title" for other in group)),
        "quoted": float(unit.span.of(text).lstrip()[:1] in _QUOTES),
        "tolled": float(not unit.events),
        "generic": float(bool(unit.events) and all(event.score < 1.0 for event in unit.events)),
        "coarse": float(any(time.value is not None and time.value.precision in ("year", "month") for time in unit.times)),
    }


def _words(words: Iterable[WordMention]) -> set[str]:
    """The codebook's weapons and targets: two incidents are told with others ("drone", "worshippers" against "rifle", "bus")."""
    return {word.value for word in words}


def _told(unit: Unit, text: str) -> dict[str, float]:
    """How the sentence tells its events: in verbs, behind "the" or "in", beside a date that says which one, in quotes."""
    words = unit.span.of(text)
    verbs = [event for event in unit.events if event.mode in LIVE and not event.noun]
    return {
        "verb": float(bool(verbs)),
        "verb_kind": float(any(event.score == 1.0 for event in verbs)),
        "opens_the": float(_THE.match(words) is not None),
        "opens_in": float(_IN.match(words) is not None),
        "speech": float('"' in words or "“" in words),
        "nobody": float(_NOBODY.first(words) is not None),
        "date_known": float(_date_known(unit, text)),
    }


def _date_known(unit: Unit, text: str) -> bool:
    """Tell whether the event next to a date is a definite noun ("the attack of 3 May"): the date says which one is meant."""
    live = [event for event in unit.events if event.mode in LIVE]
    pairs = [(abs(event.span.start - time.span.start), event) for event in live for time in unit.times]
    near = min(pairs, key=_first)[1] if pairs else None
    if near is None or not near.noun:
        return False
    start = near.span.start
    return _DEFINITE.search(text, max(0, start - BEFORE), start) is not None


def _first(pair: tuple[int, EventMention]) -> int:
    return pair[0]


def _opens(unit: Unit, span: Span) -> bool:
    return 0 <= span.start - unit.span.start <= OPENING


def _fresh(own: Sequence[PlaceValue], group: Sequence[Unit]) -> bool:
    """Tell whether the sentence names places and none of those that the incident's sentences named."""
    if not own:
        return False
    known = {place.name.casefold() for unit in group for place in places_of(unit)}
    return bool(known) and not any(place.name.casefold() in known for place in own)


def indefinite(unit: Unit, text: str) -> bool:
    """Tell whether a noun that names the unit's event is indefinite ("a second blast", "two shootings"): not spoken of before."""
    nouns = [event.span.start for event in unit.events if event.noun]
    return any(_INDEFINITE.search(text, max(unit.span.start, start - BEFORE), start) is not None for start in nouns)


_SEPARATE = re.compile(
    r"\W{0,3}(?:[\w’',-]+\s){0,6}?(?:(?:an?|one|the|two|three)\s(?:[a-z]+\s){0,2}?(?:separate|unrelated)|"
    r"(?<=[Ii]n )another|(?<=[Dd]uring )another|(?:responded|called|dispatched)\sto\s(?:another|a\s(?:second|third)))\s"
    r"(?:[a-z-]+\s){0,2}?(?:shooting|incident|attack|case|stabbing|homicide|robbery|blast|bombing|explosion|assault|ambush|clash|raid|strike|killing)s?\b"
    r"|\W{0,3}(?:Separately|Elsewhere|In other (?:violence|attacks|incidents|shootings)),"
)


def separate(unit: Unit, text: str) -> bool:
    """Tell whether a sentence says at its start that it tells another incident ("In a separate shooting, a man was killed")."""
    return _SEPARATE.match(text, unit.span.start, unit.span.end) is not None


def _cued(unit: Unit, text: str) -> set[str]:
    """The kinds of cues by which the sentence tells of a further incident."""
    return {kind for _, _, kind in _cues().find(tokens(text, unit.span.start, unit.span.end))}


@cache
def _cues() -> PhraseTable[str]:
    data = table("grouping")
    return PhraseTable((cue, kind) for kind in ("sequel", "ordinal") for cue in data[f"{kind}_cues"])
