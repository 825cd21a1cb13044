"""``dateline verify``: look for anything in the store that is not as it should be."""

from __future__ import annotations

import sys

from dateline.store import audit, open_store
from dateline.store.rebuild import incidents_hash
from dateline.store.verify import verify


def command(*, store: str, quick: bool) -> int:
    """Write each problem on its line; return 0 where there is none, 1 otherwise.

    Raises:
        StoreError: there is no such store, or it cannot be read.
    """
    opened = open_store(store, create=False)
    problems = 0
    try:
        for problem in verify(opened, derived=not quick):
            problems += 1
            sys.stdout.write(problem + "\n")
        with opened.reading() as connection:
            seq, head = audit.head(connection)
            incidents = incidents_hash(connection)
    finally:
        opened.close()
    sys.stdout.write(f"audit log: {seq} rows, head {head}\n")
    sys.stdout.write(f"incidents: {incidents}\n")
    sys.stderr.write("dateline: all as it should be\n" if not problems else f"dateline: {problems} problems\n")
    return 1 if problems else 0
