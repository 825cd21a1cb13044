"""What `dateline watch` has told, what waits for whom, and what its next run would tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from dateline.publish.alerts import Alert, Notice, Watch
from dateline.store import alerts, outbox
from dateline.types import Rule

Json = dict[str, Any]
SHOWN = 200
"""Alerts on the page, the newest first, as in the Atom file."""
NEXT_SHOWN = 50
PREVIEWED = 500
"""Incidents up to which the page works out what the next run would tell, while somebody waits: it reads every main incident of a
rule's country and type. Of a larger record `dateline watch run` tells it."""


def view(connection: Connection) -> Json:
    """Return rules, targets and the newest alerts."""
    rules = list(alerts.rules(connection).values())
    told = outbox.latest(connection, SHOWN)
    fates = outbox.fates(connection, [one.seq for one in told])
    return {
        "rules": [_rule(one, told) for one in rules],
        "targets": targets(connection, rules),
        "told": [{**_notice(one), "fates": [asdict(fate) for fate in fates.get(one.seq, ())]} for one in told],
    }


def _rule(watch: Watch, told: list[Notice]) -> Json:
    """A rule with the moment of its newest alert among those shown."""
    last = next((one.made for one in told if one.record["watch"] == watch.name), None)
    return {**asdict(watch), "targets": list(watch.targets), "last": last}


def targets(connection: Connection, rules: list[Watch]) -> list[Json]:
    """Return every target that a rule names or that something was written for, with its queue and its next try."""
    counts, heads = outbox.totals(connection), {one.target: one for one in outbox.heads(connection)}
    none = {"delivered": 0, "dropped": 0, "waiting": 0}
    names = sorted(counts.keys() | {name for rule in rules for name in rule.targets})
    return [
        {
            "name": name, **counts.get(name, none), "tries": head.tries if head else 0, "due": head.due if head else None,
            "problem": head.problem if head else None,
        }
        for name in names
        for head in (heads.get(name),)
    ]  # fmt: skip


def _notice(one: Notice) -> Json:
    record = one.record
    return {
        "id": one.id, "made": one.made, "watch": record["watch"], "subject": record["subject"], "change": record["change"],
        "headline": record["headline"], "summary": one.summary, "now": record["now"], "first": one.first,
    }  # fmt: skip


def preview(connection: Connection, rule: Rule) -> Json:
    """Return what the next run would tell: how much under each rule, and the first of it."""
    found = alerts.pending(connection, rule)
    return {
        "counts": dict(Counter(watch.name for watch, _ in found)),
        "total": len(found),
        "first": [_next(watch, one) for watch, one in found[:NEXT_SHOWN]],
    }


def _next(watch: Watch, one: Alert) -> Json:
    headline = one.shown["headline"] if one.shown else one.before.headline if one.before else one.subject
    return {"watch": watch.name, "subject": one.subject, "change": one.change, "headline": headline, "now": one.now}
