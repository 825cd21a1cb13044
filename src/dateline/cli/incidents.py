"""``dateline incidents``: the incidents of the record, as a table or as JSON lines."""

from __future__ import annotations

import json as jsonlib
import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from dateline.cli.naming import country_code, incident_type
from dateline.errors import SettingsError
from dateline.store import open_store
from dateline.store.changes import words
from dateline.store.search import RELATIONS, Filter, find
from dateline.types import Rule

COLUMNS = (("id", 21), ("date", 12), ("place", 34), ("type", 16), ("killed", 24), ("injured", 24), ("perpetrator", 34))
WIDTHS = tuple(width for _, width in COLUMNS)
FITTED = 200
"""Incidents of which the columns take their widths: the record may be long, and is not held whole."""
CUT = frozenset(("place", "perpetrator"))
"""Columns that are cut to their width. A figure or a day is never cut: half of one is another one."""
_TAIL = re.compile(r"(?:, [A-Z]{2}| \([a-z]+\))$")
"""The country of a place and the ground of a perpetrator: what a cut cell keeps."""


def rule_named(rule: str) -> Rule:
    """Return the rule called `rule`.

    Raises:
        SettingsError: there is none of that name.
    """
    match rule:
        case "gtd" | "acled" | "ucdp":
            return rule
        case _:
            raise SettingsError(f"no rule {rule!r}; there are: gtd, acled, ucdp")


def wanted(
    *, since: str | None, until: str | None, killed: str | None, country: str | None = None, type: str | None = None,
    actor: str | None = None, status: str | None = None, **rest: Any,
) -> Filter:  # fmt: skip
    """Return the filter that the options describe. A country may be given by name; an actor is one held responsible.

    Raises:
        SettingsError: a day is no date, the toll is neither a number nor a range, or there is no such country, type or ground.
    """
    low, high = _toll(killed)
    if status is not None and status not in RELATIONS:
        raise SettingsError(f"--status: no ground {status!r}; there are: {', '.join(RELATIONS)}")
    return Filter(
        since=_day("--since", since), until=_day("--until", until), killed_from=low, killed_to=high,
        country=country_code(country), type=incident_type(type), actor=actor, status=status or ("held" if actor else None), **rest,
    )  # fmt: skip


def _day(option: str, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise SettingsError(f"{option}: {given!r} is no date (YYYY-MM-DD)") from error


def _toll(given: str | None) -> tuple[int | None, int | None]:
    if given is None:
        return None, None
    first, dash, last = given.partition("-")
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise SettingsError(f"--killed: {given!r} is neither a number (10) nor a range (10-, 10-50)")
    return int(first), int(last) if last else None if dash else int(first)


def command(wanted: Filter, *, store: str, rule: str, json: bool) -> int:
    """Write the incidents that `wanted` describes; return the exit code.

    Raises:
        StoreError: there is no such store.
    """
    chosen = rule_named(rule)
    opened = open_store(store, create=False)
    shown, first, widths = 0, list[dict[str, Any]](), WIDTHS
    try:
        with opened.reading() as connection:
            for incident in find(connection, wanted, chosen):
                if json:
                    sys.stdout.write(jsonlib.dumps(incident, ensure_ascii=True) + "\n")
                    continue
                shown += 1
                first.append(incident)
                if shown == FITTED:
                    widths = _table(first)
                elif shown > FITTED:
                    sys.stdout.write(printable(row(first.pop(), widths)) + "\n")
            if not json and 0 < shown < FITTED:
                _table(first)
    finally:
        opened.close()
    if not json:
        sys.stderr.write(f"dateline: {shown} incident{'' if shown == 1 else 's'}\n")
    return 0


def _table(first: list[dict[str, Any]]) -> tuple[int, ...]:
    """Write the head and the first incidents; return the widths of their columns."""
    held = [[len(cell) for cell in _cells(incident)] for incident in first]
    widths = tuple(
        max(len(name), min(most, max(column)) if name in CUT else max(column))
        for (name, most), column in zip(COLUMNS, zip(*held, strict=True), strict=True)
    )
    sys.stdout.write("  ".join(name.ljust(width) for (name, _), width in zip(COLUMNS, widths, strict=True)).rstrip() + "\n")
    sys.stdout.writelines(printable(row(incident, widths)) + "\n" for incident in first)
    first.clear()
    return widths


def _cells(incident: dict[str, Any]) -> list[str]:
    return [incident["id"], *(words(incident[name]) for name, _ in COLUMNS[1:])]


def row(incident: dict[str, Any], widths: Sequence[int] = WIDTHS) -> str:
    """Return one incident as a line of the table; ``!`` marks one whose reports stand against each other."""
    cells = zip(_cells(incident), COLUMNS, widths, strict=True)
    line = "  ".join(_cut(cell, width) if name in CUT else cell.ljust(width) for cell, (name, _), width in cells)
    marks = f"  ! {', '.join(c['property'] for c in incident['conflicts'])}" if incident["conflicts"] else ""
    return (line + marks).rstrip()


def printable(line: str) -> str:
    """Return a line without what could steer a terminal: the articles' words are shown, not obeyed."""
    return "".join(char if char.isprintable() else " " for char in line)


def _cut(cell: str, width: int) -> str:
    """Cut between two words, where there is room for one; country and ground stay."""
    if len(cell) <= width:
        return cell.ljust(width)
    found = _TAIL.search(cell)
    tail = found[0] if found else ""
    room = width - len(tail) - 1
    head = cell[:room]
    whole = head if cell[room : room + 1] == " " else head.rpartition(" ")[0]
    return ((whole.rstrip(" ,") or head) + "…" + tail).ljust(width)
