"""Open a path, see what it is, and hand it to the reader of its kind."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, cast

from dateline.errors import EmptyInput, InputError, Malformed, NotFound, Unreadable
from dateline.ingest import moment, sniff
from dateline.ingest.document import Origin, Reading, build
from dateline.ingest.streams import DAMAGE, Source, bounded, inflated
from dateline.ingest.text import decode, normalise, title_of
from dateline.types import Document

STDIN = "-"
_CONTAINERS = ("gzip", "jsonl", "warc", "zip", "tar", "parquet")
_MAX_NESTING = 3
"""``pages.tar.gz`` that holds ``page.html.gz`` is packed three times over; nobody packs news deeper, and bombs nest."""


def read_path(path: str, published: date | None, reading: Reading) -> Iterator[Document]:
    """Yield the documents of a file, a folder or standard input; see `dateline.ingest.read`."""
    if path != STDIN and Path(path).is_dir():
        yield from _folder(path, published, reading)
        return
    with _opened(path) as stream:
        yield from read_stream(stream, Origin(path, published=published), reading)


def read_stream(stream: IO[bytes], origin: Origin, reading: Reading, nesting: int = 0) -> Iterator[Document]:
    """Yield the documents of a stream, whatever it holds. `nesting` counts the compressions and archives around it."""
    kind = sniff.kind(_head(stream), origin.path)
    if kind in _CONTAINERS:
        yield from _container(kind, stream, origin, reading, nesting)
        return
    if kind == "binary":
        raise Unreadable("a binary file, not text", path=origin.path)
    raw, problems = bounded(stream, origin.path, reading.max_bytes)
    yield from read_bytes(kind, raw, replace(origin, problems=(*origin.problems, *problems)), reading)


def _head(stream: IO[bytes]) -> bytes:
    if isinstance(stream, Source):
        return stream.peek(sniff.HEAD)
    head = stream.read(sniff.HEAD)
    stream.seek(-len(head), os.SEEK_CUR)
    return head


def read_bytes(kind: sniff.Kind, raw: bytes, origin: Origin, reading: Reading, charset: str | None = None) -> Iterator[Document]:
    """Yield the documents of one file that is held in memory; `charset` is what HTTP declared.

    Raises:
        EmptyInput, Unreadable, Malformed: as its kind has it.
    """
    if not reading.gate(kind, raw, origin, charset):
        return
    match kind:
        case "empty":
            raise EmptyInput("nothing to read in it", path=origin.path)
        case "text":
            yield _text(raw, origin, charset)
        case "html":
            from dateline.ingest.html import parse

            yield parse(raw, origin, charset)
        case "pdf":
            from dateline.ingest.pdf import parse as parse_pdf

            yield parse_pdf(raw, origin)
        case "json":
            from dateline.ingest.jsonl import read_whole

            yield from read_whole(raw, origin, reading)
        case "feed":
            from dateline.ingest.feed import documents

            yield from documents(raw, origin, reading)
        case _:
            raise Unreadable(f"{kind} cannot be read; unpack it first", path=origin.path)


def _container(kind: sniff.Kind, stream: IO[bytes], origin: Origin, reading: Reading, nesting: int) -> Iterator[Document]:
    """Read what is streamed item by item."""
    if kind in ("gzip", "zip", "tar") and nesting >= _MAX_NESTING:
        raise Malformed(f"packed more than {_MAX_NESTING} times over", path=origin.path)
    if kind == "gzip":
        yield from _gzip(stream, origin, reading, nesting)
    elif kind == "jsonl":
        from dateline.ingest.jsonl import read_lines

        yield from read_lines(stream, origin, reading)
    elif kind == "parquet":
        from dateline.ingest.parquet import read_parquet

        yield from read_parquet(stream, origin, reading)
    elif kind == "warc":
        from dateline.ingest.warc import read_warc

        yield from read_warc(
            stream, origin, reading, lambda form, raw, here, charset: read_bytes(form, raw, here, reading, charset)
        )
    else:
        from dateline.ingest import archive

        each = archive.read_tar if kind == "tar" else archive.read_zip
        yield from each(stream, origin, reading, lambda member, here: read_stream(member, here, reading, nesting + 1))


def _text(raw: bytes, origin: Origin, charset: str | None) -> Document:
    decoded = decode(raw, charset)
    text = normalise(decoded.text).lstrip("\n")
    return build(text, raw, origin, title=title_of(text), published=moment.under_title(text), problems=decoded.problems)


def _gzip(stream: IO[bytes], origin: Origin, reading: Reading, nesting: int) -> Iterator[Document]:
    try:
        yield from read_stream(inflated(stream, origin.path), origin, reading, nesting + 1)
    except DAMAGE:
        reading.on_error(Malformed("the compressed file ends early or is damaged", path=origin.path))


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file or standard input for reading, as a buffered stream that can be looked into.

    Raises:
        NotFound, Unreadable: no such file, no permission, or no ordinary file.
    """
    if path == STDIN:
        yield cast("IO[bytes]", Source(cast("io.BufferedReader", sys.stdin.buffer).read1))
        return
    try:
        with Path(path).open("rb") as stream:
            yield stream if stream.seekable() else cast("IO[bytes]", Source(stream.read1))
    except FileNotFoundError as error:
        raise NotFound("no such file", path=path) from error
    except (OSError, ValueError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        reason = os.strerror(error.errno).lower() if isinstance(error, OSError) and error.errno else "no usable file name"
        raise Unreadable(reason, path=path) from error


def _folder(path: str, published: date | None, reading: Reading) -> Iterator[Document]:
    """Walk a folder in the order of its names; files of unknown suffix and hidden ones are passed over."""
    found = False
    for base, folders, names in os.walk(path, onerror=None, followlinks=False):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or sniff.suffix_kind(name) is None:
                continue
            found = True
            try:
                yield from read_path(str(Path(base, name)), published, reading)
            except InputError as error:
                reading.on_error(error)
    if not found:
        known = " ".join(sniff.SUFFIXES)
        raise Unreadable(f"a folder without a file that can be read (known suffixes: {known})", path=path)
