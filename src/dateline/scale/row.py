"""A row of a shard: one document and what became of it. The same columns whatever it was."""

from __future__ import annotations

import json
from typing import Any, Literal

from dateline.extract.contract import record
from dateline.ingest.document import Origin, identify
from dateline.scale.look import Look
from dateline.types import Document, Report

Row = dict[str, Any]
Outcome = Literal["read", "no_violence", "language", "unreadable", "set_aside"]
OUTCOMES: tuple[Outcome, ...] = ("read", "no_violence", "language", "unreadable", "set_aside")
"""``read``: went through the pipeline, whether it reports an incident or not. ``unreadable``: no document could be made of it.
``set_aside``: reading it failed, ran out of time or of memory, or killed its process."""

COLUMNS = (
    "id", "path", "url", "publisher", "title", "published", "fetched", "language", "complete", "problems", "outcome", "reason",
    "incidents", "text", "record",
)  # fmt: skip


def of_report(report: Report, *, keep_text: bool) -> Row:
    """Return the row of a document that the pipeline was handed; the record is the contract's object as JSON."""
    if report.passed_over:
        text = report.document.text if keep_text or report.passed_over == "language" else None
        return _of(report.document, report.passed_over) | {"text": text}
    written = json.dumps(record(report), ensure_ascii=False, separators=(",", ":"))
    return _of(report.document, "read") | {"text": report.document.text, "incidents": len(report.incidents), "record": written}


def of_look(seen: Look, raw: bytes, origin: Origin, *, keep_text: bool) -> Row:
    """Return the row of a page that a look was enough for."""
    kept = seen.text if keep_text or seen.passed_over == "language" else None
    return _empty(seen.passed_over or "read") | {
        "id": identify(raw, origin.url), "path": origin.path, "url": origin.url, "title": seen.title,
        "fetched": origin.fetched.isoformat() if origin.fetched else None, "language": seen.language, "text": kept,
        "complete": not origin.problems, "problems": list(origin.problems),
    }  # fmt: skip


def failed(document: Document, reason: str) -> Row:
    """Return the row of a document on which the pipeline failed; its text is kept."""
    return _of(document, "set_aside") | {"reason": reason, "text": document.text}


def without_document(outcome: Outcome, path: str | None, reason: str, url: str | None = None) -> Row:
    """Return the row of an item of which there is no document."""
    return _empty(outcome) | {"path": path, "url": url, "reason": reason, "complete": False}


def _of(document: Document, outcome: Outcome) -> Row:
    return _empty(outcome) | {
        "id": document.id, "path": document.path, "url": document.url, "publisher": document.publisher, "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "fetched": document.fetched.isoformat() if document.fetched else None, "language": document.language,
        "complete": document.complete, "problems": list(document.problems),
    }  # fmt: skip


def _empty(outcome: Outcome) -> Row:
    return {**dict.fromkeys(COLUMNS), "problems": [], "complete": True, "incidents": 0, "outcome": outcome}
