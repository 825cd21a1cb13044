"""Time and memory of adding reports: what the last thousand costs against the first.

    python benchmarks/growth.py [--count 1000 10000 100000] [--store URL]

Reports come from `made_reports`, already extracted: what is measured is keeping, finding copies, linking and choosing. Prints one line a
size and exits with 1 where the last thousand of any size costs more than twice the first.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made_reports import reports

from dateline.store import open_store
from dateline.store.add import add

AT_ONCE = 50
STEP = 1000


def grow(url: str, count: int) -> tuple[list[float], list[float]]:
    """Add `count` reports and return the seconds that each thousand took, by the clock and of this process's own."""
    store = open_store(url)
    found, seconds, own = reports(count), [], []
    for _ in range(0, count, STEP):
        batch = list(islice(found, STEP))
        start, busy = time.perf_counter(), time.process_time()
        for at in range(0, len(batch), AT_ONCE):
            add(store, batch[at : at + AT_ONCE], "made")
        seconds.append(time.perf_counter() - start)
        own.append(time.process_time() - busy)
        if len(seconds) % 10 == 0:
            print(f"  {len(seconds) * STEP} reports: {seconds[-1]:.1f} s the last thousand", file=sys.stderr, flush=True)
    store.close()
    return seconds, own


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--store", help="an empty store; default a SQLite file that is removed afterwards")
    given = parser.parse_args()
    failed = False
    for count in given.count:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "growth.db"
            seconds, own = grow(given.store or str(file), count)
            size = file.stat().st_size / 1e6 if file.exists() else 0.0
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ratio = seconds[-1] / seconds[0]
        failed |= ratio > 2
        print(
            f"{count} reports: {sum(seconds):.1f} s, first thousand {seconds[0]:.1f} s, last {seconds[-1]:.1f} s (x{ratio:.2f}; "
            f"of the process's own {own[0]:.1f} s and {own[-1]:.1f} s), "
            f"{memory:.0f} MB memory, {size:.0f} MB store"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
