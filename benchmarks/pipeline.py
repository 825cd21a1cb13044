"""Documents a second of the whole pipeline on one core (processor time), its start-up and its memory, and where the time goes.

    python benchmarks/pipeline.py FOLDER        every .txt in it is a document (../shared/data/multi, ../shared/data/written)
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from dateline import extract
from dateline.pipeline import STAGES
from dateline.types import Annotated, Document


def main() -> None:
    texts = [file.read_text("utf-8") for file in sorted(Path(sys.argv[1]).glob("*.txt"))]
    spent: Counter[str] = Counter()
    began = time.process_time()
    one(texts[0], Counter())
    first = time.process_time() - began
    began = time.process_time()
    for text in texts:
        one(text, spent)
    total = time.process_time() - began
    size = sum(map(len, texts)) / len(texts)
    print(f"first document {first:.2f} s; {len(texts) / total:.1f} documents/s, {size:.0f} code points each")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    for name, seconds in spent.most_common():
        print(f"{name:32} {1000 * seconds / len(texts):7.2f} ms  {100 * seconds / total:5.1f} %")


def one(text: str, spent: Counter[str]) -> None:
    annotated = Annotated(Document("benchmark", text))
    for stage in STAGES:
        began = time.process_time()
        annotated = stage(annotated)
        spent[f"{stage.__module__.removeprefix('dateline.')}"] += time.process_time() - began
    began = time.process_time()
    extract.report(annotated)
    spent["extract"] += time.process_time() - began


if __name__ == "__main__":
    main()
