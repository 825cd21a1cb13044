"""The codebook's words for attribution: reporting cues, hedges, pronouns that speak, nouns and the kind of source they name."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import Span

SourceKind = Literal["official", "medical", "witness", "perpetrator", "local_media", "international_media", "unknown"]
_WORD = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*")


@cache
def cues() -> tuple[CueTable[bool], CueTable[bool], CueTable[bool]]:
    """Return the tables of reporting verbs, of verbs that give a figure, and of cues before their speaker."""
    data = table("attribution")
    verbs, figures, after = (CueTable((phrase, True) for phrase in data[name]) for name in ("verbs", "figures", "after"))
    return verbs, figures, after


@cache
def not_cues() -> CueTable[bool]:
    """Return the phrases that hold a reporting verb and report nothing ("claimed 12 lives")."""
    return CueTable((phrase, True) for phrase in table("attribution")["not_cues"])


@cache
def followed() -> frozenset[str]:
    """The verbs behind which nobody stands who speaks: "…, told Reuters", "…, speaks of 43 dead", "…, accused the rebels"."""
    data = table("attribution")
    return frozenset(f"{data['accusing']} {data['telling']}".split())


@cache
def hedges() -> CueTable[bool]:
    """Return the hedges: words that lower certainty."""
    return CueTable((phrase, True) for phrase in table("attribution")["hedges"])


@cache
def source_nouns() -> dict[str, SourceKind]:
    """Return the nouns that speak with the kind of source they name; of two kinds the first of the codebook's order stands."""
    data = table("attribution")
    return {word: kind for kind in reversed(data["order"]) for word in data["speakers"][kind].split()}


@cache
def not_speakers() -> frozenset[str]:
    """Return the nouns at whose end no phrase is a speaker."""
    return frozenset(table("attribution")["not_speakers"].split())


def is_pronoun(word: str) -> str | None:
    """Return ``person``, ``body`` or ``many`` for a pronoun that can speak, None for any other word."""
    for kind, words in table("attribution")["pronouns"].items():
        if word in words:
            return str(kind)
    return None


CITED = frozenset({"reports", "accounts"})
"""What "according to" cites without naming anybody ("local reports")."""


def source_kind(text: str, speaker: Span, groups: frozenset[tuple[int, int]]) -> SourceKind:
    """Return the kind of source by the speaker's words; an armed group's name makes it ``perpetrator``."""
    words = [word.lower() for word in _WORD.findall(speaker.of(text))]
    if words and words[-1] in CITED:
        return "local_media" if "local" in words else "unknown"
    kinds = [source_nouns()[word] for word in words if word in source_nouns()]
    named = [(start, end) for start, end in groups if start < speaker.end and speaker.start < end]
    if named:  # the "State" of "the Islamic State" is no office
        rest = (source_nouns().get(word.lower()) for word in _WORD.findall(_without(text, speaker, named)))
        return "official" if "official" in rest and "perpetrator" not in kinds else "perpetrator"
    order = table("attribution")["order"]
    return min(kinds, key=order.index, default="unknown")


def _without(text: str, speaker: Span, names: list[tuple[int, int]]) -> str:
    """Return the speaker's words with those names blanked."""
    words = speaker.of(text)
    for start, end in names:
        first, past = max(0, start - speaker.start), max(0, end - speaker.start)
        words = words[:first] + " " * (min(past, len(words)) - first) + words[past:]
    return words
