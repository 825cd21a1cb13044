"""Those of the hurt who are still in hospital: some of more who were told before, or are told below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.tables import table
from dateline.types import CountMention

NEAR_LINES = 4
"""How many line breaks (two paragraphs) what became of somebody may stand after the words that tell of the wound."""
_STILL = re.compile(
    r"(?: (?:people|persons|others|wounded|injured|patients))? (?:(?:are|were|remain|remained) )?(?:still )?"
    r"(?:under|undergoing|in) (?:medical )?(?:treatment|hospital|care)\b"
)
"""What is told behind the injured of whom others have left the hospital."""


def still_treated(text: str, mention: CountMention, later: Sequence[CountMention]) -> bool:
    """Tell those of "57 wounded were still under treatment" from all who were hurt, whose number is told below."""
    if mention.effect != "injured" or mention.role != "whole" or _STILL.match(text, mention.span.end) is None:
        return False
    near = [m for m in later if m.effect == "injured" and text.count("\n", mention.span.end, m.span.start) <= 2 * NEAR_LINES]
    return any((m.value.best or 0) > (mention.value.best or 0) for m in near)


def still_there(text: str, mention: CountMention, settled: Sequence[CountMention]) -> bool:
    """Tell those who "remain in hospital" or "are in critical condition" of more injured just told."""
    behind = text[mention.span.end : mention.span.end + 40].lower()
    if not any(cue in behind for cue in table("count_words")["still_there"]):
        return False
    earlier = (m for m in reversed(settled) if m.effect in ("injured", "hit") and m.value.best is not None)
    last = next(earlier, None)
    near = last is not None and text.count("\n", last.span.end, mention.span.start) <= NEAR_LINES
    return near and last is not None and (last.value.best or 0) > (mention.value.best or 0)
