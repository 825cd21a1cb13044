"""Print the headline figures of saved evaluations as a Markdown table.

    dateline evaluate modern --data ../shared/data/modern --json out/modern.json     (and so on, one file a benchmark)
    python benchmarks/figures.py out/*.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    print("| benchmark | figure | value |\n|---|---|---|")
    for name in sys.argv[1:]:
        result = json.loads(Path(name).read_text("utf-8"))
        for figure, value in result["headline"].items():
            print(f"| {result['name']} | {figure.replace('_', ' ')} | {value:.1f} |")


if __name__ == "__main__":
    main()
