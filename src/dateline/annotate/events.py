"""Placeholder of the events layer."""

from dateline.types import Annotated


def events(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
