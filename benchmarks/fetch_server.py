"""A server of raw bytes for the fetching benchmarks and tests: each path is a script of what goes over the wire, right or wrong.

It listens on loopback, once plain and once with TLS for each certificate asked for, and counts the connections that it gets.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import trustme

HOST = "127.0.0.1"
Script = Callable[[socket.socket, "Asked"], None]


@dataclass(frozen=True)
class Asked:
    """A request: how often its path was asked for before, and its headers in lower case."""

    path: str
    before: int
    headers: dict[str, str]


@dataclass
class Server:
    """Scripts by path; a path without one gets 404."""

    scripts: dict[str, Script] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, connection: socket.socket, context: ssl.SSLContext | None) -> None:
        with suppress(OSError, ssl.SSLError), connection:
            connection.settimeout(10)
            if context is not None:
                connection = context.wrap_socket(connection, server_side=True)
            asked = self._read(connection)
            if asked is not None:
                script = self.scripts.get(asked.path.split("?")[0], lambda sock, _: sock.sendall(answer(b"", status="404 Not Found")))
                script(connection, asked)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass
            connection.close()

    def _read(self, connection: socket.socket) -> Asked | None:
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                return None
            head += part
        first, *lines = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        path = first.split()[1]
        with self._lock:
            asked = Asked(path, sum(one.path == path for one in self.asked), headers)
            self.asked.append(asked)
        return asked


@contextmanager
def running(server: Server, contexts: dict[str, ssl.SSLContext | None] | None = None, *, host: str = HOST) -> Iterator[Server]:
    """Serve, plain as ``http`` unless other contexts are given; ``ports`` tells where."""
    listeners = []
    for name, context in (contexts or {"http": None}).items():
        listener = socket.create_server((host, 0), backlog=64)
        server.ports[name] = listener.getsockname()[1]
        listeners.append(listener)
        threading.Thread(target=_accept, args=(server, listener, context), daemon=True).start()
    try:
        yield server
    finally:
        for listener in listeners:
            listener.close()


def _accept(server: Server, listener: socket.socket, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=server.serve, args=(connection, context), daemon=True).start()


class Canary:
    """A port on loopback that must never be reached: it counts who connects."""

    def __init__(self, host: str = HOST, port: int = 0) -> None:
        self.connections = 0
        self.host = host
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, port), family=family, backlog=64)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._listener.close()


def answer(body: bytes, *, status: str = "200 OK", length: int | None = None, headers: str = "", kind: str = "text/html") -> bytes:
    """A response with a declared length, its own or another."""
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}Content-Length: {size}\r\n\r\n".encode() + body


def says(data: bytes) -> Script:
    """Send `data` and close."""
    return lambda sock, _: sock.sendall(data)


def chunked(parts: list[bytes], *, end: bool = True, headers: str = "") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + (b"0\r\n\r\n" if end else b"")
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}Transfer-Encoding: chunked\r\n\r\n".encode() + body


def reset(sock: socket.socket) -> None:
    """Close with a reset in place of an end."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def certificates(name: str) -> tuple[dict[str, ssl.SSLContext | None], ssl.SSLContext]:
    """Return contexts of a server with a good certificate and three bad ones, and that of a client who trusts the good one."""
    trusted, unknown = trustme.CA(), trustme.CA()
    now = datetime.now(UTC)
    made = {
        "https": trusted.issue_cert(name),
        "unknown": unknown.issue_cert(name),
        "expired": trusted.issue_cert(name, not_after=now - timedelta(days=1)),
        "other": trusted.issue_cert("other.example.net"),
    }
    servers: dict[str, ssl.SSLContext | None] = {"http": None}
    for kind, certificate in made.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        servers[kind] = context
    client = ssl.create_default_context()
    trusted.configure_trust(client)
    return servers, client


def article(seed: str = "Quetta", paragraphs: int = 6) -> bytes:
    """A page of an invented report."""
    told = "".join(
        f"<p>A bomb killed three people and injured nine in {seed} on 3 May 2021, police said in their report number {n}. "
        "Witnesses told of a blast near the market, and a spokesman of the hospital confirmed the figures.</p>\n"
        for n in range(paragraphs)
    )
    head = f'<html><head><title>Bomb in {seed} kills three</title><meta property="article:published_time" content="2021-05-03"></head>'
    return f"{head}<body><article><h1>Bomb in {seed} kills three</h1>{told}</article></body></html>".encode()

