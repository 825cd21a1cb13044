"""``written``: invented events in articles of our own. Synthetic and used in training: shows regressions, measures nothing."""

from __future__ import annotations

from dataclasses import replace

from dateline.evaluate.incidents import run_folder
from dateline.evaluate.result import Evaluation, Options, Row

NOTES = ("synthetic, and seen in training: for regressions only",)


def benchmark(options: Options) -> Evaluation:
    """Return the evaluation over all articles, with one row a folder prefix (the region they are set in)."""
    scores, result = run_folder("written", options, NOTES)
    rows = []
    for prefix in sorted({s.id.partition("-")[0] for s in scores}):
        part = [s.incidents for s in scores if s.id.partition("-")[0] == prefix]
        rows.append(Row(f"  {prefix}", sum(part[1:], part[0]).figures()))
    return replace(result, rows=(*result.rows, *rows))
