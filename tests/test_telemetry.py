"""Telemetry by the SDK's in-memory exporter: a span and a duration for each stage, counters, errors by kind, and no words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from dateline import telemetry
from dateline.errors import FetchError, InputError
from dateline.extract.contract import record
from dateline.fetch.door import Door
from dateline.fetch.pages import Reader
from dateline.fetch.politeness import Pauses
from dateline.ingest import read
from dateline.pipeline import run
from dateline.store import open_store
from dateline.store.add import add

TEXT = "A bomb killed 40 people at a market in Quetta, Pakistan, on Saturday, police said.\n"


@dataclass(frozen=True)
class Seen:
    """What was exported."""

    exporter: InMemorySpanExporter
    reader: InMemoryMetricReader

    def spans(self) -> list[Any]:
        return list(self.exporter.get_finished_spans())

    def metrics(self) -> dict[str, list[Any]]:
        data = self.reader.get_metrics_data()
        found = (
            [one for resource in data.resource_metrics for scope in resource.scope_metrics for one in scope.metrics] if data else []
        )
        return {one.name: list(one.data.data_points) for one in found}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Providers of an SDK for one test; the process's own stay as they are."""
    exporter, reader = InMemorySpanExporter(), InMemoryMetricReader()
    tracers, meters = TracerProvider(), MeterProvider([reader])
    tracers.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: tracers)
    monkeypatch.setattr(metrics, "get_meter_provider", lambda: meters)
    yield Seen(exporter, reader)
    tracers.shutdown()
    meters.shutdown()


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "secret-name.txt").write_text(TEXT, encoding="utf-8")
    return str(tmp_path / "secret-name.txt")


def test_the_stages_of_an_article(seen: Seen, article: str) -> None:
    store = open_store("sqlite://")
    (document,) = read(article, published="2023-05-15")
    add(store, [(document, record(run(document)))], "test")
    add(store, [(document, record(run(document)))], "test")
    store.close()
    spans = seen.spans()
    assert [one.name for one in spans] == ["read", "annotate", "extract", "link", "add", "annotate", "extract", "add"]
    link, outer = spans[3], spans[4]
    assert link.parent.span_id == outer.context.span_id and dict(link.attributes) == {
        "dateline.documents": 1, "dateline.incidents": 1,
    }  # fmt: skip
    assert {one.instrumentation_scope.name for one in spans} == {"dateline"}
    found = seen.metrics()
    assert {point.attributes["outcome"]: point.value for point in found["dateline.documents"]} == {"new": 1, "known": 1}
    times = {point.attributes["stage"]: point for point in found["dateline.stage.duration"]}
    assert times.keys() == set(telemetry.STAGES) - {"fetch"} and times["add"].count == 2 and times["add"].sum > 0


def test_no_word_of_what_is_read_is_exported(seen: Seen, article: str) -> None:
    (document,) = read(article)
    run(document)
    with pytest.raises(InputError):
        list(read(str(Path(article).with_name("no-such-secret.txt"))))
    told = "".join(one.to_json() for one in seen.spans()) + repr(seen.metrics())
    assert not any(word in told for word in ("secret", "Quetta", "market", "police"))
    failed = [one for one in seen.spans() if one.status.status_code.name == "ERROR"]
    assert [(one.name, one.attributes["error.type"], one.status.description) for one in failed] == [
        ("read", "NotFound", "NotFound")
    ]


def test_a_fetch_tells_its_host_and_why_it_failed(seen: Seen) -> None:
    """A host that resolves and does not answer: robots.txt cannot be read."""

    door = Door(allowed=frozenset({("127.0.0.1", 9)}), resolver=lambda host, port, seconds: ["127.0.0.1"])
    reader = Reader(door, Pauses(0.0, clock=lambda: 0.0, sleep=lambda seconds: None), sleep=lambda seconds: None)
    with pytest.raises(FetchError) as failure:
        reader.fetch("http://news.example.org:9/a-name/in-the-path")
    (one,) = seen.spans()
    assert (one.name, one.attributes["server.address"]) == ("fetch", "news.example.org")
    assert one.attributes["error.type"] == failure.value.reason and "a-name" not in one.to_json()


def test_the_result_is_the_same_with_and_without(seen: Seen, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (document,) = read(article)
    traced = record(run(document))
    monkeypatch.setattr(telemetry, "active", lambda: False)
    assert record(run(document)) == traced and telemetry.span("add") is telemetry.NOTHING
    assert len(seen.spans()) == 3


def test_nothing_of_it_is_loaded_unasked(article: str) -> None:
    program = (
        "import sys; from dateline.ingest import read; from dateline import telemetry;"
        f"list(read({article!r})); telemetry.count('documents'); telemetry.span('add').__enter__()();"
        "sys.exit(any(name.startswith('opentelemetry') or name == 'dateline.telemetry.recorder' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
