"""``dateline judge``: same, not-same, accept, reject, correct, undo, history. Nothing is overwritten."""

from __future__ import annotations

import getpass
import json as jsonlib
import sys

from dateline.errors import SettingsError
from dateline.ingest import moment
from dateline.reconcile.account import account_id
from dateline.store import Store, open_store
from dateline.store.dating import redate
from dateline.store.given import value
from dateline.store.judge import judge, members_of
from dateline.store.judgements import history
from dateline.types import Judgement

KINDS = ("same", "not-same", "accept", "reject", "correct", "undo", "history")
PROPERTIES = ("type", "date", "place", "killed", "injured", "perpetrator")


def command(kind: str, subjects: list[str], *, store: str, reason: str, who: str | None, json: bool) -> int:
    """Record a judgement, or show the history of an incident; return the exit code.

    Raises:
        SettingsError: the kind or the subjects make no judgement, or the reason is missing.
        StoreError: the store holds no such thing, or an analyst judged the contrary.
    """
    if kind not in KINDS:
        raise SettingsError(f"no judgement {kind!r}; there are: {', '.join(KINDS)}")
    opened = open_store(store, create=False)
    try:
        if kind == "history":
            return _history(opened, subjects, json=json)
        if not reason.strip():
            raise SettingsError("a judgement needs its reason: --reason")
        if kind == "correct" and len(subjects) == 2 and subjects[1].startswith("published="):
            return _dating(opened, (subjects[0], subjects[1]), reason, who or user(), json=json)
        made = judge(opened, _judgement(opened, kind, subjects, reason, who or user()))
    finally:
        opened.close()
    _say(made, json=json)
    return 0


def _say(made: Judgement, *, json: bool) -> None:
    sys.stdout.write((jsonlib.dumps({"id": made.id, "kind": made.kind, "made": made.made}) if json else made.id) + "\n")


def _dating(store: Store, subjects: tuple[str, str], reason: str, who: str, *, json: bool) -> int:
    """``correct DOCUMENT published=2024-03-05``: the document is read anew by that day; ``published=none`` takes the day back."""
    from dateline import __version__
    from dateline.extract.contract import record
    from dateline.pipeline import run

    document, given = subjects[0], subjects[1].removeprefix("published=")
    day = moment.given(None if given == "none" else given)
    read = (__version__, lambda one: record(run(one)))
    made = redate(store, {document: day}, reason=reason, who=who, read=read)
    if not made:
        sys.stderr.write(f"dateline: {document} has that publication day already\n")
    for one in made.values():
        _say(one, json=json)
    return 0


def user() -> str:
    """Return who is at the keyboard, empty where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _judgement(store: Store, kind: str, subjects: list[str], reason: str, who: str) -> Judgement:
    match kind:
        case "same" | "not-same":
            left, right = _sides(store, kind, subjects)
            return Judgement("", "same" if kind == "same" else "not_same", left, right, reason=reason, who=who)
        case "accept":
            return Judgement("", "accept", tuple(subjects), reason=reason, who=who)
        case "reject":
            return Judgement("", "reject", tuple(subjects), reason=reason, who=who)
        case "undo":
            return Judgement("", "undo", (), supersedes=tuple(sorted(subjects)), reason=reason, who=who)
        case _:
            return _correction(store, subjects, reason, who)


def _sides(store: Store, kind: str, subjects: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(subjects) < 2 or (kind == "not-same" and len(subjects) > 2):
        raise SettingsError(f"{kind} needs two ids of incidents or accounts")
    with store.reading() as connection:
        first, *others = [members_of(connection, one) for one in subjects]
    return first, tuple(sorted({account for side in others for account in side}))


def _correction(store: Store, subjects: list[str], reason: str, who: str) -> Judgement:
    """``correct ID killed=84`` speaks of what the incident shows, ``correct STATEMENT 84`` of one statement."""
    if len(subjects) != 2:
        raise SettingsError("correct needs an id and a value: ID killed=84, or STATEMENT 84")
    subject, given = subjects
    if subject.startswith("s"):
        name = _property_of(store, subject)
        return Judgement("", "correct", (subject,), value=value(name, given), reason=reason, who=who)
    name, equals, said = given.partition("=")
    if not equals or name not in PROPERTIES:
        raise SettingsError(f"correct needs PROPERTY=VALUE with one of: {', '.join(PROPERTIES)}")
    with store.reading() as connection:
        members_of(connection, subject)
    left = (account_id(subject),)
    return Judgement("", "correct", left, property=name, value=value(name, said), reason=reason, who=who)


def _property_of(store: Store, statement: str) -> str:
    from sqlalchemy import select

    from dateline.store.tables import statements

    with store.reading() as connection:
        found = connection.execute(select(statements.c.property).where(statements.c.id == statement)).scalar()
    if found is None:
        raise SettingsError(f"no statement {statement}")
    return str(found)


def _history(store: Store, subjects: list[str], *, json: bool) -> int:
    with store.reading() as connection:
        ids = {account for one in subjects for account in members_of(connection, one)}
        found = history(connection, ids)
    for judgement, in_force in found:
        if json:
            line = {"id": judgement.id, "kind": judgement.kind, "reason": judgement.reason, "who": judgement.who}
            sys.stdout.write(jsonlib.dumps({**line, "made": judgement.made, "in_force": in_force}) + "\n")
        else:
            end = "" if in_force else "  (superseded)"
            who = judgement.who or "unknown"
            sys.stdout.write(f"{judgement.made[:16]}  {judgement.kind} by {who}: {judgement.reason}  {judgement.id}{end}\n")
    return 0
