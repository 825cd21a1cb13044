"""Placeholder of the scores layer."""

from dateline.types import Annotated


def scores(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
