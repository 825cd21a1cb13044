"""``dateline add``: read documents, extract what they say, and keep it. The same article again changes nothing.

A path that begins with ``http://`` or ``https://`` is fetched (`dateline.cli.fetching`), and then added as a file is.
"""

from __future__ import annotations

import json as jsonlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dateline import __version__
from dateline.cli.batch import Batch
from dateline.cli.incidents import printable
from dateline.cli.judge import user
from dateline.errors import DatelineError, SettingsError, StoreError
from dateline.extract.contract import record
from dateline.ingest import read
from dateline.pipeline import run
from dateline.store import Store, dates, open_store
from dateline.store.add import Added, add, batches, erased, unknown
from dateline.store.changes import changes
from dateline.store.dating import datable, redate
from dateline.store.statements import records
from dateline.types import Document

if TYPE_CHECKING:
    from dateline.cli.fetching import Fetching

IN_BULK = 200
"""Documents in a transaction where nothing is left to extract."""
READING = (__version__, lambda document: record(run(document)))
AT_ONCE = 20
"""Documents in a transaction: a full sync costs some 5 ms, and a batch that is killed is read again from its start."""
WORDS = {
    "new": "new",
    "changed": "new text at a known address",
    "extracted": "read anew",
    "dated": "dated now and read anew",
    "known": "known already",
    "erased": "erased before, not taken in again",
}


def command(paths: list[str], *, store: str, published: str | None, json: bool) -> int:
    """Add every document of `paths`; return the exit code (0, 1 some input failed, 2 nothing was read).

    Raises:
        SettingsError: `published` is no date.
        StoreError: the store cannot be opened or written; what was added before stays.
    """
    opened = open_store(store)
    batch = Batch()
    counts: Counter[str] = Counter()
    told: set[str] = set()
    undated = 0
    source: Fetching | None = None
    try:
        paths = _bulk(opened, paths, batch, counts)
        source = _fetching(paths, opened, published)
        along = (lambda connection, _: source.write(connection)) if source else None
        for documents in batches(_documents(paths, published, batch, source), AT_ONCE):
            paths_of = {document.id: document.path or document.url or "" for document in documents}
            for added in enter(opened, documents, batch, along=along):
                counts[added.outcome] += 1
                batch.written += 1
                told.add(added.document_id)
                _say(opened, added, paths_of.get(added.document_id, ""), json=json)
        if source is not None and source.pending:
            add(opened, [], __version__, along=along)
        undated = _undated(opened, told)
    finally:
        if source is not None:
            source.close()
        opened.close()
    sys.stderr.write(f"dateline: {_summary(counts)}{f'; {source.summary()}' if source else ''}\n")
    if undated:
        sys.stderr.write(f"dateline: {_hint(undated, len(told))}\n")
    return batch.code()


def _undated(store: Store, ids: Iterable[str]) -> int:
    """Return how many of these documents have no publication date in the store."""
    with store.reading() as connection:
        return len(dates.undated(connection, ids))


def _hint(undated: int, count: int) -> str:
    have = "has" if undated == 1 else "have"
    return (
        f"{undated} of {count} article{'' if count == 1 else 's'} {have} no publication date, so “on Sunday” there is no day; "
        "add the same again with `--published YYYY-MM-DD` to give one"
    )


def load_shards(url: str, files: list[Path]) -> None:
    """Add what `dateline ingest` read, with the records that it extracted; an extraction by another version is made anew."""
    opened = open_store(url)
    batch, counts = Batch(), Counter[str]()
    try:
        for file in files:
            _load(opened, file, batch, counts)
    finally:
        opened.close()
    sys.stderr.write(f"dateline: {_summary(counts)}\n")


def _bulk(store: Store, paths: list[str], batch: Batch, counts: Counter[str]) -> list[str]:
    """Add the paths that are shards of `dateline ingest`, or its output folder; return the others."""
    if not any(path.endswith(".parquet") or Path(path, "ingest.json").is_file() for path in paths):
        return paths
    from dateline.scale.load import shards_in

    found = {path: shards_in(path) for path in paths}
    for files in found.values():
        for file in files or ():
            _load(store, file, batch, counts)
    return [path for path in paths if found[path] is None]


def _load(store: Store, file: Path, batch: Batch, counts: Counter[str]) -> None:
    from dateline.scale.load import pairs
    from dateline.scale.parquet import version_of

    if version_of(file) != __version__:
        for documents in batches((document for document, _ in pairs(file)), AT_ONCE):
            counts.update(added.outcome for added in enter(store, documents, batch))
        return
    for some in batches(pairs(file), IN_BULK):
        fresh = {document.id for document in unknown(store, [document for document, _ in some])}
        added = add(store, [pair for pair in some if pair[0].id in fresh], __version__) if fresh else []
        counts.update(one.outcome for one in added)
        counts["known"] += len(some) - len(added)
        batch.written += len(some)


def _fetching(paths: Iterable[str], store: Store, published: str | None) -> Fetching | None:
    """Return what fetches, where a path is an address."""
    if not any(path[:8].lower().startswith(("http://", "https://")) for path in paths):
        return None
    from dateline.cli.fetching import fetching

    return fetching(store, published)


def _documents(paths: Iterable[str], published: str | None, batch: Batch, source: Fetching | None) -> Iterator[Document]:
    for path in paths:
        try:
            if source is not None and path[:8].lower().startswith(("http://", "https://")):
                yield source.get(path).document
            else:
                yield from read(path, published=published, on_error=batch.fail)
        except SettingsError:
            raise
        except DatelineError as error:
            batch.fail(error)


def enter(
    store: Store,
    documents: list[Document],
    batch: Batch,
    *,
    along: Callable[[Connection, list[Added]], None] | None = None,
) -> list[Added]:
    """Extract from those that are new, add them, and tell of all in their order; ``along`` is `store.add`'s, and always called."""
    fresh = {document.id: document for document in unknown(store, documents)}
    pairs = []
    for document in fresh.values():
        try:
            report = run(document)
            pairs.append((report.document, record(report)))
        except DatelineError as error:
            batch.fail(error)
        except Exception as error:  # noqa: BLE001 - the edge where one document's failure must not end the batch
            batch.fail(DatelineError(f"{document.path}: the pipeline failed on this document ({type(error).__name__}: {error})"))
    late = _date(store, documents, batch)
    added = {one.document_id: one for one in add(store, pairs, __version__, along=along)} if pairs or along else {}
    failed = fresh.keys() - {document.id for document, _ in pairs}
    gone = erased(store, documents)
    added |= {one: Added(one, "dated") for one in late}
    told: list[Added] = []
    for document in documents:
        if document.id not in failed:
            passed = Added(document.id, "erased" if document.id in gone else "known")
            told.append(added.pop(document.id) if document.id in added else passed)
    return told


def _date(store: Store, documents: list[Document], batch: Batch) -> set[str]:
    """Date those that the store holds without a publication day and that now come with one; return them.

    Each in a transaction of its own: one that cannot be read anew keeps no other back.
    """
    dated: set[str] = set()
    for document, day in datable(store, {one.id: one.published for one in documents}).items():
        try:
            dated |= redate(
                store, {document: day}, reason="the day came when the article was added again", who=user(), read=READING
            ).keys()
        except StoreError:
            raise
        except DatelineError as error:
            batch.fail(error)
    return dated


def _say(store: Store, added: Added, path: str, *, json: bool) -> None:
    with store.reading() as connection:
        held = records(connection, [added.document_id])
    found = len(held[added.document_id]["incidents"]) if added.document_id in held else 0
    if json:
        line: dict[str, object] = {"document": added.document_id, "outcome": added.outcome, "before": added.before}
        line |= {"path": path, "incidents": found}
        if added.before:
            line["changes"] = changes(store, added.before, added.document_id)
        sys.stdout.write(jsonlib.dumps(line, ensure_ascii=False) + "\n")
        return
    told = f"{found or 'no'} incident{'' if found == 1 else 's'}"
    sys.stdout.write(printable(f"{added.document_id}  {path}  {WORDS[added.outcome]}, {told}") + "\n")
    if added.before:
        for change in changes(store, added.before, added.document_id):
            sys.stdout.write(f"    {change['property']}: {change['before']} -> {change['after']}\n")


def _summary(counts: Counter[str]) -> str:
    if not counts:
        return "nothing added"
    return ", ".join(f"{counts[kind]} {WORDS[kind]}" for kind in WORDS if counts[kind])
