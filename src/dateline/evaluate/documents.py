"""Articles in, contract records out: what ``dateline extract`` prints, made in memory, with a progress bar on standard error."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from dateline.evaluate.result import Options
from dateline.types import Document

Json = dict[str, Any]
T = TypeVar("T")


def from_file(path: Path, published: date | None) -> Document:
    """Return the article in a text file as the command line reads it.

    Raises:
        InputError: the file cannot be read.
    """
    from dateline.ingest import read

    return next(read(str(path), published=published))


def from_text(name: str, text: str, published: date | None = None, title: str | None = None) -> Document:
    """Return an article as the command line reads it from a line of JSON; a `title` that the text lacks becomes its first line.

    Raises:
        EmptyInput: there is no text.
    """
    from dateline.ingest.document import Origin
    from dateline.ingest.jsonl import parse

    line = {"id": name, "title": title, "text": text, "published": published.isoformat() if published else None}
    return parse(json.dumps(line).encode(), Origin(path=name), 1)


def record(document: Document) -> Json:
    """Return the JSON contract's object for one document."""
    from dateline.extract.contract import record as contract
    from dateline.pipeline import run

    return contract(run(document))


def records(documents: Sequence[Document], options: Options) -> Iterator[Json]:
    """Yield each document's contract record, in order, behind a progress bar."""
    for document in progress(documents, options, "documents"):
        yield record(document)


def progress(items: Sequence[T], options: Options, what: str) -> Iterable[T]:
    """Yield `items`; show a bar on standard error where that is a terminal and the options want one."""
    if not options.progress or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=what, console=Console(stderr=True), transient=True)


def first(items: Sequence[T], limit: int | None) -> Sequence[T]:
    """Return the first `limit` items, all where it is None."""
    return items if limit is None else items[: max(limit, 0)]


def spread(items: Sequence[T], limit: int | None) -> Sequence[T]:
    """Return `limit` items at even distances over the whole, all where it is None: for sets in order of time."""
    if limit is None or limit >= len(items):
        return items
    return [items[i * len(items) // limit] for i in range(max(limit, 0))]


def corpus_hash(paths: Iterable[Path]) -> str:
    """Return the sha256 over the names and bytes of data files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\x00")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
