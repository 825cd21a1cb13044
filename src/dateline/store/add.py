"""Add documents: one transaction a batch, whole or not at all; what is there already is passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from sqlalchemy import Connection

from dateline.reconcile.account import Json
from dateline.store import derive, documents, erasures, statements
from dateline.store.audit import append
from dateline.store.open import Store
from dateline.telemetry import count, span
from dateline.types import Document

T = TypeVar("T")
Outcome = Literal["new", "changed", "extracted", "dated", "known", "erased"]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one document did.

    ``changed``: another text stood at its address before (``before``); ``extracted``: the document was there, what is read in it is
    new; ``dated``: it was there without a publication day, and was read anew by one (`store.dating`); ``known``: nothing changed;
    ``erased``: this text was taken out of the store and is not taken in again.
    """

    document_id: str
    outcome: Outcome
    before: str | None = None
    incidents: tuple[str, ...] = field(default=())


def add(
    store: Store,
    batch: Sequence[tuple[Document, Json]],
    version: str,
    *,
    along: Callable[[Connection, list[Added]], None] | None = None,
) -> list[Added]:
    """Add documents with what was extracted from them (the contract's objects) in one transaction.

    ``along`` writes what belongs to them (where they were fetched, which feed named them) in the same transaction.

    Raises:
        StoreError: the database refused; nothing of the batch is kept then.
    """
    with span("add", dateline_documents=len(batch)), store.writing() as connection:
        now = store.now()
        outcomes: list[Added] = []
        fresh: dict[str, Json] = {}
        log: list[tuple[str, str, str]] = []
        gone = erasures.among(connection, [document for document, _ in batch])
        for document, record in batch:
            if document.id in gone:
                outcomes.append(Added(document.id, "erased"))
                continue
            kept = documents.keep(connection, replace(document, title=record["document"].get("title", document.title)), now)
            made = statements.keep(connection, document.id, record, version)
            log += kept.log
            if made is not None:
                log.append(("extraction", made, documents.sha256(statements.kept_form(record).encode())))
                fresh[document.id] = record
            outcome: Outcome = "changed" if kept.before else "new" if kept.new else "extracted" if made else "known"
            outcomes.append(Added(document.id, outcome, kept.before))
        if fresh:
            with span("link", dateline_documents=len(fresh)) as note:
                note(dateline_incidents=len(derive.enter(store, connection, statements.records(connection, fresh))))
        append(connection, now, log)
        if along is not None:
            along(connection, outcomes)
    for kind, number in Counter(one.outcome for one in outcomes).items():
        count("documents", number, outcome=kind)
    return outcomes


def unknown(store: Store, batch: Sequence[Document]) -> Iterator[Document]:
    """Yield the documents that the store does not hold yet with this text: those worth extracting from."""
    with store.reading() as connection:
        held = documents.known(connection, (document.id for document in batch)) | erasures.among(connection, batch)
    return (document for document in batch if document.id not in held)


def erased(store: Store, batch: Sequence[Document]) -> set[str]:
    """Return the ids of those documents whose text was erased before."""
    with store.reading() as connection:
        return erasures.among(connection, batch)


def batches(found: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield documents (or pairs) in lists of `size`."""
    batch: list[T] = []
    for document in found:
        batch.append(document)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
