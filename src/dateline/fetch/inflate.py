"""Undo a content coding (RFC 9110, 8.4.1; RFC 7932; RFC 8878) within a bound on what comes out, whatever goes in.

Each decoder is asked for so many bytes at a time and never for all: 841 bytes of brotli can ask for 1.5 GB.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STEP = 1 << 20
MAX_CODINGS = 2
"""Codings on one body. One is usual, a second is a proxy's mistake, more is how bombs nest."""
WINDOW = 23
"""Log2 of the largest zstd window: 8 MiB, the most that RFC 9659 allows on the web. A frame may ask for 2 GiB."""

DECODERS = ("gzip", "x-gzip", "deflate", "br", "zstd")


class Bomb(Exception):
    """It inflates to more than the limit."""


class Unknown(Exception):
    """A coding that nobody knows, or too many of them; the argument names it."""


def inflate(raw: bytes, codings: str | None, limit: int) -> tuple[bytes, tuple[str, ...]]:
    """Return the body without its codings (the value of Content-Encoding), and what was wrong with it.

    Raises:
        Bomb: more than `limit` bytes would come out.
        Unknown: no such coding.
    """
    names = [name for name in ((codings or "").lower().replace(" ", "").split(",")) if name not in ("", "identity")]
    if len(names) > MAX_CODINGS:
        raise Unknown(", ".join(names))
    body = raw
    problems: tuple[str, ...] = ()
    for name in reversed(names):
        body, found = _one(body, name, limit)
        problems = (*problems, *found)
    return body, problems


def _one(raw: bytes, name: str, limit: int) -> tuple[bytes, tuple[str, ...]]:
    if name not in DECODERS:
        raise Unknown(name)
    if not raw:
        return b"", ()
    out = bytearray()
    try:
        for part in _parts(raw, name):
            out += part
            if len(out) > limit:
                raise Bomb
    except _Cut:
        return bytes(out), (f"the {name} body ends early",)
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
        if not out and not _looks_packed(raw, name):
            return raw, (f"the body is not {name}, as the server says it is",)
        return bytes(out), (f"the {name} body is damaged ({str(error)[:60]})",)
    return bytes(out), ()


class _Cut(Exception):
    """The body ended before its stream did."""


def _parts(raw: bytes, name: str) -> Iterator[bytes]:
    if name == "br":
        return _brotli(raw)
    if name == "zstd":
        return _members(raw, lambda: zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW}))
    if name == "deflate":
        wrapped = raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
        return _zlib(raw, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    return _zlib(raw, zlib.MAX_WBITS + 16)


def _looks_packed(raw: bytes, name: str) -> bool:
    magic = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}.get(name)
    return raw.startswith(magic) if magic else raw.lstrip()[:1] not in (b"<", b"{", b"[")


def _zlib(raw: bytes, window: int) -> Iterator[bytes]:
    """Inflate; a gzip body may hold several members, one after the other."""
    while raw:
        decoder = zlib.decompressobj(window)
        while not decoder.eof:
            part = decoder.decompress(raw, STEP)
            raw = decoder.unconsumed_tail
            if part:
                yield part
            elif not decoder.eof:
                raise _Cut
        raw = decoder.unused_data if window > zlib.MAX_WBITS and decoder.unused_data.startswith(b"\x1f\x8b") else b""


def _members(raw: bytes, made: Callable[[], Any]) -> Iterator[bytes]:
    while raw:
        decoder, given = made(), raw
        while not decoder.eof:
            part = decoder.decompress(given, STEP)
            given = b""
            if part:
                yield part
            elif not decoder.eof:
                raise _Cut
        raw = decoder.unused_data


def _brotli(raw: bytes) -> Iterator[bytes]:
    decoder, given = brotli.Decompressor(), raw
    while not decoder.is_finished():
        part = decoder.process(given, output_buffer_limit=STEP)
        given = b""
        if part:
            yield part
        elif not decoder.is_finished() and decoder.can_accept_more_data():
            raise _Cut
