"""A news archive through `dateline ingest`: documents a second, memory, stages, against trafilatura alone on the same file.

    python benchmarks/archive.py --pages 5000 --none CACHE [--runs alone one two dask two-killed dask-killed] [--every SECONDS] [--work FOLDER]

Runs: `alone` is trafilatura on the same file, `one` and `two` are `dateline ingest` with so many workers, `dask` the same with two of
Dask's; in the killed ones a reader, or one of Dask's workers, is killed every so many seconds. All must write the same bytes.

The archive is WARC of N pages: markup of ../shared/data/html, one article each, a share of which (5 %) reports an incident
(`written`), the others real news in which the pipeline finds none (TimeBank, AQUAINT, LGL, GeoVirus; CACHE as in
benchmarks/cascade.py) and the held-out fifth of training/quiet.txt. Seconds are of the processor (user and system, readers
included) and of the clock: on a machine that others use, only the first can be compared.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import trafilatura
from archive_pages import reporting_texts, templates, write
from fastwarc.warc import ArchiveIterator, WarcRecordType

from cascade import news, none_found, quiet
from dateline.scale import shard
from dateline.scale.engines import ENGINES
from dateline.scale.plan import Job, shards
from dateline.scale.shard import Summary


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the processor's and the clock's seconds of `work`, children that ended in it included."""
    began, clock = _spent(), time.monotonic()
    work()
    return _spent() - began, time.monotonic() - clock


def _spent() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def trafilatura_alone(file: Path, only: str | None = None) -> int:
    count = 0
    for record in ArchiveIterator(str(file), record_types=WarcRecordType.response, auto_decode="all"):
        if only is None or f"/{only}/" in record.headers["WARC-Target-URI"]:
            trafilatura.bare_extraction(record.reader.read(), include_comments=False)
            count += 1
    return count


def ingest(file: Path, out: Path, engine: str, workers: int, size: int) -> list[Summary]:
    out.mkdir(parents=True, exist_ok=True)
    return list(ENGINES[engine](shards([str(file)], size), Job(), str(out), workers, None))


def digest(out: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(out.glob("*.parquet")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def told(name: str, pages: int, spent: tuple[float, float]) -> None:
    cpu, clock = spent
    print(f"{name:<44}{cpu:>9.1f} s cpu{pages / cpu:>9.1f}/s cpu{clock:>9.1f} s clock{pages / clock:>9.1f}/s clock", flush=True)


class Run(NamedTuple):
    """An engine, its workers and, where one of its processes is killed again and again, what stands in that one's command."""

    engine: str
    workers: int
    killed: bytes = b""


RUNS = {
    "one": Run("local", 1),
    "two": Run("local", 2),
    "dask": Run("dask", 2),
    "two-killed": Run("local", 2, b"dateline.scale.reader"),
    "dask-killed": Run("dask", 2, b"dask_worker"),
}


def killer(every: float, what: bytes, over: threading.Event) -> int:
    """Kill one of this process's readers, or of Dask's workers, every few seconds; return how many were killed."""
    killed = 0
    while not over.wait(every):
        mine = [pid for pid in _children(os.getpid()) if what in _command(pid)]
        if mine:
            os.kill(random.choice(mine), signal.SIGKILL)
            killed += 1
    return killed


def _children(parent: int) -> list[int]:
    try:
        return [int(pid) for task in Path(f"/proc/{parent}/task").iterdir() for pid in (task / "children").read_text().split()]
    except OSError:  # it ended while it was looked at
        return []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--none", type=Path, help="cache of what the pipeline finds without the filter")
    parser.add_argument("--share", type=float, default=0.05, help="share that reports an incident; 0 measures the others alone")
    parser.add_argument("--shard", type=int, default=1000)
    parser.add_argument("--runs", nargs="+", choices=["alone", *RUNS], default=["alone", "one"])
    parser.add_argument("--every", type=float, default=10, help="seconds between two kills")
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = options.work or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        measure(options, work)


def measure(options: argparse.Namespace, work: Path) -> None:
    file = made(options, work)
    written: set[str] = set()
    for name in options.runs:
        if name == "alone":
            told("trafilatura alone, text", options.pages, seconds(lambda: trafilatura_alone(file)))
        else:
            measured(name, options, file, work / name)
            written.add(digest(work / name))
            print(f"    the same bytes as those before: {len(written) == 1}", flush=True)
    shard.close()


def measured(name: str, options: argparse.Namespace, file: Path, out: Path) -> None:
    """Print what one run costs; where processes are killed, how many were."""
    run, summaries, over, killed = RUNS[name], list[Summary](), threading.Event(), [0]
    thread = threading.Thread(target=lambda: killed.__setitem__(0, killer(options.every, run.killed, over) if run.killed else 0))
    thread.start()
    spent = seconds(lambda: summaries.extend(ingest(file, out, run.engine, run.workers, options.shard)))
    over.set()
    thread.join()
    told(f"dateline ingest, {name}", options.pages, spent)
    stages(summaries)
    peaks = [_peak(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)]
    print(f"    peak memory: readers {peaks[0]} MiB each at most, this process {peaks[1]} MiB; killed: {killed[0]}")


def made(options: argparse.Namespace, work: Path) -> Path:
    """Return the archive, made where it is not there yet."""
    file = work / f"archive-{options.pages}-{options.share}.warc.gz"
    if not file.exists():
        texts = {name: text for _, name, text in news(options.data)}
        calm = [texts[name] for name in sorted(none_found(texts, options.none))] + list(quiet().values())
        part = file.with_suffix(".part")
        size = write(part, options.pages, options.share, templates(options.data / "html"), reporting_texts(options.data), calm)
        part.rename(file)
        print(
            f"{options.pages} pages, {size / options.pages / 1000:.0f} kB of HTML each, {file.stat().st_size / 1e6:.0f} MB of WARC",
            flush=True,
        )
    return file


def stages(summaries: list[Summary]) -> None:
    counts, spent = Counter[str](), Counter[str]()
    for summary in summaries:
        counts.update(summary.counts)
        spent.update(summary.spent)
    print(f"    {dict(counts)}, {sum(summary.incidents for summary in summaries)} incidents")
    whole = sum(spent.values())
    shares = ", ".join(f"{name} {100 * value / whole:.0f} %" for name, value in spent.most_common())
    print(f"    share of the readers' clock by stage: {shares}")


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main()
