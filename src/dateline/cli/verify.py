"""``dateline verify``: look for anything in the store that is not as it should be."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from dateline.errors import SettingsError
from dateline.store import Store, audit, fetches, open_store
from dateline.store.rebuild import incidents_hash
from dateline.store.verify import verify


def command(*, store: str, quick: bool, head: str | None = None) -> int:
    """Write each problem on its line; return 0 where there is none, 1 otherwise.

    ``head`` is a head of the audit log kept elsewhere, as ``NUMBER:HASH``, or a file that holds such lines.

    Raises:
        StoreError: there is no such store, or it cannot be read.
        SettingsError: no head stands in ``head``.
    """
    heads = audit.heads(_text(head)) if head else []
    opened = open_store(store, create=False)
    problems = 0
    try:
        for problem in chain(verify(opened, derived=not quick, heads=heads), _captures(opened)):
            problems += 1
            sys.stdout.write(problem + "\n")
        with opened.reading() as connection:
            seq, head = audit.head(connection)
            incidents = incidents_hash(connection) if not problems else None
    finally:
        opened.close()
    sys.stdout.write(f"audit log: {seq} rows, head {head}\n")
    if incidents is not None:
        sys.stdout.write(f"incidents: {incidents}\n")
    sys.stderr.write("dateline: all as it should be\n" if not problems else f"dateline: {problems} problems\n")
    return 1 if problems else 0


def _captures(store: Store) -> Iterator[str]:
    """Yield what is wrong with the WARC files of what was fetched; say so where their folder is not at hand."""
    from dateline.cli.fetching import captures_folder
    from dateline.fetch.captures import fault

    folder = captures_folder(store)
    with store.reading() as connection:
        places = fetches.places(connection)
    if places and not folder.is_dir():
        sys.stderr.write(f"dateline: {len(places)} captures are not checked: no folder {folder}\n")
        return
    for warc, position, sha256 in places:
        problem = fault(folder, warc, position, sha256)
        if problem:
            yield problem


def _text(head: str) -> str:
    path = Path(head)
    try:
        return path.read_text(encoding="utf-8") if ":" not in head and path.is_file() else head
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"--head: {head} cannot be read") from error
