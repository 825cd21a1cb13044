"""The guarded door: every outgoing request of Dateline goes through `Door.send`.

Each hop is checked anew: the address as text, the name's every IP address, and the connection goes to an address that was checked.
A body that is not whole comes back with its reason; what is refused, or cannot be read at all, is raised.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urljoin

import httpcore
import httpx

from dateline import __version__
from dateline.config import settings
from dateline.errors import FetchError
from dateline.fetch import names, wire
from dateline.fetch.answer import Answer, Exchange, Headers, Truncated, find
from dateline.fetch.inflate import Bomb, Unknown, inflate
from dateline.fetch.limits import MIB, Limits
from dateline.fetch.targets import Pair, Target, check

__all__ = ["Answer", "Door", "Limits", "door_from_settings"]

AGENT = f"Dateline/{__version__}"
REDIRECTS = frozenset((301, 302, 303, 307, 308))
REDIRECT_BODY = MIB // 16
"""Read of a redirect's own page: it is kept as evidence, nobody reads it."""
_OURS = frozenset(
    ("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "user-agent", "proxy-authorization")
)
"""Headers that only the door sets."""


class Door:
    """Makes requests. It holds no connection and no cookie, and reads no proxy from the environment: a proxy would dial for us."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        allowed: frozenset[Pair] = frozenset(),
        resolver: names.Resolver = names.resolve,
        context: ssl.SSLContext | None = None,
        agent: str = AGENT,
    ) -> None:
        self.limits = limits or Limits()
        self.agent = agent
        self._allowed = allowed
        self._resolver = resolver
        self._context = context

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        limits: Limits | None = None,
    ) -> Answer:
        """Return the answer to a request. GET and HEAD follow redirects, each checked again; other methods follow none.

        Args:
            method: ``GET``, ``POST`` …
            url: http or https, without credentials.
            headers: further headers; host, lengths and codings are the door's own.
            content: the body.
            limits: in place of the door's.

        Raises:
            ForbiddenAddress: the address, or one on the way, is refused. No connection was made to it.
            FetchError: no answer; ``reason`` says why, ``retry`` whether it may come later.
        """
        bounds = limits or self.limits
        clock = wire.Clock(bounds)
        done: list[Exchange] = []
        at = url
        while True:
            target = check(at, self._allowed)
            exchange = self._exchange(method, target, headers or {}, content, clock, bounds)
            done.append(exchange)
            onward = _onward(exchange, method)
            if onward is None:
                return _finished(url, tuple(done), bounds)
            at = onward
            if at in {each.url for each in done}:
                raise FetchError(f"redirects in a circle, back to {at}", url=url, reason="redirects")
            if len(done) > bounds.redirects:
                raise FetchError(f"more than {bounds.redirects} redirects", url=url, reason="redirects")

    def check(self, url: str) -> str:
        """Return `url` as it would be asked for; nothing is asked.

        Raises:
            ForbiddenAddress, FetchError: as `send` would, without looking the name up.
        """
        return str(check(url, self._allowed).url)

    def _exchange(
        self, method: str, target: Target, headers: Mapping[str, str], content: bytes, clock: wire.Clock, bounds: Limits
    ) -> Exchange:
        url = str(target.url)
        try:
            found = wire.addresses(target, self._resolver, clock, self._allowed, bounds)
            stream, address = wire.dial(target, found, self._context or _context(), clock, bounds)
        except wire.Late as error:
            raise FetchError(f"no connection within {bounds.seconds:g} s", url=url, reason="timeout", retry=True) from error
        request = _request(method, target, _headers(target, headers, content, self.agent), content)
        at = datetime.now(UTC)
        try:
            return replace(_read(request, stream, url, bounds), address=address, at=at)
        finally:
            stream.close()


def door_from_settings() -> Door:
    """Return the door of this process, as the settings have it."""
    chosen = settings()
    return Door(allowed=chosen.fetch_pairs(), agent=f"{AGENT} {chosen.contact}".strip())


@cache
def _context() -> ssl.SSLContext:
    """Certifi's roots, or those that SSL_CERT_FILE names; one context a process, since loading them takes 20 ms."""
    return httpx.create_ssl_context()


def _headers(target: Target, given: Mapping[str, str], content: bytes, agent: str) -> list[tuple[bytes, bytes]]:
    default = 443 if target.secure else 80
    host = f"[{target.host}]" if ":" in target.host else target.host
    made = [
        ("Host", host if target.port == default else f"{host}:{target.port}"),
        ("User-Agent", agent),
        ("Accept-Encoding", "gzip, deflate"),  # what every reader of a WARC can undo; others are undone when they come unasked
        ("Connection", "close"),
    ]
    if content:
        made.append(("Content-Length", str(len(content))))
    made += [(name, value) for name, value in given.items() if name.lower() not in _OURS]
    try:
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in made]
    except UnicodeEncodeError as error:
        raise FetchError("a header that HTTP cannot carry", url=str(target.url), reason="url") from error


def _request(method: str, target: Target, headers: list[tuple[bytes, bytes]], content: bytes) -> httpcore.Request:
    url = target.url
    raw = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=target.port, target=url.raw_path)
    return httpcore.Request(method, raw, headers=headers, content=content)


def _read(request: httpcore.Request, stream: wire.Counted, url: str, bounds: Limits) -> Exchange:
    """Send and read on an open connection."""
    connection = wire.Connection(request.url.origin, stream)
    try:
        response = connection.handle_request(request)
    except (wire.Late, wire.TooMuch, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _failed(error, url, bounds) from error
    headers: Headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
    body, truncated = _body(response, REDIRECT_BODY if response.status in REDIRECTS else bounds.wire_bytes)
    bodiless = request.method == b"HEAD" or response.status in (204, 304)
    declared = None if bodiless or find(headers, "transfer-encoding") else find(headers, "content-length")
    problems = _said(truncated, len(body), declared, bounds)
    if truncated is None and declared is not None and stream.more_than(len(body)):
        problems = (f"the server sent more than the {declared} bytes that it declared",)
    return Exchange(
        url=url,
        address="",
        at=datetime.min.replace(tzinfo=UTC),
        sent=_sent(request),
        head=stream.head(),
        status=response.status,
        headers=headers,
        wire=body,
        truncated=truncated,
        problems=problems,
    )


def _sent(request: httpcore.Request) -> bytes:
    """Return the request as it went out."""
    lines = [b"%s %s HTTP/1.1" % (request.method, request.url.target), *(b"%s: %s" % pair for pair in request.headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _body(response: httpcore.Response, limit: int) -> tuple[bytes, Truncated | None]:
    """Return the body as far as it came, and why it is not whole."""
    body = bytearray()
    try:
        for part in response.iter_stream():
            body += part
            if len(body) > limit:
                return bytes(body[:limit]), "length"
    except wire.TooMuch:
        return bytes(body), "length"
    except (wire.Late, httpcore.ReadTimeout):
        return bytes(body), "time"
    except (httpcore.NetworkError, httpcore.ProtocolError):
        return bytes(body), "disconnect"
    finally:
        response.close()
    return bytes(body), None


def _said(truncated: Truncated | None, size: int, declared: str | None, bounds: Limits) -> tuple[str, ...]:
    match truncated:
        case "length":
            return (f"cut after {size} bytes, the most that is read",)
        case "time":
            return (f"cut after {size} bytes: silence of {bounds.wait:g} s, or {bounds.seconds:g} s in all were over",)
        case "disconnect":
            return (f"the connection ended after {size} of {declared or 'an unknown number of'} bytes",)
        case _:
            return ()


def _failed(error: Exception, url: str, bounds: Limits) -> FetchError:
    if isinstance(error, wire.TooMuch):
        return FetchError(f"more than {bounds.wire_bytes} bytes before any page", url=url, reason="too_large")
    if isinstance(error, wire.Late | httpcore.TimeoutException):
        return FetchError("no answer in time", url=url, reason="timeout", retry=True)
    if isinstance(error, httpcore.ProtocolError):
        return FetchError(f"not HTTP ({error})", url=url, reason="protocol", retry=True)
    return FetchError(f"the connection broke ({error})", url=url, reason="connect", retry=True)


def _onward(exchange: Exchange, method: str) -> str | None:
    """Return where a redirect leads, None when it is the answer."""
    where = find(exchange.headers, "location")
    if exchange.status not in REDIRECTS or method not in ("GET", "HEAD") or not where:
        return None
    try:
        return urljoin(exchange.url, where.encode("latin-1").decode("utf-8", "replace").strip())
    except ValueError as error:
        raise FetchError(f"redirects to no address ({error})", url=exchange.url, reason="redirects") from error


def _finished(asked: str, done: tuple[Exchange, ...], bounds: Limits) -> Answer:
    """Inflate the last body."""
    last = done[-1]
    coding = ",".join(value for name, value in last.headers if name.lower() == "content-encoding")
    try:
        body, problems = inflate(last.wire, coding, bounds.body_bytes)
    except Bomb as error:
        raise FetchError(
            f"{len(last.wire)} bytes inflate to more than {bounds.body_bytes}: a bomb", url=last.url, reason="bomb"
        ) from error
    except Unknown as error:
        raise FetchError(f"a content coding that is not read: {error}", url=last.url, reason="coding") from error
    return Answer(asked, done, body, (*last.problems, *problems))
