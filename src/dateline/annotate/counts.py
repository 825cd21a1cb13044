"""Placeholder of the counts layer."""

from dateline.types import Annotated


def counts(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
