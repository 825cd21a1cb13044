"""Extract: group the resolved layers into incidents, warnings, motives and group profiles."""

from __future__ import annotations

from dateline.extract.incidents import incidents
from dateline.types import Annotated, Report


def report(annotated: Annotated) -> Report:
    """Return what the document says."""
    return Report(annotated.document, incidents=incidents(annotated))
