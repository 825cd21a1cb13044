"""Those told as dead by what was done for them or to them: "doctors were not able to save her", "slit his throat"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.annotate.count_nouns import number_of_noun
from dateline.annotate.count_spans import noun_phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import CountMention, CountValue

_ONE = CountValue(1, 1, 1, "exact")


@cache
def _cues() -> CueTable[bool]:
    return CueTable((pattern, True) for pattern in table("count_words")["unsaved"])


@cache
def _throats() -> CueTable[bool]:
    return CueTable((pattern, True) for pattern in table("count_words")["throats"])


def throats(words: Words) -> Iterator[CountMention]:
    """Yield the one person of "barged in and slit his throat"; not whom somebody tried or threatened to kill so, or who lived."""
    if not {"survived", "survives", "own", "tried", "attempted", "hospital"}.isdisjoint(words.lower):
        return
    for first, past, _ in _throats().find(words.tokens):
        if words.word(first - 1) not in ("to", "would", "will", "could", "had"):
            span = words.span(past - 2, past - 1)
            yield CountMention(span, span, _ONE, effect="killed")


def unsaved(words: Words) -> Iterator[CountMention]:
    """Yield the one person who died so: a pronoun or a singular with an article behind the verb, who is saved "from" nothing."""
    for _, at, _ in _cues().find(words.tokens):
        past = at + 1 if words.word(at) in ("him", "her") else None
        if words.kind(at) == "D" and words.word(at) not in ("any", "every", "no"):
            noun = noun_phrase(words, at + 1, frozenset())
            past = past if noun is None else noun if number_of_noun(words.word(noun - 1)) == "singular" else None
        if past is not None and words.word(past) != "from":
            span = words.span(at, past)
            yield CountMention(span, span, _ONE, effect="killed")
