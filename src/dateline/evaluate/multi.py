"""``multi``: several outlets' reports on one attack. Each alone by the scorer of ``modern``; joined by `linked_rows`."""

from __future__ import annotations

from dataclasses import replace

from dateline.evaluate.incidents import DocumentScore, run_folder
from dateline.evaluate.result import Evaluation, Options, Row

NOTES = ("each report is scored alone; linking and the settled toll need the store",)


def benchmark(options: Options) -> Evaluation:
    """Return the evaluation over all reports; `limit` counts reports, and ``truth.json`` has no text of its own."""
    scores, result = run_folder("multi", options, NOTES)
    return replace(result, rows=(*result.rows, *linked_rows(options, scores)))


def linked_rows(options: Options, scores: list[DocumentScore]) -> tuple[Row, ...]:
    """Return the rows on joined reports: B-cubed and CoNLL F1 of linking, settled toll, date and place against ``truth.json``.

    Empty until `dateline.reconcile` exists. What belongs here: build a store from ``options.data``, take its partition of the
    reports, and compare with the ``key`` of each gold incident (linking) and with ``truth.json`` (choice).
    """
    return ()
