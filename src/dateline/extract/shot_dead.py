"""Those told only as shot or stabbed whom the trained model takes for the dead ("17 villagers were shot") or for the hurt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.codebook.one_person import may_be_one
from dateline.extract import weigh
from dateline.extract.figures import OTHERS, Figure, figures, size
from dateline.extract.units import Unit
from dateline.types import Annotated, Scores, Span

_FATAL = re.compile(
    r"\b(?:fatal|deadly)\s(?:[a-z-]+\s){0,2}(?:shooting|stabbing|attack|drive-by|ambush)\b[^.;\n]{0,100}?"
    r"\b(?:when|where|in\swhich|as|after)\s$"
)
"""What tells the end of those hit right behind it: "the first fatal shooting of the week was on Monday, when a man was shot"."""
NOT_HURT = -1.0
"""The logit of "injured" below which the model is sure enough that those hit are no injured."""


_ATTEMPTED = re.compile(
    r"\battempted\s(?:[\w-]+\s){0,2}?(?:murder|homicide)|\bassault\swith\sintent\sto\s(?:murder|kill)", re.IGNORECASE
)
_MURDER = re.compile(
    r"\b(?:degree|capital|felony|with|of|aggravated)\s(?:murder|homicide)|\bmurder\s(?:charge|trial|suspect)|\bmurdered\b|\bmanslaughter\b",
    re.IGNORECASE,
)
"""Charges: where murder was attempted and nobody is charged with murder, those shot live."""


class _Reading(NamedTuple):
    """What the model makes of those hit: the logits of killed and injured, and what this incident's reading says of both."""

    killed: float
    injured: float
    killed_here: float
    injured_here: float


def shot_dead(annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None) -> list[Figure]:
    """Return the figures of those hit that the model, both readings of it, takes for killed; none where it is in doubt.

    The words alone do not tell: those "shot" without another word more often died than not. "Two others were shot" stand beside
    dead told elsewhere, and live. Of several it need only be much surer of the dead than of the hurt.
    """
    text = annotated.document.text
    if _ATTEMPTED.search(text) and not _MURDER.search(text):
        return []
    found = []
    hurt = {_head(text, count.span) for unit in units for count in unit.counts if count.effect == "injured"}
    for figure in figures(text, units, "hit"):
        if size(figure) == 1 and (_head(text, figure.span) in hurt or _lives(text, figure, units)):
            continue  # "shot a deputy. … The deputy is in stable condition"
        if _FATAL.search(text, figure.unit.sentence.span.start, figure.span.start):
            found.append(figure)
            continue
        read = _read(annotated, figure, main=main, asked=asked)
        sure = read.killed > 0 or (size(figure) > 1 and read.killed > read.injured + 1)
        if (
            sure
            and read.injured < NOT_HURT
            and read.killed_here > 0
            and not OTHERS.search(text, figure.span.start, figure.span.end)
        ):
            found.append(figure)
    return found


def shot_hurt(annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None) -> list[Figure]:
    """Return the figures of those hit that both readings of the model take for injured and not for killed."""
    found = []
    for figure in figures(annotated.document.text, units, "hit"):
        read = _read(annotated, figure, main=main, asked=asked)
        if read.injured > 0 and read.injured_here > 0 and read.killed < 0:
            found.append(figure)
    return found


def _lives(text: str, figure: Figure, units: Sequence[Unit]) -> bool:
    """Tell the girlfriend of "shooting his girlfriend. … The woman is in stable condition"."""
    for count in (count for unit in units for count in unit.counts if count.effect == "injured" and count.value.best == 1):
        words = count.span.of(text)
        if count.span.start > figure.span.end and words.startswith("The ") and may_be_one(words, figure.span.of(text)):
            return True
    return False


def _head(text: str, span: Span) -> str:
    return span.of(text).lower().split()[-1]


def _read(annotated: Annotated, figure: Figure, *, main: bool, asked: Scores | None) -> _Reading:
    side, spans = "main" if main else "background", [mention.span for mention in figure.mentions]
    return _Reading(
        min(weigh.model(annotated, span, f"killed_{side}") for span in spans),
        max(weigh.model(annotated, span, f"injured_{side}") for span in spans),
        min(weigh.this(asked, span, "killed") for span in spans),
        min(weigh.this(asked, span, "injured") for span in spans),
    )
