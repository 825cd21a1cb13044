"""WARC and WET archives (ISO 28500): one document for each page or text that was captured.

The archive is read as a stream. Records that are no article (images, scripts, redirects, requests) are passed over. A record cut
short or at odds with its own digest is kept and flagged; an archive that ends early gives its good records and then says so.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.errors import InputError, Malformed, TooLarge
from dateline.fetch.canonical import normal
from dateline.ingest import sniff
from dateline.ingest.document import Origin, Reading
from dateline.types import Document

Parse = Callable[[sniff.Kind, bytes, Origin, str | None], Iterator[Document]]
"""Turns the bytes of one capture into documents: kind, bytes, origin, charset declared by HTTP."""

_TYPES = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
_KINDS: dict[str, sniff.Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
_END = b"\n\r\n"
"""Every record ends in two line ends (ISO 28500:2017, 5.2); a file that ends otherwise was cut."""


def read_warc(stream: IO[bytes], origin: Origin, reading: Reading, parse: Parse, base: int = 0) -> Iterator[Document]:
    """Yield the documents of an archive in order; a bad record, or a bad end, goes to `reading.on_error`.

    `base` is the place in the whole (inflated) archive at which the stream begins: a record is named by its place there.
    """
    watched = _Watched(stream)
    try:
        for record in ArchiveIterator(cast(Any, watched), record_types=_TYPES, parse_http=False):
            try:
                yield from _record(record, origin, reading.max_bytes, parse, base)
            except InputError as error:
                reading.on_error(error)
    except (EOFError, OSError, zlib.error, gzip.BadGzipFile) as error:
        reading.on_error(Malformed(f"damaged, or it ends early ({error}); the records before are kept", path=origin.path))
        return
    if watched.tail and not watched.tail.endswith((_END, b"\n\n")):
        reading.on_error(
            Malformed("the archive ends inside a record; the records before are kept", path=origin.path, position=watched.count)
        )


def _record(record: Any, origin: Origin, max_bytes: int, parse: Parse, base: int) -> Iterator[Document]:
    place = base + record.stream_pos
    length = record.content_length
    if length > max_bytes:
        raise TooLarge(f"a record of {length} bytes at {place}", limit=max_bytes, path=origin.path)
    record.freeze()
    problems = _problems(record, length)
    if record.is_http:
        record.parse_http(auto_decode="all")
        if record.http_headers is None or not _is_success(record):
            return
    kind = _kind(record)
    if kind is None:
        return
    body = record.reader.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise TooLarge(f"a capture of more than {max_bytes} bytes at {place}", limit=max_bytes, path=origin.path)
    here = replace(
        origin,
        path=f"{origin.path}:{place}",
        url=normal((record.headers.get("WARC-Target-URI") or "").strip("<>")) or None,
        fetched=record.record_date,
        problems=(*origin.problems, *problems),
    )
    yield from parse(kind, body, here, record.http_charset if record.is_http_parsed else None)


def _problems(record: Any, length: int) -> tuple[str, ...]:
    found: list[str] = []
    if record.content_length < length:
        found.append(f"the record ends after {record.content_length} of {length} bytes")
    elif record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        found.append("the record's digest does not agree with its bytes")
    if record.headers.get("WARC-Truncated"):
        found.append(f"the capture was cut ({record.headers.get('WARC-Truncated')})")
    return tuple(found)


def _is_success(record: Any) -> bool:
    status = record.http_headers.status_code
    return status is None or 200 <= status < 300


def _kind(record: Any) -> sniff.Kind | None:
    """Return how a capture is read, None when it is no article. An unlabelled one is taken for a page."""
    declared = record.http_content_type if record.is_http_parsed else record.headers.get("Content-Type")
    if not declared:
        return "html"
    return _KINDS.get(declared.split(";")[0].strip().lower())


class _Watched:
    """The stream as fastwarc reads it, with its length and last bytes remembered: fastwarc is silent about an early end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size)
        self.count += len(part)
        self.tail = (self.tail + part[-4:])[-4:]
        return part

    def tell(self) -> int:
        return self.count
