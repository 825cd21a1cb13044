"""The audit log: one row for whatever was appended, chained by hashes, so that no past row can change unseen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.errors import SettingsError
from dateline.store.tables import audit

START = "0" * 64
_HEAD = re.compile(r"\b(\d{1,18})(?::| rows, head | )([0-9a-f]{64})\b")


def link(previous: str, seq: int, at: str, action: str, subject: str, digest: str) -> str:
    """Return the hash of a row: SHA-256 over the one before it and its own fields, each on its line."""
    return hashlib.sha256("\n".join((previous, str(seq), at, action, subject, digest)).encode()).hexdigest()


def append(connection: Connection, at: str, entries: Sequence[tuple[str, str, str]]) -> None:
    """Append rows (action, subject, digest of what was appended) at the moment `at`."""
    if not entries:
        return
    seq, previous = head(connection)
    rows = []
    for action, subject, digest in entries:
        seq += 1
        made = link(previous, seq, at, action, subject, digest)
        rows.append(
            {"seq": seq, "at": at, "action": action, "subject": subject, "digest": digest, "previous": previous, "hash": made}
        )
        previous = made
    connection.execute(audit.insert(), rows)


def head(connection: Connection) -> tuple[int, str]:
    """Return the number and hash of the newest row; (0, zeros) for an empty log."""
    row = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return (int(row.seq), str(row.hash)) if row else (0, START)


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the log as it was kept elsewhere: the number of rows then, and the hash of the last."""

    seq: int
    hash: str


def heads(text: str) -> list[Head]:
    """Read heads from text: any line that holds ``NUMBER HASH``, such as the one that `dateline verify` prints.

    Raises:
        SettingsError: there is none in it.
    """
    found = [Head(int(seq), digest) for seq, digest in _HEAD.findall(text)]
    if not found:
        raise SettingsError("--head: neither NUMBER:HASH nor a file with such a line")
    return found


def against(connection: Connection, kept: Iterable[Head]) -> Iterator[str]:
    """Yield one sentence for each head that the log does not hold: it was cut off or written anew."""
    for one in kept:
        there = connection.execute(select(audit.c.hash).where(audit.c.seq == one.seq)).scalar()
        if one.seq == 0 and one.hash == START:
            continue
        if there is None:
            yield f"the audit log had {one.seq} rows when a head of it was kept, and now ends before"
        elif there != one.hash:
            yield f"audit row {one.seq} is not the one whose head was kept: the log was written anew"


def breaks(connection: Connection) -> Iterator[str]:
    """Yield one sentence for each row that does not follow from the one before it."""
    previous, expected = START, 1
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        made = link(previous, row.seq, row.at, row.action, row.subject, row.digest)
        if row.seq != expected or row.previous != previous or row.hash != made:
            yield f"audit row {row.seq} ({row.action} {row.subject}) does not follow from the row before it"
        previous, expected = row.hash, row.seq + 1
