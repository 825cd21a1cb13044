"""Those whom nobody could save: "doctors were not able to save her", "medics could not revive the boy"."""

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
