"""Labels: the name that heads an entry of a list or a chronicle, beside its date.

A name there is where the entry happened, though no "in" or "near" says so.
"""

from __future__ import annotations

import re

from dateline.types import Span

LABEL = 40
"""Code points from the start of a line to the name that labels it."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_BULLET = re.compile(r"[^\w\n]{1,5}")
_DATED = re.compile(rf",? \(?(?:(?:in )?{_MONTH} \d|\d{{1,2}} {_MONTH}|\d{{4}}\b)")
_DATE = re.compile(
    rf"[^\w\n]{{0,4}}(?=\D{{0,12}}\d)(?:{_MONTH}(?: \d{{1,2}})?,?|\d{{1,2}} {_MONTH})?(?: ?\d{{4}})?(?:: |\. | [|–—-] )"
)


def is_label(text: str, span: Span) -> bool:
    """Tell whether a name is the label of an entry: "* Kalu, May 25, 2013.", "July 9, 2021 | Kalu."."""
    start = text.rfind("\n", 0, span.start) + 1
    if span.start - start > LABEL:
        return False
    if _BULLET.fullmatch(text, start, span.start):
        return _DATED.match(text, span.end) is not None
    return _DATE.fullmatch(text, start, span.start) is not None and text[span.end : span.end + 1] in (".", ":", ",")
