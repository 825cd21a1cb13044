"""``multi``: several outlets' reports on one attack, each alone by the scorer of ``modern``; ``linking`` scores them joined."""

from __future__ import annotations

from dateline.evaluate.incidents import run_folder
from dateline.evaluate.result import Evaluation, Options

NOTES = ("each report is scored alone; `dateline evaluate linking` scores the incidents joined and the settled values",)


def benchmark(options: Options) -> Evaluation:
    """Return the evaluation over all reports; `limit` counts reports, and ``truth.json`` has no text of its own."""
    _, result = run_folder("multi", options, NOTES)
    return result
