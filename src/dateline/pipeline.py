"""The stages in order, and `run()`.

Each stage is a pure function of what it is handed: annotate finds words, resolve gives them values, extract groups them into
incidents. Resolve stands before extract (docs/decisions/0001): one incident is told from another by dates and places as values.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline import annotate, extract, resolve
from dateline.types import Annotated, Document, Report

STAGES: tuple[Callable[[Annotated], Annotated], ...] = (
    annotate.sentences,
    annotate.times,
    annotate.places,
    annotate.actors,
    annotate.counts,
    annotate.words,
    annotate.events,
    annotate.attributions,
    annotate.scores,
    resolve.dates,
    resolve.places,
    resolve.actors,
)
"""Every stage adds or completes one layer; the last step, `extract.report`, turns the layers into a `Report`."""


def layers(document: Document) -> Annotated:
    """Return the document with every layer found and resolved."""
    annotated = Annotated(document)
    for stage in STAGES:
        annotated = stage(annotated)
    return annotated


def run(document: Document) -> Report:
    """Return what one document says: its incidents, warnings, motives and groups."""
    return extract.report(layers(document))
