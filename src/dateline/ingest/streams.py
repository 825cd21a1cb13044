"""Streams over streams: wound back, counted, inflated within bounds, read within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, cast

from dateline.errors import Malformed, TooLarge

if TYPE_CHECKING:
    from typing_extensions import Buffer

RATIO = 200
"""Most bytes inflated for one byte read, once beyond `RATIO_FROM`. Text packs 3 to 30 times; deflate's utmost is 1,032."""
RATIO_FROM = 32 * 1024 * 1024
DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile)
"""What a compressed stream raises when it ends early or is damaged."""
_CHUNK = 1 << 20


class Source:
    """A stream that can be looked into and read by lines, whose damage comes after its good bytes and not in their place.

    `io.BufferedReader` loses what it holds when the stream under it raises; here the error is raised once all before it was read.
    """

    def __init__(self, pull: Callable[[int], bytes]) -> None:
        self._pull = pull
        self._held = b""
        self._at = 0
        self._error: Exception | None = None

    def seekable(self) -> bool:
        """Tell that it cannot be wound back."""
        return False

    def peek(self, size: int) -> bytes:
        """Return up to `size` bytes without taking them."""
        self._hold(size)
        return self._held[self._at : self._at + size]

    def read(self, size: int = -1) -> bytes:
        """Return `size` bytes, fewer at the end only."""
        self._hold(size)
        end = len(self._held) if size < 0 else self._at + size
        return self._take(end)

    def readline(self, size: int = -1) -> bytes:
        """Return a line with its end, or its first `size` bytes when it is longer."""
        searched = 0
        while True:
            found = self._held.find(b"\n", self._at + searched)
            searched = len(self._held) - self._at
            if found >= 0 or 0 <= size <= searched or not self._fill():
                break
        end = found + 1 if found >= 0 else len(self._held)
        return self._take(min(end, self._at + size) if size >= 0 else end)

    def _hold(self, size: int) -> None:
        while (size < 0 or len(self._held) - self._at < size) and self._fill():
            pass

    def _take(self, end: int) -> bytes:
        part = self._held[self._at : end]
        self._at += len(part)
        if not part and self._error:
            raise self._error
        return part

    def _fill(self) -> bool:
        if self._error:
            return False
        try:
            part = self._pull(_CHUNK)
        except (*DAMAGE, Malformed) as error:
            self._error = error
            return False
        self._held = self._held[self._at :] + part
        self._at = 0
        return bool(part)


def inflated(stream: IO[bytes], path: str) -> IO[bytes]:
    """Return a gzip stream's contents as a stream; reading it raises `Malformed` when it grows beyond all proportion."""
    packed = _Counted(stream)
    file = gzip.GzipFile(fileobj=io.BufferedReader(packed, _CHUNK))
    count = 0

    def pull(size: int) -> bytes:
        nonlocal count
        part = file.read1(size)
        count += len(part)
        if count > RATIO_FROM and count > RATIO * packed.count:
            raise Malformed(f"unpacks to more than {RATIO} times its size: a bomb", path=path)
        return part

    return cast("IO[bytes]", Source(pull))


def bounded(stream: IO[bytes], path: str, limit: int) -> tuple[bytes, tuple[str, ...]]:
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
        except DAMAGE:
            problems = ("the compressed file ends early or is damaged",)
            break
        if not part:
            break
        parts.append(part)
        size += len(part)
    if size > limit:
        raise TooLarge(f"larger than {limit} bytes", limit=limit, path=path)
    return b"".join(parts), problems


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        part = self._stream.read(len(view))
        self.count += len(part)
        view[: len(part)] = part
        return len(part)
