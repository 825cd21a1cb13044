"""Placeholder of the actors layer."""

from dateline.types import Annotated


def actors(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
