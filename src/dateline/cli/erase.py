"""``dateline erase``: take a document, or words in it, out of the store; say what still holds them elsewhere."""

from __future__ import annotations

import sys

from dateline import __version__
from dateline.extract.contract import record
from dateline.pipeline import run
from dateline.reconcile.account import Json
from dateline.store import open_store
from dateline.store.erase import erase
from dateline.types import Document


def command(document: str, *, store: str, reason: str, who: str | None, words: list[str]) -> int:
    """Erase and write what was done; return the exit code.

    Raises:
        StoreError: there is no such store or document, it is erased already, or the words are not in it.
    """
    opened = open_store(store, create=False)
    try:
        done = erase(opened, document, reason=reason, who=who, words=words, read=(__version__, _read))
    finally:
        opened.close()
    sys.stdout.write(f"{done.document_id}  {done.characters} characters erased\n")
    for copy in done.copies:
        sys.stdout.write(f"    {copy} is a near-copy of it and stands as it was\n")
    for capture in done.captures:
        sys.stdout.write(f"    {capture}: the page as it was fetched stands in this file\n")
    sys.stderr.write("dateline: backups made before still hold it; make a new one and remove them\n")
    return 0


def _read(document: Document) -> Json:
    return record(run(document))
