"""Where the trained model is surest of a role: the best few words of a stretch, rather than its mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.types import Annotated, Span

WIDTH = 6
"""Tokens of the window: about the shortest quote that coders copy for a warning or a motive ("threatened to block Route 5")."""


class Peak(NamedTuple):
    """The highest mean logit of `WIDTH` neighbouring tokens, and the stretch around it that the model takes for the role."""

    logit: float
    span: Span


def highest(annotated: Annotated, span: Span, names: Sequence[str]) -> list[float]:
    """Return the logit of `peak` for each of several roles, all at once; no number at all where there is no peak."""
    scores = annotated.scores
    if scores is None:
        return []
    block = scores.logits[slice(*scores.tokens(span))]
    if not len(block) or block.min() == block.max():
        return []
    columns = block[:, [scores.columns[name] for name in names]].astype("float64")
    width = min(WIDTH, len(columns))
    last = len(columns) - width + 1
    totals = columns[:last].copy()
    for at in range(1, width):
        totals += columns[at : at + last]
    found: list[float] = (totals / width).max(axis=0).tolist()
    return found


def peak(annotated: Annotated, span: Span, name: str) -> Peak | None:
    """Return the peak of role `name` inside `span`; None where the model did not read it, or the engine runs without one."""
    scores = annotated.scores
    if scores is None:
        return None
    first, past = scores.tokens(span)
    if first >= past:
        return None
    block = scores.logits[first:past]
    column: list[float] = block[:, scores.columns[name]].tolist()
    if min(column) == max(column) and block.min() == block.max():
        return None  # one value in every place: nothing was read
    width = min(WIDTH, len(column))
    means = [sum(column[i : i + width]) / width for i in range(len(column) - width + 1)]
    at = max(range(len(means)), key=means.__getitem__)
    left, right = at, at + width
    while left > 0 and column[left - 1] > 0:
        left -= 1
    while right < len(column) and column[right] > 0:
        right += 1
    begin, end = int(scores.starts[first + left]), int(scores.ends[first + right - 1])
    return Peak(means[at], Span(max(begin, span.start), min(end, span.end)))
