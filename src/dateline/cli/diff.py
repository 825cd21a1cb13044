"""``dateline diff``: what was said of an incident, and judged, since a day."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.cli.incidents import printable, rule_named
from dateline.cli.show import name_outlets
from dateline.errors import SettingsError, StoreError
from dateline.store import open_store
from dateline.store.changes import since, words
from dateline.store.documents import outlets
from dateline.store.search import incident

Json = dict[str, Any]


def command(any_id: str, *, day: str, store: str, rule: str, json: bool) -> int:
    """Write what changed; return the exit code.

    Raises:
        SettingsError: the day is no date.
        StoreError: there is no such store, or no such incident in it.
    """
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise SettingsError(f"--since: {day!r} is no date (YYYY-MM-DD)") from error
    opened = open_store(store, create=False)
    try:
        with opened.reading() as connection:
            found = incident(connection, any_id, rule_named(rule))
        if found is None:
            raise StoreError(f"no incident {any_id}")
        changed = since(opened, found, day)
        with opened.reading() as connection:
            named = outlets(connection, found["documents"])
            name_outlets(changed, named)
            name_outlets(changed["undated"], named)
    finally:
        opened.close()
    if json:
        sys.stdout.write(jsonlib.dumps(changed, ensure_ascii=True) + "\n")
    else:
        sys.stdout.write("\n".join(map(printable, lines(changed))) + "\n")
    return 0


def lines(changed: Json) -> Iterator[str]:
    """Yield the lines of the page."""
    count = len(changed["documents"])
    yield f"{changed['id']}  since {changed['since']}: {count} new document{'' if count == 1 else 's'}"
    yield from _said(changed)
    for one in changed["judgements"]:
        yield f"    {one['made'][:10]}  judged {one['kind']} by {one['who'] or 'unknown'}: {one['reason']}"
    later = len(changed["undated"]["documents"])
    if later:
        yield f"{later} undated document{'' if later == 1 else 's'} taken in since, of an unknown day:"
        yield from _said(changed["undated"])


def _said(changed: Json) -> Iterator[str]:
    for point in changed["toll"]:
        if point["settled"]:
            arrow = f" ({point['revision']})" if point["revision"] else ""
            outlet = point["publisher"] or point["document_id"]
            figure = f"{point['property']} {words(point['value'])}{arrow}"
            yield f"    {point['day'] or 'undated   '}  {figure}  “{point['quote']}”  {outlet}"
    for said in changed["statements"]:
        if said["property"] not in ("killed", "injured") and not _is_unknown_day(said):
            outlet = said["publisher"] or said["document"]
            yield f"    {said['published'] or 'undated   '}  {said['property']} {words(said['value'])}  “{said['quote']}”  {outlet}"


def _is_unknown_day(said: Json) -> bool:
    """Words of a day that could not be reckoned say nothing new."""
    return said["property"] == "date" and isinstance(said["value"], dict) and said["value"].get("value") is None
