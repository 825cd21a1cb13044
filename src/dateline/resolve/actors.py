"""Placeholder of the actors values."""

from dateline.types import Annotated


def actors(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
