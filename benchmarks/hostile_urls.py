"""Hostile addresses against every outgoing door, with canaries on loopback: nothing may connect.

    python benchmarks/hostile_urls.py [--naive]

150 addresses (spellings of loopback, private, link-local, shared, metadata and translated addresses, names that lead there, other
schemes, ports of other services, credentials, and what parsers disagree on), 10 names whose address changes between look-ups, and 20
redirect chains. Each goes through `Door.send` as GET and as POST (webhooks), and through the polite reader (robots.txt first); the
addresses also stand in a feed that `dateline feed run` reads, with hostile robots, sitemaps and redirects. Every ``connect`` that
this process makes is counted by an audit hook; only those to the test's own server are allowed. ``--naive`` sends the 150 through
httpx without the door, to show what the canaries would have seen.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent))

import httpx
from fetch_server import Canary, Script, Server, answer, article, running, says

from dateline.cli.batch import Batch
from dateline.cli.feed_run import Run
from dateline.cli.fetching import Fetching
from dateline.errors import FetchError
from dateline.fetch import names
from dateline.fetch.answer import Answer
from dateline.fetch.captures import Captures
from dateline.fetch.door import Door, Limits
from dateline.fetch.pages import Reader
from dateline.fetch.politeness import Pauses
from dateline.store import feeds, open_store

HOME = "127.0.0.3"
"""The server's address, the only one let through."""
SITE = "news.example.org"
LIMITS = Limits(seconds=2.0, wait=0.5)
BAD = (
    "127.0.0.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "169.254.169.254", "169.254.170.2",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "192.88.99.1", "::1", "::", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:0:7f00:1::", "2001:db8::1", "fe80::1",
    "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2606:4700::5efe:7f00:1", "100::1", "3fff::1", "5f00::1", "4000::1",
)  # fmt: skip
"""Addresses that no request may reach: as literals, and behind names."""
SPELLINGS = (
    "2130706433", "0x7f000001", "0x7f.1", "0x7F.0x0.0x0.0x1", "017700000001", "0177.0.0.1", "0177.1", "127.1", "127.0.1", "127.000.000.001",
    "0", "0x0", "127.0.0.1.", "127.255.255.254", "2852039166", "0xa9fea9fe", "169.254.43518", "3232235777", "localhost", "LOCALHOST",
    "localhost.", "localhost.localdomain", "foo.localhost", "printer.local", "metadata.google.internal", "metadata", "instance-data",
    "router.lan", "kubernetes.default.svc.cluster.local", "1.0.0.127.in-addr.arpa", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::ffff:0:127.0.0.1]", "[0000::1]", "[::1%25lo]", "[fe80::1%25eth0]", "[::]", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "ⓛocalhost",
    "127%2e0%2e0%2e1", "%31%32%37.0.0.1", "loca\u00adlhost",
)  # fmt: skip
"""Hosts as inet_aton, browsers and proxies read them."""
SCHEMES = (
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/_SET%20a%201",
    "dict://127.0.0.1:{port}/stat", "ldap://127.0.0.1:{port}/", "ws://127.0.0.1:{port}/", "jar:http://127.0.0.1:{port}/!/",
    "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "data:text/html,hi", "javascript:alert(1)",
    "view-source:http://127.0.0.1:{port}/", "//127.0.0.1:{port}/", "127.0.0.1:{port}/", "http:127.0.0.1:{port}", "http:///127.0.0.1:{port}/",
    "http://", "", "about:blank",
)  # fmt: skip
PORTS = (22, 23, 25, 53, 110, 445, 1433, 2375, 3306, 3389, 5432, 5984, 6379, 9200, 11211, 27017)
CONFUSED = (
    "http://user:secret@news.example.org:{port}/", "http://news.example.org:{port}@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@news.example.org:{port}/", "http://news.example.org%40127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@news.example.org:{port}/", "http://news.example.org:{port}\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@news.example.org:{port}/", "http://127.0.0.1:{port}?@news.example.org:{port}/",
    "http://127.0.0.1:{port};@news.example.org/", "http://[::1]:{port}@news.example.org/", "http://news.example.org:{port}:80/",
    "http://127.0.0.1:{port}\r\nHost: news.example.org/", "http://127.0.0.1:{port}/\r\nX: y", "http://127.0.0.1\t:{port}/",
    " http://127.0.0.1:{port}/", "http://127.0.0.1 :{port}/", "http://news.example.org:{port}%00.127.0.0.1/", "http://127.0.0.1:0{port}/",
    "http://127.0.0.1:+{port}/", "http://[127.0.0.1]:{port}/", "http://[::1/", "http://127.0.0.1:99999/", "http://127.0.0.1:-1/",
    "HTTP://127.0.0.1:{port}/", "http://a.b..c:{port}/", "http://-a.example:{port}/", "http://{long}.example:{port}/", "https://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/{longer}", "http://news.example.org:{port}.127.0.0.1/", "http://😀.127.0.0.1:{port}/",
)  # fmt: skip


def hostile(port: int) -> list[str]:
    """The 150 addresses, each once."""
    fill = {"port": port, "long": "a" * 64, "longer": "b" * 4000}
    literals = [f"http://{f'[{each}]' if ':' in each else each}:{port}/" for each in BAD]
    spelled = [f"http://{each}:{port}/latest/meta-data/" for each in SPELLINGS]
    others = [each.format(**fill) for each in (*SCHEMES, *CONFUSED)]
    ports = [f"http://{SITE}:{each}/" for each in PORTS]
    found = list(dict.fromkeys([*literals, *spelled, *others, *ports]))
    assert len(found) == 150, len(found)
    return found


REBINDING: dict[str, list[list[str]]] = {
    "then-loopback": [[HOME], ["127.0.0.1"]],
    "then-six": [[HOME], ["::1"]],
    "then-mapped": [[HOME], ["::ffff:127.0.0.1"]],
    "then-nat64": [[HOME], ["64:ff9b::7f00:1"]],
    "then-6to4": [[HOME], ["2002:7f00:1::"]],
    "then-any": [[HOME], ["0.0.0.0"]],
    "then-metadata": [[HOME], ["169.254.169.254"]],
    "both-good-first": [[HOME, "127.0.0.1"]],
    "both-bad-first": [["127.0.0.1", HOME]],
    "late": [[HOME], [HOME], ["127.0.0.1"]],
}
"""What each name answers, look-up by look-up; the last answer stays."""


def chains(port: int) -> list[tuple[str, list[str]]]:
    """The 20 redirect chains: status, and each hop's Location; the first hops stay on the server."""
    bad = f"127.0.0.1:{port}"
    ends = [
        f"http://{bad}/", f"//{bad}/", f"http://[::1]:{port}/", f"http://2130706433:{port}/", f"http://0x7f.1:{port}/",
        f"http://localhost:{port}/", f"http://user:pw@{SITE}:{port}/", f"https://{bad}/", "file:///etc/passwd",
        f"gopher://{bad}/_x", f"http://169.254.169.254:{port}/latest/meta-data/", f"http://[64:ff9b::7f00:1]:{port}/",
        f"http://[::ffff:127.0.0.1]:{port}/", f"http://loopback.example.net:{port}/", f"http://{SITE}:22/", f"http:\\\\{bad}\\",
        f"  http://{bad}/  ", f"http://127.1:{port}/", f"http://metadata.google.internal:{port}/", f"///{bad}/",
    ]  # fmt: skip
    statuses = ("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent")
    return [
        (statuses[n % 5], [*(f"/chain{n}-{hop}" for hop in range(1, 1 + n % 5)), end]) for n, end in enumerate(ends)
    ]


@dataclass
class Watch:
    """Counts the connections that this process asks for, those to the server aside."""

    port: int = 0
    reached: list[str] = field(default_factory=list)

    def __call__(self, event: str, arguments: tuple) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple) and self.port and arguments[1][:2] != (HOME, self.port):
            self.reached.append(f"{arguments[1][0]}:{arguments[1][1]}")


class Names:
    """The test's name server."""

    def __init__(self, table: dict[str, list[list[str]]]) -> None:
        self._table = table
        self._asked: Counter[str] = Counter()

    def __call__(self, host: str, port: int, seconds: float) -> list[str]:
        answers = self._table.get(host)
        if answers is None:
            return names.resolve(host, port, seconds)
        self._asked[host] += 1
        return answers[min(self._asked[host], len(answers)) - 1]


def scripts(port: int, urls: list[str]) -> dict[str, Script]:
    """What the server says: chains, a feed and sitemaps that name hostile addresses, and a page that redirects to itself."""
    made: dict[str, Script] = {"/page": says(answer(article()))}
    for n, (status, hops) in enumerate(chains(port)):
        for at, hop in zip([f"/chain{n}", *hops[:-1]], hops, strict=True):
            made[at] = says(f"HTTP/1.1 {status}\r\nLocation: {hop}\r\nContent-Length: 0\r\n\r\n".encode())
    made["/again"] = lambda sock, asked: sock.sendall(
        answer(b"", status="302 Found", headers=f"Location: http://{asked.headers['host']}/again2\r\n")
    )
    made["/again2"] = lambda sock, asked: sock.sendall(
        answer(b"", status="302 Found", headers=f"Location: http://{asked.headers['host']}/page\r\n")
    )
    safe = [url for url in urls if url.isprintable()]
    items = "".join(f"<item><title>t{n}</title><link>{escape(url)}</link></item>" for n, url in enumerate(safe))
    made["/feed"] = says(answer(f"<rss version='2.0'><channel><title>f</title>{items}</channel></rss>".encode(), kind="text/xml"))
    maps = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in safe)
    made["/index"] = says(answer(f"<sitemapindex>{maps}</sitemapindex>".encode(), kind="text/xml"))
    return made


def outcome(act: Callable[[], object]) -> str:
    """Do it; return the reason of the refusal, ``stayed`` for an answer of the test's own server, or ``answered``."""
    try:
        found = act()
    except FetchError as error:
        return "stayed" if error.reason == "gone" else error.reason
    return "stayed" if isinstance(found, Answer) and found.last.address == HOME else "answered"


def run(watch: Watch, *, feeds_too: bool = True) -> int:
    """Send everything through every door; print the table; return the exit code."""
    server = Server()
    with running(server, host=HOME):
        port = server.ports["http"]
        watch.port = port
        canaries = [Canary("127.0.0.1", port)]
        with suppress(OSError):
            canaries.append(Canary("::1", port))
        urls = hostile(port)
        server.scripts.update(scripts(port, urls))
        table = {SITE: [[HOME]], "loopback.example.net": [["127.0.0.1"]]}
        table |= {f"to{n}.example.net": [[bad]] for n, bad in enumerate(BAD)}
        lines: list[tuple[str, int, Counter[str]]] = []

        def door() -> Door:
            rebinding = {f"{name}.example.net": answers for name, answers in REBINDING.items()}
            return Door(limits=LIMITS, allowed=frozenset({(HOME, port)}), resolver=Names(table | rebinding))

        def reader() -> Reader:
            return Reader(door(), Pauses(0.0), sleep=lambda _: None)

        named = [f"http://to{n}.example.net:{port}/" for n in range(len(BAD))]
        for label, group in (("addresses", urls), ("names of bad addresses", named)):
            lines.append((f"{label}, GET", len(group), Counter(outcome(lambda u=u: door().send("GET", u)) for u in group)))
            lines.append((f"{label}, POST", len(group), Counter(outcome(lambda u=u: door().send("POST", u, content=b"{}")) for u in group)))
            lines.append((f"{label}, reader", len(group), Counter(outcome(lambda u=u: reader().fetch(u)) for u in group)))
        again = [f"http://{name}.example.net:{port}/again" for name in REBINDING]
        lines.append(("rebinding names, GET", len(again), Counter(outcome(lambda u=u: door().send("GET", u)) for u in again)))
        lines.append(("rebinding names, reader", len(again), Counter(outcome(lambda u=u: reader().fetch(u)) for u in again)))
        chained = [f"http://{SITE}:{port}/chain{n}" for n in range(20)]
        lines.append(("redirect chains, GET", len(chained), Counter(outcome(lambda u=u: door().send("GET", u)) for u in chained)))
        lines.append(("redirect chains, POST", len(chained), Counter(f"HTTP {door().send('POST', u).status // 100}xx" for u in chained)))
        lines.append(("redirect chains, reader", len(chained), Counter(outcome(lambda u=u: reader().fetch(u)) for u in chained)))
        lines += feed_lines(port, reader) if feeds_too else []
        seen = sum(canary.connections for canary in canaries)
        reached = list(watch.reached)
        control = min(_control(canaries), len(watch.reached) - len(reached))
        watch.port = 0
        for canary in canaries:
            canary.close()
    print(f"{'through':34} {'sent':>5}  how they ended")
    for name, sent, ended in lines:
        print(f"{name:34} {sent:5}  {', '.join(f'{reason} {count}' for reason, count in ended.most_common())}")
    let = sum(ended["answered"] for _, _, ended in lines)
    print(f"connections: {seen} to the canaries, {len(reached)} anywhere but to the server; {let} hostile addresses answered; control: {control} of {len(canaries)} canaries, and the hook, hear a plain connection")
    return 1 if seen or reached or let or control != len(canaries) else 0


def feed_lines(port: int, reader: Callable[[], Reader]) -> list[tuple[str, int, Counter[str]]]:
    """Let `dateline feed run` read a feed and a sitemap index of hostile addresses, and hostile feeds."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "store.db"))
        for name, url in (("items of a feed", f"http://{SITE}:{port}/feed"), ("sitemaps of an index", f"http://{SITE}:{port}/index"), ("a feed that redirects", f"http://{SITE}:{port}/chain3")):
            source = Fetching(store, reader=reader(), captures=Captures(Path(folder) / "captures"))
            with store.writing() as connection:
                feeds.put(connection, url, store.now())
                feed = next(each for each in feeds.listed(connection) if each.url == url)
            run_ = Run(store, source, _Quiet())
            with _silence():
                run_.over([feed])
            with store.reading() as connection:
                waiting = sum(feeds.counts(connection, feed.id).values())
            lines.append((f"feed run: {name}", waiting, Counter(dict(run_.states) | {f"({reason})": count for reason, count in source.reasons.items()})))
            source.close()
        store.close()
    return lines


class _Quiet(Batch):
    def fail(self, error: Exception) -> None:
        self.failed += 1


class _silence:  # noqa: N801 - a context manager
    def __enter__(self) -> None:
        self._out, self._err = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = open("/dev/null", "w")  # noqa: PTH123

    def __exit__(self, *_: object) -> None:
        sys.stdout.close()
        sys.stdout, sys.stderr = self._out, self._err


def _control(canaries: list[Canary]) -> int:
    """Connect plainly: a canary that hears nothing would prove nothing."""
    heard = 0
    for canary in canaries:
        before = canary.connections
        with socket.create_connection((canary.host, canary.port), timeout=1) as plain:
            plain.recv(1)
        heard += canary.connections > before
    return heard


def naive() -> int:
    """Send the addresses through httpx alone; print how many reach a canary."""
    canary = Canary("127.0.0.1")
    reached = 0
    urls = [url for url in hostile(canary.port) if not any(bad in url for bad in ("10.0.0", "172.", "192.", "169.", "100.", "198.", "240.", "255."))]
    for url in urls:
        before = canary.connections
        with suppress(Exception):
            httpx.get(url, timeout=0.3, follow_redirects=True)
        reached += canary.connections > before
    print(f"httpx without the door: {reached} of {len(urls)} addresses reach the canary")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--naive", action="store_true", help="without the door")
    if parser.parse_args().naive:
        sys.exit(naive())
    watched = Watch()
    sys.addaudithook(watched)
    sys.exit(run(watched))
