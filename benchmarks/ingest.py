"""How fast pages are read, on one core: pages and megabytes a second, by stage, beside the extraction library alone.

    python benchmarks/ingest.py [--data ../shared/data/html] [--seconds 10]

The pages are those of the development data, in turn. Without them the example is read over and over.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from dateline.ingest.document import Origin
from dateline.ingest.html import parse

EXAMPLE = Path(__file__).parent.parent / "examples" / "explainer.html"


def pages(folder: Path) -> list[bytes]:
    found = [gzip.decompress(file.read_bytes()) for file in sorted(folder.glob("*.html.gz"))]
    return found or [EXAMPLE.read_bytes()]


def rate(read: Callable[[bytes], object], sources: list[bytes], seconds: float) -> tuple[float, float]:
    """Return pages and megabytes a second."""
    for source in sources:
        read(source)
    count = size = 0
    begun = time.process_time()
    while (spent := time.process_time() - begun) < seconds:
        source = sources[count % len(sources)]
        read(source)
        count, size = count + 1, size + len(source)
    return count / spent, size / spent / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/html"))
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    sources = pages(options.data)
    print(f"{len(sources)} pages, {sum(map(len, sources)) / len(sources) / 1000:.0f} kB on average; seconds of processor time")
    readers: dict[str, Callable[[bytes], object]] = {
        "dateline: text, title, publisher, date": lambda source: parse(source, Origin("page.html")),
        "trafilatura: text": trafilatura.bare_extraction,
        "trafilatura: text and metadata": lambda source: trafilatura.bare_extraction(
            source, include_comments=False, with_metadata=True
        ),
    }
    for name, read in readers.items():
        count, size = rate(read, sources, options.seconds)
        print(f"{name:<42}{count:8.1f} pages/s{size:8.1f} MB/s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
