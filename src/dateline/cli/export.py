"""``dateline export``: the record in the formats of others."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.cli.incidents import rule_named
from dateline.errors import SettingsError
from dateline.publish.coarse import coarse as moved
from dateline.publish.export import BINARY, FORMATS, OWN_RULE, export, gap
from dateline.store import open_store
from dateline.store.exported import records
from dateline.store.search import Filter

Json = dict[str, Any]


def command(
    wanted: Filter, *, format: str, out: Path | None, store: str, rule: str | None, coarse: float | None = None
) -> int:  # fmt: skip
    """Write the incidents that `wanted` describes; return the exit code.

    Raises:
        SettingsError: no such format or rule, a binary format to a terminal, or no usable number of kilometres.
        StoreError: there is no such store.
        MissingProgram: the format's library is not installed.
    """
    if format not in FORMATS:
        raise SettingsError(f"--format: no format {format!r}; there are: {', '.join(FORMATS)}")
    if out is None and format in BINARY and sys.stdout.isatty():
        raise SettingsError(f"{format} does not go to a terminal: --out FILE")
    chosen = rule_named(rule) if rule else OWN_RULE.get(format, rule_named(default_rule()))
    counts, gaps = Counter[str](), Counter[str]()
    opened = open_store(store, create=False)
    try:
        with opened.reading() as connection:
            found = records(connection, wanted, chosen)
            found = _counting(found, format, counts, gaps)
            data = export(moved(found, coarse) if coarse is not None else found, format)
    finally:
        opened.close()
    if out is not None:
        out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    _say(format, counts["read"], gaps)
    return 0


def _counting(records: Iterator[Json], format: str, counts: Counter[str], gaps: Counter[str]) -> Iterator[Json]:
    """Pass records on and count those that the format has no row for, by the reason."""
    missing = gap(format)
    for record in records:
        counts["read"] += 1
        why = missing(record) if missing else None
        if why is not None:
            gaps[why] += 1
        yield record


def _say(format: str, read: int, gaps: Counter[str]) -> None:
    """Tell what a crosswalk leaves out and why: a short table must not be taken for the record."""
    left = sum(gaps.values())
    if not left:
        return
    reasons = ", ".join(f"{count} {why}" for why, count in gaps.most_common())
    hint = (
        "; `dateline add --published DAY` dates articles that carry none, also when they are stored already"
        if gaps["no date"]
        else ""
    )
    sys.stderr.write(f"dateline: {format} has no row for {left} of {read} incidents: {reasons}{hint}\n")


def default_rule() -> str:
    """Return the rule of the settings."""
    from dateline.config import settings

    return settings().rule
