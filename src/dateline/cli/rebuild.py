"""``dateline rebuild``: drop what is derived and make it anew; with ``--extract`` read every kept document again first."""

from __future__ import annotations

import sys

from dateline.store import Store, open_store
from dateline.store.rebuild import rebuild

AT_ONCE = 20


def command(*, store: str, extract: bool) -> int:
    """Rebuild; return the exit code.

    Raises:
        StoreError: there is no such store, or it cannot be written; it is then as it was.
    """
    opened = open_store(store, create=False)
    try:
        changed = _extract(opened) if extract else 0
        count, same = rebuild(opened)
    finally:
        opened.close()
    anew = f", {changed} read otherwise than before" if extract else ""
    end = "the same" if same else "not the same"
    sys.stderr.write(f"dateline: {count} documents derived anew{anew}; the incidents are {end}\n")
    return 0


def _extract(store: Store) -> int:
    """Run the pipeline over every kept document and add what it says now; return how many say something else."""
    from dateline import __version__
    from dateline.extract.contract import record
    from dateline.pipeline import run
    from dateline.store import documents
    from dateline.store.add import add, batches
    from dateline.store.rebuild import document_ids

    changed = 0
    with store.reading() as connection:
        ids = document_ids(connection)
    for at in range(0, len(ids), AT_ONCE):
        with store.reading() as connection:
            kept = [document for one in ids[at : at + AT_ONCE] if (document := documents.get(connection, one))]
        for batch in batches(kept, AT_ONCE):
            outcomes = add(store, [(document, record(run(document))) for document in batch], __version__)
            changed += sum(outcome.outcome == "extracted" for outcome in outcomes)
    return changed
