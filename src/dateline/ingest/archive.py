"""zip and tar, read member by member in memory: nothing is written anywhere, so no member's name can escape a folder."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from dateline.errors import InputError, Malformed, TooLarge, Unreadable
from dateline.ingest import sniff
from dateline.ingest.document import Origin, Reading
from dateline.ingest.streams import RATIO, RATIO_FROM, bounded
from dateline.ingest.text import normalise
from dateline.types import Document

Into = Callable[[IO[bytes], Origin], Iterator[Document]]
"""Reads one member's stream."""
Opened = Callable[[], "IO[bytes] | None"]
"""Opens one member."""


_BROKEN = (EOFError, OSError, ValueError, IndexError, KeyError, OverflowError, struct.error)
"""What the standard library's readers were seen to raise, or could, on broken directories and headers, beside their own errors."""


class Member(NamedTuple):
    """A member's name and the size that the archive states."""

    name: str
    size: int


def read_zip(stream: IO[bytes], origin: Origin, reading: Reading, into: Into) -> Iterator[Document]:
    """Yield the documents of a zip archive; members of unknown suffix are passed over.

    Raises:
        Malformed: not a whole zip file, or its members unpack to more than 200 times its size.
        Unreadable: an office document, or nothing in it can be read.
    """
    seekable = stream if stream.seekable() else io.BytesIO(bounded(stream, origin.path, reading.max_bytes)[0])
    try:
        with zipfile.ZipFile(seekable) as archive:
            members = [member for member in archive.infolist() if member.filename and not member.is_dir()]
            _refuse_office(members, origin)
            _refuse_bomb(members, origin)
            readable = [member for member in members if sniff.suffix_kind(member.filename)]
            _refuse_none(len(readable), origin)
            for member in readable:
                yield from _each(partial(archive.open, member), Member(member.filename, member.file_size), origin, reading, into)
    except (zipfile.BadZipFile, NotImplementedError, *_BROKEN) as error:
        raise Malformed(f"not a whole zip archive: {error}", path=origin.path) from error


def read_tar(stream: IO[bytes], origin: Origin, reading: Reading, into: Into) -> Iterator[Document]:
    """Yield the documents of a tar archive read as a stream; links, devices and members of unknown suffix are passed over.

    Raises:
        Malformed: the archive is damaged; what came before was yielded.
        Unreadable: nothing in it can be read.
    """
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # tarfile keeps every member it saw: memory without bound
                if not member.isfile() or sniff.suffix_kind(member.name) is None:
                    continue
                count += 1
                yield from _each(partial(archive.extractfile, member), Member(member.name, member.size), origin, reading, into)
    except (tarfile.TarError, zlib.error, *_BROKEN) as error:
        raise Malformed(f"the tar archive is damaged or ends early: {error}", path=origin.path) from error
    _refuse_none(count, origin)


def _each(opened: Opened, member: Member, origin: Origin, reading: Reading, into: Into) -> Iterator[Document]:
    """Yield one member's documents; its failure goes to `reading.on_error`."""
    here = replace(origin, path=f"{origin.path}/{label(member.name)}")
    try:
        raw = _member(opened, member.size, here, reading.max_bytes)
        yield from into(io.BytesIO(raw), here)
    except InputError as error:
        reading.on_error(error)


def _member(opened: Opened, size: int, origin: Origin, max_bytes: int) -> bytes:
    if size > max_bytes:
        raise TooLarge(f"a member of {size} bytes, more than {max_bytes}", limit=max_bytes, path=origin.path)
    try:
        stream = opened()
        raw = stream.read(max_bytes + 1) if stream else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, tarfile.TarError) as error:
        raise Malformed(f"the member cannot be unpacked: {error}", path=origin.path) from error
    if len(raw) > max_bytes:
        raise TooLarge(f"a member of more than {max_bytes} bytes", limit=max_bytes, path=origin.path)
    return raw


def label(name: str) -> str:
    """Return a member's name as it is shown: relative, without ``..``, without control characters."""
    parts = [part for part in PurePosixPath(normalise(name).replace("\n", " ")).parts if part.strip("/\\") not in ("", "..")]
    return "/".join(parts) or "member"


def _refuse_bomb(members: list[zipfile.ZipInfo], origin: Origin) -> None:
    inflated, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if len({member.header_offset for member in members}) < len(members):
        raise Malformed("members that lie over one another: a bomb", path=origin.path)
    if inflated > RATIO_FROM and inflated > RATIO * packed:
        raise Malformed(f"unpacks to more than {RATIO} times its size: a bomb", path=origin.path)


def _refuse_office(members: list[zipfile.ZipInfo], origin: Origin) -> None:
    if {member.filename for member in members[:50]} & {"[Content_Types].xml", "mimetype"}:
        raise Unreadable("an office document or e-book; save it as text, HTML or PDF", path=origin.path)


def _refuse_none(count: int, origin: Origin) -> None:
    if not count:
        raise Unreadable(
            f"an archive without a file that can be read (known suffixes: {' '.join(sniff.SUFFIXES)})", path=origin.path
        )
