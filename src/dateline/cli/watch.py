"""``dateline watch add|list|run``: rules in a file of JSON, and what is new, revised or withdrawn as Atom and CAP 1.2.

Webhooks and mail wait for the guarded door of ingest: this command writes files and reaches no host.
"""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from dateline.cli.export import records
from dateline.cli.incidents import rule_named
from dateline.errors import SettingsError
from dateline.publish.abstract import headline
from dateline.publish.alerts import Event, Told, Watch, changes, key_of
from dateline.publish.cap import Status, message, reference, sent_at
from dateline.publish.export import export
from dateline.store import open_store
from dateline.store.search import Filter

Json = dict[str, Any]


def adding(file: Path, watch: Watch) -> int:
    """Add a rule to the file; return the exit code.

    Raises:
        SettingsError: there is a rule of that name, a condition is half said, or the file is no rules file.
    """
    if not watch.name or "/" in watch.name:
        raise SettingsError("--name: a rule needs a name without a slash")
    if len({watch.lat is None, watch.lon is None, watch.radius_km is None}) != 1:
        raise SettingsError("a place needs all of --lat, --lon and --radius")
    state = _load(file)
    if any(each["name"] == watch.name for each in state["watches"]):
        raise SettingsError(f"--name: there is a rule {watch.name!r} in {file}")
    state["watches"].append({name: value for name, value in asdict(watch).items() if value is not None})
    _save(file, state)
    return 0


def listing(file: Path) -> int:
    """Write the rules as JSON lines; return the exit code."""
    for each in _load(file)["watches"]:
        sys.stdout.write(jsonlib.dumps(each) + "\n")
    return 0


def running(
    file: Path, *, store: str, rule: str, atom: Path | None, cap: Path | None, sender: str, status: str, now: datetime | None = None
) -> int:
    """Tell what changed since the last run, as JSON lines and into the files asked for; return the exit code.

    What was told is written down last: a run that is cut off is told again by the next one, with the same ids.

    Raises:
        SettingsError: no such status or rule, or the file is no rules file.
        StoreError: there is no such store.
    """
    if status not in get_args(Status):
        raise SettingsError(f"--status: no status {status!r}; there are: {', '.join(get_args(Status))}")
    chosen, state = rule_named(rule), _load(file)
    sent = sent_at(now or datetime.now(UTC))
    told = {key: Told(**{**one, "references": tuple(one["references"])}) for key, one in state["told"].items()}
    opened = open_store(store, create=False)
    try:
        with opened.reading() as connection:
            found = list(
                changes([Watch(**each) for each in state["watches"]], records(connection, Filter(main=True), chosen), told)
            )
    finally:
        opened.close()
    for event in found:
        sys.stdout.write(
            jsonlib.dumps({"id": event.id, "watch": event.watch, "incident": event.incident, "change": event.change}) + "\n"
        )
        if cap is not None:
            cap.mkdir(parents=True, exist_ok=True)
            (cap / f"{event.id}.xml").write_bytes(message(event, sender=sender, sent=sent, status=status))  # type: ignore[arg-type]
    if atom is not None and (found or not atom.exists()):
        _replace(atom, export(_shown(found), "atom"))
    _save(file, {**state, "told": {**state["told"], **dict(_remembered(event, sender, sent) for event in found)}})
    return 0


def _shown(found: Iterable[Event]) -> list[Json]:
    return list({event.incident: dict(event.record) for event in found if event.record is not None}.values())


def _remembered(event: Event, sender: str, sent: str) -> tuple[str, Json]:
    """What is kept of an event: its digest and every reference, the first message first."""
    before = event.before
    references = [*(before.references if before else ()), reference(sender, event.id, sent)]
    title = headline(event.record) if event.record else before.headline if before else event.incident
    kept = Told(event.digest, event.id, sent, title, tuple(references))
    return key_of(event.watch, event.incident), {**asdict(kept), "references": references}


def _load(file: Path) -> Json:
    if not file.exists():
        return {"watches": [], "told": {}}
    try:
        state = jsonlib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise SettingsError(f"{file}: not a file of watch rules ({error})") from error
    if not isinstance(state, dict) or not {"watches", "told"} <= state.keys():
        raise SettingsError(f"{file}: not a file of watch rules")
    return state


def _save(file: Path, state: Json) -> None:
    _replace(file, (jsonlib.dumps(state, indent=1) + "\n").encode())


def _replace(file: Path, data: bytes) -> None:
    """Write whole or not at all."""
    part = file.with_name(file.name + ".part")
    part.write_bytes(data)
    part.replace(file)
