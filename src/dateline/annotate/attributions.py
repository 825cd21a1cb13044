"""Placeholder of the attributions layer."""

from dateline.types import Annotated


def attributions(annotated: Annotated) -> Annotated:
    """Return the document unchanged."""
    return annotated
