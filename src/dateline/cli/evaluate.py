"""``dateline evaluate``: run a benchmark, print its table with published figures beside ours, write it as JSON."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from dateline.errors import SettingsError
from dateline.evaluate import find, folder_of
from dateline.evaluate.result import Evaluation, Options, Row

DATA = Path("../shared/data")
"""Where the data folders are looked for when ``--data`` is not given: beside the repository."""
NOTHING = sha256().hexdigest()
"""The corpus hash of no file at all."""
SPLITS = ("dev", "test")


def command(
    name: str, *, data: Path | None, limit: int | None, split: str, json: Path | None, errors: Path | None
) -> int:  # fmt: skip
    """Run benchmark `name` and show it; return the exit code.

    Raises:
        SettingsError: no such benchmark, split or data folder, or a folder without the benchmark's files.
    """
    benchmark = find(name)
    if split not in SPLITS:
        raise SettingsError(f"--split: {split!r} is neither dev nor test")
    folder = folder_of(name, data or DATA)
    try:
        result = benchmark(Options(folder, limit=limit, split=split))
    except FileNotFoundError as error:
        raise SettingsError(f"--data: {name} needs the file {error.filename}, which is not there") from error
    if result.corpus == NOTHING:
        raise SettingsError(f"--data: no file of {name} in {folder}: nothing was measured")
    show(result, split)
    if json is not None:
        json.write_text(json_module.dumps(as_json(result, split, limit), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if errors is not None:
        lines = (json_module.dumps(error, ensure_ascii=False) for error in result.errors)
        errors.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


def as_json(result: Evaluation, split: str, limit: int | None) -> dict[str, object]:
    """Return the result as JSON: rows and headline unrounded, with split, limit and the corpus hash; errors stand apart."""
    rows = [asdict(row) for row in result.rows]
    return {
        "name": result.name, "split": split, "limit": limit, "corpus": result.corpus, "headline": dict(result.headline),
        "rows": rows, "notes": list(result.notes),
    }  # fmt: skip


def show(result: Evaluation, split: str) -> None:
    """Print the table: with lines and colour where standard output is a terminal, plain and aligned in a pipe."""
    columns = list(dict.fromkeys(column for row in result.rows for column in row.figures))
    published = any(row.published for row in result.rows)
    header = ["", *columns, *(["published"] if published else [])]
    body = [[row.name, *(cell(row, column) for column in columns), *([row.published] if published else [])] for row in result.rows]
    if sys.stdout.isatty():
        _rich(f"{result.name} ({split})", header, body)
    else:
        sys.stdout.write(plain(f"{result.name} ({split})", header, body))
    for note in result.notes:
        sys.stdout.write(f"{note}\n")
    sys.stdout.write(f"corpus {result.corpus[:16]}\n")


def cell(row: Row, column: str) -> str:
    """Return one figure as text: counts whole, shares with one decimal, rates with two, absent ones empty."""
    value = row.figures.get(column)
    if value is None:
        return ""
    return f"{value:.0f}" if column in ("n", "documents") else f"{value:.2f}" if column in ("rate", "km") else f"{value:.1f}"


def plain(title: str, header: list[str], body: Iterable[list[str]]) -> str:
    """Return the table as aligned text, numbers to the right, without trailing spaces."""
    rows = [header, *body]
    widths = [max(len(row[i]) for row in rows) for i in range(len(header))]
    last = len(header) - 1 if header[-1] == "published" else None
    lines = [
        "  ".join(c.ljust(w) if i in (0, last) else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    return "\n".join([title, *(line.rstrip() for line in lines)]) + "\n"


def _rich(title: str, header: list[str], body: list[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title)
    for number, name in enumerate(header):
        table.add_column(name, justify="left" if number == 0 or name == "published" else "right", overflow="fold")
    for row in body:
        table.add_row(*row)
    Console(markup=False).print(table)
