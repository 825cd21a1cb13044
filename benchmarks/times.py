"""Milliseconds that time expressions take for an article, over a folder of texts: ``python benchmarks/times.py FOLDER``."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.resolve.dates import dates
from dateline.types import Annotated, Document


def main(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    start = time.process_time()
    times(Annotated(Document("warm", "On Friday, 14 May 2019.")))
    print(f"first call {1000 * (time.process_time() - start):.0f} ms (grammar compiled)")
    ready = [sentences(Annotated(Document(str(at), text, published=date(2024, 5, 1)))) for at, text in enumerate(texts)]
    for name in ("cold cache", "warm cache"):
        start = time.process_time()
        found = [times(document) for document in ready]
        between = time.process_time()
        for document in found:
            dates(document)
        end = time.process_time()
        characters = sum(len(text) for text in texts)
        per = 3_000_000 / characters
        print(f"{name}: times {per * (between - start):.2f} ms, dates {per * (end - between):.2f} ms for 3,000 characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
