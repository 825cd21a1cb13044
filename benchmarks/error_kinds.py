"""Count the kinds of error in files that ``dateline evaluate NAME --errors FILE`` wrote, most frequent first.

    python benchmarks/error_kinds.py modern.jsonl multi.jsonl
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path


def kind(row: dict) -> str:
    if row.get("field"):
        return f"{row['field']}: {row['error']}"
    return "incident missed" if "gold" in row else "incident that is none"


def main() -> None:
    counts: Counter[str] = Counter()
    for name in sys.argv[1:]:
        for line in Path(name).read_text("utf-8").splitlines():
            counts[kind(json.loads(line))] += 1
    print("| kind | n |\n|---|---|")
    for name, n in counts.most_common(20):
        print(f"| {name} | {n} |")


if __name__ == "__main__":
    main()
