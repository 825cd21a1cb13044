"""A figure as one number."""

from __future__ import annotations

from dateline.types import CountValue


def number(value: CountValue) -> int | None:
    """Return the figure as a coder writes it: "at least 11" is 11; None for a bound from above alone ("up to 183")."""
    return value.best if value.best is not None else value.low
