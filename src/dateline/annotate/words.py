"""Placeholder of the words layer."""

from dateline.types import Annotated


def words(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
