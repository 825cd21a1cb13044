"""Faults of fetching against a local server: what each leaves behind, how long it takes, and how much memory.

    python benchmarks/fetch_faults.py [--megabytes 640]

Each case is one address of a server that misbehaves (fetch_server.py). It is fetched as `dateline add URL` fetches it, into a store,
by a process of its own whose peak memory is taken. The table says how it ended: complete, flagged (a document that says what is
missing), refused or failed (no document, with the reason). The run fails where a case ends otherwise than it should, where a
document is called complete that is not, or where memory passes 512 MiB (issue 8).
"""

from __future__ import annotations

import argparse
import gzip
import os
import socket
import ssl
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import brotli
from fetch_server import HOST, Asked, Canary, Script, Server, answer, article, certificates, chunked, reset, running, says

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from dateline.cli.fetching import Fetching
from dateline.errors import FetchError
from dateline.fetch.captures import Captures
from dateline.fetch.door import Door, Limits
from dateline.fetch.pages import Reader
from dateline.fetch.politeness import Pauses
from dateline.ingest.captured import documents
from dateline.ingest.document import Origin, Reading
from dateline.store import Store, open_store

NAME = "news.example.org"
OTHER = "127.0.0.2"
"""Where the canary sits, at the same port as the server: an address that nobody allowed."""
MEMORY = 512
LIMITS = Limits(seconds=2.0, wait=0.6, wire_bytes=4 << 20, body_bytes=32 << 20)
"""Shorter than those of the product, so that the cases of time end soon; the bytes that may be inflated are the product's."""
PAGE = article()


@dataclass(frozen=True)
class Case:
    """A fault: its name, what the server does, and how it should end (``complete``, ``flagged``, or a `FetchError.reason`)."""

    name: str
    script: Script
    ends: str
    way: str = "http"
    path: str = ""


@dataclass(frozen=True)
class Result:
    """How a case ended."""

    case: Case
    ended: str
    said: str
    seconds: float
    megabytes: int

    @property
    def good(self) -> bool:
        return self.ended == self.case.ends and self.megabytes <= MEMORY


def bomb(coding: str, megabytes: int) -> bytes:
    """`megabytes` of zeros, packed."""
    block, parts = bytes(1 << 20), []
    if coding in ("gzip", "deflate"):
        packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS + (16 if coding == "gzip" else 0))
        parts = [packer.compress(block) for _ in range(megabytes)] + [packer.flush()]
    elif coding == "br":
        squeezer = brotli.Compressor(quality=5)
        parts = [squeezer.process(block) for _ in range(megabytes)] + [squeezer.finish()]
    else:
        frame = zstd.ZstdCompressor(level=3)
        parts = [frame.compress(block) for _ in range(megabytes)] + [frame.flush()]
    return b"".join(parts)


def packed(coding: str, body: bytes, **options: int) -> bytes:
    return answer(body, headers=f"Content-Encoding: {coding}\r\n", **options)


def drip(first: bytes, wait: float = 0.1) -> Script:
    def script(sock: socket.socket, _: Asked) -> None:
        sock.sendall(first)
        for byte in count():
            time.sleep(wait)
            sock.sendall(PAGE[byte % len(PAGE) :][:1])

    return script


def flood(first: bytes, block: bytes) -> Script:
    def script(sock: socket.socket, _: Asked) -> None:
        sock.sendall(first)
        while True:
            sock.sendall(block)

    return script


def onward(where: Callable[[Asked], str]) -> Script:
    return lambda sock, asked: sock.sendall(answer(b"", status="302 Found", headers=f"Location: {where(asked)}\r\n"))


def busy(status: str, after: str | None, times: int) -> Script:
    """Answer `times` with `status`, then with the page."""
    wait = f"Retry-After: {after}\r\n" if after else ""

    def script(sock: socket.socket, asked: Asked) -> None:
        sock.sendall(answer(b"", status=status, headers=wait) if asked.before < times else answer(PAGE))

    return script


def broken(sock: socket.socket, _: Asked) -> None:
    sock.sendall(answer(PAGE, length=3 * len(PAGE)))
    time.sleep(0.05)
    reset(sock)


def cases(megabytes: int) -> list[Case]:
    """Every fault, the whole page first."""
    half = PAGE[: PAGE.index(b"</p>", len(PAGE) // 2) + 4]
    zipped = gzip.compress(PAGE)
    plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    long_head = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nX-Fill: "
    window = b"\x28\xb5\x2f\xfd\x00\xa0" + b"\x00" * 40  # a frame that asks for a window of 1 GiB
    return [
        Case("a whole page", says(answer(PAGE)), "complete"),
        Case("cut before the declared length", says(answer(half, length=len(PAGE))), "flagged"),
        Case("cut inside a chunked body", says(chunked([half], end=False)), "flagged"),
        Case("cut, no length declared", says(plain + half), "flagged"),
        Case("whole, no length declared", says(plain + PAGE), "complete"),
        Case("cut gzip of the declared length", says(packed("gzip", zipped[: len(zipped) // 2])), "flagged"),
        Case("connection reset in mid-body", broken, "flagged"),
        Case("more bytes than declared", says(answer(PAGE, length=len(half))), "flagged"),
        Case("two lengths that disagree", says(answer(PAGE, headers="Content-Length: 5\r\n")), "protocol"),
        Case("a negative length", says(answer(PAGE, length=-1)), "protocol"),
        Case("called gzip, but plain", says(packed("gzip", PAGE)), "flagged"),
        Case("silence after the head", lambda sock, _: (sock.sendall(answer(b"", length=999)), time.sleep(3), None)[-1], "unreadable"),
        Case("slow drip of the body", drip(answer(half, length=10**6)), "flagged"),
        Case("slow drip of the head", drip(b"HTTP/1.1 200 OK\r\nX: "), "timeout"),
        Case("an endless body", flood(plain + PAGE, b"<p>" + b"word " * 20000), "flagged"),
        Case("an endless head", flood(long_head, b"x" * 65536), "protocol"),
        Case("redirects in a circle", onward(lambda asked: "/b" if asked.path == "/a" else "/a"), "redirects", path="/a"),
        Case("redirects without end", onward(lambda asked: f"{asked.path}x"), "redirects", path="/chain"),
        Case("bomb of gzip", says(packed("gzip", bomb("gzip", megabytes))), "bomb"),
        Case("bomb of deflate", says(packed("deflate", bomb("deflate", megabytes))), "bomb"),
        Case("bomb of brotli", says(packed("br", bomb("br", megabytes))), "bomb"),
        Case("bomb of zstd", says(packed("zstd", bomb("zstd", megabytes))), "bomb"),
        Case("bomb of gzip in gzip", says(packed("gzip, gzip", gzip.compress(bomb("gzip", megabytes)))), "bomb"),
        Case("a zstd window of 1 GiB", says(packed("zstd", window)), "unreadable"),
        Case("429, then the page", busy("429 Too Many Requests", "1", 1), "complete"),
        Case("429 for ever", busy("429 Too Many Requests", "1", 99), "busy"),
        Case("503, come back in an hour", busy("503 Service Unavailable", "3600", 99), "busy"),
        Case("a certificate of nobody", says(answer(PAGE)), "tls", way="unknown"),
        Case("a certificate that has expired", says(answer(PAGE)), "tls", way="expired"),
        Case("a certificate of another name", says(answer(PAGE)), "tls", way="other"),
        Case("a good certificate", says(answer(PAGE)), "complete", way="https"),
        Case("a part where all was asked for", says(answer(half, status="206 Partial Content")), "status"),
        Case("not HTTP", says(b"220 mail.example.org ESMTP\r\n\r\n"), "protocol"),
        Case("not modified, never read", says(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "protocol"),
        Case("the name changes between look-ups", says(answer(PAGE)), "forbidden", way="rebind"),
        Case("the name leads to two addresses", says(answer(PAGE)), "forbidden", way="both"),
    ]  # fmt: skip


class Names:
    """A name server: an honest one, or one that names the server first (for robots.txt) and the canary then, or both at once."""

    def __init__(self, way: str) -> None:
        self._way = way
        self._count = 0

    def __call__(self, host: str, port: int, seconds: float) -> list[str]:
        self._count += 1
        if self._way == "both":
            return [HOST, OTHER]
        return [OTHER] if self._way == "rebind" and self._count > 1 else [HOST]


def fetched(case: Case, server: Server, client: ssl.SSLContext, store: Store, folder: Path, limits: Limits
) -> tuple[str, str]:
    """Fetch one case; return how it ended and what was said."""
    rebinds = case.way in ("rebind", "both")
    way = "http" if rebinds else case.way
    scheme = "http" if way == "http" else "https"
    open_ports = frozenset((HOST, port) for port in server.ports.values())
    door = Door(limits=limits, allowed=open_ports, resolver=Names(case.way), context=client)
    source = Fetching(
        store, reader=Reader(door, Pauses(0.0, sleep=lambda _: None), sleep=lambda _: None), captures=Captures(folder)
    )
    port = server.ports[way]
    try:
        got = source.get(f"{scheme}://{NAME}:{port}{case.path}")
    except FetchError as error:
        return error.reason, str(error).split(": ", 1)[-1]
    finally:
        source.close()
    document = got.document
    return ("complete", "") if document.complete else ("flagged", "; ".join(document.problems))


def alone(case: Case, server: Server, client: ssl.SSLContext, folder: Path, limits: Limits) -> Result:
    """Fetch one case in a process of its own."""
    read, write = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(read)
        store = open_store(str(folder / "store.db"))
        ended, said = fetched(case, server, client, store, folder / "captures", limits)
        os.write(write, f"{ended}\n{said}"[:4000].encode("utf-8", "replace"))
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        ended, _, said = pipe.read().decode("utf-8", "replace").partition("\n")
    _, status, usage = os.wait4(child, 0)
    if status or not ended:
        ended, said = "died", f"status {status}"
    return Result(case, ended, said, time.monotonic() - started, usage.ru_maxrss // 1024)


def script_all(server: Server, made: list[Case]) -> list[Case]:
    """Give every case its own path."""
    placed = []
    for number, case in enumerate(made):
        path = case.path or f"/news/2021/story-{number}"
        server.scripts[path] = case.script
        if case.name == "redirects in a circle":
            server.scripts["/b"] = case.script
        for more in range(1, 9 if case.path == "/chain" else 0):
            server.scripts[path + "x" * more] = case.script
        placed.append(Case(case.name, case.script, case.ends, case.way, path))
    return placed


def run(megabytes: int, *, fork: bool = True, limits: Limits = LIMITS) -> int:
    """Run all cases, each in a process of its own unless told otherwise; print the table; return the exit code."""
    servers, client = certificates(NAME)
    bad, results = 0, []
    with running(Server(), servers) as server, tempfile.TemporaryDirectory() as place:
        canary = Canary(OTHER, server.ports["http"])
        made = script_all(server, cases(megabytes))
        list(documents(PAGE, "text/html", Origin("warm"), Reading(1 << 20, print)))  # each child has the models loaded
        if not fork:
            store = open_store(str(Path(place) / "store.db"))
        for case in made:
            if fork:
                results.append(alone(case, server, client, Path(place), limits))
            else:
                started = time.monotonic()
                ended, said = fetched(case, server, client, store, Path(place) / "captures", limits)
                results.append(Result(case, ended, said, time.monotonic() - started, 0))
        if not fork:
            store.close()
    print(f"{'case':34} {'ended':11} {'seconds':>7} {'MiB':>4}  what was said")
    for result in results:
        mark = "" if result.good else f"  <- should end {result.case.ends}"
        bad += not result.good
        print(f"{result.case.name:34} {result.ended:11} {result.seconds:7.2f} {result.megabytes:4}  {result.said[:110]}{mark}")
    faults = [result for result in results if result.case.ends != "complete"]
    wrong = sum(result.ended == "complete" for result in faults)
    peak = max(result.megabytes for result in results)
    print(f"{len(results)} cases, {len(faults)} of them faults that cannot be mended: {wrong} called complete that are not, {bad} ended otherwise than they should; peak memory {peak} MiB (limit {MEMORY}); canary: {canary.connections} connections")
    canary.close()
    return 1 if bad or wrong or canary.connections else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=640, help="what each bomb inflates to")
    sys.exit(run(parser.parse_args().megabytes))
