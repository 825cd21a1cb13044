"""A news archive through `dateline ingest`: documents a second, memory, stages, against trafilatura alone on the same file.

    python benchmarks/archive.py --pages 5000 --none CACHE [--two] [--dask] [--kill SECONDS] [--dask-kill SECONDS] [--work FOLDER]

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


READER, DASK_WORKER = b"dateline.scale.reader", b"spawn_main"
"""What stands in the command of a process that is killed."""


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
    parser.add_argument("--two", action="store_true", help="also with two workers")
    parser.add_argument("--dask", action="store_true", help="also with two workers of Dask")
    parser.add_argument("--kill", type=float, help="also with two workers, one reader killed every so many seconds")
    parser.add_argument("--dask-kill", type=float, help="also with two workers of Dask, one of them killed every so many seconds")
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = options.work or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        measure(options, work)


def measure(options: argparse.Namespace, work: Path) -> None:
    file = work / f"archive-{options.pages}.warc.gz"
    texts = {name: text for _, name, text in news(options.data)}
    calm = [texts[name] for name in sorted(none_found(texts, options.none))] + list(quiet().values())
    size = write(file, options.pages, options.share, templates(options.data / "html"), reporting_texts(options.data), calm)
    print(f"{options.pages} pages, {size / options.pages / 1000:.0f} kB of HTML each, {file.stat().st_size / 1e6:.0f} MB of WARC")
    told("trafilatura alone, text", options.pages, seconds(lambda: trafilatura_alone(file)))
    summaries: list[Summary] = []
    one = seconds(lambda: summaries.extend(ingest(file, work / "one", "local", 1, options.shard)))
    told("dateline ingest, one worker", options.pages, one)
    stages(summaries, one[0])
    print(f"peak memory: readers {_peak(resource.RUSAGE_CHILDREN)} MiB each at most, the parent {_peak(resource.RUSAGE_SELF)} MiB")
    same = digest(work / "one")
    more = {"two": ("local", options.two), "dask": ("dask", options.dask)}
    for name, (engine, wanted) in more.items():
        if wanted:
            told(f"{engine}, two workers", options.pages, seconds(lambda: ingest(file, work / name, engine, 2, options.shard)))  # noqa: B023
            print(f"    same bytes as one worker: {digest(work / name) == same}")
    if options.kill:
        disturbed(options, file, work, "local", READER, options.kill, same)
    if options.dask_kill:
        disturbed(options, file, work, "dask", DASK_WORKER, options.dask_kill, same)
    shard.close()


def disturbed(options: argparse.Namespace, file: Path, work: Path, engine: str, what: bytes, every: float, same: str) -> None:
    """Run with two workers while a process is killed every so many seconds; the bytes must be those of an undisturbed run."""
    over, killed, out = threading.Event(), [0], work / f"{engine}-killed"
    thread = threading.Thread(target=lambda: killed.__setitem__(0, killer(every, what, over)))
    thread.start()
    told(f"{engine}, two workers, killed", options.pages, seconds(lambda: ingest(file, out, engine, 2, options.shard)))
    over.set()
    thread.join()
    kind = "readers" if what == READER else "workers"
    print(f"    {killed[0]} {kind} killed; same bytes as one worker: {digest(out) == same}")


def stages(summaries: list[Summary], cpu: float) -> None:
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
