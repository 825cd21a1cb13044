"""Event dates of the articles written for this project: does each quote resolve to the date that its annotation states?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.evaluate.result import Row
from dateline.resolve.dates import dates
from dateline.types import Annotated, DateValue, Document, Span, TimeMention


def written(folder: Path, errors: list[dict[str, object]], limit: int | None) -> tuple[list[Row], list[Path]]:
    """Return the rows: all event dates, and those with an exact day; no row where the folder is absent."""
    paths = sorted(folder.glob("*.json"))[:limit] if folder.is_dir() else []
    results: dict[str, list[bool]] = {}
    for path in paths:
        for right, precision, error in _document(path):
            results.setdefault("all", []).append(right)
            results.setdefault(precision, []).append(right)
            if error:
                errors.append(error)
    rows = [
        Row(
            "written: event dates" + ("" if name == "all" else f", {name}"),
            {"n": float(len(hits)), "accuracy": 100 * sum(hits) / len(hits)},
        )
        for name, hits in results.items()
    ]
    return rows, [*paths, *(path.with_suffix(".txt") for path in paths)]


def _document(path: Path) -> Iterator[tuple[bool, str, dict[str, object] | None]]:
    record = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    found = dates(times(sentences(Annotated(Document(record["id"], text, published=published))))).times
    for incident in record.get("incidents", []):
        wanted = incident.get("date") or {}
        if not wanted.get("quote"):
            continue
        best, right = _best(text, found, wanted)
        error = None if right else _error(path, wanted, best, text, record)
        yield right, str(wanted["precision"]), error


def _best(text: str, found: tuple[TimeMention, ...], wanted: dict[str, Any]) -> tuple[TimeMention | None, bool]:
    """Return the mention at a place where the quote stands; a quote that stands in several places needs one of them right."""
    fallback: TimeMention | None = None
    start = text.find(wanted["quote"])
    unknown = wanted["value"] is None
    while start >= 0:
        quote = Span(start, start + len(wanted["quote"]))
        near = [mention for mention in found if mention.span.overlaps(quote) and mention.value is not None]
        for mention in near:
            if mention.value == DateValue(wanted["value"], wanted["precision"]):
                return mention, True
        fallback = fallback or (near[0] if near else None)
        start = text.find(wanted["quote"], start + 1)
    return fallback, fallback is None and unknown


def _error(path: Path, wanted: dict[str, Any], best: TimeMention | None, text: str, record: dict[str, Any]) -> dict[str, object]:
    return {
        "file": path.name,
        "error": "event date",
        "published": record.get("published"),
        "quote": wanted["quote"],
        "value": wanted["value"],
        "ours": best.span.of(text) if best else None,
        "our_value": best.value.value if best and best.value else None,
    }
