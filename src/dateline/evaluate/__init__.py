"""Benchmarks by name. Each module holds ``benchmark(options) -> Evaluation``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from dateline.errors import SettingsError
from dateline.evaluate.result import Benchmark

BENCHMARKS = (
    "seed", "modern", "multi", "gva", "gvdb", "muc4", "case2021", "written", "counts", "timex", "geo", "ucdp",
    "linking", "gva_linking",
)  # fmt: skip
FOLDERS = {"ucdp": "ucdp_ged", "counts": "written", "linking": "multi", "gva_linking": "gva"}
"""Benchmarks whose data folder is not called as they are."""


def folder_of(name: str, data: Path) -> Path:
    """Return the folder of a benchmark's data: the one of its name under `data`, or `data` itself where it holds none.

    Raises:
        SettingsError: there is no folder `data`.
    """
    if not data.is_dir():
        raise SettingsError(f"--data: no folder {data}")
    own = data / FOLDERS.get(name, name)
    return own if own.is_dir() else data


def find(name: str) -> Benchmark:
    """Return the benchmark called `name`.

    Raises:
        SettingsError: there is none of that name; the message lists them.
    """
    if name not in BENCHMARKS:
        raise SettingsError(f"no benchmark {name!r}; there are: {', '.join(BENCHMARKS)}")
    benchmark: Benchmark = import_module(f"dateline.evaluate.{name}").benchmark
    return benchmark
