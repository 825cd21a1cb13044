"""The list behind "the victims are", "identified the victims as": the dead, or the living where nobody is told as dead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.types import CountMention

VICTIMS = 200
"""How far behind "the victims are" one of a list may stand."""
_LIST = r"[^.\n]{0,200}(?:(?:(?<=\b[js]r)|(?<=\b[a-z]))\.[^.\n]{0,60}){0,6}$"
"""The list so far: to the end of the sentence, over "Jr." and initials."""
_AS = rf"\b(?:identif(?:y|ies|ied)|names?|named) the victims as {_LIST}"
_VICTIMS = re.compile(
    r"\bvictims (?:are|were) (?!(?:both |all )?(?!identified|named)(?:\w+ed|taken|shot|flown|driven|hit|struck)\b)"
    + _LIST
    + "|"
    + _AS,
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\bvictims (?:are|were) (?:identified|named) as {_LIST}|{_AS}", re.IGNORECASE)


def of_list(text: str, mention: CountMention, told: Collection[str | None], found: Sequence[CountMention]) -> CountMention | None:
    """Return one whom the list of the victims tells as dead, or as hurt where nobody had died: before it (`told`) or in the whole
    text (`found`). None of those who are named where the text tells of any who were hurt: they may be these, and are told there."""
    if mention.effect != "killed" or not _stands_behind(_VICTIMS, text, mention):
        return mention
    dead = any(m.effect == "killed" and m.value.best != 0 and not _stands_behind(_VICTIMS, text, m) for m in found)
    hurt = any(m.effect in ("injured", "hit") and m.value.best != 0 for m in found)
    if hurt and _stands_behind(_NAMED, text, mention):
        return None
    lives = (hurt and not dead) or ("killed" not in told and not {"injured", "hit"}.isdisjoint(told))
    return replace(mention, effect="casualties") if lives else mention


def _stands_behind(words: re.Pattern[str], text: str, mention: CountMention) -> bool:
    return words.search(text, max(0, mention.span.start - VICTIMS), mention.span.start) is not None
