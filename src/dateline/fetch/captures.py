"""Captures: every answer as WARC 1.1 (ISO 28500:2017), request and response of each hop, with time, address and digests.

One file a run, made by nobody else and never opened again: a run that is killed leaves whole records, and at worst one cut one
after them. Each capture is on the disk before the store hears of it. Transfer codings are undone, as the digest of a payload wants
it (RFC 9110, 6.4) and as Common Crawl does; content codings stay as they came.
"""

from __future__ import annotations

import hashlib
import io
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline import __version__
from dateline.errors import StoreError
from dateline.fetch.answer import Answer, Exchange

VERSION = "WARC/1.1"
_NAMES = uuid.UUID("6f1d6b0e-5d0a-5e0e-9d65-7f3a0b1c2d3e")
"""Namespace of the records' ids, which are made of what the records hold."""
_LENGTHS = (b"transfer-encoding", b"content-length")


class Captures:
    """The folder of captures, and the file that this run writes; the file is made with the first capture."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._out: IO[bytes] | None = None
        self._name = ""
        self._writer: Any = None

    def keep(self, answer: Answer) -> tuple[str, int]:
        """Write every exchange of an answer; return the file's name and the byte at which the last response's record begins.

        Raises:
            StoreError: it cannot be written.
        """
        try:
            out = self._opened()
            for exchange in answer.exchanges:
                position = out.tell()
                self._pair(exchange)
            out.flush()
            os.fsync(out.fileno())
        except OSError as error:
            raise StoreError(f"{self.folder}: the capture could not be written ({error.strerror or error})") from error
        return self._name, position

    def close(self) -> None:
        """Close the file."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _opened(self) -> IO[bytes]:
        if self._out is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._name, self._out = _new(self.folder)
            self._writer = WARCWriter(self._out, gzip=True, warc_version=VERSION)
            info = {"software": f"Dateline/{__version__}", "format": "WARC File Format 1.1", "robots": "obey"}
            self._writer.write_record(self._writer.create_warcinfo_record(self._name, info))
        return self._out

    def _pair(self, exchange: Exchange) -> None:
        response = _record("response", exchange, _response(exchange), exchange.wire)
        request = _record("request", exchange, exchange.sent, b"")
        self._writer.write_request_response_pair(request, response)


def _new(folder: Path) -> tuple[str, IO[bytes]]:
    """Make a file that no other run has."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 0
    while True:
        name = f"dateline-{moment}-{os.getpid()}{f'-{number}' if number else ''}.warc.gz"
        try:
            return name, (folder / name).open("xb")
        except FileExistsError:
            number += 1


def _record(kind: str, exchange: Exchange, block: bytes, payload: bytes) -> ArcWarcRecord:
    date = exchange.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    name = uuid.uuid5(_NAMES, f"{kind} {date} {exchange.url} {hashlib.sha256(block).hexdigest()}")
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{name}>"),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", date),
        ("WARC-IP-Address", exchange.address),
        ("WARC-Payload-Digest", f"sha256:{hashlib.sha256(payload).hexdigest()}"),
    ]
    if kind == "response" and exchange.truncated:
        fields.append(("WARC-Truncated", exchange.truncated))
    content_type = f"application/http; msgtype={kind}"
    headers = StatusAndHeaders("", fields, protocol=VERSION)
    record = ArcWarcRecord("warc", kind, headers, io.BytesIO(block), None, content_type, len(block))
    record.payload_length = len(block)
    return record


def _response(exchange: Exchange) -> bytes:
    """Return the response with its head as it came, but for what speaks of the transfer; the old fields keep another name."""
    lines = []
    for line in exchange.head.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n"):
        name = line.partition(b":")[0].strip().lower()
        lines.append(b"X-Archive-Orig-" + line if name in _LENGTHS else line)
    lines.append(b"Content-Length: %d" % len(exchange.wire))
    return b"\r\n".join(lines) + b"\r\n\r\n" + exchange.wire


def fault(folder: Path, warc: str, position: int, sha256: str) -> str | None:
    """Return what is wrong with a capture that the store says lies at `position` of `warc`, with that digest of its body."""
    from fastwarc.warc import ArchiveIterator

    where = f"capture {warc}:{position}"
    try:
        with (folder / warc).open("rb") as stream:
            stream.seek(position)
            record = next(iter(ArchiveIterator(stream, parse_http=False)), None)
            if record is None or record.headers.get("WARC-Type") != "response":
                return f"{where} is no response"
            record.parse_http()
            body = record.reader.read()
    except FileNotFoundError:
        return f"{where}: no such file in {folder}"
    except (OSError, EOFError, ValueError) as error:
        return f"{where} cannot be read ({error})"
    return None if hashlib.sha256(body).hexdigest() == sha256 else f"{where} does not match its hash"
