"""The floor gate: recorded scores a benchmark, split and corpus, and a command that checks them.

    python benchmarks/gate.py check [NAME...]              run the recorded benchmarks; exit 1 where a figure is below its floor
    python benchmarks/gate.py record NAME [--split test]   run a benchmark and raise its floors to today's figures
    python benchmarks/gate.py record NAME --lower REASON   the same, and lower floors too; the reason is kept in the file

A floor belongs to one corpus (the sha256 over its files), one split and one limit: on other data there is nothing to compare, and
the gate says so and fails. Higher is better, but for the names in `LOWER_IS_BETTER`. A figure may fall `TOLERANCE` below its floor
before the gate fails: rounding in another build of onnxruntime moves single documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dateline.evaluate import FOLDERS, find
from dateline.evaluate.result import Evaluation, Options

FLOORS = Path(__file__).with_name("floors.json")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LOWER_IS_BETTER = frozenset({"false_per_negative", "mean_km"})
TOLERANCE = 0.05
"""Absolute, in the figure's own unit (percent points for shares)."""

Entry = dict[str, Any]


def read(path: Path) -> dict[str, Entry]:
    """Return the recorded floors by "name/split", none where there is no file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(path: Path, floors: Mapping[str, Entry]) -> None:
    path.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def failures(entry: Entry, result: Evaluation) -> list[str]:
    """Return what is wrong with a result against its floors, one line each."""
    if entry["corpus"] != result.corpus:
        return [f"another corpus: recorded {entry['corpus'][:16]}, here {result.corpus[:16]}"]
    found = []
    for name, floor in sorted(entry["floors"].items()):
        value = result.headline.get(name)
        if value is None:
            found.append(f"{name}: no longer reported")
        elif worse(name, value, floor, TOLERANCE):
            found.append(f"{name}: {value:.2f}, floor {floor:.2f}")
    return found


def worse(name: str, value: float, floor: float, by: float = 0.0) -> bool:
    """Tell whether `value` is worse than `floor` by more than `by`."""
    return value > floor + by if name in LOWER_IS_BETTER else value < floor - by


def raised(entry: Entry | None, result: Evaluation, limit: int | None, reason: str | None) -> Entry:
    """Return the entry with today's figures where they are better; with a reason, where they are worse too.

    Raises:
        SystemExit: a figure is worse, or the corpus is another, and no reason is given.
    """
    floors = {name: round(value, 2) for name, value in result.headline.items()}
    new: Entry = {"corpus": result.corpus, "limit": limit, "recorded": date.today().isoformat(), "floors": floors}
    if entry is None:
        return new | {"lowered": []}
    down = failures(entry, result)
    if down and not reason:
        raise SystemExit("\n".join([*down, "not recorded: say why with --lower REASON"]))
    if not down:
        old = entry["floors"]
        new["floors"] = {k: old[k] if k in old and worse(k, v, old[k]) else v for k, v in floors.items()}
        return new | {"lowered": entry.get("lowered", [])}
    return new | {"lowered": [*entry.get("lowered", []), {"on": new["recorded"], "why": reason, "what": down}]}


def run(name: str, split: str, limit: int | None, data: Path) -> Evaluation:
    folder = data / FOLDERS.get(name, name)
    if not folder.is_dir():
        raise SystemExit(f"{name}: there is no folder {folder}: nothing was measured")
    return find(name)(Options(folder, limit=limit, split=split))


def check(names: list[str], data: Path, path: Path) -> int:
    """Check the recorded benchmarks (those named, or all); return the exit code."""
    floors = read(path)
    chosen = [key for key in sorted(floors) if not names or key.partition("/")[0] in names]
    if not chosen:
        print("nothing is recorded under these names", file=sys.stderr)
        return 2
    bad = 0
    for key in chosen:
        name, _, split = key.partition("/")
        if not (data / FOLDERS.get(name, name)).is_dir():
            print(f"{key}: skipped, no data folder")
            continue
        wrong = failures(floors[key], run(name, split, floors[key]["limit"], data))
        bad += bool(wrong)
        print(f"{key}: {'below its floor' if wrong else 'holds'}")
        print("".join(f"  {line}\n" for line in wrong), end="")
    return 1 if bad else 0


def record(name: str, split: str, limit: int | None, reason: str | None, data: Path, path: Path) -> int:
    """Run one benchmark and record its figures; return the exit code."""
    floors = read(path)
    key = f"{name}/{split}"
    floors[key] = raised(floors.get(key), run(name, split, limit, data), limit, reason)
    write(path, floors)
    print(f"{key}: " + ", ".join(f"{k} {v:.2f}" for k, v in sorted(floors[key]["floors"].items())))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the data folders")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check")
    checking.add_argument("names", nargs="*")
    recording = commands.add_parser("record")
    recording.add_argument("name")
    recording.add_argument("--split", choices=("dev", "test"), default="dev")
    recording.add_argument("--limit", type=int)
    recording.add_argument("--lower", metavar="REASON")
    options = parser.parse_args()
    if options.command == "check":
        return check(options.names, options.data, options.floors)
    return record(options.name, options.split, options.limit, options.lower, options.data, options.floors)


if __name__ == "__main__":
    sys.exit(main())
