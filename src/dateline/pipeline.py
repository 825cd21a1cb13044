"""The stages in order, and `run()`.

Each stage is a pure function of what it is handed: annotate finds words, resolve gives them values, extract groups them into
incidents. Before them stands the cascade: a document of another language, or one that reports no violence, is passed over.
Resolve stands before extract (docs/decisions/0001): one incident is told from another by dates and places as values.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline import annotate, cascade, extract, resolve
from dateline.config import settings
from dateline.telemetry import span
from dateline.types import Annotated, Document, PassedOver, Report

STAGES: tuple[Callable[[Annotated], Annotated], ...] = (
    annotate.sentences,
    annotate.times,
    resolve.own_day,
    annotate.counts,
    annotate.events,
    annotate.scores,
    annotate.places,
    annotate.actors,
    annotate.words,
    annotate.attributions,
    annotate.spoken,
    annotate.told,
    resolve.dates,
    resolve.places,
    resolve.actors,
)
"""Every stage adds or completes one layer; the last step, `extract.report`, turns the layers into a `Report`.

What the scores need comes first: a document that the model finds silent is looked at for nothing else.
"""


def layers(document: Document) -> Annotated:
    """Return the document with every layer found and resolved."""
    annotated = Annotated(document)
    with span("annotate"):
        for stage in STAGES:
            annotated = stage(annotated)
    return annotated


def run(document: Document, *, sift: bool | None = None) -> Report:
    """Return what one document says: its incidents, warnings, motives and groups.

    The report's document has the day that its own words state where it came without one (`resolve.own_day`).
    A document that the cascade passes over says nothing and is flagged (`Report.passed_over`); ``sift=False`` reads every one,
    None leaves it to `Settings.sift`.
    """
    sifted = settings().sift if sift is None else sift
    if sifted and (reason := passed_over(document)):
        return Report(document, passed_over=reason)
    annotated = Annotated(document)
    with span("annotate") as note:
        for stage in STAGES:
            annotated = stage(annotated)
            if sifted and stage is annotate.scores and not cascade.brief(document.text) and cascade.silent(annotated.scores):
                note(dateline_passed=True)
                return Report(annotated.document, passed_over="no_violence")
    with span("extract") as note:
        report = extract.report(annotated)
        note(dateline_incidents=len(report.incidents))
    return report


def passed_over(document: Document) -> PassedOver | None:
    """Return why the cascade passes over a document before the stages read it, None where it passes: cheapest look first."""
    verdict = cascade.sift(document.text, document.language)
    if verdict.passed_over != "language" and cascade.opens_with_hostages(document.text):
        return None
    if verdict.passed_over is None and cascade.doubtful(verdict.score) and not cascade.brief(document.text):
        cheap = annotate.events(annotate.sentences(Annotated(document)))
        return "no_violence" if cascade.closer(cheap) else None
    return verdict.passed_over
