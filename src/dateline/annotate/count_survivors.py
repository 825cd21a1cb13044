"""Those told as hit who are told as alive in the same breath: "his brother was shot six times but survived" was hurt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.count_tokens import Words
from dateline.types import CountMention

_BESIDE = re.compile(r"[^.;:]{0,60}?\b(?:and|but|who|she|he|they|both)?\s?$", re.IGNORECASE)
"""What may stand between the one hit and "survived": no other clause."""
_HOST = 90
"""Code points within which "survived" speaks of the last person told as hit."""


def lived(words: Words, mentions: Sequence[CountMention]) -> list[CountMention]:
    """Return the mentions of a sentence, in order, in which those hit right before "survived" are hurt."""
    out = list(mentions)
    for index, mention in enumerate(out):
        survived = mention.effect == "killed" and mention.value.best == 0 and "surviv" in mention.span.of(words.text).lower()
        if not survived or index == 0:
            continue
        before = out[index - 1]
        near = mention.span.start - before.span.end <= _HOST and before.effect == "hit" and before.role in ("whole", "part")
        if near and before.value.best and _BESIDE.match(words.text, before.span.end, mention.span.start):
            out[index - 1] = replace(before, effect="injured")
    return out
