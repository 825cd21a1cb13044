"""Where the trained model is surest of a role: the best few words of a stretch, rather than its mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateline.types import Annotated, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 6
"""Tokens of the window: about the shortest quote that coders copy for a warning or a motive ("threatened to block Route 5")."""


class Peak(NamedTuple):
    """The highest mean logit of `WIDTH` neighbouring tokens, and the stretch around it that the model takes for the role."""

    logit: float
    span: Span


def _unread(block: NDArray[np.float32]) -> bool:
    """Tell whether one value stands in every place: the first token shows most of what was read."""
    top = block[0].tolist()
    return min(top) == max(top) and float(block.max()) == float(block.min())


def peak(annotated: Annotated, span: Span, name: str) -> Peak | None:
    """Return the peak of role `name` inside `span`; None where the model did not read it, or the engine runs without one."""
    scores = annotated.scores
    if scores is None:
        return None
    first = int(scores.ends.searchsorted(span.start, side="right"))
    past = int(scores.starts.searchsorted(span.end, side="left"))
    block = scores.logits[first:past]
    if first >= past or _unread(block):
        return None
    column = block[:, scores.columns[name]].tolist()
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
