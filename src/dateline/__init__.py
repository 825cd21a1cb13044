"""Dateline: news reports of attacks in, a sourced incident record out.

The public names::

    from dateline import Document, read, run

    for document in read("article.html", published="2024-03-23"):
        report = run(document)
        for incident in report.incidents:
            print(incident.type, incident.date.value, incident.killed)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError
from dateline.types import (
    Annotated,
    CountValue,
    DateValue,
    Document,
    IncidentReport,
    PlaceValue,
    Report,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from dateline.ingest import read
    from dateline.pipeline import run

__version__ = "0.1.0"
__all__ = [
    "Annotated",
    "CountValue",
    "DateValue",
    "DatelineError",
    "Document",
    "IncidentReport",
    "PlaceValue",
    "Report",
    "Span",
    "Statement",
    "read",
    "run",
]


def __getattr__(name: str) -> Any:
    """Import the two verbs on first use, so that ``import dateline`` stays light."""
    if name == "read":
        from dateline.ingest import read

        return read
    if name == "run":
        from dateline.pipeline import run

        return run
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
