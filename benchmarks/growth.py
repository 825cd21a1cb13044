"""Time and memory of adding reports: what the last thousand costs against the first.

    python benchmarks/growth.py [--count 1000 10000 100000] [--store URL]

Reports come from `made_reports`, already extracted: what is measured is keeping, finding copies, linking and choosing. Prints one line a
size and exits with 1 where the last thousand of any size costs more than twice the first.

On shared cores the clock tells of the others, and even a process's own seconds swell with what its neighbours do. Beside each batch a
yardstick is therefore laid, a work that is always the same (making the first reports up): how many of them a thousand took decides,
the seconds stand beside it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from made_reports import reports

from dateline.store import open_store
from dateline.store.add import add

AT_ONCE = 50
STEP = 1000
MADE = 200
"""Reports of the yardstick: some 20 milliseconds."""


class Thousand(NamedTuple):
    """Seconds that one thousand took: by the clock, of the process's own, and of its own for the yardsticks beside it."""

    clock: float
    own: float
    yardsticks: float

    @property
    def cost(self) -> float:
        """The process's own seconds, counted in yardsticks."""
        return self.own / (self.yardsticks / (STEP / AT_ONCE))


def yardstick() -> float:
    """Return the process's own seconds for making the first `MADE` reports up."""
    start = time.process_time()
    for _ in reports(MADE):
        pass
    return time.process_time() - start


def grow(url: str, count: int) -> list[Thousand]:
    """Add `count` reports and return what each thousand took."""
    store = open_store(url)
    found, thousands = reports(count), []
    yardstick()
    for _ in range(0, count, STEP):
        clock = own = laid = 0.0
        for _ in range(0, STEP, AT_ONCE):
            batch = list(islice(found, AT_ONCE))
            start, busy = time.perf_counter(), time.process_time()
            add(store, batch, "made")
            clock, own = clock + time.perf_counter() - start, own + time.process_time() - busy
            laid += yardstick()
        thousands.append(Thousand(clock, own, laid))
        if len(thousands) % 5 == 0 or len(thousands) < 3:
            told = f"clock {clock:.1f} s, own {own:.1f} s, {thousands[-1].cost:.0f} yardsticks"
            print(f"  {len(thousands) * STEP} reports: the last thousand {told}", file=sys.stderr, flush=True)
    store.close()
    return thousands


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--store", help="an empty store; default a SQLite file that is removed afterwards")
    given = parser.parse_args()
    failed = False
    for count in given.count:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "growth.db"
            thousands = grow(given.store or str(file), count)
            size = file.stat().st_size / 1e6 if file.exists() else 0.0
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        first, last = thousands[0], thousands[-1]
        ratio = last.cost / first.cost
        failed |= ratio > 2
        print(
            f"{count} reports: {sum(one.clock for one in thousands):.1f} s by the clock, {sum(one.own for one in thousands):.1f} s own; "
            f"first thousand {first.clock:.1f} s, own {first.own:.1f} s; last {last.clock:.1f} s, own {last.own:.1f} s; "
            f"held against the same work beside each x{ratio:.2f}; {memory:.0f} MB memory, {size:.0f} MB store"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
