"""The wire: dial a checked address, and count bytes and seconds on every read. Nothing else in Dateline opens a connection outward.

The connection goes to the address that was checked, not to the name; TLS is still verified against the name.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from dateline.errors import FetchError, ForbiddenAddress
from dateline.fetch.addresses import refusal
from dateline.fetch.limits import HEADER_BYTES, Limits
from dateline.fetch.names import Resolver
from dateline.fetch.targets import Pair, Target, is_ip

MOMENT = 0.05
"""Seconds that a server has to send more than it declared; most have closed by then, since we ask them to."""
KEPT = 4 * HEADER_BYTES
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"\s*HTTP/1\.[01] 1\d\d")


class Late(Exception):
    """The time for the whole request is over."""


class TooMuch(Exception):
    """More bytes than are read from one connection."""


class Clock:
    """The time left for one request, redirects and all."""

    def __init__(self, limits: Limits) -> None:
        self._wait = limits.wait
        self._end = time.monotonic() + limits.seconds

    def left(self) -> float:
        """Return the seconds that the next step may take.

        Raises:
            Late: none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise Late
        return min(left, self._wait)


class Counted(httpcore.NetworkStream):
    """A connection that is read within bounds: the timeout of every read is what is left of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock, limit: int) -> None:
        self._stream = stream
        self._clock = clock
        self._limit = limit
        self._count = 0
        self._first = bytearray()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, at most `max_bytes`.

        Raises:
            Late, TooMuch: a limit is reached.
        """
        if self._count >= self._limit:
            raise TooMuch
        part = self._stream.read(min(max_bytes, self._limit - self._count), self._clock.left())
        self._count += len(part)
        if len(self._first) < KEPT:
            self._first += part[: KEPT - len(self._first)]
        return part

    def head(self) -> bytes:
        """Return the head of the answer as it came: status line and headers, with the empty line; interim answers left out."""
        start, end = self._head()
        return bytes(self._first[start:end])

    def _head(self) -> tuple[int, int]:
        start = 0
        while True:
            found = _HEAD_END.search(self._first, start)
            end = found.end() if found else len(self._first)
            if not found or not _INTERIM.match(self._first, start):
                return start, end
            start = end

    def more_than(self, size: int) -> bool:
        """Tell whether the server sent more than its head and `size` bytes; waits a moment for what may follow."""
        if self._count > self._head()[1] + size:
            return True
        try:
            return bool(self._stream.read(1, MOMENT))
        except (httpcore.TimeoutException, httpcore.NetworkError):
            return False

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it all."""
        self._stream.write(buffer, self._clock.left())

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks of its streams."""
        return self._stream.get_extra_info(info)


class Connection(httpcore.HTTP11Connection):
    """One request and its answer, then it is closed."""

    MAX_INCOMPLETE_EVENT_SIZE = HEADER_BYTES


def addresses(target: Target, resolver: Resolver, clock: Clock, allowed: frozenset[Pair], limits: Limits) -> list[str]:
    """Return the addresses to dial, every one checked: a name with one bad address among good ones is refused whole.

    Raises:
        ForbiddenAddress: it leads to an address that must not be reached.
        FetchError: there is no such name (reason ``dns``).
    """
    url = str(target.url)
    try:
        found = [target.host] if is_ip(target.host) else resolver(target.host, target.port, clock.left())
    except OSError as error:
        raise FetchError(f"the name has no address ({error.strerror or error})", url=url, reason="dns", retry=True) from error
    for address in found:
        why = refusal(address)
        if why and (address, target.port) not in allowed:
            raise ForbiddenAddress(f"refused: {target.host} is {address}, {why}", url=url)
    if not found:
        raise FetchError("the name has no address", url=url, reason="dns", retry=True)
    return found[: limits.addresses]


def dial(target: Target, found: Iterable[str], context: ssl.SSLContext, clock: Clock, limits: Limits) -> tuple[Counted, str]:
    """Connect to the first address that answers; return the connection and that address.

    Raises:
        FetchError: none answers, or TLS cannot be agreed on (reasons ``connect``, ``tls``).
    """
    backend, failure = httpcore.SyncBackend(), "no address"
    for address in found:
        try:
            stream = backend.connect_tcp(address, target.port, timeout=clock.left())
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            failure = str(error) or "no answer"
            continue
        if target.secure:
            stream = _secured(stream, target, context, clock)
        return Counted(stream, clock, limits.wire_bytes + HEADER_BYTES), address
    raise FetchError(f"no connection ({failure})", url=str(target.url), reason="connect", retry=True)


def _secured(stream: httpcore.NetworkStream, target: Target, context: ssl.SSLContext, clock: Clock) -> httpcore.NetworkStream:
    try:
        return stream.start_tls(context, server_hostname=target.host.removesuffix("."), timeout=clock.left())
    except (httpcore.ConnectError, httpcore.ConnectTimeout, ssl.SSLError, ssl.CertificateError) as error:
        raise FetchError(f"no trusted connection ({error})", url=str(target.url), reason="tls") from error
    except Late:
        stream.close()
        raise
