"""Denials of a person for whom a pronoun stands: "Rights groups held the boss, Omar Quill, responsible. He denies it."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.extract.blame_lines import Line, Tie, line
from dateline.extract.suspects import suspects
from dateline.types import Span

_DENIES = re.compile(
    r"[“\"\s]*(?P<who>He|She)\s(?:(?:has|had|always|also|later|repeatedly|still|himself|herself|strongly)\s){0,3}"
    r"(?:denie[sd]|rejects|rejected)\s"
    r"(?:(?:it|this|that)(?=[.,;”\"]|\s(?:and|but)\b|$)|"
    r"(?:any|all|the)\s(?:\w+\s)?(?:role|part|involvement|charges?|accusations?|allegations?|wrongdoing|claims?)\b|"
    r"(?:involvement|having|being|ordering|killing|carrying)\b)"
)


def pronoun_denials(read: Line) -> Iterator[Tie]:
    """Yield the denial of the one person whom the sentence before holds, where this one begins with "He denies it"."""
    found = _DENIES.match(read.text, read.span.start, read.span.end)
    ended = [s.span for s in read.annotated.sentences if s.span.end <= read.span.start][-1:] if found is not None else []
    held = {
        tie.value.name: tie.value for span in ended for tie in suspects(line(read.annotated, span)) if tie.value.kind == "person"
    }
    if found is not None and len(held) == 1:
        yield read.tie("denial", next(iter(held.values())), Span(*found.span("who")), Span(*found.span()))
