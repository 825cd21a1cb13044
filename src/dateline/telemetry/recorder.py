"""What stands on OpenTelemetry's API: spans, durations, counters. Without an SDK behind it all of it does nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeVar

from opentelemetry import metrics, trace
from opentelemetry.trace import Status, StatusCode

from dateline.errors import FetchError
from dateline.telemetry import Note, Value

T = TypeVar("T")
SCOPE = "dateline"
DURATION = "dateline.stage.duration"
"""Seconds, by ``stage`` and, of one that failed, ``error.type`` (OpenTelemetry's semantic conventions)."""


@contextmanager
def recorded(stage: str, attributes: Mapping[str, Value]) -> Iterator[Note]:
    """Record a span and its duration. Of an error its kind alone is kept: its words may hold a path or a text."""
    began = time.perf_counter()
    failed: dict[str, Value] = {}
    with _tracer(trace.get_tracer_provider()).start_as_current_span(
        stage, attributes=_dotted(attributes), record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield lambda **more: current.set_attributes(_dotted(more))
        except BaseException as error:
            failed = _kind(error)
            current.set_attributes(failed)
            current.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise
        finally:
            _histogram(metrics.get_meter_provider()).record(time.perf_counter() - began, {"stage": stage, **failed})


def steps(stage: str, found: Iterator[T]) -> Iterator[T]:
    """Yield the same; each step is a span that is written down when it is over, so that the last, which finds nothing, is not."""
    while True:
        began = time.time_ns()
        try:
            one = next(found)
        except StopIteration:
            return
        except BaseException as error:
            _finish(stage, began, error)
            raise
        _finish(stage, began, None)
        yield one


def _finish(stage: str, began: int, error: BaseException | None) -> None:
    failed = _kind(error) if error is not None else {}
    current = _tracer(trace.get_tracer_provider()).start_span(stage, start_time=began, attributes=failed)
    if error is not None:
        current.set_status(Status(StatusCode.ERROR, type(error).__name__))
    current.end()
    _histogram(metrics.get_meter_provider()).record((time.time_ns() - began) / 1e9, {"stage": stage, **failed})


def _kind(error: BaseException) -> dict[str, Value]:
    """The reason's code where the error has one (a fetch that failed), else its class."""
    return {"error.type": error.reason if isinstance(error, FetchError) else type(error).__name__}


def add(name: str, number: int, attributes: Mapping[str, Value]) -> None:
    """Add to a counter."""
    _counter(metrics.get_meter_provider(), f"{SCOPE}.{name}").add(number, _dotted(attributes))


def _dotted(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {name.replace("_", "."): value for name, value in attributes.items()}


@lru_cache(maxsize=4)
def _tracer(provider: trace.TracerProvider) -> trace.Tracer:
    return provider.get_tracer(SCOPE, _version())


@lru_cache(maxsize=4)
def _histogram(provider: metrics.MeterProvider) -> metrics.Histogram:
    return provider.get_meter(SCOPE, _version()).create_histogram(DURATION, unit="s", description="Time that a stage took.")


@lru_cache(maxsize=32)
def _counter(provider: metrics.MeterProvider, name: str) -> metrics.Counter:
    return provider.get_meter(SCOPE, _version()).create_counter(name, unit="1")


def _version() -> str:
    from dateline import __version__

    return __version__
