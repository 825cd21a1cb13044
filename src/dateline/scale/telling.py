"""What an ingest tells while it runs: counters, an estimate of the end, log lines or a bar, and a file for Prometheus."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import structlog
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dateline.scale.row import OUTCOMES
from dateline.scale.shard import Summary
from dateline.telemetry import count


class Telling:
    """Counts summaries and tells of them: a bar where standard error is a terminal, a JSON line a shard where it is not."""

    def __init__(self, total: int, shards: int, metrics: Path | None) -> None:
        self.total, self.shards, self.metrics = total, shards, metrics
        self.outcomes: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
        self.reasons: Counter[str] = Counter()
        self.spent: Counter[str] = Counter()
        self.incidents = self.done = self.bytes = self.fresh = self.resumed = 0
        self.began = time.monotonic()
        self.log = structlog.wrap_logger(
            structlog.WriteLogger(sys.stderr),
            processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.JSONRenderer()],
        )
        self.bar = _bar() if sys.stderr.isatty() else None
        if self.bar is not None:
            self.bar.start()
            self.task = self.bar.add_task("shards", total=total)
        self.write_metrics()

    def tell(self, summary: Summary) -> None:
        """Count a shard that is done."""
        self.outcomes.update(summary.counts)
        for outcome, number in summary.counts.items():
            count("ingest.documents", number, outcome=outcome)
        self.reasons.update(summary.reasons)
        self.spent.update(summary.spent)
        self.incidents += summary.incidents
        self.done += 1
        self.resumed += summary.resumed
        self.bytes += summary.size
        self.fresh += 0 if summary.resumed else summary.size
        if self.bar is not None:
            self.bar.update(self.task, completed=self.bytes, description=f"{self.outcomes.total():,} documents")
        else:
            self.log.msg(
                "shard", name=summary.name, done=self.done, of=self.shards, resumed=summary.resumed, **summary.counts,
                incidents=summary.incidents, seconds=round(summary.seconds, 1), left_s=self.left(),
            )  # fmt: skip
        self.write_metrics()

    def left(self) -> int | None:
        """Return the seconds to the end at the rate so far, by bytes of input; None before anything was read."""
        spent = time.monotonic() - self.began
        return round(spent * (self.total - self.bytes) / self.fresh) if self.fresh else None

    def close(self) -> dict[str, Any]:
        """Take the bar away and return the totals."""
        if self.bar is not None:
            self.bar.stop()
        seconds = time.monotonic() - self.began
        totals = {
            "documents": self.outcomes.total(), **self.outcomes, "incidents": self.incidents, "shards": self.done,
            "resumed": self.resumed, "seconds": round(seconds, 1), "spent": {k: round(v, 2) for k, v in sorted(self.spent.items())},
            "reasons": dict(self.reasons.most_common(20)),
        }  # fmt: skip
        if self.bar is None:
            self.log.msg("ingest", **totals)
        return totals

    def write_metrics(self) -> None:
        """Write the counters for Prometheus's textfile collector, whole or not at all."""
        if self.metrics is None:
            return
        from prometheus_client import CollectorRegistry, Gauge, write_to_textfile
        from prometheus_client import Counter as Count

        registry = CollectorRegistry()
        documents = Count("dateline_ingest_documents", "Documents by what became of them.", ["outcome"], registry=registry)
        for outcome, number in sorted(self.outcomes.items()):
            documents.labels(outcome).inc(number)
        failures = Count("dateline_ingest_failures", "Documents unreadable or set aside, by reason.", ["reason"], registry=registry)
        for reason, number in sorted(self.reasons.items()):
            failures.labels(reason).inc(number)
        stages = Count("dateline_ingest_stage_seconds", "Seconds of readers by stage.", ["stage"], registry=registry)
        for stage, seconds in sorted(self.spent.items()):
            stages.labels(stage).inc(seconds)
        Count("dateline_ingest_incidents", "Incidents reported.", registry=registry).inc(self.incidents)
        Gauge("dateline_ingest_bytes_done", "Bytes of input done.", registry=registry).set(self.bytes)
        Gauge("dateline_ingest_bytes", "Bytes of input.", registry=registry).set(self.total)
        Gauge("dateline_ingest_left_seconds", "Estimate of the seconds left, NaN where unknown.", registry=registry).set(
            float("nan") if self.left() is None else self.left() or 0
        )
        write_to_textfile(str(self.metrics), registry)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("left"))
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
