"""Placeholder of the times layer."""

from dateline.types import Annotated


def times(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
