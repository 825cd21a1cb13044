"""Parts of large files: where a file can be cut between two records, and one part read as if it were the whole.

Cuts are exact, not guessed: a gzip member's end is known only by inflating it, so an archive is run through once (about 250 MB of
pages a second); the end of a WARC record and of a line are found without reading what lies between.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from dateline.ingest.document import Origin, Reading
from dateline.ingest.files import read_bytes, read_path
from dateline.ingest.jsonl import read_lines
from dateline.ingest.streams import inflated
from dateline.ingest.warc import read_warc
from dateline.types import Document

_CHUNK = 1 << 18
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_LONGEST_HEADER = 1 << 16


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of a file, in its bytes; ``end`` None is the end of the file. ``base`` is what was before it: inflated bytes of a
    WARC, lines of JSON Lines. A slice from 0 to None is the whole file, of whatever kind."""

    path: str
    start: int = 0
    end: int | None = None
    base: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether this is the whole file."""
        return self.start == 0 and self.end is None


def cut(path: str, every: int) -> list[Slice]:
    """Return a file as slices of `every` records or lines; as one where it cannot be cut."""
    name = path.lower()
    if name.endswith((".warc.gz", ".wet.gz")):
        marks = _members(path)
    elif name.endswith((".warc", ".wet")):
        marks = _records(path)
    elif name.endswith((".jsonl", ".ndjson")):
        marks = _lines(path)
    else:
        return [Slice(path)]
    kept = [mark for number, mark in enumerate(marks) if number % every == 0]
    if len(kept) < 2:
        return [Slice(path)]
    ends = [*(start for start, _ in kept[1:]), Path(path).stat().st_size]
    return [Slice(path, start, end, base) for (start, base), end in zip(kept, ends, strict=True)]


def read_slice(part: Slice, published: date | None, reading: Reading) -> Iterator[Document]:
    """Yield the documents of a slice; they are the same, and have the same paths, as when the whole file is read.

    Raises:
        InputError: as `dateline.ingest.read` has it.
    """
    if part.whole:
        yield from read_path(part.path, published, reading)
        return
    origin = Origin(part.path, published=published)
    with Path(part.path).open("rb") as file:
        stream = cast("IO[bytes]", io.BufferedReader(_Stretch(file, part.start, part.end)))
        if part.path.lower().endswith((".jsonl", ".ndjson")):
            yield from read_lines(stream, origin, reading, part.base)
            return
        records = inflated(stream, part.path) if part.path.lower().endswith(".gz") else stream
        yield from read_warc(
            records, origin, reading, lambda kind, raw, here, charset: read_bytes(kind, raw, here, reading, charset), part.base
        )


class _Stretch(io.RawIOBase):
    """A file from `start` to `end`, read as if it were all."""

    def __init__(self, file: IO[bytes], start: int, end: int | None) -> None:
        file.seek(start)
        self._file = file
        self._left = end - start if end is not None else None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer) if self._left is None else min(len(buffer), self._left)
        part = self._file.read(size)
        if self._left is not None:
            self._left -= len(part)
        buffer[: len(part)] = part
        return len(part)


def _members(path: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each gzip member and the inflated bytes before it; damage ends the list."""
    at = inflated_before = 0
    with Path(path).open("rb") as file:
        held = file.read(_CHUNK)
        while held:
            yield at, inflated_before
            member = zlib.decompressobj(wbits=31)
            try:
                while not member.eof and held:
                    inflated_before += len(member.decompress(held, _CHUNK * 16))
                    at += len(held) - len(member.unconsumed_tail) - len(member.unused_data)
                    held = member.unused_data if member.eof else member.unconsumed_tail or file.read(_CHUNK)
            except zlib.error:
                return
            held = held or file.read(_CHUNK)


def _records(path: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each record of a plain WARC (twice: nothing is inflated); a header that cannot be read ends the list."""
    size = Path(path).stat().st_size
    at = 0
    with Path(path).open("rb") as file:
        while at < size:
            file.seek(at)
            head, found, _ = file.read(_LONGEST_HEADER).partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            if not found or length is None or not head.startswith(b"WARC/"):
                return
            yield at, at
            at += len(head) + 4 + int(length[1]) + 4


def _lines(path: str) -> Iterator[tuple[int, int]]:
    at = 0
    with Path(path).open("rb") as file:
        for number, line in enumerate(file):
            yield at, number
            at += len(line)
