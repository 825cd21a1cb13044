"""Traces and metrics through OpenTelemetry's API, for whoever has set it up; nothing is done and nothing imported otherwise.

A span and a duration for each of `STAGES`, and counters. Attributes hold numbers, codes and host names: never text, titles, names
of people, paths or whole addresses, since what is exported goes where the record does not (CODEBOOK: Care for people).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
Stage = Literal["fetch", "read", "annotate", "extract", "add", "link"]
STAGES: tuple[Stage, ...] = ("fetch", "read", "annotate", "extract", "add", "link")
Value = str | int | float | bool


class Note(Protocol):
    """Adds attributes to the span under way."""

    def __call__(self, **attributes: Value) -> None:
        """Set them."""
        ...


def _forget(**attributes: Value) -> None:
    """Keep nothing."""


NOTHING: AbstractContextManager[Note] = nullcontext(_forget)


def active() -> bool:
    """Tell whether the program that runs us uses OpenTelemetry: it is loaded before us then (`opentelemetry-instrument`)."""
    return "opentelemetry.trace" in sys.modules


def span(stage: Stage, **attributes: Value) -> AbstractContextManager[Note]:
    """Trace and time a stage for the block; what it gives adds attributes. Underscores in names are written as dots."""
    if not active():
        return NOTHING
    from dateline.telemetry.recorder import recorded

    return recorded(stage, attributes)


def each(stage: Stage, found: Iterator[T]) -> Iterator[T]:
    """Return an iterator over the same, each of whose steps is a span of its own; the one that finds the end is none."""
    if not active():
        return found
    from dateline.telemetry.recorder import steps

    return steps(stage, found)


def count(name: str, number: int = 1, **attributes: Value) -> None:
    """Add to the counter ``dateline.NAME``."""
    if active() and number:
        from dateline.telemetry.recorder import add

        add(name, number, attributes)
