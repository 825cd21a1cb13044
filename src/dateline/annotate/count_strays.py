"""Strays: what the grammar takes for one person and is none (an agency's abbreviation, a feast, a compound's first word)."""

from __future__ import annotations

import re

from dateline.types import Annotated, CountMention

_ABBREVIATION = re.compile(r"[A-Z][A-Z.&]{1,5}")
_COMPOUND = re.compile(r"[\s-](?:attack|bomb|blast|car|vest|mission|squad|note|station|strike|raid|killing)\w*", re.IGNORECASE)


def is_stray(annotated: Annotated, mention: CountMention, *, shouted: bool) -> bool:
    """Tell whether a mention of one is no person: a time ("Easter"), an agency ("UPI"), or "a suicide" of "a suicide attack"."""
    if mention.value.best != 1:
        return False
    text = annotated.document.text
    words = mention.span.of(text)
    if _COMPOUND.match(text, mention.span.end):
        return True
    if words.casefold() in ("the capital", "a capital"):
        return True
    if mention.who is None and not shouted and _ABBREVIATION.fullmatch(words):
        return True
    return any(time.span.covers(mention.span) for time in annotated.times)
