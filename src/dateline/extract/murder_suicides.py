"""Who shot himself in what the report calls a murder-suicide is dead: "He killed his wife and two sons … and shot himself"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.types import Annotated, CountMention

_CALLED = re.compile(r"(?<!attempted )(?<!not a )\bmurder[\s/–-]+suicides?\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:him|her)self$", re.IGNORECASE)


def with_suicides(annotated: Annotated) -> Annotated:
    """Return the document with attackers who shot themselves counted as dead, where it speaks of a murder-suicide."""
    text = annotated.document.text
    if not any(_shot_himself(text, count) for count in annotated.counts) or not _CALLED.search(text):
        return annotated
    counts = tuple(replace(c, effect="killed") if _shot_himself(text, c) else c for c in annotated.counts)
    return replace(annotated, counts=counts)


def _shot_himself(text: str, count: CountMention) -> bool:
    return count.attackers and count.effect == "hit" and _SELF.search(text, count.span.start, count.span.end) is not None
