"""Verdicts: what a report has a court find, before it says who did the deed."""

from __future__ import annotations

import re

from dateline.extract.blame_ledger import Telling
from dateline.types import Annotated

_VERDICT = re.compile(
    r"\b(?:jailed|sentenced|convicted|imprisoned|found guilty|"
    r"(?:gets?|got|given|handed|receives?|received) (?:a )?(?:life|\d{1,3} years))\b"
)
_NO_VERDICT = re.compile(
    r"\b(?:if|would be|could be|may be|to be|not|accomplices?|accessor\w+|help(?:ed|ing)|plot\w*|cleared|acquitted|overturned|"
    r"appeals?)\b",
    re.IGNORECASE,
)


def is_sentenced(annotated: Annotated, telling: Telling) -> bool:
    """Tell whether title or lead has the attacker of this incident sentenced before his name is told ("Man jailed for life over
    mosque attack"): what he did is no accusation any more."""
    text = annotated.document.text
    head = [s.span for s in annotated.sentences if s.kind in ("title", "body")][:2]
    mine = [span for span in head if any(span.overlaps(own) for own in telling.spans)]
    return any(_VERDICT.search(text, span.start, span.end) and not _NO_VERDICT.search(text, span.start, span.end) for span in mine)
