"""Share of the sides in UCDP GED records that the actor table knows: ``python benchmarks/actors_in_ucdp.py DATA/ucdp_ged``.

"Civilians" and UCDP's crowds ("Supporters of X") are no groups and stand apart; a side that lists several groups counts when all
of them are known. The table was edited with these names in view, so the share says what is missing, not how unseen names fare.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from dateline.codebook.actors import find, is_partisans


def sort_of(name: str) -> str:
    """Return the row that a side belongs to: government, crowd, civilians, known or missing."""
    if name == "Civilians":
        return "civilians"
    if is_partisans(name):
        return "crowd"
    parts = [name] if find(name) else name.split(", ")
    known = all(find(part.strip()) is not None for part in parts)
    if name.startswith("Government of "):
        return "government known" if known else "government missing"
    return "group known" if known else "group missing"


def main(folder: Path) -> None:
    """Print the counts, the share, and what is missing most often."""
    sides: Counter[str] = Counter()
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            sides.update(name for name in (record["side_a_name"], record["side_b_name"]) if name)
    rows: Counter[str] = Counter()
    for name, times in sides.items():
        rows[sort_of(name)] += times
    for row, times in rows.most_common():
        print(f"{times:7d}  {row}")
    groups = rows["group known"] + rows["group missing"]
    print(f"share of non-government sides known: {100 * rows['group known'] / max(groups, 1):.1f}% of {groups}")
    missing = [(times, name) for name, times in sides.most_common() if sort_of(name) == "group missing"]
    print("missing most often:", ", ".join(f"{name} ({times})" for times, name in missing[:25]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
