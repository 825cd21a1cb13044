"""The hour of an incident that a sentence beside it tells: "Two men were shot in Gary. Police were called at about 3:40 a.m."

Local news tells the deed first, with its day, and the hour with the call or the street. Where the sentences of an incident tell
no hour, the first one told right behind them, or right before, is taken: not that of a death, a court, a vigil or an update.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.units import Unit, inside
from dateline.types import Annotated, Sentence, TimeMention

REACH = 2
"""How many sentences behind an incident's sentence the hour may stand."""
_HOUR = re.compile(r"\d(?::\d\d)?\s?[ap]\.?\s?m\b|\d:\d\d|\bo['’]clock\b|\b(?:noon|midnight|midday)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\b(?:pronounced|died|death|arrest\w*|custody|court|hearing|arraign\w*|trial|vigil|funeral|visitation|services?|conference|"
    r"briefing|updated?|posted|published|released|surrendered|until|schedul\w*|set for|from \d|called off|reopened)\b",
    re.IGNORECASE,
)


def told_beside(annotated: Annotated, told: Sequence[Unit]) -> tuple[TimeMention, ...]:
    """Return the hour that the sentences beside the units tell, where the units tell none; empty where none does."""
    text = annotated.document.text
    if any(_is_hour(text, time) for unit in told for time in unit.times):
        return ()
    sentences = [sentence for sentence in annotated.sentences if sentence.kind not in ("boilerplate", "title")]
    own = {unit.sentence.span for unit in told}
    for number in (n for n, sentence in enumerate(sentences) if sentence.span in own):
        for sentence in sentences[number + 1 : number + 1 + REACH]:
            if sentence.span not in own and (hours := _hours(annotated, sentence)):
                return hours[:1]
    return ()


def _hours(annotated: Annotated, sentence: Sentence) -> tuple[TimeMention, ...]:
    text = annotated.document.text
    if _ELSE.search(text, sentence.span.start, sentence.span.end):
        return ()
    return tuple(time for time in inside(annotated.times, sentence.span) if _is_hour(text, time))


def _is_hour(text: str, time: TimeMention) -> bool:
    return time.kind == "time" and _HOUR.search(text, time.span.start, time.span.end) is not None
