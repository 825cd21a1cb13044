"""Benchmarks by name. Each module holds ``benchmark(options) -> Evaluation``."""

from __future__ import annotations

from importlib import import_module

from dateline.errors import SettingsError
from dateline.evaluate.result import Benchmark

BENCHMARKS = (
    "seed", "modern", "multi", "gva", "gvdb", "muc4", "case2021", "written", "counts", "timex", "geo", "ucdp",
    "linking", "gva_linking",
)  # fmt: skip


def find(name: str) -> Benchmark:
    """Return the benchmark called `name`.

    Raises:
        SettingsError: there is none of that name; the message lists them.
    """
    if name not in BENCHMARKS:
        raise SettingsError(f"no benchmark {name!r}; there are: {', '.join(BENCHMARKS)}")
    benchmark: Benchmark = import_module(f"dateline.evaluate.{name}").benchmark
    return benchmark
