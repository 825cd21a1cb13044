"""The toll over time: every whole figure said for one incident, who said it on which day, and whether it rose or fell.

Parts, "including" figures and cumulative totals stay statements and are no points of the toll (CODEBOOK: Killed and injured).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from dateline.codebook.tables import table
from dateline.reconcile.numbers import is_round_of, number
from dateline.reconcile.untold import doubted
from dateline.types import Account, CountValue, Kept, TollPoint

Casualty = Literal["killed", "injured"]
CASUALTIES: tuple[Casualty, ...] = ("killed", "injured")
MINIMA = ("at_least", "more_than")


def points(
    accounts: Sequence[Account],
    voices: Mapping[str, str],
    seen: Mapping[str, str] | None = None,
    *,
    read: Sequence[Account] | None = None,
) -> tuple[TollPoint, ...]:
    """Return the toll over time, in the order of days (undated last), with rises and falls told.

    ``voices`` maps a document to the voice it belongs to, ``seen`` to the moment of its capture where one address has several;
    ``read`` are the accounts before an analyst's judgements: a report whose figure was rejected is not silent.
    """
    moments = seen or {}
    found = [point for account in accounts for point in _of_account(account, voices, moments.get(account.document_id, ""))]
    found = doubted(_lone(found), accounts if read is None else read, voices)
    found.sort(
        key=lambda p: (p.property, p.day or "9999", p.seen, p.voice, p.document_id, p.account_id, not p.settled, p.statements)
    )
    return tuple(_revised(found))


def _of_account(account: Account, voices: Mapping[str, str], seen: str) -> Iterator[TollPoint]:
    for name in CASUALTIES:
        settled = account.killed if name == "killed" else account.injured
        whole = [kept for kept in account.statements if kept.property == name and kept.note in (None, "earlier")]
        if settled is not None:
            behind = [kept for kept in whole if kept.value == settled and kept.note is None]
            behind = behind or [kept for kept in account.statements if kept.property == name and kept.note == "part"]
            yield _point(name, settled, account, behind, voices, seen)
        for kept in whole:
            if isinstance(kept.value, CountValue) and (kept.value != settled or kept.note == "earlier"):
                point = _point(name, kept.value, account, [kept], voices, seen)
                yield replace(point, settled=False)


def _point(
    name: Casualty, value: CountValue, account: Account, behind: Sequence[Kept], voices: Mapping[str, str], seen: str
) -> TollPoint:  # fmt: skip
    first = behind[0] if behind else None
    return TollPoint(
        property=name,
        value=value,
        day=account.published.isoformat() if account.published else None,
        voice=voices.get(account.document_id, account.document_id),
        document_id=account.document_id,
        account_id=account.id,
        statements=tuple(kept.id for kept in behind),
        quote=" … ".join(kept.quote for kept in behind),
        publisher=account.publisher,
        speaker=first.speaker if first else None,
        source_kind=first.source_kind if first else None,
        certainty=first.certainty if first else "stated",
        doubtful=_doubt(value, first),
        seen=seen,
    )


def _doubt(value: CountValue, kept: Kept | None) -> str | None:
    if kept is not None:
        if kept.certainty == "denied":
            return "denied"
        if kept.note == "earlier":
            return "superseded in the same article"
        reason: str | None = table("source_scale")["doubtful"].get(kept.source_kind or "unknown")
        if reason:
            return reason
    if value.qualifier == "vague":
        return "words alone, no figure"
    return "a bound from above alone" if number(value) is None else None


def _lone(found: list[TollPoint]) -> list[TollPoint]:
    """A figure far below what the other voices say, from one voice alone, is in doubt (one victim's story, a misreading)."""
    rules = table("choice_rules")
    out = list(found)
    for name in CASUALTIES:
        votes = {p.voice: number(p.value) for p in found if p.property == name and p.settled and p.doubtful is None}
        numbers = sorted(n for n in votes.values() if n is not None)
        if len(numbers) < rules["lone_voices"]:
            continue
        middle = numbers[len(numbers) // 2]
        floor = middle * rules["lone_share"]
        if sum(n < floor for n in numbers) == 1:
            out = [
                replace(p, doubtful=f"stands alone below {len(numbers) - 1} other voices")
                if p.property == name and p.doubtful is None and (number(p.value) or 0) < floor and not _overtaken(p, found)
                else p
                for p in out
            ]
    return out


def _overtaken(point: TollPoint, found: Sequence[TollPoint]) -> bool:
    """Tell the first flash's "at least 28" from an odd figure: a minimum of the first day is not in doubt but old."""
    days = [p.day for p in found if p.property == point.property and p.settled and p.day]
    return point.value.qualifier in MINIMA and point.day is not None and point.day == min(days) and point.day < max(days)


def _standing(found: Sequence[TollPoint]) -> list[TollPoint]:
    trusted = {(p.account_id, p.property) for p in found if p.settled and not p.doubtful}
    doubted = {(p.account_id, p.property) for p in found if p.settled and p.doubtful} - trusted
    highest: dict[tuple[str, str], TollPoint] = {}
    for point in found:
        mark, value = (point.account_id, point.property), number(point.value)
        if mark in doubted and not point.settled and not point.doubtful and value is not None:
            held = highest.get(mark)
            if held is None or value > (number(held.value) or 0):
                highest[mark] = point
    return list(highest.values())


def _revised(found: Sequence[TollPoint]) -> Iterator[TollPoint]:
    """Tell rises and falls: a settled, credible figure against the highest one of the last day before it that gave one.

    For an article whose settled figure is in doubt, the highest of its others stands: a cut after it is told as a cut. "More than
    30" after 31 is no fall.
    """
    standing = _standing(found)
    last: dict[str, tuple[str, int]] = {}
    today: dict[str, tuple[str, int]] = {}
    for point in found:
        value = number(point.value)
        if point.day is None or point.doubtful or value is None or not (point.settled or point in standing):
            yield point
            continue
        current = today.get(point.property)
        if current is not None and current[0] != point.day:
            last[point.property] = current
            current = None
        today[point.property] = (point.day, max(value, current[1]) if current else value)
        before = last.get(point.property)
        revision: Literal["up", "down"] | None = None
        if before is not None and value != before[1] and not is_round_of(point.value.qualifier, value, before[1]):
            revision = "up" if value > before[1] else "down"
        yield replace(point, revision=revision)
