"""A figure as one number."""

from __future__ import annotations

from dateline.types import CountValue


def number(value: CountValue) -> int | None:
    """Return the figure as a coder writes it: "at least 11" is 11; None for a bound from above alone ("up to 183")."""
    return value.best if value.best is not None else value.low


def is_round_of(qualifier: str, figure: int, other: int) -> bool:
    """Tell whether a rounded figure is another one told in round numbers: "more than 30" of 34, "about 200" of 190.

    What it is rounded to is the place of its last digit that is not 0; a figure that ends otherwise is a count, not a rounding.
    """
    step = 1
    while figure and figure % (step * 10) == 0:
        step *= 10
    if step == 1:
        return False
    return figure <= other < figure + step if qualifier == "more_than" else qualifier == "about" and abs(other - figure) <= step / 2
