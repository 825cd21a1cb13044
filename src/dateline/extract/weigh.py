"""Weighted features: every choice of the extractor is a sum that can be read.

``codebook/weights.json`` holds one table a choice: feature → weight. ``training/weights.py`` learns them from annotated articles
(conditional logit over the candidates of each choice, with a "none" candidate); what it cannot learn keeps its hand-set weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from dateline.codebook.tables import table
from dateline.types import Annotated, Scores, Span

Features = Mapping[str, float]
T = TypeVar("T")

CAP = 6.0
"""Logits of the model are capped at ± this, so that one feature never drowns the others."""


def score(choice: str, features: Features) -> float:
    """Return the sum of weight times feature for one candidate of `choice` ("place", "date", "killed", "join", …)."""
    own: dict[str, float] | None = table("blame_weights")["choices"].get(choice)
    weights = table("weights")["choices"][choice] if own is None else own
    total = 0.0
    for name, value in features.items():
        if value:  # most are zero
            total += weights.get(name, 0.0) * value
    return total


def best(choice: str, candidates: Sequence[tuple[T, Features]]) -> tuple[T, float] | None:
    """Return the candidate with the highest score and its lead over "none"; None where "none" is as good or there is none.

    Earlier candidates win ties, so that the result does not depend on anything but the text.
    """
    none = score(choice, {"none": 1.0})
    ranked = sorted(
        ((score(choice, features), -index, item) for index, (item, features) in enumerate(candidates)), key=lambda row: row[:2]
    )
    if not ranked or ranked[-1][0] <= none:
        return None
    return ranked[-1][2], ranked[-1][0] - none


def model(annotated: Annotated, span: Span, name: str) -> float:
    """Return the trained model's logit for `span` having role `name`, capped; 0.0 where the engine runs without the model."""
    if annotated.scores is None:
        return 0.0
    return max(-CAP, min(CAP, annotated.scores.of(span, name)))


def summed(annotated: Annotated, spans: Sequence[Span], names: Sequence[str]) -> list[float]:
    """Return for each of `names` the sum over `spans` of what `model` returns."""
    scores = annotated.scores
    if scores is None or not names:
        return [0.0] * len(names)
    columns = [scores.columns[name] for name in names]
    rows = [scores.logits[slice(*scores.tokens(span)), columns] for span in spans]
    means = [row.mean(axis=0).clip(-CAP, CAP) for row in rows if len(row)]
    return [float(value) for value in sum(means)] if means else [0.0] * len(names)


def role(annotated: Annotated, span: Span, name: str, *, main: bool, asked: Scores | None = None) -> dict[str, float]:
    """Return the features of a role that the model knows for main and background incidents apart.

    ``own`` is the logit for the side asked for, ``other`` that for the other side, ``this`` that for the incident asked for.
    """
    if annotated.scores is None:
        return {"grammar_only": 1.0}
    side, contrary = ("main", "background") if main else ("background", "main")
    return {
        "own": model(annotated, span, f"{name}_{side}") / CAP,
        "other": model(annotated, span, f"{name}_{contrary}") / CAP,
        "this": this(asked, span, name),
    }


def this(asked: Scores | None, span: Span, name: str) -> float:
    """Return what `asked_of` returns, 0.0 (undecided) where the span was not read."""
    return asked_of(asked, span, name) or 0.0


def asked_of(asked: Scores | None, span: Span, name: str) -> float | None:
    """Return the mean logit, as a share of the cap, for `span` having role `name` in the incident asked for.

    The tokens that were not read for it count nothing; None where none was.
    """
    known = None if asked is None else asked.known(span, name)
    return None if known is None else share(known)


def share(logit: float) -> float:
    """Return a logit, capped, as a share of the cap: -1.0 to 1.0."""
    return max(-1.0, min(1.0, logit / CAP))
