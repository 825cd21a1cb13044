"""Roles: whole, part, included, earlier, cumulative: which figures stand for the incident and which do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Literal, cast

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_links import Clause
from dateline.annotate.count_phrases import Phrase
from dateline.annotate.count_tokens import Words
from dateline.codebook.phrases import PhraseTable
from dateline.codebook.tables import table
from dateline.types import CountMention

Role = Literal["whole", "part", "included", "earlier", "cumulative"]


@cache
def _cues(group: str, name: str) -> PhraseTable[bool]:
    return PhraseTable((phrase, True) for phrase in table("count_words")[group][name])


def role_of(row: Clause, phrase: Phrase, deed: Deed | None) -> Role:
    """Return the role of `phrase` by the words around it."""
    if phrase.role in ("included", "earlier"):
        return cast(Role, phrase.role)
    words = row.words
    if _cumulative(words, phrase, deed):
        return "cumulative"
    if _earlier(words, phrase):
        return "earlier"
    return cast(Role, phrase.role)


def _cumulative(words: Words, phrase: Phrase, deed: Deed | None) -> bool:
    if phrase.value.best == 1 or phrase.value.best == 0:
        return False
    tokens = list(words.tokens)
    if any(True for _ in _cues("cumulative", "always").find(tokens)):
        return True
    perfect = deed is not None and (deed.perfect or (deed.voice == "active" and words.kind(deed.first - 1) == "H"))
    if not perfect:
        return False
    return any(True for _ in _cues("cumulative", "perfect").find(tokens)) or _since_a_date(words)


def _since_a_date(words: Words) -> bool:
    """Tell "since 2015", "since January", "since the Taliban took power" after the count."""
    for index, token in enumerate(words.tokens):
        if token.word == "since" and (
            words.kind(index + 1) in ("#", "T") or words.word(index + 2) in ("start", "beginning", "began")
        ):
            return True
    return False


def _earlier(words: Words, phrase: Phrase) -> bool:
    before = list(words.tokens[max(0, phrase.first - 6) : phrase.first])
    for _, past, _ in _cues("earlier", "before").find(before):
        if past == len(before):
            return True
    return any(True for _ in _cues("earlier", "clause").find(list(words.tokens[max(0, phrase.first - 12) : phrase.first])))


def settle_roles(found: Iterable[CountMention]) -> list[CountMention]:
    """Return the mentions with roles that only the document tells.

    A single person told by name or with "the" after a plural figure for the same effect is one of those already counted
    ("Three people were shot dead. The driver, 34, …"), so it is ``included``.
    """
    settled: list[CountMention] = []
    plural: set[str | None] = set()
    for mention in found:
        best = mention.value.best or mention.value.low
        if mention.role == "whole" and best is not None and best > 1:
            plural.add(mention.effect)
        settled.append(mention)
    return [replace(m) for m in settled] if plural else settled
