"""Who had died before the deed that a sentence tells: "opened fire on a vigil for a man slain in 2014, killing one"."""

from __future__ import annotations

import re

from dateline.types import CountMention

_FOR = re.compile(r"\b(?:of|for|remember|honou?r|mourn|(?:remember|honou?r|mourn)ing)\s$", re.IGNORECASE)
_DEAD = re.compile(
    r"\s(?:who (?:was|had been) )?(?:slain|killed|murdered|assassinated|shot dead|shot and killed)\s"
    r"(?:in|last|on|earlier|a\b|two|three)",
    re.IGNORECASE,
)
LONGEST = 12
"""Code points of the longest word of `_FOR`."""


def had_died(text: str, count: CountMention) -> bool:
    """Tell the man of "a vigil for a man slain in 2014", who is no further one beside those killed there."""
    before = _FOR.search(text, max(0, count.span.start - LONGEST), count.span.start)
    return before is not None and _DEAD.match(text, count.span.end) is not None
