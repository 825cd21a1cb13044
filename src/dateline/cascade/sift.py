"""What becomes of a document before the heavy stages: it passes, or is passed over and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.cascade.weights import weights
from dateline.cascade.words import WINDOW, weights_of, windows, words
from dateline.types import PassedOver

READABLE = ("en", None)
"""Languages that are read; None is a text too short to tell."""
LEAD = 300
"""Code points of a text's beginning in which the words below stand where it reports what they say."""
_HELD = re.compile(
    r"\bhostages?\b|\bhijack(?:ed|ers?|ing)\b|\b(?:has|have|was|were) (?:been )?(?:kidnapped|abducted)\b"
    r"|\b(?:liberat(?:ed|ion)|recaptur(?:ed|e)|retook|retaken|retaking|taken back|took back)\b[^.\n]{0,80}?"
    r"\b(?:from|town|city|village)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``passed_over`` is None for a document that passes; ``score`` the filter's log odds, None where it was not asked."""

    passed_over: PassedOver | None
    score: float | None


def sift(text: str, language: str | None) -> Verdict:
    """Return the verdict on a text of a known language.

    Raises:
        ModelError: the filter's weights are missing or damaged.
    """
    if language not in READABLE:
        return Verdict("language", None)
    held, tokens = weights(), words(text)
    score = _score(tokens)
    return Verdict(None if score >= (held.threshold if len(tokens) >= WINDOW else held.short) else "no_violence", score)


def opens_with_hostages(text: str) -> bool:
    """Tell a text that speaks of hostages, a hijacking or a town retaken from its beginning: often nobody is hurt, and the filter
    knows no word."""
    return _HELD.search(text, 0, LEAD) is not None


def score_of(text: str) -> float:
    """Return the log odds of the `WINDOW` words running that speak most of violence.

    Raises:
        ModelError: the filter's weights are missing or damaged.
    """
    return _score(words(text))


def _score(tokens: list[str]) -> float:
    held = weights()
    return held.bias + float(windows(weights_of(tokens, held.table)).max())
