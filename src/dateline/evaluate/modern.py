"""``modern``: hand-coded real articles, five of them about no incident at all. First among the measures; the set is ours.

Half of the articles (those at even positions in the order of names, counted from 0) may be used for tuning; the other half is
held out and has its own row. How incidents are aligned stands in `align`, when a field is right in `fields`.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.evaluate.incidents import run_folder, subset
from dateline.evaluate.result import Evaluation, Options

NOTES = (
    "accuracy: date, place and killed all right, for the gold's main incidents; rate: false incidents a hard negative",
    "type, weapon and target are lenient (codebook/evaluation_equivalents.json); see evaluate/align.py for the alignment",
)


def benchmark(options: Options) -> Evaluation:
    """Return the evaluation over all articles, with a row for the half that may be tuned on and one for the half held out."""
    scores, result = run_folder("modern", options, NOTES)
    halves = (
        subset("tuned half (even positions)", scores, lambda i: i % 2 == 0),
        subset("held-out half (odd positions)", scores, lambda i: i % 2 == 1),
    )
    return replace(result, rows=(*result.rows, *halves))
