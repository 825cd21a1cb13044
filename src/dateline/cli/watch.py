"""``dateline watch``: rules, targets, and what is new, revised or withdrawn as JSON lines, Atom, CAP 1.2, webhooks and mail.

What is told is written into the store's outbox first and sent then: a run that is killed is finished by the next one, and what a
target may get twice has the same id.
"""

from __future__ import annotations

import json as jsonlib
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

from dateline.cli.incidents import rule_named
from dateline.cli.naming import check_actor, country_code, incident_type
from dateline.cli.watch_targets import Hook, Target, keep, load
from dateline.errors import MissingProgram, SettingsError
from dateline.publish.alerts import Notice, Watch
from dateline.publish.cap import Status, message
from dateline.publish.feeds import MISSING
from dateline.publish.webhook import new_secret
from dateline.store import Store, open_store
from dateline.store import alerts as kept
from dateline.store.outbox import drop, latest, waiting
from dateline.types import Rule

Json = dict[str, Any]
LOOKED_BACK = 1_000
"""Alerts whose CAP file is written where it is missing: those of a run that was cut off."""
SHORTEST_PAUSE = 1.0


def adding(watch: Watch, *, store: str, rule: str, past: bool, targets: Path, as_written: bool = False) -> int:
    """Put a rule in force; return the exit code. What the record holds already is told only with ``past``.

    A country may be given by name. With ``as_written`` the group need not be known to codebook or record.

    Raises:
        SettingsError: a condition is half said or means nothing, or a target is in no file.
        StoreError: there is a rule of that name.
    """
    if not watch.name or len(watch.name) > 200:
        raise SettingsError("--name: a rule needs a name of at most 200 characters")
    if len({watch.lat is None, watch.lon is None, watch.radius_km is None}) != 1:
        raise SettingsError("a place needs all of --lat, --lon and --radius")
    if watch.lat is not None and watch.lon is not None and not (-90 <= watch.lat <= 90 and -180 <= watch.lon <= 180):
        raise SettingsError("--lat is -90 to 90, --lon -180 to 180")
    missing = sorted(set(watch.targets) - load(targets).keys())
    if missing:
        raise SettingsError(f"--to: no target {missing[0]!r} in {targets}; `dateline watch target` writes one")
    chosen = rule_named(rule)
    watch = replace(watch, country=country_code(watch.country), type=incident_type(watch.type))
    opened = open_store(store)
    try:
        if not as_written:
            check_actor(watch.actor, opened)
        kept.write_rule(opened, watch.name, watch)
        if not past:
            kept.tell(opened, chosen, "", watch.name, first=True)
    finally:
        opened.close()
    return 0


def removing(name: str, *, store: str) -> int:
    """Take a rule back; return the exit code. What waits for a target is still sent."""
    opened = open_store(store, create=False)
    try:
        kept.write_rule(opened, name, None)
    finally:
        opened.close()
    return 0


def listing(*, store: str) -> int:
    """Write the rules as JSON lines; return the exit code."""
    opened = open_store(store, create=False)
    try:
        with opened.reading() as connection:
            found = kept.rules(connection)
    finally:
        opened.close()
    for watch in found.values():
        shown = {name: value for name, value in asdict(watch).items() if value not in (None, False, ())}
        sys.stdout.write(jsonlib.dumps(shown) + "\n")
    return 0


def targeting(name: str, target: Target | str, *, file: Path) -> int:
    """Write a target into the file, for an address of a webhook with a fresh secret, which is printed; return the exit code.

    Raises:
        SettingsError: the target or the file is unusable.
    """
    made = Hook(target, (new_secret(),)) if isinstance(target, str) else target
    keep(file, name, made)
    if isinstance(made, Hook):
        sys.stderr.write("dateline: the receiver checks signatures with this secret (Standard Webhooks, v1):\n")
        sys.stdout.write(made.secrets[0] + "\n")
    return 0


def outbox(*, store: str, dropped: str | None, target: str | None) -> int:
    """Write what waits as JSON lines, or give one alert up for a target; return the exit code.

    Raises:
        SettingsError: an alert is to be dropped and no target is named.
        StoreError: that alert does not wait.
    """
    opened = open_store(store, create=False)
    try:
        if dropped is not None:
            if target is None:
                raise SettingsError("--drop needs --target")
            drop(opened, dropped, target)
            return 0
        with opened.reading() as connection:
            found = waiting(connection, target)
    finally:
        opened.close()
    for one in found:
        line = {"target": one.target, "id": one.alert.id, "headline": one.alert.record["headline"], "tries": one.tries}
        sys.stdout.write(jsonlib.dumps({**line, "due": one.due, "problem": one.problem}) + "\n")
    return 0


def running(
    *, store: str, rule: str, atom: Path | None, cap: Path | None, sender: str, status: str, targets: Path, every: float | None
) -> int:
    """Tell what changed and send what waits, once or every so many seconds; return the exit code (1: a target is behind).

    Raises:
        SettingsError: no such rule or status, or the targets file is unusable.
        StoreError: there is no such store.
        MissingProgram: a format's library is not installed.
    """
    if status not in get_args(Status):
        raise SettingsError(f"--status: no status {status!r}; there are: {', '.join(get_args(Status))}")
    if atom is not None and find_spec("feedgen") is None:
        raise MissingProgram(MISSING)  # before anything is told: what was told is not told again
    chosen, known = rule_named(rule), load(targets)
    opened = open_store(store, create=False)
    try:
        while True:
            behind = _round(opened, chosen, sender, known, atom, cap, status)
            if every is None:
                return 1 if behind else 0
            time.sleep(max(every, SHORTEST_PAUSE))
    except KeyboardInterrupt:
        return 0
    finally:
        opened.close()


def _round(
    store: Store, rule: Rule, sender: str, targets: dict[str, Target], atom: Path | None, cap: Path | None, status: str
) -> bool:  # fmt: skip
    told = kept.tell(store, rule, sender)
    for notice in told:
        line = {"id": notice.id, **{name: notice.record[name] for name in ("watch", "subject", "change", "headline")}}
        sys.stdout.write(jsonlib.dumps(line) + "\n")
    sys.stdout.flush()
    if atom is not None or cap is not None:
        with store.reading() as connection:
            found = latest(connection, LOOKED_BACK)
        _write(found, atom, cap, status)
    if not targets:
        return False
    from dateline.cli.watch_send import send
    from dateline.fetch.door import door_from_settings

    sent = send(store, targets, door_from_settings())
    if not sent.ours:
        sys.stderr.write("dateline: another process is sending; it takes these too\n")
    for name in sent.behind:
        sys.stderr.write(f"dateline: {name} is behind: see `dateline watch outbox`\n")
    return bool(sent.behind)


def _write(found: Sequence[Notice], atom: Path | None, cap: Path | None, status: str) -> None:
    """The feed of the newest alerts, and a CAP file for each that has none yet."""
    if atom is not None:
        from dateline.publish.alert_feed import SHOWN, feed

        _replace(atom, feed(found[:SHOWN]))
    if cap is not None:
        cap.mkdir(parents=True, exist_ok=True)
        for notice in found:
            file = cap / f"{notice.id}.xml"
            if not file.exists():
                _replace(file, message(notice, status=status))  # type: ignore[arg-type]


def _replace(file: Path, data: bytes) -> None:
    """Write whole or not at all."""
    part = file.with_name(file.name + ".part")
    part.write_bytes(data)
    part.replace(file)
