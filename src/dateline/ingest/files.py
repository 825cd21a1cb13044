"""Open a path, see what it is, and hand it to the reader of its kind."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from dateline.errors import EmptyInput, InputError, Malformed, NotFound, TooLarge, Unreadable
from dateline.ingest import moment, sniff
from dateline.ingest.document import Origin, build
from dateline.ingest.text import decode, normalise, title_of
from dateline.types import Document

if TYPE_CHECKING:
    from typing_extensions import Buffer

STDIN = "-"
_MAX_NESTING = 2
"""``.gz`` inside ``.gz`` is read once more, then refused: nobody packs news so, and bombs nest."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the caller's date, the longest document in bytes, and where bad items go."""

    published: date | None
    max_bytes: int
    on_error: Callable[[InputError], None]


def read_path(path: str, reading: Reading) -> Iterator[Document]:
    """Yield the documents of a file, a folder or standard input; see `dateline.ingest.read`."""
    if path != STDIN and Path(path).is_dir():
        yield from _folder(path, reading)
        return
    with _opened(path) as stream:
        yield from read_stream(stream, Origin(path, published=reading.published), reading)


def read_stream(stream: IO[bytes], origin: Origin, reading: Reading, nesting: int = 0) -> Iterator[Document]:
    """Yield the documents of a stream, whatever it holds."""
    try:
        head = stream.read(sniff.HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Malformed("the compressed file is damaged", path=origin.path, position=0) from error
    kind = sniff.kind(head, origin.path)
    stream = _rewound(head, stream)
    if kind == "gzip":
        yield from _gzip(stream, origin, reading, nesting)
    elif kind == "jsonl":
        from dateline.ingest.jsonl import read_lines

        yield from read_lines(stream, origin, max_bytes=reading.max_bytes, on_error=reading.on_error)
    else:
        yield from _whole(kind, stream, origin, reading)


def read_bytes(kind: sniff.Kind, raw: bytes, origin: Origin, reading: Reading) -> Iterator[Document]:
    """Yield the documents of one file that is held in memory.

    Raises:
        EmptyInput, Unreadable, Malformed: as its kind has it.
    """
    match kind:
        case "empty":
            raise EmptyInput("nothing to read in it", path=origin.path)
        case "text":
            yield _text(raw, origin)
        case "html":
            from dateline.ingest.html import parse

            yield parse(raw, origin)
        case "json":
            from dateline.ingest.jsonl import read_whole

            yield from read_whole(raw, origin, on_error=reading.on_error)
        case _:
            raise Unreadable(f"not a kind of file that can be read ({kind})", path=origin.path)


def _text(raw: bytes, origin: Origin) -> Document:
    decoded = decode(raw)
    text = normalise(decoded.text).lstrip("\n")
    return build(text, raw, origin, title=title_of(text), published=moment.under_title(text), problems=decoded.problems)


def _whole(kind: sniff.Kind, stream: IO[bytes], origin: Origin, reading: Reading) -> Iterator[Document]:
    if kind == "binary":
        raise Unreadable("a binary file, not text", path=origin.path)
    raw, problems = _bounded(stream, origin.path, reading.max_bytes)
    whole = Origin(origin.path, origin.url, origin.publisher, origin.published, origin.fetched, (*origin.problems, *problems))
    yield from read_bytes(kind, raw, whole, reading)


def _bounded(stream: IO[bytes], path: str, limit: int) -> tuple[bytes, tuple[str, ...]]:
    """Return all bytes and what was wrong with them.

    Raises:
        TooLarge: more than `limit` bytes, counted after inflating.
    """
    parts: list[bytes] = []
    size = 0
    problems: tuple[str, ...] = ()
    while size <= limit:
        try:
            part = stream.read(min(_CHUNK, limit + 1 - size))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            problems = ("the compressed file ends early or is damaged",)
            break
        if not part:
            break
        parts.append(part)
        size += len(part)
    if size > limit:
        raise TooLarge(f"larger than {limit} bytes", limit=limit, path=path)
    return b"".join(parts), problems


def _gzip(stream: IO[bytes], origin: Origin, reading: Reading, nesting: int) -> Iterator[Document]:
    if nesting == _MAX_NESTING:
        raise Malformed("compressed more than twice", path=origin.path)
    inflated = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    try:
        yield from read_stream(inflated, origin, reading, nesting + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        reading.on_error(Malformed("the compressed file ends early or is damaged", path=origin.path))


class _Rewound(io.RawIOBase):
    """A stream whose first bytes were read already, from its beginning: standard input cannot be wound back."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        part = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(part) :]
        view[: len(part)] = part
        return len(part)


def _rewound(head: bytes, stream: IO[bytes]) -> IO[bytes]:
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return io.BufferedReader(_Rewound(head, stream), _CHUNK)


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file or standard input for reading, as a buffered stream that can be looked into.

    Raises:
        NotFound, Unreadable: no such file, no permission, or no ordinary file.
    """
    if path == STDIN:
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise NotFound("no such file", path=path) from error
    except (OSError, ValueError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        reason = os.strerror(error.errno).lower() if isinstance(error, OSError) and error.errno else "no usable file name"
        raise Unreadable(reason, path=path) from error


def _folder(path: str, reading: Reading) -> Iterator[Document]:
    """Walk a folder in the order of its names; files of unknown suffix and hidden ones are passed over."""
    found = False
    for base, folders, names in os.walk(path, onerror=None, followlinks=False):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or sniff.suffix_kind(name) is None:
                continue
            found = True
            try:
                yield from read_path(str(Path(base, name)), reading)
            except InputError as error:
                reading.on_error(error)
    if not found:
        known = " ".join(sniff.SUFFIXES)
        raise Unreadable(f"a folder without a file that can be read (known suffixes: {known})", path=path)
